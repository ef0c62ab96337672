"""Put weighted figures together and judge their sum: one outcome, with all it rests on.

Knows no formula: whoever calls has already found the figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import NamedTuple

from auditor.amount.amount import format_number
from auditor.checks.gathering import describe_unreadable
from auditor.checks.lookup import Quantity
from auditor.checks.tolerance import (
    EXACT,
    Bands,
    Rounding,
    compute_bands,
    judge_difference,
)
from auditor.errors import RuleError
from auditor.finding import Bilingual, Operand, Outcome, Verdict
from auditor.rule import Tolerance
from auditor.rule.formula import Relation

_ZERO = Decimal(0)
_ONE = Decimal(1)
_NO_TOLERANCE = format_number(_ZERO, _ZERO)
_SENSES = {
    Relation.AT_MOST: 1,
    Relation.LESS: 1,
    Relation.AT_LEAST: -1,
    Relation.MORE: -1,
}
_NIL = Bilingual("所涉各栏均为空", "all figures concerned are blank")


class Part(NamedTuple):
    """A figure with its weight (left side positive, right side negative) and what it is called.

    A tuple, because one is made for every figure of every outcome.
    """

    weight: Decimal
    quantity: Quantity
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What weighted figures plus a constant (base unit) must be to zero, and how exactly.

    `dimension` is that of a constant, "" if there is none. `facts` go into the outcome.
    """

    relation: Relation = Relation.EQUAL
    constant: Decimal = _ZERO
    dimension: str = ""
    tolerance: Tolerance = Tolerance()
    facts: tuple[tuple[str, Bilingual], ...]


class _Sum(NamedTuple):
    """Left minus right, and what may be left over."""

    difference: Decimal
    bands: Bands


def compare_parts(parts: Sequence[Part], lead: int, demand: Demand) -> Outcome:
    """Judge the parts; `lead` is the index of the figure at which the outcome stands.

    Not applicable where a figure cannot be read or all are nil. Raises RuleError where units
    cannot be converted.
    """
    place = parts[lead].quantity.place
    filled = [part for part in parts if not part.quantity.is_nil]
    if len(filled) < len(parts):
        reason = _find_obstacle(parts, filled)
        if reason is not None:
            return Outcome(verdict=Verdict.NOT_APPLICABLE, place=place, reason=reason)
    dimension = demand.dimension or filled[0].quantity.unit.dimension
    difference = demand.constant
    for weight, quantity, _ in filled:
        if quantity.unit.dimension != dimension:
            raise _refuse_units(filled)
        difference += quantity.base if weight == _ONE else weight * quantity.base
    bands = _find_bands(parts, lead, demand.tolerance)
    return _make_outcome(parts, lead, demand, _Sum(difference, bands))


def _find_obstacle(parts: Sequence[Part], filled: Sequence[Part]) -> Bilingual | None:
    """Find why nothing can be said of figures of which some are nil."""
    for part in parts:
        if not part.quantity.is_readable:
            return describe_unreadable(part.quantity.text)
    return None if filled else _NIL


def _refuse_units(parts: Sequence[Part]) -> RuleError:
    words = ", ".join(sorted({part.quantity.unit.word for part in parts}))
    return RuleError(f"figures in {words} cannot be compared as the formula wants")


def _find_bands(parts: Sequence[Part], lead: int, tolerance: Tolerance) -> Bands:
    if tolerance.kind == "auto" and not any(part.quantity.digit for part in parts):
        return EXACT
    roundings = [
        Rounding(part.quantity.unit.factor, abs(part.weight) * part.quantity.digit)
        for part in parts
    ]
    return compute_bands(roundings, tolerance, parts[lead].quantity.unit)


def _make_outcome(parts: Sequence[Part], lead: int, demand: Demand, total: _Sum) -> Outcome:
    verdict, is_tail = judge_difference(total.difference, demand.relation, total.bands)
    weight, quantity, _ = parts[lead]
    operands = tuple([_make_operand(part) for part in parts])
    is_bounded = demand.relation is not Relation.EQUAL
    scale = weight * quantity.unit.factor
    shown = quantity.shown or _find_shown(parts, quantity)
    if verdict is Verdict.PASS and not total.difference and not total.bands.silent:
        return _make_pass(quantity, operands, demand, shown)
    missed = _divide(total.difference, scale, shown)
    return Outcome(
        verdict=verdict,
        place=quantity.place,
        operands=operands,
        expected=_print(quantity.value - missed, shown),
        found=quantity.text,
        difference=_print(missed, shown),
        unit=quantity.unit.word,
        tolerance=_print(_divide(total.bands.silent, abs(scale), shown), _ZERO),
        facts=demand.facts,
        bounded=is_bounded,
        tail=is_tail,
        residual=total.difference,
        slack=total.bands.silent,
        sense=_SENSES.get(demand.relation, 0),
    )


def _make_pass(
    quantity: Quantity, operands: tuple[Operand, ...], demand: Demand, shown: Decimal
) -> Outcome:
    """Make the most frequent outcome of all: nothing is left over, nothing may be."""
    zero = _print(_ZERO, shown)
    return Outcome(
        Verdict.PASS,
        quantity.place,
        operands,
        _print(quantity.value, shown),
        quantity.text,
        zero,
        quantity.unit.word,
        _NO_TOLERANCE,
        facts=demand.facts,
        bounded=demand.relation is not Relation.EQUAL,
        sense=_SENSES.get(demand.relation, 0),
    )


def _make_operand(part: Part) -> Operand:
    quantity = part.quantity
    unit = quantity.unit
    return Operand(  # by position: one is made for every figure of every outcome
        quantity.place,
        quantity.text,
        quantity.value,
        unit.word,
        part.role,
        part.weight * unit.factor,
        quantity.shown,
    )


def _find_shown(parts: Sequence[Part], quantity: Quantity) -> Decimal:
    """Return the finest last digit of the other figures in a unit, where the column has none."""
    others = [
        part.quantity.shown
        for part in parts
        if part.quantity.shown and part.quantity.unit.factor == quantity.unit.factor
    ]
    return min(others, default=_ZERO)


def _divide(value: Decimal, scale: Decimal, shown: Decimal) -> Decimal:
    """Divide; where that does not come out even, round to the last digit shown."""
    if scale == _ONE or not value:
        return value
    quotient = value / scale
    if quotient * scale == value or not shown:
        return quotient
    return quotient.quantize(shown, rounding=ROUND_HALF_EVEN)


@lru_cache(maxsize=8192)
def _print(value: Decimal, digit: Decimal) -> str:
    return format_number(value + _ZERO, digit)
