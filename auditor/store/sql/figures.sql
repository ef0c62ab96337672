-- Every figure of a run's documents: where it stands, what it says, and whether it was checked.
SELECT
    issuer, year, kind, role, path, table_id, table_title, row_key, row_label, column_name,
    text, value, unit, yuan, state,
    CASE WHEN $language = 'en' THEN figures.reason_en ELSE figures.reason_zh END AS reason,
    line, col
FROM figures JOIN documents USING (run, document)
WHERE run = $run
ORDER BY document, line, col
