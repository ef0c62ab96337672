"""Show a line of a document with a figure marked under it. Knows terminal cells, no rule."""

from typing import NamedTuple

from rich.cells import cell_len

from auditor.report.escaping import TAB, escape_character

_CUT = "…"
_LEAST_WIDTH = 12


class Excerpt(NamedTuple):
    """A line as shown, and the line of marks under it."""

    text: str
    marks: str


def render_excerpt(line: str, column: int, end_column: int, width: int) -> Excerpt:
    """Render the line in at most `width` cells, cut around the code points column..end_column.

    A tab shows as ` │ `. An empty span gets one mark where something is missing.
    """
    shown = [TAB if character == "\t" else escape_character(character) for character in line]
    start = min(max(column, 1) - 1, len(shown))
    end = min(max(end_column - 1, start), len(shown))
    first, last = _choose_window(shown, start, end, max(width, _LEAST_WIDTH))
    before = (_CUT if first else "") + "".join(shown[first:start])
    marked = "".join(shown[start : min(end, last)])
    after = "".join(shown[min(end, last) : last]) + (_CUT if last < len(shown) else "")
    marks = " " * cell_len(before) + "^" * max(cell_len(marked), 1)
    return Excerpt(before + marked + after, marks)


def _choose_window(shown: list[str], start: int, end: int, width: int) -> tuple[int, int]:
    """Choose the pieces first..last to show: all if they fit, else those around the figure."""
    widths = [cell_len(piece) for piece in shown]
    if sum(widths) <= width:
        return 0, len(shown)
    room = width - 2 * len(_CUT)
    first = last = start
    while last < end and widths[last] <= room:
        room -= widths[last]
        last += 1
    first, room = _widen_left(widths, first, room, reserve=room // 2)
    while last < len(shown) and widths[last] <= room:
        room -= widths[last]
        last += 1
    first, _ = _widen_left(widths, first, room, reserve=0)
    return first, last


def _widen_left(widths: list[int], first: int, room: int, *, reserve: int) -> tuple[int, int]:
    """Take pieces to the left as long as `reserve` cells stay free for the right."""
    while first > 0 and room - widths[first - 1] >= reserve:
        first -= 1
        room -= widths[first]
    return first, room
