"""Where a finding stands and by how much it is off, as words for every report for people."""

from auditor.finding import Audit, Evidence, Finding, Outcome
from auditor.report import words
from auditor.report.json_finding import find_page, find_sheet


def list_place(finding: Finding, audit: Audit, language: str) -> list[str]:
    """List table, row, column, page and sheet, as far as they are known."""
    place = finding.outcome.place
    page = find_page(audit, place.location.line)
    sheet = find_sheet(audit, place.location.line)
    parts = [
        " ".join(part for part in (place.table, place.title) if part),
        f"{words.ROW.speak(language)} {place.row}" if place.row else "",
        f"{words.COLUMN.speak(language)} {place.column}" if place.column else "",
        f"{words.PAGE.speak(language)} {page}" if page else "",
        f"{words.SHEET.speak(language)} {sheet}" if sheet else "",
    ]
    return [part for part in parts if part]


def list_amounts(outcome: Outcome, language: str) -> list[tuple[str, str]]:
    """List the label and the printed amount of what was expected, found and accepted."""
    labelled = (
        (words.LIMIT if outcome.bounded else words.EXPECTED, outcome.expected),
        (words.FOUND, outcome.found),
        (words.DIFFERENCE, outcome.difference),
        (words.TOLERANCE, outcome.tolerance),
        (words.UNIT, outcome.unit),
    )
    return [(label.speak(language), amount) for label, amount in labelled if amount]


def describe_evidence(evidence: Evidence, audit: Audit, language: str) -> str:
    """Describe a figure that shows the fault: its place, page, role and printed text."""
    place = f"{evidence.path}:{evidence.location}" if evidence.path else str(evidence.location)
    number = None if evidence.path else find_page(audit, evidence.location.line)
    page = f"{words.PAGE.speak(language)} {number}" if number else ""
    text = evidence.text or words.BLANK.speak(language)
    parts = (place, page, evidence.role, text)
    return "  ".join(part for part in parts if part)
