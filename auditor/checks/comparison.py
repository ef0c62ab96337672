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
    """A figure with its weight (left side positive, right side negative) and what it is called."""

    weight: Decimal
    quantity: Quantity
    role: str


# The same, bare: what the loops over whole tables make, once for every figure of every outcome.
BarePart = tuple[Decimal, Quantity, str]


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


def compare_parts(parts: Sequence[BarePart], lead: int, demand: Demand) -> Outcome:
    """Judge the parts; `lead` is the index of the figure at which the outcome stands.

    Not applicable where a figure cannot be read or all are nil. Raises RuleError where units
    cannot be converted.
    """
    total = _add_up(parts, demand)
    if total.reason is not None:
        place = parts[lead][1].place
        return Outcome(verdict=Verdict.NOT_APPLICABLE, place=place, reason=total.reason)
    is_exact = not total.is_rounded and demand.tolerance.kind == "auto"
    if is_exact and not total.difference and demand.relation is Relation.EQUAL:
        return _make_pass(parts, lead, demand, total)
    bands = EXACT if is_exact else _find_bands(parts, lead, demand.tolerance)
    return _make_outcome(parts, lead, demand, total, bands)


class _Total(NamedTuple):
    """Left minus right with what took part, or the reason why there is none.

    `is_rounded` says that a figure is printed in so coarse a unit that it may be rounded.
    """

    difference: Decimal
    is_rounded: bool
    operands: tuple[Operand, ...]
    reason: Bilingual | None


def _add_up(parts: Sequence[BarePart], demand: Demand) -> _Total:
    """Add up in one pass: this is the innermost loop of an audit."""
    difference, dimension = demand.constant, demand.dimension
    has_nil = has_other = is_rounded = False
    operands = []
    for weight, (place, text, value, unit, base, digit, shown, is_nil, _), role in parts:
        if is_nil:
            has_nil = True
        else:
            dimension = dimension or unit.dimension
            has_other = has_other or unit.dimension != dimension
            difference += weight * base
            is_rounded = is_rounded or bool(digit)
        factor = weight if unit.factor == _ONE else weight * unit.factor
        operands.append(Operand(place, text, value, unit.word, role, factor, shown))
    reason = _find_obstacle(parts) if has_nil else None
    if has_other and reason is None:
        raise _refuse_units(parts)
    return _Total(difference, is_rounded, tuple(operands), reason)


def _find_obstacle(parts: Sequence[BarePart]) -> Bilingual | None:
    """Find why nothing can be said of figures of which some are nil."""
    for _, quantity, _ in parts:
        if not quantity.is_readable:
            return describe_unreadable(quantity.text)
    return _NIL if all(quantity.is_nil for _, quantity, _ in parts) else None


def _refuse_units(parts: Sequence[BarePart]) -> RuleError:
    words = sorted({quantity.unit.word for _, quantity, _ in parts if not quantity.is_nil})
    return RuleError(f"figures in {', '.join(words)} cannot be compared as the formula wants")


def _find_bands(parts: Sequence[BarePart], lead: int, tolerance: Tolerance) -> Bands:
    roundings = [
        Rounding(quantity.unit.factor, abs(weight) * quantity.digit)
        for weight, quantity, _ in parts
    ]
    return compute_bands(roundings, tolerance, parts[lead][1].unit)


def _make_outcome(
    parts: Sequence[BarePart], lead: int, demand: Demand, total: _Total, bands: Bands
) -> Outcome:
    verdict, is_tail = judge_difference(total.difference, demand.relation, bands)
    weight, quantity, _ = parts[lead]
    scale = weight * quantity.unit.factor
    shown = quantity.shown or _find_shown(parts, quantity)
    missed = _divide(total.difference, scale, shown)
    return Outcome(
        verdict=verdict,
        place=quantity.place,
        operands=total.operands,
        expected=_print(quantity.value - missed, shown),
        found=quantity.text,
        difference=_print(missed, shown),
        unit=quantity.unit.word,
        tolerance=_print(_divide(bands.silent, abs(scale), shown), _ZERO),
        facts=demand.facts,
        bounded=demand.relation is not Relation.EQUAL,
        tail=is_tail,
        residual=total.difference,
        slack=bands.silent,
        sense=_SENSES.get(demand.relation, 0),
    )


def _make_pass(parts: Sequence[BarePart], lead: int, demand: Demand, total: _Total) -> Outcome:
    """Make the most frequent outcome of all: equal, nothing is left over, nothing may be."""
    quantity = parts[lead][1]
    shown = quantity.shown or _find_shown(parts, quantity)
    return Outcome(
        Verdict.PASS,
        quantity.place,
        total.operands,
        _print(quantity.value, shown),
        quantity.text,
        _print(_ZERO, shown),
        quantity.unit.word,
        _NO_TOLERANCE,
        facts=demand.facts,
    )


def _find_shown(parts: Sequence[BarePart], quantity: Quantity) -> Decimal:
    """Return the finest last digit of the other figures in a unit, where the column has none."""
    factor = quantity.unit.factor
    others = [one.shown for _, one, _ in parts if one.shown and one.unit.factor == factor]
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
