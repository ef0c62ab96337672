"""How high a row must be to show its text. Office programs differ in doing so by themselves."""

from collections.abc import Iterable, Sequence

from auditor.report.xlsx.plan import Cell
from auditor.report.xlsx.styles import STYLES

_FIRST_WIDE = "\u2e80"  # Chinese signs, and those that are as wide, begin here
_BODY_SIZE = 10
_LEADING = 1.4
_PADDING = 3
_HIGHEST = 409.0  # points; no row can be higher
_SPARE = 1  # characters that the margins of a cell take


def compute_height(cells: Iterable[Cell], widths: Sequence[int]) -> float:
    """Compute the height of a row in points; widths are in digits of the body's size."""
    heights = (
        _compute_cell_height(cell, width)
        for cell, width in zip(cells, widths, strict=False)
        if isinstance(cell.value, str) and cell.value
    )
    return min(max(heights, default=_BODY_SIZE * _LEADING) + _PADDING, _HIGHEST)


def _compute_cell_height(cell: Cell, width: int) -> float:
    size = STYLES[cell.style].size
    room = max((width - _SPARE) * _BODY_SIZE // size, 2)
    lines = sum(_count_lines(line, room) for line in str(cell.value).split("\n"))
    return lines * size * _LEADING


def _count_lines(line: str, room: int) -> int:
    length = sum(2 if sign >= _FIRST_WIDE else 1 for sign in line)
    return max(-(-length // room), 1)
