"""A strip: one row's part on one side of a table, before its figures are put into columns."""

from decimal import Decimal
from typing import NamedTuple

from auditor.budget import Column, list_sums
from auditor.document import Row
from auditor.interpreting.cells import ReadCell


class Strip(NamedTuple):
    """A label with the cells right of it, up to `end`.

    `base` is the cell index that stands for the name column: position 1 is base + 1. `first` is
    the first cell right of the label; a total's may lie left of the name column. `joined` is
    the line below, if the figures stand there.
    """

    row: Row
    cells: tuple[ReadCell, ...]
    side: int
    base: int
    first: int
    end: int
    label: str
    name_cell: ReadCell | None
    code: str = ""
    printed_code: tuple[str, ...] = ()
    name: str = ""
    is_total: bool = False
    joined: Row | None = None

    def list_amounts(self) -> list[tuple[int, ReadCell]]:
        """Return position and cell of all numbers, also of those left of position 1."""
        return [
            (index - self.base, cell)
            for index, cell in enumerate(self.cells[self.first : self.end], start=self.first)
            if cell.has_amount or cell.is_malformed
        ]

    def find_cell(self, position: int) -> ReadCell | None:
        """Find the cell at a position; None beyond the row or left of the label."""
        index = self.base + position
        return self.cells[index] if self.first <= index < self.end else None


Values = dict[str, ReadCell | None]


def get_value(values: Values, column: str) -> Decimal:
    """Return the value in a column, nil as zero."""
    cell = values.get(column)
    return cell.numeral.value if cell is not None else Decimal(0)


def adds_up(values: Values, columns: tuple[Column, ...]) -> bool:
    """Say whether each column is the sum of its printed parts, by the printed digits."""
    sums = list_sums(columns)
    if not sums:
        return True
    printed = [cell for cell in values.values() if cell is not None and not cell.is_blank]
    if any(cell.is_malformed for cell in printed):
        return True
    printed = [cell for cell in printed if cell.numeral.value]
    for whole, parts in sums if printed else ():  # asked of every row, of some several times
        difference = get_value(values, whole.name)
        for part in parts:
            difference -= get_value(values, part.name)
        if difference and not _is_rounding(difference, printed):
            return False
    return True


def is_sum(total: Values, column: str, parts: list[Values]) -> bool:
    """Say whether the parts add up to the total in a column, by the printed digits."""
    cells = [values.get(column) for values in (total, *parts)]
    printed = [cell for cell in cells if cell is not None and cell.numeral.value]
    difference = get_value(total, column) - sum(get_value(values, column) for values in parts)
    return _is_rounding(difference, printed)


def _is_rounding(difference: Decimal, printed: list[ReadCell]) -> bool:
    """Allow what rounding leaves; the amounts' unit is not known here, so 0.01 may be 100元."""
    digit = min((cell.numeral.digit for cell in printed), default=Decimal(0))
    return abs(difference) <= digit * (len(printed) + 1) / 2
