"""Write rows of cells as tabular text (docs/tabular-text.md). Knows no file format."""

import re
from collections.abc import Mapping, Sequence

_BREAKS = re.compile("[\t\r\n\x0b\x0c\x85\u2028\u2029]+")


def render_cell(text: str) -> str:
    """Return a cell without tabs and line breaks: a run of them is one blank, none at the ends."""
    return _BREAKS.sub(" ", text).strip()


def arrange_cells(starts: Mapping[tuple[int, int], str]) -> list[list[str]]:
    """Return rows of the texts of cells by the row and column in which each begins.

    A row or column in which no cell begins is left out: merged cells cover it.
    """
    columns = sorted({column for _, column in starts})
    return [
        [starts.get((row, column), "") for column in columns]
        for row in sorted({row for row, _ in starts})
    ]


def render_row(cells: Sequence[str]) -> str:
    """Return a row as one line: one tab between cells, an empty cell is nothing."""
    return "\t".join(render_cell(cell) for cell in cells)
