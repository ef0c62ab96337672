"""The cells of a table of a web page, at their columns. Knows no text."""

from collections.abc import Iterator
from typing import NamedTuple

from auditor.reading.markup import Element

_MOST_COLUMNS = 1_000  # of one cell, as browsers have it
_MOST_ROWS = 65_534
_MOST_COVERED = 2_000_000
_PARTS = ("thead", "tbody", "tfoot")


class TooManyCellsError(Exception):
    """The cells of a table claim more room than any table has."""


class SpannedCell(NamedTuple):
    """A cell, and the row and column (from 0) at which it begins."""

    element: Element
    row: int
    column: int


def list_rows(table: Element) -> list[Element]:
    """Return the rows of a table itself, not those of tables inside it."""
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in _PARTS:
            rows += [row for row in child if row.tag == "tr"]
    return rows


def list_cells(row: Element) -> list[Element]:
    """Return the cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def is_layout(table: Element) -> bool:
    """Tell a table that only places things: with tables inside, or never two cells in a row."""
    if next((below for below in table.iterdescendants("table")), None) is not None:
        return True
    return all(len(list_cells(row)) < 2 for row in list_rows(table))


def place_cells(rows: list[Element]) -> Iterator[SpannedCell]:
    """Yield the cells of rows at their columns, beside those that reach down from above."""
    reaching: dict[int, int] = {}  # column: rows it is still taken
    covered = 0
    for number, row in enumerate(rows):
        column = 0
        fresh: dict[int, int] = {}
        for cell in list_cells(row):
            while column in reaching:
                column += 1
            yield SpannedCell(cell, number, column)
            width = _read_span(cell, "colspan", _MOST_COLUMNS)
            height = _read_span(cell, "rowspan", _MOST_ROWS)
            covered += width
            if covered > _MOST_COVERED:
                raise TooManyCellsError
            if height > 1:
                fresh.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width
        reaching = {at: left - 1 for at, left in reaching.items() if left > 1} | fresh


def _read_span(cell: Element, name: str, most: int) -> int:
    text = (cell.get(name) or "").strip()
    if not text.isascii() or not text.isdigit():
        return 1
    if name == "rowspan" and text == "0":  # down to the end of the table
        return most
    return min(max(int(text[:9]), 1), most)
