"""Columns of changes between two years: the difference, and its share of the year before.

The header says which columns tell a change; between which two columns, it says by the same words
below other years, or the figures do.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from auditor.budget.generic import AMOUNT, PERCENT, GenericColumn, GenericRow, GenericTable
from auditor.checks.comparison import Part
from auditor.checks.inferred.check import CHANGE
from auditor.checks.inferred.sums import Relation, Tally, tally_sums
from auditor.checks.lookup import TableIndex
from auditor.checks.rates import Rate, can_judge, is_held
from auditor.checks.weights import MINUS, PLUS
from auditor.finding import Bilingual

_CHANGE = re.compile(r"增减|增加额|增长|变化|变动|[比较]上年|[比较]\d{4}年|幅度")
_MOST_COLUMNS = 8  # so many may be compared with each other, for each column of changes
_FIRST_ROWS = 6  # by which pairs are left out that are plainly none


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
        rates = tuple(one for one in triples if can_judge(one))
        held = sum(is_held(one) for one in rates)
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
