-- The runs: how many documents and findings, and what became of the findings since the last run.
WITH counted AS (
    SELECT
        run,
        count(*) FILTER (WHERE severity = 'error' AND waived_by IS NULL) AS errors,
        count(*) FILTER (WHERE severity = 'warning' AND waived_by IS NULL) AS warnings,
        count(*) FILTER (WHERE severity = 'info' AND waived_by IS NULL) AS infos,
        count(waived_by) AS waived
    FROM findings
    GROUP BY run
), told AS (
    SELECT
        run,
        count(*) FILTER (WHERE state = 'new') AS new,
        count(*) FILTER (WHERE state = 'standing') AS standing,
        count(*) FILTER (WHERE state = 'corrected') AS corrected,
        count(*) FILTER (WHERE state = 'returned') AS returned,
        count(*) FILTER (WHERE state IN ('not_judged', 'not_audited')) AS unknown
    FROM life
    GROUP BY run
)
SELECT
    run, label, documents, coalesce(errors, 0) AS errors, coalesce(warnings, 0) AS warnings,
    coalesce(infos, 0) AS infos, coalesce(waived, 0) AS waived, coalesce(new, 0) AS new,
    coalesce(standing, 0) AS standing, coalesce(corrected, 0) AS corrected,
    coalesce(returned, 0) AS returned, coalesce(unknown, 0) AS unknown
FROM runs LEFT JOIN counted USING (run) LEFT JOIN told USING (run)
WHERE $run IS NULL OR run <= $run
ORDER BY run
