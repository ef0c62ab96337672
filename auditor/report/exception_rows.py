"""Findings as the rows that auditors know: a finding a row. Knows no workbook and no CSV."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from auditor.finding import Audit, Evidence, Finding
from auditor.report import words
from auditor.report import words_exceptions as own
from auditor.report.json_finding import find_page, find_sheet, write_path
from auditor.report.run import Run
from auditor.report.waivers import speak_waiver


class ExceptionRow(NamedTuple):
    """A finding; every field is text as it stands, not yet escaped, but number and line.

    The fields are those of words_exceptions.COLUMNS; answer and explanation are the auditee's,
    and empty. `level` is the severity as rules name it, and no column.
    Source: the columns of the warning and error files of the DATA Act Broker.
    """

    number: int = 0
    severity: str = ""
    demand: str = ""
    message: str = ""
    page: str = ""
    line: int = 0
    table: str = ""
    row: str = ""
    column: str = ""
    found: str = ""
    expected: str = ""
    difference: str = ""
    unit: str = ""
    tolerance: str = ""
    cause: str = ""
    suggestion: str = ""
    source: str = ""
    answer: str = ""
    explanation: str = ""
    evidence: str = ""
    document: str = ""
    rule: str = ""
    outcome: str = ""
    waiver: str = ""
    fingerprint: str = ""
    level: str = ""


def build_exception_rows(run: Run, *, waived: bool) -> tuple[ExceptionRow, ...]:
    """Build a row of each finding that counts, or of each that is waived, in reading order."""
    language = run.settings.language
    sources = list_sources(run)
    rows = (
        row
        for audit in run.audits
        for row in iterate_rows(audit, sources, language, waived=waived)
    )
    return tuple(row._replace(number=number) for number, row in enumerate(rows, start=1))


def list_sources(run: Run) -> dict[str, str]:
    """List where the demands of a run's rules come from, by rule."""
    return {rule.id: rule.source for rule in run.rules}


def iterate_rows(
    audit: Audit, sources: Mapping[str, str], language: str, *, waived: bool
) -> Iterator[ExceptionRow]:
    """Yield the rows of one document, not numbered yet."""
    for finding in audit.findings:
        if (finding.waiver is not None) is waived:
            yield _build_row(finding, audit, sources.get(finding.rule, ""), language)


def name_page(audit: Audit, line: int) -> str:
    """Name the page or the sheet of a line, "" where the file has neither."""
    page = find_page(audit, line)
    return str(page) if page else find_sheet(audit, line) or ""


def _build_row(finding: Finding, audit: Audit, source: str, language: str) -> ExceptionRow:
    outcome = finding.outcome
    place = outcome.place
    note = own.INFERRED.speak(language) if finding.inferred else ""
    return ExceptionRow(
        severity=words.SEVERITIES[finding.severity].speak(language),
        document=write_path(audit.path),
        demand=finding.title.speak(language),
        message=finding.message.speak(language) + note,
        page=name_page(audit, place.location.line),
        line=place.location.line,
        table=" ".join(part for part in (place.table, place.title) if part),
        row=place.row,
        column=place.column,
        found=outcome.found,
        expected=_word_expected(finding, language),
        difference=outcome.difference,
        unit=outcome.unit,
        tolerance=outcome.tolerance,
        cause=finding.cause.speak(language),
        suggestion=outcome.suggestion,
        source=source,
        evidence="\n".join(_list_evidence(finding, audit, language)),
        rule=finding.rule,
        outcome=words.VERDICTS[outcome.verdict].speak(language),
        waiver=_word_waiver(finding, language),
        fingerprint=finding.fingerprint,
        level=finding.severity,
    )


def _word_expected(finding: Finding, language: str) -> str:
    """An inequality has a limit, not a figure that is expected."""
    outcome = finding.outcome
    if outcome.bounded and outcome.expected:
        return own.LIMIT.speak(language).format(amount=outcome.expected)
    return outcome.expected


def _word_waiver(finding: Finding, language: str) -> str:
    waiver = finding.waiver
    if waiver is None:
        return ""
    place = f"{write_path(waiver.path)}:{waiver.line}" if waiver.path else ""
    return " · ".join(part for part in (speak_waiver(waiver, language), place) if part)


def _list_evidence(finding: Finding, audit: Audit, language: str) -> Iterator[str]:
    """Yield each figure with its place; then what else this finding explains, if anything."""
    for evidence in finding.evidence:
        yield _word_evidence(evidence, audit, language)
    if len(finding.failed) > 1:  # one alone is the finding itself
        yield f"{words.FAILED.speak(language)}: {', '.join(finding.failed)}"


def _word_evidence(evidence: Evidence, audit: Audit, language: str) -> str:
    path = f"{write_path(evidence.path)}:" if evidence.path else ""
    page = "" if evidence.path else name_page(audit, evidence.location.line)
    text = evidence.text or words.BLANK.speak(language)
    parts = (f"{path}{evidence.location}", page, evidence.role, text)
    return "  ".join(part for part in parts if part)
