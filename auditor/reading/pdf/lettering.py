"""Put characters together to text. Knows no tables and no pages."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from auditor.reading.pdf.page import Glyph
from auditor.reading.pdf.quantiles import compute_quantile

_ASCENT = 0.8  # of the type size
_SAME_LINE = 0.45
_BLANK = 0.3
_WIDE_BLANK = 1.5
_APART = 0.9  # of the type size: text of two columns
_HAIR = 0.12  # of the type size
_FULL = 0.6  # of a cell's width
_WIDE = 0x2E80  # Chinese characters and signs begin here
_by_baseline, _by_left = attrgetter("baseline", "left"), attrgetter("left")
_WIDEST_MARGIN = 0.7
_NUMBER_SIGNS = frozenset("0123456789.,-%％，．－")


Sides = tuple[float, float]  # left and right


class TextLine(NamedTuple):
    """Characters on one baseline, as text, and where they stand."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    glyphs: tuple[Glyph, ...] = ()

    @property
    def top(self) -> float:
        """About where the line's characters begin."""
        return self.baseline - _ASCENT * self.size


def group_lines(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Group characters by baseline, top to bottom, each line from left to right."""
    groups: list[list[Glyph]] = []
    first = -math.inf
    for glyph in sorted(glyphs, key=_by_baseline):
        baseline = glyph.baseline
        if baseline - first <= _SAME_LINE * (glyph.bottom - glyph.top):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
            first = baseline
    lines = (build_line(sorted(group, key=_by_left)) for group in groups)
    return [line for line in lines if line.text]


def split_line(line: TextLine, *, beside_figure: float = _APART) -> list[TextLine]:
    """Cut a line where its characters stand a whole character or more apart.

    A blank is enough between two digits; between a digit and a Chinese character it is
    `beside_figure` type sizes.
    """
    pieces: list[list[Glyph]] = []
    for glyph in line.glyphs:
        before = pieces[-1][-1] if pieces else glyph
        apart = _APART
        if before.text.isdigit():
            apart = beside_figure if _is_wide(glyph.text[0]) else apart
            apart = _BLANK if glyph.text.isdigit() else apart
        if pieces and glyph.left - before.right <= apart * line.size:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    return [build_line(piece) for piece in pieces]


def render_cell_text(glyphs: Iterable[Glyph], width: float) -> str:
    """Return the text of one cell as one line; `width` is the cell's, in points."""
    text, length = "", 0.0
    for line in group_lines(glyphs):
        text = join_texts(text, line.text, is_full=length >= _FULL * width)
        length = line.right - line.left
    return text


def has_room(line: TextLine, sides: Sides, length: float) -> bool:
    """Say whether a line of a cell has room for that length between the cell's margins.

    These are taken to be alike on both sides, and not wider than a character.
    """
    left, right = line.left - sides[0], sides[1] - line.right
    return abs(left - right) >= length or max(left, right) >= _WIDEST_MARGIN * line.size + length


def join_texts(above: str, below: str, *, is_full: bool) -> str:
    """Join two printed lines: with one blank only where the break must have stood for one.

    None stands beside a Chinese character, nor in a number that was broken because its line was
    full.
    """
    if not above or _is_wide(above[-1]) or _is_wide(below[0]):
        return above + below
    if is_full and above[-1] in _NUMBER_SIGNS and below[0] in _NUMBER_SIGNS:
        return above + below
    return f"{above} {below}"


def build_line(glyphs: Sequence[Glyph]) -> TextLine:
    """Put the characters of one line together; without any that is printed its text is empty."""
    printed = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not printed:
        return TextLine(text="", left=0.0, right=0.0, baseline=0.0, size=0.0)
    return TextLine(
        text=_join_glyphs(glyphs),
        left=printed[0].left,
        right=printed[-1].right,
        baseline=printed[0].baseline,
        size=compute_quantile([glyph.bottom - glyph.top for glyph in printed]),
        glyphs=tuple(printed),
    )


def _join_glyphs(glyphs: Sequence[Glyph]) -> str:
    """Write the characters of one line; blanks, printed or left open, become one blank.

    A character that is printed again a hair beside itself, to look bold, is one character.
    """
    text, left, right, is_open = "", -math.inf, 0.0, False
    for sign, start, end, top, bottom, _ in glyphs:
        if sign.isspace():
            is_open = True
            continue
        size = bottom - top
        if text and start - left < _HAIR * size and text.endswith(sign):
            continue
        gap = start - right
        if text and (is_open or (gap > _BLANK * size and _is_apart(text[-1], sign, gap, size))):
            text += " "
        text += sign
        left, right, is_open = start, end, False
    return text


def _is_apart(before: str, sign: str, gap: float, size: float) -> bool:
    """Tell a gap that stands for a blank; Chinese characters are often spread over a line."""
    is_spread = _is_wide(before) or _is_wide(sign[0])
    return gap > (_WIDE_BLANK if is_spread else _BLANK) * size


@cache
def _is_wide(character: str) -> bool:
    return ord(character) >= _WIDE and unicodedata.east_asian_width(character) in "WF"
