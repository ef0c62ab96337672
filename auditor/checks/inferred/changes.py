"""Columns of changes between two years: the difference, and its share of the year before.

The header says which columns tell a change; between which two columns, it says by the same words
below other years, or the figures do.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from auditor.amount.amount import format_number
from auditor.budget.generic import AMOUNT, PERCENT, GenericColumn, GenericRow, GenericTable
from auditor.checks.comparison import Part
from auditor.checks.inferred.check import CHANGE
from auditor.checks.inferred.sums import Relation, Tally, tally_sums
from auditor.checks.lookup import Quantity, TableIndex
from auditor.checks.weights import MINUS, PLUS
from auditor.finding import Bilingual, Operand, Outcome, Verdict

_CHANGE = re.compile(r"增减|增加额|增长|变化|变动|[比较]上年|[比较]\d{4}年|幅度")
_MOST_COLUMNS = 8  # so many may be compared with each other, for each column of changes
_FIRST_ROWS = 6  # by which pairs are left out that are plainly none
_HUNDRED = Decimal(100)


class Rate(NamedTuple):
    """A printed percentage, and the figures of the two years whose change it is."""

    rate: Quantity
    before: Quantity
    after: Quantity


class _Pair(NamedTuple):
    """The columns of the year before and of the year after."""

    before: GenericColumn
    after: GenericColumn


def propose_changes(table: GenericTable, place: int, index: TableIndex) -> Iterator[Relation]:
    """Yield for each column of changes the two columns that the figures confirm best."""
    for block in table.list_blocks():
        columns = table.list_columns(block)
        rows = [row for row in table.list_rows(block) if row.row.has_figure() and not row.is_odd]
        for column in columns:
            if not any(_CHANGE.search(text) for text in column.path):
                continue
            pairs = [
                pair
                for pair in _list_pairs(column, columns)
                if _score(_try(column, pair, rows[:_FIRST_ROWS], place, index)) > 0
            ]
            tried = [_try(column, pair, rows, place, index) for pair in pairs]
            best = max(tried, key=_score, default=None)
            if best is not None and best.tally.confirmed:
                yield best


def _score(relation: Relation) -> int:
    tally = relation.tally
    return 2 * tally.confirmed + tally.trivial - 2 * tally.failed


def _list_pairs(column: GenericColumn, columns: Sequence[GenericColumn]) -> list[_Pair]:
    """Return the pairs of columns whose change it may be: those of the same words first."""
    others = [
        other
        for other in columns
        if other.kind == AMOUNT and not any(_CHANGE.search(text) for text in other.path)
    ]
    like = [other for other in others if column.path[1:] and other.path[1:] == column.path[1:]]
    chosen = like if len(like) > 1 else others[:_MOST_COLUMNS]
    return [_Pair(*pair) for pair in permutations(chosen, 2)]


def _try(
    column: GenericColumn,
    pair: _Pair,
    rows: Sequence[GenericRow],
    place: int,
    index: TableIndex,
) -> Relation:
    triples = [
        Rate(*(index.measure(row.row, one.column) for one in (column, *pair))) for row in rows
    ]
    before, after = pair.before.name, pair.after.name
    if column.kind == PERCENT:
        said = f"{column.name} = ({after} − {before}) ÷ {before}"
        rates = tuple(one for one in triples if _can_judge(one))
        held = sum(_is_held(one) for one in rates)
        tally = Tally(confirmed=held, failed=len(rates) - held)
        return Relation(CHANGE, place, Bilingual(said, said), (), tally, column.kind, rates=rates)
    said = f"{column.name} = {after} − {before}"
    sums = tuple(
        (
            Part(PLUS, one.rate, column.name),
            Part(MINUS, one.after, after),
            Part(PLUS, one.before, before),
        )
        for one in triples
    )
    return Relation(CHANGE, place, Bilingual(said, said), sums, tally_sums(sums), column.kind)


def _can_judge(one: Rate) -> bool:
    """Say whether a rate is printed and can be computed; a change from nothing has none."""
    is_readable = all(quantity.is_readable for quantity in one)
    return is_readable and not one.rate.is_nil and bool(one.before.base)


def compute_rate(one: Rate) -> tuple[Decimal, Decimal]:
    """Compute the change in per cent of the year before, and how far rounding may carry it off."""
    right = _HUNDRED * (one.after.base - one.before.base) / abs(one.before.base)
    rounding = _HUNDRED * (one.after.digit + one.before.digit) / abs(one.before.base)
    return right, one.rate.shown + rounding


def _is_held(one: Rate) -> bool:
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
        is_inferred=True,
    )
