"""Header rows that merged cells cover on paper, and that come out with the text all the same.

Told by the columns alone: a part cannot stand under its whole's neighbour. Knows no figure.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget import Column
from auditor.interpreting.bodies import Part, ReadRow
from auditor.interpreting.cells import ReadCell
from auditor.interpreting.headers import match_column

_LEAST_CELLS = 3  # a few may be the second line of names that were broken


class CoveredHeader(NamedTuple):
    """A covered header row, and the columns that the row over it names instead."""

    row: ReadRow
    named: tuple[tuple[str, str], ...]


def find_covered_header(part: Part, columns: Sequence[Column]) -> CoveredHeader | None:
    """Find a header row that contradicts one above it: 公用经费 under 项目支出, else None.

    The row above names the whole (基本支出) over a single cell elsewhere, so that it can only be
    the lower row that is no header of this table.
    """
    for depth, lower in enumerate(part.header):
        for upper in part.header[:depth]:
            if len(upper.cells) == len(lower.cells) and _contradicts(upper, lower, columns):
                return CoveredHeader(lower, tuple(_list_named(upper, columns)))
    return None


def leave_out_header(part: Part, covered: CoveredHeader) -> Part:
    """Return the part without the covered row of its header."""
    return Part(tuple(row for row in part.header if row is not covered.row), part.body)


def _list_named(row: ReadRow, columns: Sequence[Column]) -> Iterator[tuple[str, str]]:
    for cell in row.cells:
        column = match_column(cell.text, columns) if cell.text else None
        if column is not None:
            yield column.name, cell.text


def _contradicts(upper: ReadRow, lower: ReadRow, columns: Sequence[Column]) -> bool:
    singles = {
        column.name
        for index, cell in enumerate(upper.cells)
        if _is_single(upper.cells, index) and (column := match_column(cell.text, columns))
    }
    named = [
        (above, below)
        for above, below in zip(upper.cells, lower.cells, strict=True)
        if below.text and match_column(above.text, columns)
    ]
    return len(named) >= _LEAST_CELLS and any(
        _is_under_neighbour(above, below, columns, singles) for above, below in named
    )


def _is_single(cells: Sequence[ReadCell], index: int) -> bool:
    """Say whether a header cell spans no other: none, or a filled one, stands right of it."""
    return bool(cells[index].text) and (index + 1 == len(cells) or bool(cells[index + 1].text))


def _is_under_neighbour(
    above: ReadCell, below: ReadCell, columns: Sequence[Column], singles: set[str]
) -> bool:
    part, whole = match_column(below.text, columns), match_column(above.text, columns)
    if part is None or whole is None or not part.above:
        return False
    return whole.name not in (part.name, *part.above) and part.above[0] in singles
