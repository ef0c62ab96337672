-- What became of each finding in each run since it was first seen.
-- subject: the document, by issuer, year, kind and role; by its path where it names no issuer.
WITH named AS (
    SELECT d.subject, f.rule, f.fingerprint, min(f.run) AS first_run
    FROM findings f JOIN documents d USING (run, document)
    GROUP BY ALL
), seen AS (
    SELECT DISTINCT f.run, d.subject, f.fingerprint
    FROM findings f JOIN documents d USING (run, document)
), judged AS (
    SELECT DISTINCT d.run, d.subject, c.rule
    FROM rule_counts c JOIN documents d USING (run, document)
    WHERE c.verdict IN ('pass', 'fail', 'review', 'waived')
), audited AS (
    SELECT DISTINCT run, subject FROM documents WHERE status <> 'unreadable'
), known AS (
    SELECT
        runs.run, named.*, audited.subject IS NOT NULL AS is_audited,
        CASE
            WHEN seen.run IS NOT NULL THEN 'present'
            WHEN judged.run IS NOT NULL THEN 'absent'
        END AS presence
    FROM named
    JOIN runs ON runs.run >= named.first_run
    LEFT JOIN seen
        ON seen.run = runs.run AND seen.subject = named.subject
        AND seen.fingerprint = named.fingerprint
    LEFT JOIN judged
        ON judged.run = runs.run AND judged.subject = named.subject AND judged.rule = named.rule
    LEFT JOIN audited ON audited.run = runs.run AND audited.subject = named.subject
), remembered AS (
    SELECT
        *,
        last_value(presence IGNORE NULLS) OVER (
            PARTITION BY subject, fingerprint ORDER BY run
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS earlier
    FROM known
)
SELECT
    run, subject, rule, fingerprint, first_run,
    CASE
        WHEN presence = 'present' AND earlier IS NULL THEN 'new'
        WHEN presence = 'present' AND earlier = 'present' THEN 'standing'
        WHEN presence = 'present' THEN 'returned'
        WHEN presence = 'absent' THEN 'corrected'
        WHEN is_audited THEN 'not_judged'
        ELSE 'not_audited'
    END AS state
FROM remembered
WHERE presence = 'present' OR earlier = 'present'
