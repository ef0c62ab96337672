"""The lines outside tables: printed lines of a paragraph become one. Knows no columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from auditor.reading.aligned.pieces import Piece, measure_width
from auditor.reading.aligned.printed import Printed

NEW_PARAGRAPH = re.compile(
    r"第[一二三四五六七八九十\d]+[部分章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d{1,2}[、．.](?!\d)|[注表]|附件"
)
PAGE_NUMBER = re.compile(r"[-–—\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-–—\s]*")
_ROOM = 8  # columns that a full line may lack at the right margin: blanks beside digits vary
_SPACED = 0.8  # of the lines have a blank one behind them
_FEWEST_FULL = 3  # lines that reach the right margin: fewer tell nothing


def write_text(lines: Sequence[Printed], width: int) -> Iterator[str]:
    """Yield the lines outside tables; the printed lines of a paragraph are joined."""
    text, end = "", 0
    for line in _close_spaced(lines, width):
        words = " ".join(piece.text for piece in line.pieces)
        goes_on = text and words and 0 < width - _ROOM <= end and _begins_at_margin(line.pieces[0])
        if goes_on and not NEW_PARAGRAPH.match(words):
            text += words
        else:
            if text:
                yield text
            if not words:
                yield ""
            text = words
        end = _measure_line(line)
    if text:
        yield text


def _close_spaced(lines: Sequence[Printed], width: int) -> list[Printed]:
    """Leave out the blank line behind each full one where a page is set in double lines."""
    followed = [not below.pieces for line, below in pairwise(lines) if line.pieces]
    if sum(followed) < _SPACED * max(1, len(followed)):
        return list(lines)
    return [
        line
        for place, line in enumerate(lines)
        if line.pieces or not place or not 0 < width - _ROOM <= _measure_line(lines[place - 1])
    ]


def _begins_at_margin(piece: Piece) -> bool:
    return piece.start <= 2


def _measure_line(line: Printed) -> int:
    """Return how wide a line of text is on a screen, whatever its columns were measured in."""
    if not line.pieces:
        return 0
    words = " ".join(piece.text for piece in line.pieces)
    return line.pieces[0].start + measure_width(words, 2)


def measure_text(pages: Iterable[tuple[Sequence[Printed], Sequence[tuple[int, int]]]]) -> int:
    """Return the width of full lines outside tables, 0 where there are too few to tell."""
    widths = []
    for page, tables in pages:
        inside = {place for start, end in tables for place in range(start, end)}
        widths += [
            _measure_line(line)
            for place, line in enumerate(page)
            if place not in inside and len(line.pieces) == 1
        ]
    width = sorted(widths)[int(len(widths) * 0.95)] if widths else 0
    full = sum(width - _ROOM <= own <= width for own in widths)
    return width if full >= _FEWEST_FULL else 0
