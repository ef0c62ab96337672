"""Findings with the number by which the report calls them, and the names of its anchors."""

from typing import NamedTuple

from auditor.finding import Audit, Finding
from auditor.location import START, Location


class Numbered(NamedTuple):
    """A finding and its number in this report, from 1."""

    number: int
    finding: Finding


def number_findings(audit: Audit) -> tuple[Numbered, ...]:
    """Number the findings in the order in which they are shown.

    Those of one severity and rule stand together, where the first of them would; waived ones
    come last.
    """
    groups: dict[tuple[bool, str, str], list[Finding]] = {}
    for finding in audit.findings:
        key = (finding.waiver is not None, finding.severity, finding.rule)
        groups.setdefault(key, []).append(finding)
    shown = (finding for key in sorted(groups, key=lambda key: key[0]) for finding in groups[key])
    return tuple(Numbered(number, finding) for number, finding in enumerate(shown, start=1))


def name_card(number: int) -> str:
    """Name the anchor of a finding."""
    return f"F{number}"


def name_place(line: int, column: int) -> str:
    """Name the anchor of a place in the document."""
    return f"P{line}-{column}"


def name_line(line: int) -> str:
    """Name the anchor of a line of the document."""
    return f"L{line}"


def has_place(finding: Finding, audit: Audit) -> bool:
    """Say whether a finding stands somewhere: what concerns the whole stands nowhere."""
    location = finding.outcome.place.location
    return location != START and is_inside(location, audit)


def is_inside(location: Location, audit: Audit) -> bool:
    """Say whether the text has such a line."""
    return 0 < location.line <= len(audit.lines)
