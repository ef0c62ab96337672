"""Outcomes without what no report reads of them, so that they travel and keep at little cost."""

from collections.abc import Iterable
from dataclasses import replace

from auditor.finding import Audit, Outcome, Place, Verdict
from auditor.rule import Rule

_RECOUNTED = frozenset({"count"})  # what other documents of a set replace is found by its place
_PASS = Outcome(verdict=Verdict.PASS, place=Place())
_TAIL = Outcome(verdict=Verdict.PASS, place=Place(), tail=True)
_NOT_APPLICABLE = Outcome(verdict=Verdict.NOT_APPLICABLE, place=Place())


def slim_outcomes(outcomes: Iterable[tuple[Rule, Outcome]]) -> tuple[tuple[str, Outcome], ...]:
    """Keep of each outcome its rule and verdict, and its place where that is ever asked for.

    Findings have outcomes of their own, which lose nothing.
    """
    return tuple((rule.id, _slim_outcome(outcome, rule.kind)) for rule, outcome in outcomes)


def slim_audit(audit: Audit, rules: Iterable[Rule]) -> Audit:
    """Slim the outcomes of an audit by these rules, when all that needs them has been made."""
    kinds = {rule.id: rule.kind for rule in rules}
    slim = tuple((rule, _slim_outcome(one, kinds[rule])) for rule, one in audit.outcomes)
    return replace(audit, outcomes=slim)


def _slim_outcome(outcome: Outcome, kind: str) -> Outcome:
    verdict = outcome.verdict
    if verdict is Verdict.PASS and kind not in _RECOUNTED:
        return _TAIL if outcome.tail else _PASS
    if verdict is Verdict.NOT_APPLICABLE:
        return _NOT_APPLICABLE
    return _place_outcome(outcome)


def _place_outcome(outcome: Outcome) -> Outcome:
    place = Place(location=outcome.place.location)
    return Outcome(verdict=outcome.verdict, place=place, tail=outcome.tail)
