"""An outcome over several documents as one of them has it: its own figures, in its own lines.

Knows no ledger and no rule pack.
"""

from collections.abc import Sequence
from dataclasses import replace

from auditor.amount.amount import format_number
from auditor.engine.sets.binding import find_number, move_back
from auditor.engine.wording import word_message
from auditor.finding import Finding, Operand, Outcome, Place
from auditor.rule import Rule

PAIR = 2


def lead_across(finding: Finding, failed: Sequence[tuple[Rule, Outcome]]) -> Finding:
    """Let a finding be led by what rests on several documents, if that weighs as much."""
    across = [
        (rule, one)
        for rule, one in failed
        if len(list_numbers(one)) >= PAIR and rule.severity.value == finding.severity
    ]
    if not across or finding.rule in {rule.id for rule, _ in across}:
        return finding
    rule, outcome = across[0]
    return replace(
        finding,
        rule=rule.id,
        kind=rule.kind,
        outcome=finding.outcome if finding.outcome.suggestion else outcome,
        title=rule.title,
        message=word_message(rule, [outcome]),
    )


def list_numbers(outcome: Outcome) -> list[int]:
    """List the documents that an outcome rests on, that of its place first."""
    places = [outcome.place, *(operand.place for operand in outcome.operands)]
    found = dict.fromkeys(find_number(place.location) for place in places)
    return [number for number in found if number >= 0]


def localise(outcome: Outcome, number: int) -> Outcome:
    """Return an outcome as one document has it: its own figures, in its own lines."""
    mine = tuple(
        operand._replace(place=_move_place(operand.place))
        for operand in outcome.operands
        if find_number(operand.place.location) == number
    )
    is_here = find_number(outcome.place.location) == number
    place = _move_place(outcome.place) if is_here else mine[0].place
    return outcome._replace(place=place, operands=mine)


def place_at(found: Outcome, outcome: Outcome, number: int) -> Outcome:
    """Put a finding's outcome at a document's own figure, with what that figure ought to be."""
    own = localise(outcome, number)
    if found.suggestion and find_number(found.place.location) == number:
        return found._replace(place=_move_place(found.place), operands=own.operands)
    for told in (outcome, found):  # where the rule stands, else where the cause may be
        if find_number(told.place.location) == number:
            place = _move_place(told.place)
            return told._replace(place=place, operands=own.operands, suggestion="")
    mine = [one for one in outcome.operands if find_number(one.place.location) == number]
    told = _turn(outcome, mine[0], is_only=len(mine) == 1)
    return told._replace(place=own.place, operands=own.operands, suggestion="")


def _turn(found: Outcome, operand: Operand, *, is_only: bool) -> Outcome:
    """Say of another figure of an equation what would make it hold; of one of many, nothing."""
    if not operand.weight or not is_only:
        return found._replace(expected="", found=operand.text, unit=operand.unit, difference="")
    missed = found.residual / operand.weight
    right = operand.value - missed
    return found._replace(
        expected=format_number(right, operand.digit),
        found=operand.text,
        difference=format_number(missed, operand.digit),
        unit=operand.unit,
        tolerance="",
    )


def _move_place(place: Place) -> Place:
    return place._replace(location=move_back(place.location))
