"""Put the figures of rows into columns as they are printed. Changes no figure, repairs nothing."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, islice
from typing import NamedTuple

from auditor.budget import Column
from auditor.interpreting.cells import ReadCell
from auditor.interpreting.strips import Strip, Values, adds_up

_MOST_CHOICES = 300
_LEAST_ROWS = 3
Layout = tuple[int, ...]


class HeaderLayout(NamedTuple):
    """The cell indexes at which the header prints the columns."""

    indexes: tuple[int, ...]

    def locate(self, base: int) -> Layout | None:
        """Return the positions right of a name column; None if the header starts left of it."""
        positions = tuple(index - base for index in self.indexes)
        return positions if positions and positions[0] > 0 else None


class Placement(NamedTuple):
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
        best = _choose_layout(members, columns, shown)
        widest = max(strip.end for strip in members) - base - 1
        reach = min(max(best.layout, default=0), widest)
        for (index, _), placement in zip(group, best.placements, strict=True):
            placements[index] = _mark_doubtful(placement, reach, width, is_trimmed=is_trimmed)
    return [placements[index] for index in range(len(strips))]


def _mark_doubtful(placement: Placement, reach: int, width: int, *, is_trimmed: bool) -> Placement:
    """Mark a strip with too few or too many cells, or that ends before the others' last column."""
    strip = placement.strip
    count = len(strip.cells)
    is_short = count < width or strip.end - strip.base <= reach
    is_strong = bool(placement.misplaced or strip.joined or count > width)
    if not is_short and not is_strong:
        return placement
    return placement._replace(is_doubtful=True, is_strong=is_strong or not is_trimmed)


def _place(strip: Strip, columns: tuple[Column, ...], layout: Layout) -> Placement:
    """Read a strip by a layout: the position of each column."""
    values: Values = {}
    for column, position in zip(columns, layout, strict=True):
        cell = strip.find_cell(position)
        values[column.name] = cell if cell is not None and not cell.is_blank else None
    taken = set(layout)
    outside = tuple(cell for position, cell in strip.list_amounts() if position not in taken)
    return Placement(strip, columns, values, outside)


class _Trial(NamedTuple):
    """Strips read by a layout: how many figures it leaves outside, how many sums it breaks."""

    outside: int
    broken: int
    layout: Layout
    placements: list[Placement]

    @property
    def cost(self) -> tuple[int, int]:
        """What is wrong with the layout; smaller is better."""
        return self.outside, self.broken


def _choose_layout(
    strips: Sequence[Strip], columns: tuple[Column, ...], header: Layout | None
) -> _Trial:
    """Choose the positions that leave the fewest figures outside and sums broken.

    The header's own positions win ties, then as printed from the name; layouts that skip
    positions blank in every row are tried only if neither fits.
    """
    printed = tuple(range(1, len(columns) + 1))
    layouts = [printed] if header is None or header == printed else [header, printed]
    best: _Trial | None = None
    for layout in chain(layouts, _skip_blanks(strips, len(columns))):
        trial = _try_layout(strips, columns, layout)
        if best is None or trial.cost < best.cost:
            best = trial
        if best.cost == (0, 0):
            break
    return best or _Trial(0, 0, printed, [])


def _try_layout(strips: Sequence[Strip], columns: tuple[Column, ...], layout: Layout) -> _Trial:
    placements = [_place(strip, columns, layout) for strip in strips]
    outside = sum(len(placement.misplaced) for placement in placements)
    broken = sum(not adds_up(placement.values, columns) for placement in placements)
    return _Trial(outside, broken, layout, placements)


def _skip_blanks(strips: Sequence[Strip], count: int) -> Iterator[Layout]:
    """Yield the layouts that skip positions blank in every row, the last blanks first.

    One row alone proves no blank column.
    """
    if len(strips) < _LEAST_ROWS:
        return
    last = max((p for strip in strips for p, _ in strip.list_amounts()), default=0)
    filled = {
        index - strip.base
        for strip in strips
        for index, cell in enumerate(strip.cells)
        if cell.text
    }
    blank = [position for position in range(last - 1, 0, -1) if position not in filled]
    skips = (
        skip
        for size in range(1, min(max(last - count, 1), len(blank)) + 1)
        for skip in combinations(blank, size)
    )
    for skip in islice(skips, _MOST_CHOICES):
        reach = max(last, count) + len(skip) + 1
        yield tuple([p for p in range(1, reach) if p not in skip][:count])
