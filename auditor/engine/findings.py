"""Failed and reviewed outcomes → findings, in the order in which people read them."""

from collections.abc import Iterable, Iterator

from auditor.budget import Budget
from auditor.checks.places import divide_places
from auditor.engine.drafts import Draft, name_outcome
from auditor.engine.fingerprints import Fingerprinter
from auditor.engine.wording import word_message
from auditor.finding import Evidence, Finding, Outcome, Verdict
from auditor.rule import Rule, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_SHOWN = (Verdict.FAIL, Verdict.REVIEW)


def make_findings(outcomes: Iterable[tuple[Rule, Outcome]], budget: Budget) -> tuple[Finding, ...]:
    """Make a finding of each cause, of each other failure, and of each run of like reviews."""
    fingerprinter = Fingerprinter(budget)
    judged = list(outcomes)
    drafts: list[Draft] = []
    explained: set[int] = set()
    failed = [outcome for _, outcome in judged if outcome.verdict is Verdict.FAIL]
    if any(any(one.weight for one in outcome.operands) for outcome in failed):  # a broken sum
        from auditor.engine.diagnosis import draft_causes  # noqa: PLC0415 - a sound document needs none of it

        drafts, explained = draft_causes(judged, budget)
    others = [
        (rule, outcome)
        for index, (rule, outcome) in enumerate(judged)
        if outcome.verdict in _SHOWN and index not in explained
    ]
    drafts += [_draft_group(rule, group) for rule, group in _group(others)]
    return tuple(sorted((_make_finding(draft, fingerprinter) for draft in drafts), key=_rank))


def _draft_group(rule: Rule, group: list[Outcome]) -> Draft:
    return Draft(
        rule=rule,
        outcome=group[0],
        message=word_message(rule, group),
        evidence=tuple(_list_evidence(group[0], group[1:])),
        failed=tuple(name_outcome(rule, each) for each in group),
    )


def _group(
    outcomes: Iterable[tuple[Rule, Outcome]],
) -> Iterator[tuple[Rule, list[Outcome]]]:
    """Put reviews of one rule and one reason in one table together; a failure stands alone.

    Many of them make several findings: what only a count tells, nobody finds again.
    """
    groups: dict[tuple[str, ...], tuple[Rule, list[Outcome]]] = {}
    for number, (rule, outcome) in enumerate(outcomes):
        reason = dict(outcome.facts).get("reason")
        key: tuple[str, ...] = (str(number),)
        if outcome.verdict is Verdict.REVIEW and reason is not None:
            key = (rule.id, outcome.place.table, outcome.place.title, reason.zh)
        groups.setdefault(key, (rule, []))[1].append(outcome)
    for rule, group in groups.values():
        for part in divide_places(group):
            yield rule, list(part)


def _rank(finding: Finding) -> tuple[int, int, int, int, str]:
    place = finding.outcome.place.location
    doubt = int(bool(finding.cause.zh) and not finding.outcome.suggestion)
    return (
        _ORDER[Severity(finding.severity)],
        doubt,
        place.line,
        place.column,
        finding.rule,
    )


def _make_finding(draft: Draft, fingerprinter: Fingerprinter) -> Finding:
    rule, outcome = draft.rule, draft.outcome
    is_mild = outcome.verdict is Verdict.REVIEW or outcome.is_inferred
    severity = Severity.INFO if is_mild else rule.severity
    return Finding(
        fingerprint=fingerprinter.name(rule.id, outcome.place),
        rule=rule.id,
        kind=rule.kind,
        severity=severity.value,
        outcome=outcome,
        title=rule.title,
        message=draft.message,
        cause=draft.cause,
        evidence=draft.evidence,
        failed=draft.failed,
        inferred=outcome.is_inferred,
    )


def _list_evidence(outcome: Outcome, others: list[Outcome]) -> Iterator[Evidence]:
    for operand in outcome.operands:
        yield Evidence(location=operand.place.location, text=operand.text, role=operand.role)
    for other in others:
        yield Evidence(location=other.place.location, text=other.found, role=other.place.row)
