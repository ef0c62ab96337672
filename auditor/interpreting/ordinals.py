"""Numbers that only count rows or columns, in grids that no template explains."""

from decimal import Decimal

from auditor.budget.pattern import normalise_label
from auditor.document import Grid
from auditor.interpreting.cells import ReadCell, read_cells
from auditor.interpreting.headers import is_numbering

_LEAST_NUMBERS = 2
_NUMBERS = frozenset("序号 编号 行次".split())
Place = tuple[int, int]


def list_ordinals(grid: Grid) -> frozenset[Place]:
    """Return line and cell index of what numbers columns (栏次 1 2 3) or rows (序号)."""
    rows = [read_cells(row) for row in grid.rows]
    lines = [row.line.number for row in grid.rows]
    found = {
        (line, index)
        for line, row in zip(lines, rows, strict=True)
        if _counts_columns(row)
        for index in range(len(row))
    }
    if _counts_rows([row[0] for row in rows]):
        found |= {(line, 0) for line in lines}
    return frozenset(found)


def _counts_columns(row: tuple[ReadCell, ...]) -> bool:
    first = next((cell.numeral.value for cell in row if cell.has_amount), None)
    return first == 1 and is_numbering(row)


def _counts_rows(cells: list[ReadCell]) -> bool:
    """Say whether the numbers of a first column are 1, 2, 3 and so on, and no other number."""
    numbers = [cell.numeral.value for cell in cells if cell.has_amount]
    counted = [Decimal(number) for number in range(1, len(numbers) + 1)]
    is_headed = any(normalise_label(cell.text) in _NUMBERS for cell in cells)
    return len(numbers) >= (1 if is_headed else _LEAST_NUMBERS) and numbers == counted
