"""Put the figures of rows into columns as they are printed. Changes no figure, repairs nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from auditor.budget import Column
from auditor.interpreting.cells import ReadCell
from auditor.interpreting.strips import Strip, Values, adds_up

_MOST_CHOICES = 300
_LEAST_ROWS = 3
Layout = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeaderLayout:
    """The cell indexes at which the header prints the columns."""

    indexes: tuple[int, ...]

    def locate(self, base: int) -> Layout | None:
        """Return the positions right of a name column; None if the header starts left of it."""
        positions = tuple(index - base for index in self.indexes)
        return positions if positions and positions[0] > 0 else None


@dataclass(frozen=True, slots=True)
class Placement:
    """A strip with the cell in each of its columns (None: nothing printed).

    `misplaced` are numbers in no column, `undecided` columns for which several cells are as
    likely. `is_doubtful` marks structural evidence: cells are missing or too many, or a number
    stands in no column; `is_strong` says that the evidence is more than trimmed blanks.
    """

    strip: Strip
    columns: tuple[Column, ...]
    values: Values
    misplaced: tuple[ReadCell, ...] = ()
    undecided: frozenset[str] = frozenset()
    is_doubtful: bool = False
    is_strong: bool = True
    is_repaired: bool = False


def place_figures(
    strips: Sequence[Strip],
    columns: tuple[Column, ...],
    header: HeaderLayout | None,
    width: int,
    *,
    is_trimmed: bool,
) -> list[Placement]:
    """Place the figures of the strips of one side that stand under one header, as printed.

    `width` is the number of cells of a complete row; `is_trimmed` says that no row of the table
    keeps its trailing blank cells, so that a short row proves nothing.
    """
    placements: dict[int, Placement] = {}
    for base in dict.fromkeys(strip.base for strip in strips):
        group = [(i, strip) for i, strip in enumerate(strips) if strip.base == base]
        members = [strip for _, strip in group]
        shown = None if header is None else header.locate(base)
        layout = _choose_layout(members, columns, shown)
        for index, strip in group:
            placement = _place(strip, columns, layout)
            placements[index] = _mark_doubtful(placement, layout, width, is_trimmed=is_trimmed)
    return [placements[index] for index in range(len(strips))]


def _mark_doubtful(
    placement: Placement, layout: Layout, width: int, *, is_trimmed: bool
) -> Placement:
    strip = placement.strip
    count = len(strip.cells)
    is_short = count < width or strip.end - strip.base <= max(layout, default=0)
    is_strong = bool(placement.misplaced or strip.joined or count > width)
    if not is_short and not is_strong:
        return placement
    return replace(placement, is_doubtful=True, is_strong=is_strong or not is_trimmed)


def _place(strip: Strip, columns: tuple[Column, ...], layout: Layout) -> Placement:
    """Read a strip by a layout: the position of each column."""
    values: Values = {}
    for column, position in zip(columns, layout, strict=True):
        cell = strip.find_cell(position)
        values[column.name] = cell if cell is not None and not cell.is_blank else None
    taken = set(layout)
    outside = tuple(cell for position, cell in strip.list_amounts() if position not in taken)
    return Placement(strip, columns, values, outside)


def _choose_layout(
    strips: Sequence[Strip], columns: tuple[Column, ...], header: Layout | None
) -> Layout:
    """Choose the positions that leave the fewest figures outside and sums broken.

    The header's own positions win ties, then as printed from the name; layouts that skip
    positions blank in every row are tried only if neither fits.
    """
    printed = tuple(range(1, len(columns) + 1))
    candidates = [printed] if header is None or header == printed else [header, printed]
    costs = [_cost(strips, columns, layout) for layout in candidates]
    if min(costs) > (0, 0):
        candidates += _list_skipping_layouts(strips, len(columns))
        costs = [_cost(strips, columns, layout) for layout in candidates]
    return candidates[costs.index(min(costs))]


def _cost(strips: Sequence[Strip], columns: tuple[Column, ...], layout: Layout) -> tuple[int, int]:
    outside = broken = 0
    for strip in strips:
        placement = _place(strip, columns, layout)
        outside += len(placement.misplaced)
        broken += not adds_up(placement.values, columns)
    return outside, broken


def _list_skipping_layouts(strips: Sequence[Strip], count: int) -> list[Layout]:
    """Return the layouts that skip positions blank in every row, the last blanks first.

    One row alone proves no blank column.
    """
    last = max((p for strip in strips for p, _ in strip.list_amounts()), default=0)
    filled = {
        index - strip.base
        for strip in strips
        for index, cell in enumerate(strip.cells)
        if cell.text
    }
    blank = [position for position in range(last - 1, 0, -1) if position not in filled]
    if len(strips) < _LEAST_ROWS or not blank:
        return []
    layouts: list[Layout] = []
    for size in range(1, min(max(last - count, 1), len(blank)) + 1):
        for skip in combinations(blank, size):
            kept = [p for p in range(1, max(last, count) + size + 1) if p not in skip]
            layouts.append(tuple(kept[:count]))
            if len(layouts) >= _MOST_CHOICES:
                return layouts
    return layouts
