"""Fill the grids of a page with its characters. Knows nothing of other pages."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from auditor.reading.pdf.aligned import find_aligned, is_row
from auditor.reading.pdf.grid import Grid, build_grids
from auditor.reading.pdf.lettering import (
    Sides,
    TextLine,
    group_lines,
    has_room,
    render_cell_text,
)
from auditor.reading.pdf.page import Glyph, Page, Ruling
from auditor.reading.pdf.rulings import merge_rulings
from auditor.reading.pdf.stripes import Column
from auditor.reading.pdf.undivided import split_undivided
from auditor.reading.pdf.unruled_rows import split_row

_FEWEST_COLUMNS = 2
_FOOT = 0.88  # of the page's height: what stands below may be its number


Row = tuple[str, ...]


class Table(NamedTuple):
    """The rows of a ruled table; the text of a merged cell stands at its top left.

    A title or note that spans the whole width, above or below the other rows, is a row of one.
    `open_cells` are those of the last row of which the last line is full: they may go on.
    """

    top: float
    bottom: float
    rows: tuple[Row, ...]
    open_cells: tuple[bool, ...] = ()


class Layout(NamedTuple):
    """What a page holds: its tables, and the lines of text around them, top to bottom.

    `columns` are those of the table without ruling lines that ends it.
    """

    page: Page
    tables: tuple[Table, ...]
    lines: tuple[TextLine, ...]
    columns: tuple[Column, ...] = ()


def lay_out_page(page: Page, before: Sequence[Column] = ()) -> Layout:
    """Sort the characters of a page into its tables' cells and the text outside.

    `before` are the `columns` of the page before it.
    """
    horizontals = merge_rulings(page.horizontals)
    grids = build_grids(horizontals, merge_rulings(page.verticals))
    inside: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in grids]
    outside = []
    targets = list(zip(grids, inside, strict=True))
    for glyph in page.glyphs:
        _, left, right, top, bottom, _ = glyph
        for grid, cells in targets:
            cell = grid.find_cell((left + right) / 2, (top + bottom) / 2)
            if cell is not None:
                cells[cell].append(glyph)
                break
        else:
            outside.append(glyph)
    frames = [_is_frame(grid, cells) for grid, cells in zip(grids, inside, strict=True)]
    if any(frames):
        outside += [
            glyph
            for is_frame, cells in zip(frames, inside, strict=True)
            for found in cells.values()
            for glyph in found
            if is_frame
        ]
        inside = [cells for cells, is_frame in zip(inside, frames, strict=True) if not is_frame]
        grids = [grid for grid, is_frame in zip(grids, frames, strict=True) if not is_frame]
    tables = [_fill_grid(grid, cells) for grid, cells in zip(grids, inside, strict=True)]
    layout = Layout(page=page, tables=tuple(tables), lines=tuple(group_lines(outside)))
    return _take_aligned(layout, grids, horizontals, before)


def _is_frame(grid: Grid, cells: Mapping[int, list[Glyph]]) -> bool:
    """Tell a grid whose rows are ruled and not its columns: several cells stand in each row."""
    if any(len(set(row)) > 1 for row in grid.cells):
        return False
    lines = [line for found in cells.values() for line in group_lines(found)]
    return sum(map(is_row, lines)) > 1


def _take_aligned(
    layout: Layout, grids: list[Grid], rules: list[Ruling], before: Sequence[Column]
) -> Layout:
    """Take the tables that no lines rule, between the others, out of the lines of text."""
    tops = sorted(grid.top for grid in grids)
    tables: list[Table] = []
    left: list[TextLine] = []
    columns: tuple[Column, ...] = ()
    for grids_above, group in groupby(layout.lines, key=lambda line: bisect(tops, line.baseline)):
        strip = list(group)
        end = 0
        for found in find_aligned(strip, rules, () if grids_above else before):
            table = strip[found.first : found.last + 1]
            top, bottom = table[0].top, table[-1].baseline
            tables.append(Table(top, bottom, found.rows, found.open_cells))
            left += strip[end : found.first]
            end = found.last + 1
            columns = found.columns
        left += strip[end:]
    is_cut = bool(tables) and not any(
        tables[-1].bottom < line.baseline < _FOOT * layout.page.height for line in layout.lines
    )
    return layout._replace(
        tables=(*layout.tables, *tables), lines=tuple(left), columns=columns if is_cut else ()
    )


def _fill_grid(grid: Grid, glyphs: dict[int, list[Glyph]]) -> Table:
    """Write each cell where it begins; rows and columns in which none begins are no rows."""
    starts = _list_starts(grid)
    kept_rows = sorted({row for row, _ in starts.values()})
    kept_columns = sorted({column for _, column in starts.values()})
    inside: dict[int, dict[int, list[Glyph]]] = {row: {} for row in kept_rows}
    for cell, found in glyphs.items():
        row, column = starts[cell]
        inside[row][column] = found
    rows, spans = [], []
    for row, ruled in inside.items():
        cells = _split_spans(grid, row, ruled, kept_columns)
        sides = _list_sides(grid, row, cells)
        for parted in _part_row(cells, sides) or [_write_row(cells, sides)]:
            rows.append(tuple(parted.get(column, "") for column in kept_columns))
            spans.append(len(set(grid.cells[row])) == 1 and cells is ruled)
    last = kept_rows[-1]
    sides = _list_sides(grid, last, inside[last])
    is_open = () if spans[-1] else _list_open(inside[last], sides, kept_columns)
    return Table(grid.ys[0], grid.ys[-1], tuple(_shorten_spans(rows, spans)), is_open)


def _split_spans(
    grid: Grid, row: int, cells: dict[int, list[Glyph]], columns: Sequence[int]
) -> dict[int, list[Glyph]]:
    """Cut the merged cells of a row in which several columns stand beside each other."""
    pieces = grid.cells[row]
    ends = {column: len(pieces) - pieces[::-1].index(pieces[column]) for column in cells}
    if all(end - column == 1 for column, end in ends.items()):
        return cells
    parted = split_undivided(cells, ends, grid.xs)
    is_parted = parted.keys() != cells.keys() and parted.keys() <= set(columns)
    return parted if is_parted else cells


def _list_sides(grid: Grid, row: int, columns: Iterable[int]) -> dict[int, Sides]:
    """Return the left and right side of the cells that begin at columns of a row."""
    cells, known = grid.cells[row], set(columns)
    sides = {}
    for column in known:
        end = column + 1
        while end < len(cells) and end not in known and cells[end] == cells[column]:
            end += 1
        sides[column] = (grid.xs[column], grid.xs[end])
    return sides


def _write_row(cells: Mapping[int, list[Glyph]], sides: Mapping[int, Sides]) -> dict[int, str]:
    return {
        column: render_cell_text(found, sides[column][1] - sides[column][0])
        for column, found in cells.items()
    }


def _list_open(
    cells: Mapping[int, list[Glyph]], sides: Mapping[int, Sides], columns: Sequence[int]
) -> tuple[bool, ...]:
    """Say of the cells of a row whether the last line of each has no room for more."""
    return tuple(
        column in cells
        and any(
            not has_room(line, sides[column], line.size)
            for line in group_lines(cells[column])[-1:]
        )
        for column in columns
    )


def _part_row(
    cells: Mapping[int, list[Glyph]], sides: Mapping[int, Sides]
) -> list[dict[int, str]]:
    """Return the rows within one ruled row, [] if it is one."""
    several = sum(len({round(glyph.baseline) for glyph in found}) > 1 for found in cells.values())
    if several < _FEWEST_COLUMNS:  # as most rows: nothing stands below anything
        return []
    return split_row({column: group_lines(found) for column, found in cells.items()}, sides)


def _shorten_spans(rows: list[Row], spans: list[bool]) -> list[Row]:
    """Leave one cell of the spanning rows at the head and foot, and none if it is empty."""
    body = [place for place, is_span in enumerate(spans) if not is_span]
    first, last = (body[0], body[-1]) if body else (len(rows), len(rows))
    shortened = [row if first <= place <= last else row[:1] for place, row in enumerate(rows)]
    return [row for row in shortened if len(row) > 1 or any(row)]


def _list_starts(grid: Grid) -> dict[int, tuple[int, int]]:
    """Return the row and column at which each cell begins: in the uppermost of its rows."""
    starts: dict[int, tuple[int, int]] = {}
    for row, cells in enumerate(grid.cells):
        for column, cell in enumerate(cells):
            starts.setdefault(cell, (row, column))
    return starts
