"""The sheet of what was not judged: every gap of every document, with its reason."""

from auditor.finding import Audit
from auditor.reading.answers import form
from auditor.report import words
from auditor.report import words_exceptions as own
from auditor.report.exception_rows import name_page
from auditor.report.gaps import Gap, describe_mistake, list_gaps
from auditor.report.json_finding import write_path
from auditor.report.run import Run
from auditor.report.words_plain import GAPS
from auditor.report.xlsx.plan import Cell, Row, SheetPlan, make_cell


def plan_unjudged(run: Run) -> SheetPlan:
    """Plan the sheet: rules that were left out, then the gaps of each document."""
    language = run.settings.language
    rows = [_build_row(describe_mistake(each, language), language) for each in run.mistakes]
    for audit in run.audits:
        gaps = list_gaps(audit, language, coverage=True)
        rows += [_build_row(gap, language, audit) for gap in gaps]
    return SheetPlan(
        title=form.UNJUDGED.speak(language),
        heading=(Cell(own.UNJUDGED_TITLE.speak(language), "title"),),
        columns=own.UNJUDGED_COLUMNS,
        body=tuple(rows),
    )


def _build_row(gap: Gap, language: str, audit: Audit | None = None) -> Row:
    return (
        make_cell(write_path(audit.path) if audit else "", language),
        make_cell(GAPS[gap.kind].speak(language), language),
        make_cell(words.SEVERITIES[gap.severity].speak(language), language, gap.severity),
        make_cell(name_page(audit, gap.line) if audit else "", language, "number"),
        make_cell(gap.line, language, "number"),
        make_cell(gap.text, language),
    )
