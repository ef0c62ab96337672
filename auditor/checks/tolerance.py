"""The one tolerance model: how far rounded figures may miss a sum. Knows no table and no rule.

Everything is in the base unit of the figures (money: 元). Three cases under `auto`:

- Nothing is rounded: money printed to 分 or finer, counts, nil and a printed 0. The sum must
  be exact.
- All figures have one unit. A difference of at most one last digit (the coarsest that takes
  part) passes and is counted as a tail. Beyond it the figures' intervals decide, as in XBRL
  Calculations 1.1: while the interval of one side meets that of the other the outcome is for
  review. For a total of n parts with last digit u that is |D| <= (n+1)·u/2.
- The units differ. Figures in the finest unit count as exact; each other one may be off by half
  its last digit, so the sum of those halves is silent (intervals meet), twice that (each figure
  cut off or forced) is for review.

An inequality is judged by its overshoot in the same bands.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import Unit
from auditor.errors import RuleError
from auditor.finding import Verdict
from auditor.rule import Tolerance
from auditor.rule.formula import Relation

_ZERO = Decimal(0)
_FEN = Decimal("0.01")
_HALF = Decimal("0.5")


class Rounding(NamedTuple):
    """How a figure is rounded: the factor of its unit, and its last digit times its weight.

    A digit of 0 is exact.
    """

    factor: Decimal
    digit: Decimal


class Bands(NamedTuple):
    """The largest difference that passes, and the largest that is for review only.

    `is_rounding` says that a difference that passes is a rounding tail.
    """

    silent: Decimal
    review: Decimal
    is_rounding: bool = False


EXACT = Bands(_ZERO, _ZERO)


def compute_rounding_digit(unit: Unit, digit: Decimal) -> Decimal:
    """Return a last digit (in the base unit) if figures printed so are rounded, else 0.

    Money printed to 分 is exact, and so is anything counted.
    """
    is_exact = unit.dimension.startswith("count:") or (unit.is_money() and digit <= _FEN)
    return _ZERO if is_exact else digit


def compute_bands(roundings: Sequence[Rounding], tolerance: Tolerance, unit: Unit) -> Bands:
    """Compute the bands for figures compared in one sum.

    `unit` is the leading figure's; an amount of tolerance without a unit is in it. Raises
    RuleError if the tolerance cannot be converted into it.
    """
    if tolerance.kind == "exact":
        return EXACT
    if tolerance.kind == "amount":
        return _compute_fixed(tolerance, unit)
    if not any(rounding.digit for rounding in roundings):
        return EXACT
    finest = min(rounding.factor for rounding in roundings)
    if all(rounding.factor == finest for rounding in roundings):
        last = max(rounding.digit for rounding in roundings)
        return Bands(last, max(last, _spread(roundings)), is_rounding=True)
    reach = _spread([known for known in roundings if known.factor > finest])
    return Bands(reach, 2 * reach)


def judge_difference(
    difference: Decimal, relation: Relation, bands: Bands
) -> tuple[Verdict, bool]:
    """Judge left minus right; also say whether it passes as a rounding tail only."""
    is_strict = relation is Relation.LESS or relation is Relation.MORE
    if not difference and not is_strict:
        return Verdict.PASS, False
    overshoot = _compute_overshoot(difference, relation)
    if overshoot < 0:
        return Verdict.PASS, False
    if overshoot == 0 and not bands.silent:  # a strict demand, and no rounding to excuse it
        return Verdict.FAIL, False
    if overshoot <= bands.silent:
        return Verdict.PASS, bands.is_rounding
    if overshoot <= bands.review:
        return Verdict.REVIEW, False
    return Verdict.FAIL, False


def _compute_fixed(tolerance: Tolerance, unit: Unit) -> Bands:
    given = tolerance.unit or unit
    if not given.is_convertible(unit):
        raise RuleError(f"the tolerance in {given} cannot be compared with {unit}")
    amount = abs(tolerance.value * given.factor)
    return Bands(amount, amount)


def _spread(roundings: Sequence[Rounding]) -> Decimal:
    """Add up how far the figures may lie from what is printed: half a last digit each."""
    return sum((rounding.digit for rounding in roundings), _ZERO) * _HALF


def _compute_overshoot(difference: Decimal, relation: Relation) -> Decimal:
    """Compute by how much the demand is missed; negative where there is room left."""
    if relation is Relation.AT_MOST or relation is Relation.LESS:
        return difference
    if relation is Relation.AT_LEAST or relation is Relation.MORE:
        return -difference
    return abs(difference)
