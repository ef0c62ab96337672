"""Read the cells of an XLSX row as displayed. Knows no sheet and no file."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from auditor.reading.markup import Element, find_child, get_attribute, iterate_children
from auditor.reading.workbook.displaying import render_number, render_words
from auditor.reading.workbook.sheet import Place
from auditor.reading.workbook.styles import CellStyle

MOST_COLUMNS = 16_384  # of a sheet, as office programs have it
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_UNKNOWN_RESULT = "#VALUE!"
_BOOLEANS = {"0": "FALSE", "1": "TRUE"}
_PLAIN = CellStyle()


class ReadCell(NamedTuple):
    """What a cell displays; `is_masked` if its format shows nothing of it."""

    place: Place
    text: str
    is_white: bool = False
    is_masked: bool = False


class CellReader:
    """What the cells of one workbook share: its strings, formats and first day."""

    def __init__(
        self, *, strings: Sequence[str], styles: Sequence[CellStyle], is_1904: bool
    ) -> None:
        self._strings = strings
        self._styles = styles
        self._is_1904 = is_1904

    def read_row(self, row: Element, number: int, *, shows_zeros: bool) -> Iterator[ReadCell]:
        """Yield each cell of a row that displays something, or hides something by its format."""
        column, passed = -1, ""
        for cell in row:
            name = cell.get("r") or ""
            if name and not len(cell):
                passed = name  # sheets hold millions of cells that are nothing but a border
                continue
            if not isinstance(cell.tag, str):
                continue
            place = parse_place(name or passed)
            column = column + 1 if place is None else place[1] + (not name)
            passed = ""
            text = self._read_cell(cell, shows_zeros=shows_zeros)
            if text:
                yield ReadCell((number, column), text, is_white=self._find_style(cell).is_white)
            elif masked := self._find_masked(cell):
                yield ReadCell((number, column), masked, is_masked=True)

    def _find_masked(self, cell: Element) -> str:
        """Return what a cell holds whose format shows nothing of it; "" for zeros and blanks."""
        kind, value = get_attribute(cell, "t") or "n", find_child(cell, "v")
        stored = "" if value is None else (value.text or "").strip()
        if kind == "s" and stored:
            return self._find_string(stored).strip()
        try:
            return "" if kind == "n" and not Decimal(stored or "0") else stored
        except InvalidOperation:
            return stored

    def _read_cell(self, cell: Element, *, shows_zeros: bool) -> str:
        kind, value = get_attribute(cell, "t") or "n", find_child(cell, "v")
        stored = "" if value is None else (value.text or "").strip(" \r\n")
        if kind == "inlineStr":
            return self._read_inline(cell)
        if value is None or (not stored and kind != "str"):
            return _render_formula(cell)
        if kind == "s":
            return render_words(self._find_string(stored), self._find_format(cell))
        if kind == "str":
            return render_words(value.text or "", self._find_format(cell))
        if kind == "b":
            return _BOOLEANS.get(stored, stored)
        if kind in ("e", "d"):
            return stored
        return self._render_number(stored, cell, shows_zeros=shows_zeros)

    def _read_inline(self, cell: Element) -> str:
        string = find_child(cell, "is")
        if string is None:
            return ""
        pieces = (
            child if child.tag.endswith("}t") else find_child(child, "t")
            for child in iterate_children(string, "t", "r")
        )
        text = "".join(piece.text or "" for piece in pieces if piece is not None)
        return render_words(text, self._find_format(cell))

    def _find_string(self, number: str) -> str:
        """Return a shared string; one that is not there reads as an error, never as a blank."""
        place = int(number) if number.isascii() and number.isdigit() else -1
        return self._strings[place] if 0 <= place < len(self._strings) else _UNKNOWN_RESULT

    def _find_style(self, cell: Element) -> CellStyle:
        style = get_attribute(cell, "s")
        place = int(style) if style.isascii() and style.isdigit() else 0
        return self._styles[place] if place < len(self._styles) else _PLAIN

    def _find_format(self, cell: Element) -> str:
        return self._find_style(cell).code

    def _render_number(self, stored: str, cell: Element, *, shows_zeros: bool) -> str:
        try:
            value = Decimal(stored)
        except InvalidOperation:
            return stored
        if not value.is_finite():
            return _UNKNOWN_RESULT
        if value == 0 and not shows_zeros:
            return ""
        return render_number(value, self._find_format(cell), is_1904=self._is_1904)


def _render_formula(cell: Element) -> str:
    """Return the formula of a cell that stores no value: it must not read as a blank."""
    formula = find_child(cell, "f")
    if formula is None:
        return ""
    return f"={formula.text}" if formula.text else _UNKNOWN_RESULT


def parse_place(name: str) -> Place | None:
    """Return row and column (from 0) of a cell named as `$B$3`, None for anything else."""
    found = _PLACE.fullmatch(name)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return (int(found[2]) - 1, column - 1) if column <= MOST_COLUMNS else None
