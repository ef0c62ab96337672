-- Findings of a run by issuer, those with most errors first.
WITH counted AS (
    SELECT
        run, document,
        count(*) FILTER (WHERE severity = 'error' AND waived_by IS NULL) AS errors,
        count(*) FILTER (WHERE severity = 'warning' AND waived_by IS NULL) AS warnings,
        count(*) FILTER (WHERE severity = 'info' AND waived_by IS NULL) AS infos,
        count(waived_by) AS waived,
        max(difference_yuan) FILTER (WHERE waived_by IS NULL AND severity <> 'info')
            AS largest_yuan
    FROM findings
    GROUP BY run, document
)
SELECT
    issuer, count(*)::INTEGER AS documents,
    count(*) FILTER (WHERE status = 'incomplete')::INTEGER AS incomplete,
    count(*) FILTER (WHERE status = 'unreadable')::INTEGER AS unreadable,
    coalesce(sum(errors), 0)::INTEGER AS errors,
    coalesce(sum(warnings), 0)::INTEGER AS warnings,
    coalesce(sum(infos), 0)::INTEGER AS infos,
    coalesce(sum(waived), 0)::INTEGER AS waived,
    max(largest_yuan) AS largest_yuan,
    coalesce(sum(figures), 0)::INTEGER AS figures,
    coalesce(sum(checked), 0)::INTEGER AS checked
FROM documents LEFT JOIN counted USING (run, document)
WHERE run = $run
GROUP BY issuer
ORDER BY errors DESC, warnings DESC, issuer
