"""The columns and merged cells of a Word table. Knows no text."""

from collections.abc import Sequence
from typing import NamedTuple

from auditor.reading.docx.numbering import get_value
from auditor.reading.docx.styles import is_on
from auditor.reading.markup import Element, find_child, get_attribute, get_name, iterate_children

_NARROW = 100  # twentieths of a point: a column as narrow as this is a misaligned border
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom")


class PlacedCell(NamedTuple):
    """A cell and the column (from 0) in which it begins; `is_start` unless merged upward."""

    element: Element
    column: int
    is_start: bool


class PlacedRow(NamedTuple):
    """The cells of a row, and what becomes of it: "", insertion, deletion or hidden-row."""

    cells: tuple[PlacedCell, ...]
    fate: str


def list_rows(table: Element) -> list[PlacedRow]:
    """Return the rows of a table, each cell at its column of the whole table's grid."""
    columns = _number_columns(find_child(table, "tblGrid"))
    return [_read_row(row, columns) for row in _list_inside(table, "tr")]


def _list_inside(element: Element, name: str) -> list[Element]:
    """Return the rows of a table or cells of a row, also inside content controls."""
    found: list[Element] = []
    for child in iterate_children(element):
        if get_name(child) == name:
            found.append(child)
        elif get_name(child) in _WRAPPERS:
            found += _list_inside(child, name)
    return found


def _number_columns(grid: Element | None) -> list[int]:
    """Number the grid's columns; a hair's breadth between two borders is no column.

    Word keeps one column for every border that is a little off.
    """
    numbers: list[int] = []
    number, is_narrow = -1, False
    for column in iterate_children(grid, "gridCol") if grid is not None else ():
        number += not is_narrow
        numbers.append(number)
        is_narrow = _parse_number(get_attribute(column, "w"), _NARROW + 1) <= _NARROW
    return numbers


def _read_row(row: Element, columns: Sequence[int]) -> PlacedRow:
    properties = find_child(row, "trPr")
    place = _parse_number(get_value(properties, "gridBefore"), 0)
    cells = []
    for cell in _list_inside(row, "tc"):
        told = find_child(cell, "tcPr")
        merged = find_child(told, "vMerge")
        is_start = merged is None or get_attribute(merged, "val") == "restart"
        cells.append(PlacedCell(cell, _find_column(columns, place), is_start))
        place += max(_parse_number(get_value(told, "gridSpan"), 1), 1)
    return PlacedRow(tuple(cells), _find_fate(properties))


def _find_fate(properties: Element | None) -> str:
    for name, fate in (("del", "deletion"), ("ins", "insertion")):
        if find_child(properties, name) is not None:
            return fate
    return "hidden-row" if is_on(properties, "hidden") else ""


def _find_column(columns: Sequence[int], place: int) -> int:
    """Return the number of a grid column; rows may have more cells than the grid says."""
    if place < len(columns):
        return columns[place]
    return place - len(columns) + (columns[-1] + 1 if columns else 0)


def _parse_number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
