"""Findings about waivers themselves: unused, or expired. Decides nothing."""

from collections import Counter
from collections.abc import Sequence

from auditor.engine.fingerprints import hash_parts
from auditor.finding import Audit, Bilingual, Evidence, Finding, Outcome, Place, Verdict
from auditor.finding.outcome import NOTHING
from auditor.location import Location
from auditor.rulepack.waivers import WaiverEntry

KIND = "waiver"
UNUSED = "waiver-unused"
EXPIRED = "waiver-expired"
ROLE = "waiver"
_TITLES = {
    UNUSED: Bilingual("豁免应有其所豁免的发现", "A waiver has a finding that it accepts"),
    EXPIRED: Bilingual("豁免不得超过到期日", "A waiver has not expired"),
}
_GONE_HERE = Bilingual(
    "本次审计的文件中没有与它相符的发现；它没有写明 document，也可能属于别的文件",
    "no finding of this run matches it; it names no document, so it may belong to another one",
)
_GONE = Bilingual("没有与它相符的发现，可以删去", "no finding matches it, so it can be removed")
_NO_LIMIT = Bilingual(
    "它没有写明所豁免的差额（difference），而发现相差 {difference}{unit}，因此照常计入",
    "it states no difference, and the finding is off by {difference} {unit}, so it counts",
)
_GROWN = Bilingual(
    "发现相差 {difference}{unit}，超过所豁免的 {accepted}，因此照常计入",
    "the finding is off by {difference} {unit}, more than the {accepted} accepted, so it counts",
)
_EXPIRED_WORDS = Bilingual(
    "规则 {rule} 的豁免已于 {expires} 到期（核定人：{approver}）：{rest}",
    "the waiver of the rule {rule} expired on {expires} (approved by {approver}): {rest}",
)
_UNUSED_WORDS = Bilingual(
    "规则 {rule} 的豁免没有用到：{rest}", "the waiver of the rule {rule} is not used: {rest}"
)
_COUNTS_AGAIN = Bilingual("它所豁免的发现重新计入", "what it accepted counts again")


def explain_excess(entry: WaiverEntry, findings: Sequence[Finding]) -> Bilingual:
    """Say why a waiver does not accept the findings that it is about, or that there are none."""
    if not findings:
        return _GONE if entry.document else _GONE_HERE
    words = _GROWN if entry.largest else _NO_LIMIT
    outcome = findings[0].outcome
    slots = {
        "difference": outcome.difference.lstrip("-"),
        "unit": outcome.unit,
        "accepted": entry.printed,
    }
    return Bilingual(words.zh.format(**slots), words.en.format(**slots))


class NoticeMaker:
    """Makes the findings about waivers in one document, each with its own fingerprint."""

    def __init__(self, audit: Audit) -> None:
        """Take the document's identity, as other fingerprints do."""
        year = "" if audit.year is None else str(audit.year)
        self._identity = (audit.issuer, year, audit.kind, audit.role)
        self._seen: Counter[tuple[str, ...]] = Counter()

    def make(
        self,
        rule: str,
        entry: WaiverEntry,
        findings: Sequence[Finding],
        reason: Bilingual = NOTHING,
    ) -> Finding:
        """Make a finding at the first of the findings that it is about, else at line 1."""
        place = findings[0].outcome.place if findings else Place()
        return Finding(
            fingerprint=self._name(rule, entry),
            rule=rule,
            kind=KIND,
            severity=_grade(rule, entry, findings),
            outcome=Outcome(verdict=Verdict.FAIL, place=place),
            title=_TITLES[rule],
            message=_word(rule, entry, findings, reason),
            cause=NOTHING,
            evidence=_list_evidence(entry, findings),
            failed=(),
        )

    def _name(self, rule: str, entry: WaiverEntry) -> str:
        place = (entry.document, entry.table, entry.row, entry.column)
        parts = (rule, *self._identity, entry.rule, entry.fingerprint, *place)
        ordinal = self._seen[parts]
        self._seen[parts] += 1
        return hash_parts((*parts, str(ordinal)))


def _grade(rule: str, entry: WaiverEntry, findings: Sequence[Finding]) -> str:
    """Grade a notice: an unused waiver of no named document may be needed in another run."""
    is_unsure = rule == UNUSED and not entry.document and not findings
    return "info" if is_unsure else "warning"


def _word(
    rule: str, entry: WaiverEntry, findings: Sequence[Finding], reason: Bilingual
) -> Bilingual:
    if rule == EXPIRED:
        words, rest = _EXPIRED_WORDS, _COUNTS_AGAIN if findings else _GONE
    else:
        words, rest = _UNUSED_WORDS, reason
    slots = {"rule": entry.rule, "expires": entry.expires, "approver": entry.approver}
    return Bilingual(
        words.zh.format(**slots, rest=rest.zh), words.en.format(**slots, rest=rest.en)
    )


def _list_evidence(entry: WaiverEntry, findings: Sequence[Finding]) -> tuple[Evidence, ...]:
    """List where the waiver stands, and the findings that it does not accept."""
    line = Location(entry.line, 1, entry.line, 1)
    own = Evidence(location=line, text=entry.reason, role=ROLE, path=entry.path)
    others = (
        Evidence(
            location=finding.outcome.place.location,
            text=finding.outcome.found,
            role=finding.rule,
        )
        for finding in findings
    )
    return (own, *others)
