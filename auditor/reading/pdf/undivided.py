"""Part what stands in one ruled cell though it belongs to several columns. Knows no rows.

Some programs rule the columns of every second row alone.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from auditor.reading.pdf.lettering import TextLine, group_lines, split_line
from auditor.reading.pdf.page import Glyph

_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?[%％]?")


def split_undivided(
    cells: Mapping[int, list[Glyph]], ends: Mapping[int, int], xs: Sequence[float]
) -> dict[int, list[Glyph]]:
    """Return the cells of a row, those cut at the columns' borders whose text keeps to these.

    `ends` says at which column each cell ends that begins at another one, `xs` where the columns
    begin. A title stands across the borders, and a word that was spread is no words.
    """
    parted: dict[int, list[Glyph]] = {}
    for column, glyphs in cells.items():
        if ends[column] - column > 1 and _keeps_to_columns(glyphs, xs):
            for glyph in glyphs:
                parted.setdefault(bisect_right(xs, glyph.middle) - 1, []).append(glyph)
        else:
            parted[column] = glyphs
    return parted


def _keeps_to_columns(glyphs: Sequence[Glyph], xs: Sequence[float]) -> bool:
    lines = [split_line(line) for line in group_lines(glyphs)]
    places = {_find_column(part, xs) for parts in lines for part in parts}
    return len(places) > 1 and None not in places and not any(map(_is_spread, lines))


def _is_spread(parts: Sequence[TextLine]) -> bool:
    signs = [part for part in parts if len(part.text) == 1 and not _FIGURE.fullmatch(part.text)]
    return len(signs) > 1


def _find_column(part: TextLine, xs: Sequence[float]) -> int | None:
    """Return the column in which the whole of a text stands, None if it crosses a border."""
    first, last = bisect_right(xs, part.left) - 1, bisect_right(xs, part.right) - 1
    return first if first == last else None
