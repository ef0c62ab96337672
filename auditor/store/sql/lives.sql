-- What became of each finding in a run; in all runs where a fingerprint is given.
WITH last_seen AS (
    SELECT
        d.subject, f.fingerprint, f.run AS seen_in, d.issuer, d.year, d.path, f.severity, f.line,
        f.message_zh, f.message_en
    FROM findings f JOIN documents d USING (run, document)
)
SELECT
    life.run, label, state, severity, life.rule, issuer, year, path, line,
    CASE WHEN $language = 'en' THEN message_en ELSE message_zh END AS message,
    life.first_run, life.fingerprint
FROM life
JOIN runs USING (run)
JOIN last_seen
    ON last_seen.subject = life.subject AND last_seen.fingerprint = life.fingerprint
    AND last_seen.seen_in <= life.run
WHERE CASE
    WHEN $fingerprint <> '' THEN life.fingerprint = $fingerprint
    ELSE life.run = $run AND state <> 'not_audited'
END
QUALIFY row_number() OVER (
    PARTITION BY life.run, life.subject, life.fingerprint ORDER BY seen_in DESC, path, line
) = 1
ORDER BY
    life.run, list_position(['new', 'returned', 'standing', 'corrected'], state) NULLS LAST,
    list_position(['error', 'warning', 'info'], severity), issuer, year, path, line, life.rule,
    life.fingerprint
