"""Fill the grids of a page with its characters. Knows nothing of other pages."""

from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from auditor.reading.pdf.aligned import find_aligned
from auditor.reading.pdf.grid import Grid, build_grids
from auditor.reading.pdf.lettering import TextLine, group_lines, render_cell_text
from auditor.reading.pdf.page import Glyph, Page
from auditor.reading.pdf.rulings import merge_rulings
from auditor.reading.pdf.unruled_rows import split_row

_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a ruled table; the text of a merged cell stands at its top left.

    A title or note that spans the whole width, above or below the other rows, is a row of one.
    """

    top: float
    bottom: float
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a page holds: its tables, and the lines of text around them, top to bottom."""

    page: Page
    tables: tuple[Table, ...]
    lines: tuple[TextLine, ...]


def lay_out_page(page: Page) -> Layout:
    """Sort the characters of a page into its tables' cells and the text outside."""
    grids = build_grids(merge_rulings(page.horizontals), merge_rulings(page.verticals))
    inside: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in grids]
    outside = []
    for glyph in page.glyphs:
        for grid, cells in zip(grids, inside, strict=True):
            cell = grid.find_cell(glyph.middle, glyph.center)
            if cell is not None:
                cells[cell].append(glyph)
                break
        else:
            outside.append(glyph)
    tables = [_fill_grid(grid, cells) for grid, cells in zip(grids, inside, strict=True)]
    lines = group_lines(outside)
    aligned, lines = _take_aligned(lines, grids)
    return Layout(page=page, tables=(*tables, *aligned), lines=tuple(lines))


def _take_aligned(lines: list[TextLine], grids: list[Grid]) -> tuple[list[Table], list[TextLine]]:
    """Return the tables that no lines rule, between the others, and the text that is left."""
    tops = sorted(grid.top for grid in grids)
    tables: list[Table] = []
    left: list[TextLine] = []
    for _, group in groupby(lines, key=lambda line: bisect(tops, line.baseline)):
        strip = list(group)
        end = 0
        for found in find_aligned(strip):
            table = strip[found.first : found.last + 1]
            tables.append(Table(top=table[0].top, bottom=table[-1].baseline, rows=found.rows))
            left += strip[end : found.first]
            end = found.last + 1
        left += strip[end:]
    return tables, left


def _fill_grid(grid: Grid, glyphs: dict[int, list[Glyph]]) -> Table:
    """Write each cell where it begins; rows and columns in which none begins are no rows."""
    starts = _list_starts(grid)
    kept_rows = sorted({row for row, _ in starts.values()})
    kept_columns = sorted({column for _, column in starts.values()})
    texts = {
        starts[cell]: render_cell_text(found, _measure_width(grid, cell, starts[cell]))
        for cell, found in glyphs.items()
    }
    rows, spans = [], []
    for row in kept_rows:
        cells = {
            starts[cell][1]: found for cell, found in glyphs.items() if starts[cell][0] == row
        }
        for parted in _part_row(cells) or [
            {column: texts.get((row, column), "") for column in cells}
        ]:
            rows.append(tuple(parted.get(column, "") for column in kept_columns))
            spans.append(len(set(grid.cells[row])) == 1)
    return Table(top=grid.ys[0], bottom=grid.ys[-1], rows=tuple(_shorten_spans(rows, spans)))


def _part_row(cells: dict[int, list[Glyph]]) -> list[dict[int, str]]:
    """Return the rows within one ruled row, [] if it is one."""
    several = sum(len({round(glyph.baseline) for glyph in found}) > 1 for found in cells.values())
    if several < _FEWEST_COLUMNS:  # as most rows: nothing stands below anything
        return []
    return split_row({column: group_lines(glyphs) for column, glyphs in cells.items()})


def _shorten_spans(rows: list[tuple[str, ...]], spans: list[bool]) -> list[tuple[str, ...]]:
    """Leave one cell of the spanning rows at the head and foot, and none if it is empty."""
    body = [place for place, is_span in enumerate(spans) if not is_span]
    first, last = (body[0], body[-1]) if body else (len(rows), len(rows))
    shortened = [row if first <= place <= last else row[:1] for place, row in enumerate(rows)]
    return [row for row in shortened if len(row) > 1 or any(row)]


def _list_starts(grid: Grid) -> dict[int, tuple[int, int]]:
    """Return the row and column at which each cell begins."""
    starts: dict[int, tuple[int, int]] = {}
    for row, cells in enumerate(grid.cells):
        for column, cell in enumerate(cells):
            top, left = starts.get(cell, (row, column))
            starts[cell] = (top, min(left, column))
    return starts


def _measure_width(grid: Grid, cell: int, start: tuple[int, int]) -> float:
    row, column = start
    end = column
    while end < len(grid.cells[row]) and grid.cells[row][end] == cell:
        end += 1
    return grid.xs[end] - grid.xs[column]
