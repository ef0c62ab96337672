"""The exit status of a run. Precedence: 2, then 3, then 1, then 0."""

from collections.abc import Sequence

from auditor.errors import Mistake
from auditor.finding import Audit
from auditor.finding.brief import Brief, brief_audits

CLEAN = 0
FINDINGS = 1
REFUSED = 2
INCOMPLETE = 3
_LEVELS = {
    "error": frozenset({"error"}),
    "warning": frozenset({"error", "warning"}),
    "info": frozenset({"error", "warning", "info"}),
    "never": frozenset[str](),
}


def compute_exit_status(
    audits: Sequence[Audit],
    mistakes: Sequence[Mistake],
    *,
    fail_on: str,
    allow_incomplete: bool,
) -> int:
    """Compute the status from what was found and from what could not be judged."""
    if mistakes:
        return REFUSED
    briefs = brief_audits(audits)
    if not allow_incomplete and any(map(_is_incomplete, briefs)):
        return INCOMPLETE
    counted = _LEVELS[fail_on]
    counts = (count for brief in briefs for count in brief.counts if not count.is_waived)
    return FINDINGS if any(count.severity in counted for count in counts) else CLEAN


def _is_incomplete(brief: Brief) -> bool:
    return brief.status != "complete" or brief.has_crashed
