"""A figure and all that depends on it, changed together so that every equality still holds.

The equalities that pass are a system of linear equations; what changes together is one of its
solutions. Knows no rule.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from auditor.amount import find_unit
from auditor.engine.figure_graph import FigureKey, is_judged, key_of
from auditor.engine.printing import print_number
from auditor.engine.strength.targets import cut_text
from auditor.finding import Audit, Operand, Outcome, Verdict
from auditor.location import Location

_MOST_CHANGES = 12
_STEP = Decimal(1_230_000)  # in 元: whole in every unit in which budgets are printed
_Vector = dict[FigureKey, Fraction]


class Rewrite(NamedTuple):
    """Another text for the figure at a place."""

    location: Location
    text: str


def list_consistent_changes(audit: Audit) -> list[list[Rewrite]]:
    """List changes of several figures each after which all equalities hold; a dozen at most."""
    outcomes = [outcome for _, outcome in audit.outcomes if outcome.operands]
    system = [outcome for outcome in outcomes if _is_equality(outcome)]
    figures = {key_of(one): one for outcome in system for one in outcome.operands}
    limits = [outcome for outcome in outcomes if _is_limit(outcome)]
    fixed = _list_fixed(outcomes) | _list_of_forms(audit, figures)
    changes = []
    for vector in _list_solutions(_make_row(outcome) for outcome in system):
        if len(vector) > 1 and fixed.isdisjoint(vector) and _keeps(limits, vector):
            rewrites = _print_changes(vector, figures, audit.lines)
            if rewrites:
                changes.append(rewrites)
    kept = max(len(changes) // _MOST_CHANGES, 1)
    return changes[::kept][:_MOST_CHANGES]


def _is_equality(outcome: Outcome) -> bool:
    return outcome.verdict is Verdict.PASS and not outcome.bounded and is_judged(outcome)


def _is_limit(outcome: Outcome) -> bool:
    return outcome.verdict is Verdict.PASS and outcome.bounded and is_judged(outcome)


def _keeps(limits: Iterable[Outcome], vector: _Vector) -> bool:
    """Say whether every inequality still holds after the change."""
    for limit in limits:
        added = sum(
            (
                share * weight
                for key, weight in _make_row(limit).items()
                if (share := vector.get(key))
            ),
            Fraction(0),
        )
        left_over = limit.residual + _STEP * added.numerator / added.denominator
        if added and limit.sense * left_over > 0:
            return False
    return True


def _list_fixed(outcomes: Iterable[Outcome]) -> set[FigureKey]:
    """List the figures that other demands rest on: counts, percentages, what did not pass."""
    return {
        key_of(operand)
        for outcome in outcomes
        if not (_is_equality(outcome) or _is_limit(outcome))
        for operand in outcome.operands
    }


def _list_of_forms(audit: Audit, figures: dict[FigureKey, Operand]) -> set[FigureKey]:
    """List the money of forms: what else is said of a project limits it too."""
    forms = {form.id for form in audit.coverage.forms} if audit.coverage else set()
    return {key for key, operand in figures.items() if operand.place.table in forms}


def _make_row(outcome: Outcome) -> _Vector:
    """Return the weights of an equality's figures, each figure in the base unit."""
    row: _Vector = {}
    for operand in outcome.operands:
        key = key_of(operand)
        sign = 1 if operand.weight > 0 else -1
        row[key] = row.get(key, Fraction(0)) + sign
    return {key: weight for key, weight in row.items() if weight}


def _list_solutions(rows: Iterable[_Vector]) -> Iterator[_Vector]:
    """Yield what changes together: a solution for each figure that the others do not settle."""
    pivots: dict[FigureKey, _Vector] = {}
    known: set[FigureKey] = set()
    for row in rows:
        known |= row.keys()
        reduced = dict(row)
        for key in [key for key in row if key in pivots]:
            _subtract(reduced, pivots[key], reduced.get(key, Fraction(0)))
        if reduced:
            _add_pivot(pivots, reduced)
    for free in sorted(known - pivots.keys()):
        solution = {key: -row[free] for key, row in pivots.items() if free in row}
        yield {free: Fraction(1), **solution}


def _add_pivot(pivots: dict[FigureKey, _Vector], row: _Vector) -> None:
    """Settle one more figure by a row, and put that into the rows there are."""
    key = max(row)
    factor = row[key]
    pivot = {one: weight / factor for one, weight in row.items()}
    for other in pivots.values():
        _subtract(other, pivot, other.get(key, Fraction(0)))
    pivots[key] = pivot


def _subtract(row: _Vector, other: _Vector, factor: Fraction) -> None:
    if not factor:
        return
    for key, weight in other.items():
        left = row.get(key, Fraction(0)) - factor * weight
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _print_changes(
    vector: _Vector, figures: dict[FigureKey, Operand], lines: tuple[str, ...]
) -> list[Rewrite]:
    """Print the figures after the change; nothing where one is blank, or would not be above 0."""
    rewrites = []
    for key, share in vector.items():
        operand = figures[key]
        unit = find_unit(operand.unit)
        if unit is None or not unit.is_money() or share.denominator != 1 or operand.value <= 0:
            return []
        value = operand.value + _STEP * int(share) / unit.factor
        if value <= 0:
            return []
        where = operand.place.location
        printed = cut_text(lines, where)
        rewrites.append(Rewrite(where, print_number(printed, value, operand.digit)))
    return rewrites
