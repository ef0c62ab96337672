"""The exit status of a run. Precedence: 2, then 3, then 1, then 0."""

from collections.abc import Sequence

from auditor.errors import Mistake
from auditor.finding import Audit, Verdict

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
    if not allow_incomplete and any(map(_is_incomplete, audits)):
        return INCOMPLETE
    counted = _LEVELS[fail_on]
    findings = (found for audit in audits for found in audit.findings if found.waiver is None)
    return FINDINGS if any(found.severity in counted for found in findings) else CLEAN


def _is_incomplete(audit: Audit) -> bool:
    return (
        audit.status != "complete"
        or bool(audit.rule_failures)
        or any(outcome.verdict is Verdict.ERROR for _, outcome in audit.outcomes)
    )
