"""The sheet that counts a run's findings by rule. Knows no place and no amount."""

from collections import Counter

from auditor.finding import Finding
from auditor.report import words
from auditor.report import words_overview as own
from auditor.report.common import CommonRule, find_common_rules
from auditor.report.run import Run
from auditor.report.xlsx.plan import Cell, Row, SheetPlan, make_cell


def plan_rules(run: Run) -> SheetPlan:
    """Plan a row of each rule that found anything, those of most documents first."""
    language = run.settings.language
    documents: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    waived: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for audit in run.audits:
        documents.update({finding.rule for finding in audit.findings})
        for finding in audit.findings:
            (findings if finding.waiver is None else waived)[finding.rule] += 1
            first.setdefault(finding.rule, finding)
    common = {each.rule: each for each in find_common_rules(run.audits)}
    ranked = sorted(first, key=lambda rule: (-documents[rule], -findings[rule], rule))
    body = []
    for rule in ranked:
        counts = (documents[rule], findings[rule], waived[rule])
        body.append(_build_row(first[rule], counts, common.get(rule), language))
    return SheetPlan(
        title=own.RULES.speak(language),
        heading=(Cell(own.RULES.speak(language), "title"),),
        columns=own.RULE_COLUMNS,
        body=tuple(body),
        frozen=1,
    )


def _build_row(
    finding: Finding, counts: tuple[int, ...], common: CommonRule | None, language: str
) -> Row:
    severity = words.SEVERITIES[finding.severity].speak(language)
    return (
        make_cell(finding.rule, language),
        make_cell(finding.title.speak(language), language),
        make_cell(severity, language, finding.severity),
        *(Cell(count, "whole") for count in counts),
        make_cell(_word_common(common, language), language),
    )


def _word_common(common: CommonRule | None, language: str) -> str:
    if common is None:
        return ""
    return words.COMMON.speak(language).format(
        documents=common.documents, read=common.read, findings=common.findings
    )
