"""An audit without its text, its evidence and the places of its outcomes, for an overview.

What an overview says of a document follows from it; ten thousand of them fit in memory. Knows no
page and no workbook.
"""

from dataclasses import replace

from auditor.finding import Audit, Coverage, Finding, Outcome, Place
from auditor.finding.outcome import NOTHING

_PLACE = Place()


def lighten_audit(audit: Audit) -> Audit:
    """Drop what no overview says; findings keep rule, severity, waiver, place and difference."""
    verdicts = dict.fromkeys((outcome.verdict for _, outcome in audit.outcomes), "")
    return replace(
        audit,
        findings=tuple(map(_lighten_finding, audit.findings)),
        outcomes=tuple(("", Outcome(verdict, _PLACE)) for verdict in verdicts),
        coverage=None if audit.coverage is None else _lighten_coverage(audit.coverage),
        not_applied=(),
        lines=(),
        pages=(),
        sheets=(),
        facts=None,
    )


def _lighten_finding(finding: Finding) -> Finding:
    known = finding.outcome
    outcome = Outcome(known.verdict, known.place, difference=known.difference, unit=known.unit)
    return replace(
        finding, outcome=outcome, message=NOTHING, cause=NOTHING, evidence=(), failed=()
    )


def _lighten_coverage(coverage: Coverage) -> Coverage:
    """Keep how many there are of each; that one table stands for all of them is enough."""
    return coverage._replace(
        unchecked=coverage.unchecked[:1] * len(coverage.unchecked),
        tables=coverage.tables[:1],
        unrecognised=coverage.unrecognised[:1] * len(coverage.unrecognised),
        forms=coverage.forms[:1],
        lines_not_understood=(),
        checked_at=(),
        bounded_at=(),
    )
