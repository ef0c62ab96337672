"""An audit without its text, its evidence and the places of its outcomes, for an overview.

What an overview says of a document follows from it; ten thousand of them fit in memory. Knows no
page and no workbook.
"""

from dataclasses import replace
from functools import lru_cache
from sys import intern

from auditor.finding import Audit, Bilingual, Coverage, Finding, Outcome, Place, Verdict
from auditor.finding.outcome import NOTHING

_PLACE = Place()


def lighten_audit(audit: Audit) -> Audit:
    """Drop what no overview says; findings keep rule, severity, waiver and difference."""
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
    return replace(
        finding,
        rule=intern(finding.rule),
        kind=intern(finding.kind),
        severity=intern(finding.severity),
        outcome=_share_outcome(known.verdict, known.difference, known.unit),
        title=_share_words(finding.title),
        message=NOTHING,
        cause=NOTHING,
        evidence=(),
        failed=(),
    )


@lru_cache(maxsize=1_000)
def _share_outcome(verdict: Verdict, difference: str, unit: str) -> Outcome:
    """Make an outcome once for all findings in which no money differs, or the same."""
    return Outcome(verdict, _PLACE, difference=difference, unit=unit)


@lru_cache(maxsize=1_000)
def _share_words(words: Bilingual) -> Bilingual:
    """Return the first words that are equal: a rule has the same title in every document."""
    return words


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
