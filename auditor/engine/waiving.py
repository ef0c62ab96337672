"""Findings that a waiver accepts: matched, marked, counted apart. Reads no file and no clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from auditor.engine.waiver_matching import is_about, is_in_document
from auditor.engine.waiver_notices import EXPIRED, UNUSED, NoticeMaker, explain_excess
from auditor.finding import Audit, Finding, Verdict, Waiver
from auditor.finding.magnitude import measure_finding
from auditor.rulepack.waivers import WaiverEntry

_ORDER = {"error": 0, "warning": 1, "info": 2}
_SHOWN = (Verdict.FAIL, Verdict.REVIEW)


class Waived(NamedTuple):
    """The audits with what was waived, and the waivers whose document is not among them."""

    audits: tuple[Audit, ...]
    absent: tuple[WaiverEntry, ...]


@dataclass(slots=True)
class _Account:
    """What became of one entry: accepted findings, and those it is about but does not accept."""

    entry: WaiverEntry
    has_expired: bool
    is_used: bool = False
    refused: dict[int, list[Finding]] = field(default_factory=dict)


def apply_waivers(
    audits: Sequence[Audit],
    entries: Sequence[WaiverEntry],
    *,
    today: str,
    skipped: Collection[str] = (),
) -> Waived:
    """Mark the findings that waivers accept, and add a finding for each unused or expired one.

    `today` is YYYY-MM-DD; a waiver holds on the day on which it expires. `skipped` are the rules
    that the run was told to leave out: of their waivers nothing can be said.
    """
    accounts = [
        _Account(entry=entry, has_expired=entry.expires < today)
        for entry in entries
        if entry.rule not in skipped
    ]
    marked = [_mark_findings(number, audit, accounts) for number, audit in enumerate(audits)]
    notices = _Notices(marked)
    absent = tuple(account.entry for account in accounts if not notices.add(account))
    return Waived(audits=notices.place(), absent=absent)


def settle_outcomes(audit: Audit) -> Audit:
    """Give the verdict WAIVED to the outcomes of which every finding is waived."""
    waived = {name for one in audit.findings if one.waiver for name in one.failed}
    waived -= {name for one in audit.findings if not one.waiver for name in one.failed}
    if not waived:
        return audit
    outcomes = tuple(
        (rule, outcome._replace(verdict=Verdict.WAIVED))
        if outcome.verdict in _SHOWN and f"{rule}@{outcome.place.location}" in waived
        else (rule, outcome)
        for rule, outcome in audit.outcomes
    )
    return replace(audit, outcomes=outcomes)


def mark_waived(finding: Finding, waiver: Waiver) -> Finding:
    """Return the finding as one that is accepted."""
    outcome = finding.outcome._replace(verdict=Verdict.WAIVED)
    return replace(finding, outcome=outcome, waiver=waiver)


def _mark_findings(number: int, audit: Audit, accounts: Sequence[_Account]) -> Audit:
    """Mark the findings of the document with this number; note what the waivers refuse."""
    if not audit.findings:
        return audit
    mine = [account for account in accounts if is_in_document(account.entry, audit)]
    findings = tuple(_mark_finding(number, finding, mine) for finding in audit.findings)
    return replace(audit, findings=findings)


def _mark_finding(number: int, finding: Finding, accounts: Sequence[_Account]) -> Finding:
    """Mark a finding by the first waiver that accepts it."""
    for account in accounts:
        entry = account.entry
        if not is_about(entry, finding):
            continue
        if account.has_expired or not _is_small_enough(entry, finding):
            account.refused.setdefault(number, []).append(finding)
            continue
        account.is_used = True
        waiver = Waiver(
            "waiver", entry.reason, entry.approver, entry.expires, entry.path, entry.line
        )
        return mark_waived(finding, waiver)
    return finding


def _is_small_enough(entry: WaiverEntry, finding: Finding) -> bool:
    """Say whether the difference is no larger than accepted; none at all always is."""
    difference = measure_finding(finding)
    return difference is None or (entry.largest is not None and entry.largest.covers(difference))


class _Notices:
    """The findings about waivers themselves, each in the document that it concerns."""

    def __init__(self, audits: Sequence[Audit]) -> None:
        self._audits = tuple(audits)
        self._makers = [NoticeMaker(audit) for audit in audits]
        self._added: dict[int, list[Finding]] = {}

    def add(self, account: _Account) -> bool:
        """Add what is to be said of a waiver; False if it concerns no document of the run."""
        entry = account.entry
        if account.is_used and not account.has_expired:
            return True
        numbers = sorted(account.refused) or self._find_documents(entry)
        for number in numbers:
            findings = account.refused.get(number, [])
            if account.has_expired:
                notice = self._makers[number].make(EXPIRED, entry, findings)
            else:
                reason = explain_excess(entry, findings)
                notice = self._makers[number].make(UNUSED, entry, findings, reason)
            self._added.setdefault(number, []).append(notice)
        return bool(numbers)

    def _find_documents(self, entry: WaiverEntry) -> list[int]:
        """Return the first document that was judged and that the waiver may be about."""
        numbers = (
            number
            for number, audit in enumerate(self._audits)
            if audit.status != "unreadable"
            and entry.rule not in {failure.rule for failure in audit.rule_failures}
            and is_in_document(entry, audit)
        )
        return [*numbers][:1]

    def place(self) -> tuple[Audit, ...]:
        """Return the audits with the findings about waivers, in the order of severity."""
        return tuple(
            replace(
                audit,
                findings=tuple(
                    sorted((*audit.findings, *added), key=lambda one: _ORDER[one.severity])
                ),
            )
            if (added := self._added.get(number))
            else audit
            for number, audit in enumerate(self._audits)
        )
