"""What a run says of all its documents together needs of each: a few plain values.

Ten thousand of them fit in memory, where their audits do not.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from auditor.finding.audit import Audit
from auditor.finding.finding import Finding
from auditor.finding.outcome import Bilingual, Verdict
from auditor.finding.series import AuditSeries


class RuleCount(NamedTuple):
    """How many findings of one rule and severity a document has."""

    rule: str
    severity: str
    title: Bilingual
    is_waived: bool
    findings: int


class Brief(NamedTuple):
    """A document's audit in short; `has_crashed` if a rule could not run at a place.

    `pack` is the last one chosen, "" where there is none. `figures` are those found, checked,
    bounded and unchecked; None where the document was not judged.
    """

    path: str
    sha256: str
    status: str
    reason: Bilingual
    pack: str
    libraries: tuple[str, ...]
    has_crashed: bool
    figures: tuple[int, int, int, int] | None
    counts: tuple[RuleCount, ...]


def brief_audit(audit: Audit) -> Brief:
    """Return an audit in short."""
    error = Verdict.ERROR  # looked up once for a thousand outcomes
    return Brief(
        path=audit.path,
        sha256=audit.sha256,
        status=audit.status,
        reason=audit.reason,
        pack=audit.packs_chosen[-1][0] if audit.packs_chosen else "",
        libraries=audit.libraries,
        has_crashed=bool(audit.rule_failures)
        or any(outcome.verdict is error for _, outcome in audit.outcomes),
        figures=_count_figures(audit),
        counts=count_findings(audit.findings),
    )


def brief_audits(audits: Sequence[Audit]) -> tuple[Brief, ...]:
    """Return each audit in short, without reading those that are kept elsewhere."""
    if isinstance(audits, AuditSeries):
        return audits.briefs
    return tuple(map(brief_audit, audits))


def count_findings(findings: Sequence[Finding]) -> tuple[RuleCount, ...]:
    """Count findings by rule, severity and whether they are waived, first ones first."""
    counts = Counter(
        (found.rule, found.severity, found.title, found.waiver is not None) for found in findings
    )
    return tuple(RuleCount(*key, findings) for key, findings in counts.items())


def _count_figures(audit: Audit) -> tuple[int, int, int, int] | None:
    coverage = audit.coverage
    if coverage is None:
        return None
    return (coverage.figures, coverage.checked, coverage.bounded, len(coverage.unchecked))
