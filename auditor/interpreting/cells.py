"""What a single cell holds: blank, number, nil mark or words. Knows no columns."""

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.amount import Numeral, NumeralKind, parse_numeral
from auditor.document import Row
from auditor.location import Location

_CHINESE = re.compile(r"[㐀-鿿]")
_DIGITS = re.compile(r"\d{1,7}")
_YEAR = re.compile(r"(19|20)\d\d")
_BLANK = (parse_numeral(""), False, False, False, False)


class ReadCell(NamedTuple):
    """The printed text of a cell without the blanks around it, its place, and its number.

    `is_name` says that it holds Chinese words, `has_amount` that it is a number, `is_malformed`
    that it is digits and separators that make no number, `is_nil` that it is a printed mark of
    nothing. A named tuple, because every cell of every table makes one.
    """

    text: str
    line: int
    column: int
    numeral: Numeral
    is_name: bool
    has_amount: bool
    is_malformed: bool
    is_nil: bool

    @property
    def is_blank(self) -> bool:
        """True for a cell with nothing printed in it."""
        return not self.text

    @property
    def is_digits(self) -> bool:
        """True for bare digits, as a code has them."""
        return _DIGITS.fullmatch(self.text) is not None

    @property
    def location(self) -> Location:
        """The span of the printed text."""
        return Location(self.line, self.column, self.line, self.column + len(self.text))


def read_cells(row: Row) -> tuple[ReadCell, ...]:
    """Read every cell of a row, left to right."""
    found = []
    number, column = row.line.number, 1
    for printed in row.line.text.split("\t"):
        text = printed.strip()
        if text:
            lead = len(printed) - len(printed.lstrip())
            found.append(ReadCell(text, number, column + lead, *_read_text(text)))
        else:
            found.append(ReadCell("", number, column, *_BLANK))
        column += len(printed) + 1
    return tuple(found)


def make_blank(cell: ReadCell) -> ReadCell:
    """Return a blank cell at the place of another."""
    return ReadCell("", cell.line, cell.column, *_BLANK)


@lru_cache(maxsize=8192)  # names and figures recur from table to table
def _read_text(text: str) -> tuple[Numeral, bool, bool, bool, bool]:
    numeral = parse_numeral(text)
    kind = numeral.kind
    return (
        numeral,
        kind is NumeralKind.WORDS and _CHINESE.search(text) is not None,
        kind is NumeralKind.AMOUNT,
        kind is NumeralKind.MALFORMED,
        kind is NumeralKind.NIL,
    )


def find_name_index(cells: tuple[ReadCell, ...]) -> int | None:
    """Find the first cell with Chinese words: codes stand left of it, amounts right of it."""
    for index, cell in enumerate(cells):
        if cell.is_name:
            return index
    return None


def is_year_number(cell: ReadCell) -> bool:
    """Say whether a cell is a bare year, as some headers print it."""
    return _YEAR.fullmatch(cell.text) is not None
