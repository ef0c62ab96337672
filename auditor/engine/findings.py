"""Failed and reviewed outcomes → findings, in the order in which people read them."""

from collections.abc import Iterable, Iterator

from auditor.budget import Budget
from auditor.engine.fingerprints import Fingerprinter
from auditor.engine.wording import word_message
from auditor.finding import Evidence, Finding, Outcome, Verdict
from auditor.finding.outcome import NOTHING
from auditor.rule import Rule, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_SHOWN = (Verdict.FAIL, Verdict.REVIEW)


def make_findings(outcomes: Iterable[tuple[Rule, Outcome]], budget: Budget) -> tuple[Finding, ...]:
    """Make a finding of each failed outcome and of each run of like reviews, in reading order."""
    fingerprinter = Fingerprinter(budget)
    shown = [(rule, outcome) for rule, outcome in outcomes if outcome.verdict in _SHOWN]
    findings = [_make_finding(rule, group, fingerprinter) for rule, group in _group(shown)]
    return tuple(sorted(findings, key=_rank))


def _group(
    outcomes: Iterable[tuple[Rule, Outcome]],
) -> Iterator[tuple[Rule, list[Outcome]]]:
    """Put reviews of one rule and one reason in one table together; a failure stands alone."""
    groups: dict[tuple[str, ...], tuple[Rule, list[Outcome]]] = {}
    for number, (rule, outcome) in enumerate(outcomes):
        reason = dict(outcome.facts).get("reason")
        key: tuple[str, ...] = (str(number),)
        if outcome.verdict is Verdict.REVIEW and reason is not None:
            key = (rule.id, outcome.place.table, outcome.place.title, reason.zh)
        groups.setdefault(key, (rule, []))[1].append(outcome)
    yield from groups.values()


def _rank(finding: Finding) -> tuple[int, int, int, str]:
    place = finding.outcome.place.location
    return _ORDER[Severity(finding.severity)], place.line, place.column, finding.rule


def _make_finding(rule: Rule, group: list[Outcome], fingerprinter: Fingerprinter) -> Finding:
    outcome = group[0]
    severity = Severity.INFO if outcome.verdict is Verdict.REVIEW else rule.severity
    return Finding(
        fingerprint=fingerprinter.name(rule.id, outcome.place),
        rule=rule.id,
        kind=rule.kind,
        severity=severity.value,
        outcome=outcome,
        title=rule.title,
        message=word_message(rule, group),
        cause=NOTHING,
        evidence=tuple(_list_evidence(outcome, group[1:])),
        failed=tuple(_name_outcome(rule, each) for each in group),
    )


def _list_evidence(outcome: Outcome, others: list[Outcome]) -> Iterator[Evidence]:
    for operand in outcome.operands:
        yield Evidence(location=operand.place.location, text=operand.text, role=operand.role)
    for other in others:
        yield Evidence(location=other.place.location, text=other.found, role=other.place.row)


def _name_outcome(rule: Rule, outcome: Outcome) -> str:
    location = outcome.place.location
    return f"{rule.id}@{location.line}:{location.column}"
