-- The documents of a run, in their order.
SELECT
    document, issuer, year, kind, role, path, status,
    CASE WHEN $language = 'en' THEN reason_en ELSE reason_zh END AS reason,
    figures, checked, bounded, unchecked,
    (SELECT count(*) FROM findings f
     WHERE f.run = documents.run AND f.document = documents.document) AS findings
FROM documents
WHERE run = $run
ORDER BY document
