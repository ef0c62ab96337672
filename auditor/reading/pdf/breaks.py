"""Put the halves of rows together that a page border cut. Knows no geometry.

A word processor breaks a row where the page ends: the first lines of its cells stand below one
page's rows, the rest above the next page's, below the header if that is repeated.
"""

import re
from collections.abc import Sequence

from auditor.reading.pdf.lettering import join_texts
from auditor.reading.pdf.striped_rows import ENTRY
from auditor.reading.pdf.tables import Layout, Row, Table

_SIGNS = re.compile(r"-?[\d.,]+")
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+(?=\.))(?:\.\d{1,6})?[%％]?")


def mend_breaks(layouts: Sequence[Layout]) -> list[Layout]:
    """Return the pages, each row that a border cut whole on the page where it begins."""
    mended = list(layouts)
    begun: Table | None = None  # the table that the last one of the page goes on with
    for place in range(1, len(mended)):
        above, below = _find_last(mended[place - 1]), _find_first(mended[place])
        if above is None or below is None or len(above.rows[0]) != len(below.rows[0]):
            begun = None
            continue
        begun = begun or above
        heads = _count_repeated(begun.rows, below.rows)
        rest = below.rows[heads] if heads < len(below.rows) else ()
        if not rest or not _is_rest(above.rows[-1], rest, above.open_cells):
            continue
        whole = tuple(map(_join, above.rows[-1], rest))
        left = below.rows[:heads] + below.rows[heads + 1 :]
        kept = left if len(left) > heads else ()
        mended[place - 1] = _replace_table(
            mended[place - 1], above, above._replace(rows=(*above.rows[:-1], whole))
        )
        mended[place] = _replace_table(mended[place], below, below._replace(rows=kept))
    return mended


def _find_last(layout: Layout) -> Table | None:
    """Return the table that ends a page, None if something else does."""
    tables = [table for table in layout.tables if any(map(any, table.rows))]
    last = max(tables, key=lambda table: table.bottom, default=None)
    if last is None or any(line.baseline > last.bottom for line in layout.lines):
        return None
    return last


def _find_first(layout: Layout) -> Table | None:
    """Return the table that begins a page, None if something else does."""
    tables = [table for table in layout.tables if any(map(any, table.rows))]
    first = min(tables, key=lambda table: table.top, default=None)
    if first is None or any(line.baseline < first.top for line in layout.lines):
        return None
    return first


def _count_repeated(first: Sequence[Row], second: Sequence[Row]) -> int:
    """Return how many rows at the head of two tables are the same."""
    for count, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return count
    return min(len(first), len(second))


def _is_rest(row: Row, rest: Row, is_open: Sequence[bool]) -> bool:
    """Say whether the cells of a row all go on in another one, where that has any text.

    A cell goes on whose last line was full, with what is no entry of its own: a broken number
    must be whole again. Where no cell goes on, the row is another one.
    """
    if len(row) != len(rest) or len(row) != len(is_open):
        return False
    both = [
        (cell, more, full) for cell, more, full in zip(row, rest, is_open, strict=True) if more
    ]
    goes_on = [(cell, more) for cell, more, full in both if cell]
    if not goes_on or not all(full for cell, _, full in both if cell):
        return False
    if _has_figures(rest) and not _has_figures(row):
        return False
    return all(_fits(cell, more) for cell, more in goes_on)


def _has_figures(row: Row) -> bool:
    return any(_SIGNS.fullmatch(cell) for cell in row)


def _fits(cell: str, more: str) -> bool:
    if _SIGNS.fullmatch(cell) and _SIGNS.fullmatch(more):
        return _AMOUNT.fullmatch(cell + more) is not None
    return not (_SIGNS.fullmatch(cell) or _SIGNS.fullmatch(more) or ENTRY.match(more))


def _join(cell: str, more: str) -> str:
    return join_texts(cell, more, is_full=True) if more else cell


def _replace_table(layout: Layout, old: Table, new: Table) -> Layout:
    tables = tuple(new if table is old else table for table in layout.tables)
    return layout._replace(tables=tables)
