"""The columns of a table in the order in which it prints them."""

from collections.abc import Sequence
from itertools import pairwise

from auditor.budget import Column
from auditor.interpreting.cells import ReadCell
from auditor.interpreting.headers import (
    NamedColumn,
    choose_columns,
    find_column,
    list_level_rows,
    reach_right,
)
from auditor.interpreting.placing import HeaderLayout
from auditor.interpreting.strips import Strip


def list_printed_columns(
    columns: tuple[Column, ...], rows: Sequence[Sequence[ReadCell]], base: int
) -> tuple[Column, ...]:
    """Return the columns that a header prints, if all of it is understood; else all columns.

    `base` is the name column, -1 for none. For tables of few rows, in which no other row could
    show a column that the header has lost.
    """
    width = max((len(row) for row in rows), default=0)
    level = list_level_rows(rows, width)
    names: set[str] = set()
    shown = choose_columns(level, columns)
    for index in range(base + 1, width):
        texts = [row[index] for row in level if row[index]]
        column = find_column(texts, shown(index), reach_right(level, index))
        if texts and column is None:
            return columns
        names |= {column.name} if column else set()
    return tuple(column for column in columns if column.name in names) or columns


def order_columns(
    columns: tuple[Column, ...],
    named: Sequence[NamedColumn],
    strips: Sequence[Strip],
    base: int | None,
) -> tuple[tuple[Column, ...], HeaderLayout | None]:
    """Order a side's columns by the header, and give their indexes if the header shows them.

    A legible order wins, because sums commute and two swapped columns still add up. A header
    that names enough columns for every figure settles the places; what it leaves out comes
    behind, or, if it is garbled, in the template's order. `base` is the name column if header
    and body rows have equally many cells, else None.
    """
    legible = {found.column.name for found in named}
    wanted = tuple(c for c in columns if not c.optional or c.name in legible)
    reach = max((position for strip in strips for position, _ in strip.list_amounts()), default=0)
    if named and len(named) >= reach and _is_alone(named, strips, base):
        first = tuple(found.column for found in named)
        wanted = first + tuple(column for column in wanted if column.name not in legible)
    else:
        wanted = _permute(wanted, [found.column for found in named])
    if base is None or not named:
        return wanted, None
    return wanted, _find_indexes(wanted, {found.column.name: found.index for found in named})


def _find_indexes(columns: tuple[Column, ...], known: dict[str, int]) -> HeaderLayout | None:
    """Give each column its index in the header; a garbled one stands right of the one before.

    None if there is no room for it there, or if the first column is garbled.
    """
    indexes: list[int] = []
    for column in columns:
        if column.name not in known and not indexes:
            return None
        indexes.append(known.get(column.name, indexes[-1] + 1 if indexes else 0))
    rising = all(left < right for left, right in pairwise(indexes))
    return HeaderLayout(tuple(indexes)) if rising else None


def _is_alone(named: Sequence[NamedColumn], strips: Sequence[Strip], base: int | None) -> bool:
    """Say whether the named columns stand side by side, so that no garbled one is between."""
    if base is None or not strips:
        return False
    indexes = [found.index for found in named]
    return indexes == list(range(indexes[0], indexes[0] + len(indexes))) and (
        indexes[0] == base + 1
    )


def _permute(columns: tuple[Column, ...], order: Sequence[Column]) -> tuple[Column, ...]:
    """Put the columns that the header names into its order, on the places they have."""
    names = {column.name for column in order}
    queue = iter(order)
    return tuple(next(queue) if column.name in names else column for column in columns)
