"""Where a document stands after the audit, in one word. Knows no format and no finding's text."""

from enum import Enum

from auditor.finding import Audit, Bilingual, Verdict
from auditor.report.verdicts import find_doubt

_COUNTED = {
    "error": frozenset({"error"}),
    "warning": frozenset({"error", "warning"}),
    "info": frozenset({"error", "warning", "info"}),
    "never": frozenset({"error"}),
}


class Standing(Enum):
    """The four ways in which a document can come out, gravest last."""

    PASSED = "passed"
    TO_CORRECT = "to_correct"
    INCOMPLETE = "incomplete"
    UNREADABLE = "unreadable"


STANDINGS = {
    Standing.PASSED: Bilingual("通过", "passed"),
    Standing.TO_CORRECT: Bilingual("待更正", "to correct"),
    Standing.INCOMPLETE: Bilingual("不完整", "incomplete"),
    Standing.UNREADABLE: Bilingual("无法读取", "unreadable"),
}


def find_standing(audit: Audit, fail_on: str) -> Standing:
    """Say how a document came out, as the exit status would: what was not judged comes first.

    Findings at or above `fail_on` are to be corrected (with `never`: errors); waived ones are
    not. A document of which nothing was recognised or judged has not passed.
    """
    if audit.status == "unreadable":
        return Standing.UNREADABLE
    if audit.status != "complete" or audit.rule_failures or not _is_judged(audit):
        return Standing.INCOMPLETE
    counted = _COUNTED[fail_on]
    open_findings = (found for found in audit.findings if found.waiver is None)
    if any(found.severity in counted for found in open_findings):
        return Standing.TO_CORRECT
    return Standing.PASSED


def _is_judged(audit: Audit) -> bool:
    has_crashed = any(outcome.verdict is Verdict.ERROR for _, outcome in audit.outcomes)
    return not has_crashed and find_doubt(audit) is None
