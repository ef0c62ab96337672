"""The cells of a table of a web page, at their columns. Knows no text."""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from auditor.reading.markup import Element

_MOST_COLUMNS = 1_000  # of one cell, as browsers have it
_MOST_ROWS = 65_534
_MOST_COVERED = 2_000_000
_FEWEST_ROWS, _FEWEST_CELLS = 2, 3
_FIGURE = re.compile(r"\d[\d,]*\.\d|\d,\d{3}")
_PARTS = ("thead", "tbody", "tfoot")


class TooManyCellsError(Exception):
    """The cells of a table claim more room than any table has."""


class SpannedCell(NamedTuple):
    """A cell, and the row and column (from 0) at which it begins."""

    element: Element
    row: int
    column: int


def list_rows(table: Element) -> list[Element]:
    """Return the rows of a table itself, not those of tables inside it, as browsers order them."""
    rows: dict[str, list[Element]] = {part: [] for part in _PARTS}
    for child in table:
        if child.tag == "tr":
            rows["tbody"].append(child)
        elif child.tag in _PARTS:
            rows[child.tag] += [row for row in child if row.tag == "tr"]
    return [row for part in _PARTS for row in rows[part]]


def list_cells(row: Element) -> list[Element]:
    """Return the cells of a row."""
    return [cell for cell in row if cell.tag in ("td", "th")]


def is_layout(table: Element) -> bool:
    """Tell a table that only places things: with tables inside, or never two cells in a row.

    One that has rows with figures beside the cells in which others lie is a table all the same.
    """
    inner = {
        cell for below in table.iterdescendants("table") for cell in below.iterancestors("td")
    }
    if not inner:
        return all(len(list_cells(row)) < 2 for row in list_rows(table))
    rows = [row for row in list_rows(table) if not inner.intersection(list_cells(row))]
    return sum(_has_figures(row) for row in rows) < _FEWEST_ROWS


def _has_figures(row: Element) -> bool:
    """Say whether a row looks like one of a budget's table: a few cells, some with a figure."""
    cells = ["".join(cell.itertext()) for cell in list_cells(row)]
    return len(cells) >= _FEWEST_CELLS and any(map(_FIGURE.search, cells))


def place_cells(rows: list[Element], gone: Container[Element] = ()) -> Iterator[SpannedCell]:
    """Yield the cells of rows at their columns, beside those that reach down from above.

    `gone` are cells that take no room: programs keep those that a merged one covers.
    """
    reaching: dict[int, int] = {}  # column: rows it is still taken
    covered = 0
    for number, row in enumerate(rows):
        column = 0
        fresh: dict[int, int] = {}
        covered += len(reaching)
        for cell in list_cells(row):
            if cell in gone:
                continue
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
