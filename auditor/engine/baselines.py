"""Findings that a baseline already holds: marked, counted apart. Reads no file."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from auditor.engine.waiver_notices import KIND
from auditor.engine.waiving import mark_waived
from auditor.finding import Audit, Finding, Waiver
from auditor.finding.known import Baseline, KnownFinding
from auditor.finding.magnitude import measure_finding


def apply_baseline(
    audits: Sequence[Audit], baseline: Baseline, unwaivable: Collection[str]
) -> tuple[Audit, ...]:
    """Mark the findings that the baseline holds and whose difference has not grown.

    Rules that are `unwaivable`, and findings about waivers, always count.
    """
    return tuple(map(build_marker(baseline, unwaivable), audits))


def build_marker(baseline: Baseline, unwaivable: Collection[str]) -> Callable[[Audit], Audit]:
    """Build the function that marks in one audit what the baseline holds."""
    known = {one.fingerprint: one for one in baseline.known}

    def mark(finding: Finding) -> Finding:
        earlier = known.get(finding.fingerprint)
        if earlier is None or finding.waiver is not None or not has_not_grown(finding, earlier):
            return finding
        if finding.rule in unwaivable or finding.kind == KIND:
            return finding
        return mark_waived(finding, Waiver("baseline", "", "", "", baseline.path, earlier.line))

    def mark_audit(audit: Audit) -> Audit:
        return replace(audit, findings=tuple(map(mark, audit.findings)))

    return mark_audit


def has_not_grown(finding: Finding, earlier: KnownFinding) -> bool:
    """Say whether a finding's difference is no larger than it was."""
    difference = measure_finding(finding)
    if difference is None:
        return True
    return earlier.largest is not None and earlier.largest.covers(difference)
