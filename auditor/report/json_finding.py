"""A finding in the JSON contract. Knows no run and no document beyond the finding's own."""

import os

from auditor.finding import Audit, Evidence, Finding, Verdict, Waiver
from auditor.report.waivers import ROLE, speak_waiver


def none_if_empty(text: str) -> str | None:
    """Return the text, or None where there is none."""
    return text or None


def write_path(path: str) -> str:
    """Write a path as given, with `/` between folders on every system."""
    return path.replace(os.sep, "/")


def find_page(audit: Audit, line: int) -> int | None:
    """Find the page (from 1) on which a line stands; None for text without pages."""
    page = audit.pages[line - 1] if 0 < line <= len(audit.pages) else 0
    return page or None


def find_sheet(audit: Audit, line: int) -> str | None:
    """Find the sheet on which a line stands; None for text without sheets."""
    return audit.sheets[line - 1] or None if 0 < line <= len(audit.sheets) else None


def build_finding(finding: Finding, audit: Audit, language: str) -> dict[str, object]:
    """Build a finding's fields in the order of the contract."""
    outcome = finding.outcome
    place = outcome.place
    line = place.location.line
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "kind": finding.kind,
        "severity": finding.severity,
        "outcome": outcome.verdict.value if finding.waiver is None else Verdict.WAIVED.value,
        "title": finding.title.speak(language),
        "message": finding.message.speak(language),
        "line": line,
        "column": place.location.column,
        "end_line": place.location.end_line,
        "end_column": place.location.end_column,
        "page": find_page(audit, line),
        "sheet": find_sheet(audit, line),
        "table": none_if_empty(place.table),
        "row": none_if_empty(place.row),
        "column_name": none_if_empty(place.column),
        "expected": none_if_empty(outcome.expected),
        "found": none_if_empty(outcome.found),
        "difference": none_if_empty(outcome.difference),
        "unit": none_if_empty(outcome.unit),
        "tolerance": none_if_empty(outcome.tolerance),
        "cause": none_if_empty(finding.cause.speak(language)),
        "suggestion": none_if_empty(outcome.suggestion),
        "inferred": finding.inferred,
        "evidence": [
            *(_build_evidence(shown, audit) for shown in finding.evidence),
            *_build_waiver(finding.waiver, language),
        ],
        "failed": list(finding.failed),
    }


def _build_evidence(evidence: Evidence, audit: Audit) -> dict[str, object]:
    line = evidence.location.line
    return {
        "path": write_path(evidence.path) or None,
        "line": line,
        "column": evidence.location.column,
        "page": None if evidence.path else find_page(audit, line),
        "text": evidence.text,
        "role": evidence.role,
    }


def _build_waiver(waiver: Waiver | None, language: str) -> list[dict[str, object]]:
    """Build the entry that says why a finding is accepted, so that no field need be added."""
    if waiver is None:
        return []
    entry: dict[str, object] = {
        "path": none_if_empty(write_path(waiver.path)),
        "line": max(waiver.line, 1),
        "column": 1,
        "page": None,
        "text": speak_waiver(waiver, language),
        "role": ROLE,
    }
    return [entry]
