"""Printed lines and the columns that their tables show. Knows no page."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from auditor.reading.aligned.columns import (
    Band,
    Line,
    add_trailing,
    find_columns,
    find_header_columns,
    place_below_heads,
    place_pieces,
)

_FEWEST_ROWS = 3
_CAPTION = re.compile(r"(?:单位|部门)(?:名称)?\s*[:：]")

_BARE_ROW = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.]|\d{5,7} ?"
    r"|[(（][一二三四五六七八九十\d]{1,3}[)）])"
    r"[^。；;：:，,]{1,22}(?:支出|收入|费用?|资金|拨款|结转|结余|下年|补助|补贴)"
)


class Printed(NamedTuple):
    """A printed line: its pieces from left to right."""

    pieces: Line

    @property
    def is_row(self) -> bool:
        """True for a line that may be a row of a table."""
        return len(self.pieces) >= 2

    @property
    def is_figures(self) -> bool:
        """True for a row with money in it."""
        return self.is_row and any(piece.is_precise for piece in self.pieces)


def is_bare_row(line: Printed) -> bool:
    """Say whether a line is a row without figures, told by its mark or code and its last word."""
    return len(line.pieces) == 1 and _BARE_ROW.fullmatch(line.pieces[0].text) is not None


def is_caption(line: Line) -> bool:
    """Say whether a line states the unit or the preparer of a table."""
    return any(_CAPTION.search(piece.text) for piece in line)


class Columns(NamedTuple):
    """From where to where each column reaches; `are_heads` if the header alone tells."""

    bands: list[Band]
    are_heads: bool

    def place(self, line: Printed) -> list[str]:
        """Return the texts of a line by column."""
        if self.are_heads and line.is_figures:
            return place_below_heads(line.pieces, self.bands)
        return place_pieces(line.pieces, self.bands) if line.pieces else []


def choose_columns(lines: Sequence[Printed]) -> Columns:
    """Return the columns of a table: those of its figures or, if these are few, of its header."""
    found = _find_few(lines)
    if found:
        return Columns(found, are_heads=True)
    rows = _choose_rows(lines)
    columns = find_columns(rows or [line.pieces for line in lines if line.is_row])
    return Columns(add_trailing(columns, _list_headers(lines)), are_heads=False)


def _list_headers(lines: Sequence[Printed]) -> list[Line]:
    """Return the rows above the first one of figures, but for what they say of unit and body."""
    first = next((place for place, line in enumerate(lines) if line.is_figures), 0)
    return [line.pieces for line in lines[:first] if line.is_row and not is_caption(line.pieces)]


def _find_few(lines: Sequence[Printed]) -> list[Band]:
    """Return the columns by the header, where too few rows of figures could show them."""
    figures = [place for place, line in enumerate(lines) if line.is_figures]
    if not 0 < len(figures) < _FEWEST_ROWS or any(map(_is_column_numbers, lines)):
        return []
    above = [line.pieces for line in lines[: figures[0]] if line.pieces]
    headers = [line for line in above if not is_caption(line)]
    most = max(len(lines[place].pieces) for place in figures)
    return find_header_columns(headers, most)


def _choose_rows(lines: Sequence[Printed]) -> list[Line]:
    """Return the rows that tell the columns: those of figures, and headers where they are few."""
    full = [line.pieces for line in lines if line.is_figures]
    numbers = [line.pieces for line in lines if _is_column_numbers(line)]
    if numbers or len(full) >= _FEWEST_ROWS:
        return full + numbers
    headers = [line.pieces for line in lines if line.is_row and not line.is_figures]
    most = max((len(row) for row in headers), default=0)
    return full + [row for row in headers if len(row) == most and most > 2]


def _is_column_numbers(line: Printed) -> bool:
    """Tell the row that numbers the columns: it has all of them, also those without a figure."""
    numbers = [piece.text for piece in line.pieces if piece.text.isdigit()]
    return len(numbers) > 2 and numbers == [str(n + 1) for n in range(len(numbers))]
