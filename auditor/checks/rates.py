"""Printed percentages of change: the share by which one year's figure differs from another's.

Within its own last digit, and what the rounding of the two years adds, a percentage holds.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.amount.amount import format_number
from auditor.budget import Column
from auditor.checks.lookup import Quantity, TableIndex
from auditor.checks.places import make_not_applicable
from auditor.finding import Bilingual, Operand, Outcome, Verdict

_HUNDRED = Decimal(100)
_THREE = 3
_NO_RATES = Bilingual(
    "表中没有可以计算的增减比例", "the table prints no change that can be computed"
)


class Rate(NamedTuple):
    """A printed percentage, and the figures of the two years whose change it is."""

    rate: Quantity
    before: Quantity
    after: Quantity


def check_rates(index: TableIndex, names: Sequence[str]) -> Iterator[Outcome]:
    """Yield an outcome for each rate that a row prints.

    `names` are columns by threes: of a rate, of the year at hand and of the year before.
    """
    template = index.table.template
    known = {column.name: column for column in template.list_columns()} if template else {}
    found = 0
    for start in range(0, len(names), _THREE):
        triple = names[start : start + _THREE]
        columns = [known[name] for name in triple if name in index.table.columns]
        if len(columns) < _THREE:
            continue
        rate, after, before = triple
        said = f"{rate} = ({after} − {before}) ÷ {before}"
        for one in _list_rates(index, columns):
            found += 1
            yield judge_rate(one, (("formula", Bilingual(said, said)),))
    if not found:
        yield make_not_applicable(_NO_RATES, index.table)


def _list_rates(index: TableIndex, columns: Sequence[Column]) -> Iterator[Rate]:
    rate, after, before = columns
    for row in index.table.rows:
        if row.find_entry(rate.name) is None:
            continue
        one = Rate(*(index.measure(row, column) for column in (rate, before, after)))
        if can_judge(one):
            yield one


def can_judge(one: Rate) -> bool:
    """Say whether a rate is printed and can be computed; a change from nothing has none."""
    is_readable = all(quantity.is_readable for quantity in one)
    return is_readable and not one.rate.is_nil and bool(one.before.base)


def compute_rate(one: Rate) -> tuple[Decimal, Decimal]:
    """Compute the change in per cent of the year before, and how far rounding may carry it off."""
    right = _HUNDRED * (one.after.base - one.before.base) / abs(one.before.base)
    rounding = _HUNDRED * (one.after.digit + one.before.digit) / abs(one.before.base)
    return right, one.rate.shown + rounding


def is_held(one: Rate) -> bool:
    """Say whether a rate comes out within what rounding may carry it off."""
    right, slack = compute_rate(one)
    return abs(one.rate.value - right) <= slack


def judge_rate(one: Rate, facts: tuple[tuple[str, Bilingual], ...]) -> Outcome:
    """Judge a printed rate: it passes within its last digit and what the years' rounding adds."""
    right, slack = compute_rate(one)
    shown = one.rate.shown or Decimal("0.01")
    missed = one.rate.value - right
    operands = tuple(
        Operand(
            place=quantity.place,
            text=quantity.text,
            value=quantity.value,
            unit=quantity.unit.word,
            role=quantity.place.column,
        )
        for quantity in one
    )
    return Outcome(
        verdict=Verdict.PASS if abs(missed) <= slack else Verdict.FAIL,
        place=one.rate.place,
        operands=operands,
        expected=format_number(right.quantize(shown), shown),
        found=one.rate.text,
        difference=format_number(missed.quantize(shown), shown),
        unit="%",
        tolerance=format_number(slack.quantize(shown), shown),
        facts=facts,
    )
