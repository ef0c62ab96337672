"""One finding in the terminal report: place, words, the line itself, the figures, the cause."""

from auditor.finding import Audit, Evidence, Finding
from auditor.location import START
from auditor.report import words
from auditor.report.excerpt import render_excerpt
from auditor.report.json_finding import find_page, find_sheet
from auditor.report.layout import Layout

_INDENT = 2
_INNER = 4


def write_finding(layout: Layout, finding: Finding, audit: Audit) -> None:
    """Write all of a finding; nothing of it is cut."""
    place = finding.outcome.place
    layout.write(
        _INDENT,
        (f"{place.location}", "bold"),
        ("".join(f" · {part}" for part in _describe_place(layout, finding, audit)), ""),
        hang=2,
    )
    layout.write(_INNER, (finding.message.speak(layout.language), ""))
    _write_excerpt(layout, finding, audit)
    _write_amounts(layout, finding)
    _write_cause(layout, finding)
    _write_evidence(layout, finding, audit)


def _describe_place(layout: Layout, finding: Finding, audit: Audit) -> list[str]:
    place = finding.outcome.place
    line = place.location.line
    row = words.ROW.speak(layout.language)
    column = words.COLUMN.speak(layout.language)
    found = find_page(audit, line)
    sheet = find_sheet(audit, line)
    parts = [
        " ".join(part for part in (place.table, place.title) if part),
        f"{row} {place.row}" if place.row else "",
        f"{column} {place.column}" if place.column else "",
        f"{words.PAGE.speak(layout.language)} {found}" if found else "",
        f"{words.SHEET.speak(layout.language)} {sheet}" if sheet else "",
    ]
    return [part for part in parts if part]


def _write_excerpt(layout: Layout, finding: Finding, audit: Audit) -> None:
    """Write the line and the marks under the figure; a blank line is not worth showing.

    What is missing from the whole document stands at its very start, where no line is at fault.
    """
    location = finding.outcome.place.location
    if location == START and not finding.outcome.found:
        return
    if not 0 < location.line <= len(audit.lines):
        return
    line = audit.lines[location.line - 1]
    if not line.strip():
        return
    end = location.end_column if location.end_line == location.line else len(line) + 1
    excerpt = render_excerpt(line, location.column, end, layout.width - _INNER - 1)
    layout.write_as_it_stands(_INNER, excerpt.text, "dim")
    layout.write_as_it_stands(_INNER, excerpt.marks, "bold red")


def _write_amounts(layout: Layout, finding: Finding) -> None:
    outcome = finding.outcome
    labelled = (
        (words.LIMIT if outcome.bounded else words.EXPECTED, outcome.expected),
        (words.FOUND, outcome.found),
        (words.DIFFERENCE, outcome.difference),
        (words.TOLERANCE, outcome.tolerance),
        (words.UNIT, outcome.unit),
    )
    shown = [f"{label.speak(layout.language)} {amount}" for label, amount in labelled if amount]
    if shown:
        layout.write(_INNER, ("   ".join(shown), ""))


def _write_cause(layout: Layout, finding: Finding) -> None:
    language = layout.language
    cause = finding.cause.speak(language)
    if cause:
        layout.write(_INNER, (f"{words.CAUSE.speak(language)}: {cause}", ""))
    if finding.outcome.suggestion:
        suggestion = f"{words.SUGGESTION.speak(language)}: {finding.outcome.suggestion}"
        layout.write(_INNER, (suggestion, "green"))
    if finding.inferred:
        layout.write(_INNER, (words.INFERRED.speak(language), "italic"))


def _write_evidence(layout: Layout, finding: Finding, audit: Audit) -> None:
    language = layout.language
    if finding.evidence:
        layout.write(_INNER, (f"{words.EVIDENCE.speak(language)}:", ""))
    for evidence in finding.evidence:
        layout.write(_INNER + 2, (_describe_evidence(evidence, audit, language), ""), hang=2)
    if len(finding.failed) > 1:  # one alone is the finding itself
        failed = ", ".join(finding.failed)
        layout.write(_INNER, (f"{words.FAILED.speak(language)}: {failed}", "dim"), hang=2)


def _describe_evidence(evidence: Evidence, audit: Audit, language: str) -> str:
    place = f"{evidence.path}:{evidence.location}" if evidence.path else str(evidence.location)
    number = None if evidence.path else find_page(audit, evidence.location.line)
    page = f"{words.PAGE.speak(language)} {number}" if number else ""
    text = evidence.text or words.BLANK.speak(language)
    parts = (place, page, evidence.role, text)
    return "  ".join(part for part in parts if part)
