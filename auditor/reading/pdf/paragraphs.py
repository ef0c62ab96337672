"""Join the printed lines of a paragraph. Knows nothing of what they say.

A sentence states its figures in one line of tabular text, so a line that the page's width broke
is joined with the next one. A new paragraph shows by its indent, by a short line before it, or
by its number.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from auditor.reading.pdf.lettering import TextLine, join_texts
from auditor.reading.pdf.quantiles import compute_quantile
from auditor.reading.pdf.tables import Layout

_LONG = 20.0  # type sizes: a line this long tells where the margins are
_FEW = 0.1
_INDENT = 0.8
_ROOM = 2.4  # a character and a sign that may not begin a line
_LEFT_OPEN = 4.0
_FIGURE = 0.6  # the width of a digit
_LEADING = 2.8
_SIZE_RATIO = 1.6
_UNBREAKABLE = re.compile(r"[0-9A-Za-z.,%]*")
_ENTRY = re.compile(r"[.…·]{3,}\s*\d*$")  # an entry of the contents list
_FULL_STOPS = ("。", "！", "？")
_HEADING = re.compile("[^。！？；：，、]{2,30}")
_NUMBER = re.compile(
    r"第[一二三四五六七八九十\d]+[部分章节篇]|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[、．.](?!\d)"
)
_CAPTION = re.compile(  # whose table it is, and its unit
    r"(?:编制|填报|填制|编报|公开|预算)?(?:部门|单位)(?:名称|[（(][部门单位]{2}[）)])?\s*[:：]"
)


class Margins(NamedTuple):
    """Where full lines begin and end on pages of one size."""

    left: float
    right: float


def find_margins(layouts: Sequence[Layout]) -> list[Margins | None]:
    """Return the margins of each page, taken from the long lines of all pages of its size."""
    long: dict[tuple[int, int], list[TextLine]] = defaultdict(list)
    for layout in layouts:
        for line in layout.lines:
            if line.right - line.left > _LONG * line.size:
                long[_measure(layout)].append(line)
    found = {size: _compute_margins(lines) for size, lines in long.items()}
    return [found.get(_measure(layout)) for layout in layouts]


def is_continued(above: TextLine, below: TextLine, margins: Margins | None) -> bool:
    """Tell whether the paragraph of the line above goes on in the line below."""
    if margins is None or _ENTRY.search(above.text) or _NUMBER.match(below.text):
        return False
    if _CAPTION.match(below.text):
        return False
    size = min(above.size, below.size)
    is_short = margins.right - below.right > _LEFT_OPEN * size
    if is_short and above.text.endswith(_FULL_STOPS) and _HEADING.fullmatch(below.text):
        return False  # the last line of a paragraph would end with a full stop too
    token = _UNBREAKABLE.match(below.text)
    room = _ROOM * size + _FIGURE * size * len(token[0] if token else "")
    return (
        margins.right - above.right <= room
        and below.left - margins.left <= _INDENT * size
        and max(above.size, below.size) <= _SIZE_RATIO * size
    )


def is_next_line(above: TextLine, below: TextLine) -> bool:
    """Tell whether two lines of one page are set as lines of one paragraph may be."""
    return 0 < below.baseline - above.baseline <= _LEADING * max(above.size, below.size)


def join_lines(lines: Sequence[TextLine]) -> str:
    """Return the lines of one paragraph as one."""
    text = ""
    for line in lines:
        text = join_texts(text, line.text, is_full=True)
    return text


def _measure(layout: Layout) -> tuple[int, int]:
    return round(layout.page.width), round(layout.page.height)


def _compute_margins(lines: list[TextLine]) -> Margins:
    """Leave out the few lines that stand out of the text."""
    return Margins(
        left=compute_quantile((line.left for line in lines), _FEW),
        right=compute_quantile((line.right for line in lines), 1 - _FEW),
    )
