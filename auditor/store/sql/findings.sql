-- The findings of a run, document by document.
SELECT
    issuer, year, path, severity, verdict, rule,
    CASE WHEN $language = 'en' THEN message_en ELSE message_zh END AS message,
    line, col, table_id, row_label, column_name, expected, found, difference, unit,
    difference_yuan, suggestion, waiver_reason, fingerprint
FROM findings JOIN documents USING (run, document)
WHERE run = $run
ORDER BY document, finding
