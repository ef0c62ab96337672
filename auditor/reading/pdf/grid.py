"""Build grids of cells from ruling lines. Knows nothing of what is printed in them.

A grid is cut at every line that crosses it, and then pieces without a line between them are
joined again: what remains are the cells, merged ones included.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from auditor.reading.pdf.page import Ruling
from auditor.reading.pdf.rulings import NEAR, cluster_places

_TOUCH = 4.0
_COVERED = 0.6  # of a border must be drawn
_STICKING_OUT = 8.0
_MOST_PIECES = 100_000


class Grid(NamedTuple):
    """A ruled table: the places of its lines, and for each piece the number of its cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def top(self) -> float:
        """Where the grid begins."""
        return self.ys[0]

    def find_cell(self, x: float, y: float) -> int | None:
        """Return the number of the cell at a point, None outside."""
        xs, ys, cells = self
        if not (xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]):
            return None
        return cells[bisect_right(ys, y) - 1][bisect_right(xs, x) - 1]


class TooManyCellsError(Exception):
    """A page is cut into more pieces than any table has: a drawing, not a table."""


def build_grids(horizontals: Sequence[Ruling], verticals: Sequence[Ruling]) -> list[Grid]:
    """Build a grid from each set of lines that hang together and hold at least two cells."""
    grids = []
    for flat, upright in _list_connected(horizontals, verticals):
        grid = _build_grid(flat, upright)
        if grid is not None:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.top, grid.xs[0]))


def _list_connected(
    horizontals: Sequence[Ruling], verticals: Sequence[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Group the lines that touch each other."""
    if len(horizontals) * len(verticals) > _MOST_PIECES * 10:
        raise TooManyCellsError
    parts = _Parts(len(horizontals) + len(verticals))
    for i, flat in enumerate(horizontals):
        for j, upright in enumerate(verticals, len(horizontals)):
            if _is_touching(flat, upright):
                parts.join(i, j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, flat in enumerate(horizontals):
        groups.setdefault(parts.find(i), ([], []))[0].append(flat)
    for j, upright in enumerate(verticals, len(horizontals)):
        groups.setdefault(parts.find(j), ([], []))[1].append(upright)
    return list(groups.values())


def _is_touching(flat: Ruling, upright: Ruling) -> bool:
    return (
        flat.start - _TOUCH <= upright.place <= flat.end + _TOUCH
        and upright.start - _TOUCH <= flat.place <= upright.end + _TOUCH
    )


def _build_grid(horizontals: list[Ruling], verticals: list[Ruling]) -> Grid | None:
    xs = _list_places(verticals, horizontals)
    ys = _list_places(horizontals, verticals)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows < 2:
        return None
    if columns * rows > _MOST_PIECES:
        raise TooManyCellsError
    parts = _Parts(columns * rows)
    for row, borders in enumerate(_list_borders(verticals, xs, ys)):
        for column in range(1, columns):
            if not borders[column]:
                parts.join(row * columns + column - 1, row * columns + column)
    for column, borders in enumerate(_list_borders(horizontals, ys, xs)):
        for row in range(1, rows):
            if not borders[row]:
                parts.join((row - 1) * columns + column, row * columns + column)
    cells = tuple(
        tuple(parts.find(row * columns + column) for column in range(columns))
        for row in range(rows)
    )
    if len({cell for row in cells for cell in row}) < 2:
        return None
    return Grid(xs=tuple(xs), ys=tuple(ys), cells=cells)


def _list_places(lines: list[Ruling], crossing: list[Ruling]) -> list[float]:
    """Return where the lines lie, and the ends of the crossing ones where a side is left open."""
    places = [line.place for line in lines]
    ends = [end for line in crossing for end in (line.start, line.end)]
    if places and ends:
        if min(ends) < min(places) - _STICKING_OUT:
            places.append(min(ends))
        if max(ends) > max(places) + _STICKING_OUT:
            places.append(max(ends))
    return cluster_places(places)


def _list_borders(
    lines: list[Ruling], places: list[float], steps: list[float]
) -> list[list[bool]]:
    """Return for each step along the lines at which of the places a border is drawn."""
    drawn = [[0.0] * len(places) for _ in steps[1:]]
    for line in lines:
        place = min(range(len(places)), key=lambda i: abs(places[i] - line.place))
        first = max(0, bisect_right(steps, line.start) - 1)
        for step in range(first, len(steps) - 1):
            if steps[step] > line.end:
                break
            covered = min(line.end, steps[step + 1]) - max(line.start, steps[step])
            drawn[step][place] += max(0.0, covered)
    return [
        [length >= _COVERED * (steps[step + 1] - steps[step]) - NEAR / 2 for length in lengths]
        for step, lengths in enumerate(drawn)
    ]


class _Parts:
    """Numbers that are joined into parts; a part is named by its smallest number."""

    def __init__(self, count: int) -> None:
        self.parents = list(range(count))

    def find(self, number: int) -> int:
        while self.parents[number] != number:
            self.parents[number] = self.parents[self.parents[number]]
            number = self.parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self.parents[second] = first
