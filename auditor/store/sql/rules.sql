-- The rules of a run: in how many documents each judged, and what it found there.
WITH judged AS (
    SELECT
        rule, count(DISTINCT document) FILTER (WHERE verdict <> 'not_applicable') AS judged,
        coalesce(sum(outcomes) FILTER (WHERE verdict = 'pass'), 0) AS passes
    FROM rule_counts
    WHERE run = $run
    GROUP BY rule
), found AS (
    SELECT
        rule, any_value(severity) AS found_severity, any_value(title_zh) AS found_zh,
        any_value(title_en) AS found_en, count(DISTINCT document) AS documents,
        count(*) FILTER (WHERE waived_by IS NULL) AS findings, count(waived_by) AS waived,
        max(difference_yuan) FILTER (WHERE waived_by IS NULL) AS largest_yuan
    FROM findings
    WHERE run = $run
    GROUP BY rule
)
SELECT
    rule, coalesce(found_severity, rules.severity) AS severity,
    CASE
        WHEN $language = 'en' THEN coalesce(title_en, found_en)
        ELSE coalesce(title_zh, found_zh)
    END AS title,
    coalesce(judged, 0)::INTEGER AS documents_judged, coalesce(passes, 0)::INTEGER AS passes,
    coalesce(documents, 0)::INTEGER AS documents_with_findings,
    coalesce(findings, 0)::INTEGER AS findings, coalesce(waived, 0)::INTEGER AS waived,
    largest_yuan
FROM rules FULL JOIN found USING (rule) LEFT JOIN judged USING (rule)
WHERE rules.run = $run OR rules.run IS NULL
ORDER BY findings DESC, rule
