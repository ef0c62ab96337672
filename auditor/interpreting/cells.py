"""What a single cell holds: blank, number, nil mark or words. Knows no columns."""

import re
from dataclasses import dataclass

from auditor.amount import Numeral, NumeralKind, parse_numeral
from auditor.document import Cell, Row
from auditor.location import Location

_CHINESE = re.compile(r"[㐀-鿿]")
_DIGITS = re.compile(r"\d{1,7}")
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell with its number; `is_name` if it holds Chinese words (not only a unit)."""

    cell: Cell
    text: str
    numeral: Numeral
    is_name: bool

    @property
    def is_blank(self) -> bool:
        """True for a cell with nothing printed in it."""
        return not self.text

    @property
    def has_amount(self) -> bool:
        """True for a well-formed number."""
        return self.numeral.kind is NumeralKind.AMOUNT

    @property
    def is_malformed(self) -> bool:
        """True for digits and separators that make no number."""
        return self.numeral.kind is NumeralKind.MALFORMED

    @property
    def is_nil(self) -> bool:
        """True for a printed mark of nothing, such as a dash."""
        return bool(self.text) and self.numeral.kind is NumeralKind.NIL

    @property
    def is_digits(self) -> bool:
        """True for bare digits, as a code has them."""
        return _DIGITS.fullmatch(self.text) is not None

    @property
    def location(self) -> Location:
        """The span of the printed text without the blanks around it."""
        lead = len(self.cell.text) - len(self.cell.text.lstrip())
        column = self.cell.column + (lead if self.text else 0)
        return Location(
            self.cell.line, column, self.cell.line, column + len(self.cell.text.strip())
        )


def read_cells(row: Row) -> tuple[ReadCell, ...]:
    """Read every cell of a row, left to right."""
    return tuple(_read_cell(cell) for cell in row.cells)


def _read_cell(cell: Cell) -> ReadCell:
    text = cell.text.strip()
    numeral = parse_numeral(text)
    words = numeral.kind is NumeralKind.WORDS
    return ReadCell(cell, text, numeral, words and _CHINESE.search(text) is not None)


def find_name_index(cells: tuple[ReadCell, ...]) -> int | None:
    """Find the first cell with Chinese words: codes stand left of it, amounts right of it."""
    for index, cell in enumerate(cells):
        if cell.is_name:
            return index
    return None


def is_year_number(cell: ReadCell) -> bool:
    """Say whether a cell is a bare year, as some headers print it."""
    return _YEAR.fullmatch(cell.text) is not None
