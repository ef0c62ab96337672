"""Write rows of cells as tabular text (docs/tabular-text.md). Knows no file format."""

import re
from collections.abc import Sequence

_BREAKS = re.compile("[\t\r\n\x0b\x0c\x85\u2028\u2029]+")


def render_cell(text: str) -> str:
    """Return a cell without tabs and line breaks: a run of them is one blank, none at the ends."""
    return _BREAKS.sub(" ", text).strip()


def render_row(cells: Sequence[str]) -> str:
    """Return a row as one line: one tab between cells, an empty cell is nothing."""
    return "\t".join(render_cell(cell) for cell in cells)
