"""Prose that a page or a window has wrapped: its lines become paragraphs again. Knows no table.

Every paragraph stands in its first line and leaves the others blank, so that the numbers of the
lines stay those of the file.
"""

import re
from collections.abc import Sequence

from auditor.reading.aligned.pieces import measure_width
from auditor.reading.aligned.prose import NEW_PARAGRAPH, PAGE_NUMBER

_FEWEST_FULL = 5  # lines that reach the right margin: fewer tell nothing
_FULL_SHARE = 0.25  # of the lines reach it
_ENDED_SHARE = 0.4  # of the full lines end a sentence: where more do, each is a paragraph
_FEWEST_CLOSING = 2  # short lines that end a sentence: the last ones of paragraphs
_LEAST, _MOST = 30, 160  # columns of a line
_ROOM = 8  # columns that a full line may lack: blanks beside digits vary
_TOP = 0.95  # of the lines are no longer than a full one, headings in large type apart
_SET_IN = range(3, 9)  # columns by which the first line of a paragraph is set in
_FEWEST_SET_IN = 3
_MARGIN = 2
_GAP = re.compile(r"\S[ \u3000\xa0]{3,}\S")  # a row of an aligned table, or of a contents list
_LEADERS = re.compile(r"[.…·]{4}")
_END = tuple("。！？!?")


def join_wrapped(text: str) -> str | None:
    """Return the text with its wrapped paragraphs joined, None where none was wrapped."""
    if "\t" in text:
        return None
    lines = text.replace("\xa0", " ").split("\n")
    width = _measure_page(lines)
    if not width:
        return None
    is_set_in = _tell_set_in(lines, width)
    joined = [line.rstrip("\r") for line in text.split("\n")]
    place = 0
    while place < len(joined):
        place = _join_from(joined, place, width, is_set_in=is_set_in)
    return "\n".join(joined)


def _measure_page(lines: Sequence[str]) -> int:
    """Return the width of full lines, 0 where the lines are paragraphs, or rows, as they stand."""
    printed = [line.rstrip() for line in lines if line.strip() and not _GAP.search(line.strip())]
    if len(printed) < _FEWEST_FULL:
        return 0
    lengths = sorted(map(len, printed))
    if lengths[int(len(lengths) * _TOP)] > _MOST:
        return 0
    widths = [measure_width(line, 2) for line in printed]
    width = sorted(widths)[int(len(widths) * _TOP)]
    full = [
        line
        for line, own in zip(printed, widths, strict=True)
        if width - _ROOM <= own <= width + _ROOM and not _LEADERS.search(line)
    ]
    is_page = _LEAST <= width <= _MOST and len(full) >= max(
        _FEWEST_FULL, _FULL_SHARE * len(printed)
    )
    ended = sum(line.endswith(_END) for line in full)
    closing = sum(line.endswith(_END) for line in printed) - ended
    is_wrapped = ended < _ENDED_SHARE * len(full) and closing >= _FEWEST_CLOSING
    return width if is_page and is_wrapped else 0


def _tell_set_in(lines: Sequence[str], width: int) -> bool:
    """Tell a page whose paragraphs begin set in, so that a line at the margin always goes on."""
    begun = [line for line in lines if _indent(line) in _SET_IN and _is_full(line, width)]
    return len(begun) >= _FEWEST_SET_IN


def _join_from(lines: list[str], place: int, width: int, *, is_set_in: bool) -> int:
    """Join to a line all that go on with its paragraph; return the place of the next one."""
    last, after = lines[place], place + 1
    while (following := _find_next(lines, after)) is not None and _goes_on(
        last, lines[following], width, is_set_in=is_set_in
    ):
        last = lines[following]
        lines[place] = lines[place].rstrip() + last.strip(" \u3000\xa0\f")
        lines[following] = ""
        after = following + 1
    return after


def _find_next(lines: Sequence[str], place: int) -> int | None:
    """Find the line below, on the next page where that is where the paragraph goes on."""
    blank = False
    number = False
    for at in range(place, len(lines)):
        line = lines[at]
        if not line.strip():
            blank = True
        elif not number and _is_page_number(line.replace("\f", "").strip(), apart=blank):
            number = True
        else:
            return at if number or not blank or "\f" in line else None
    return None


def _is_page_number(words: str, *, apart: bool) -> bool:
    """Tell the number of a page; bare digits right below a line may belong to its sentence."""
    return PAGE_NUMBER.fullmatch(words) is not None and (apart or not words.isdigit())


def _goes_on(line: str, below: str, width: int, *, is_set_in: bool) -> bool:
    words = below.replace("\f", "").strip()
    if not _is_full(line, width) or _indent(below) > _MARGIN or NEW_PARAGRAPH.match(words):
        return False
    if _GAP.search(words) or _GAP.search(line.strip()) or _LEADERS.search(line):
        return False
    return is_set_in or not line.rstrip().endswith(_END)


def _is_full(line: str, width: int) -> bool:
    return measure_width(line.replace("\f", "").rstrip(), 2) >= width - _ROOM


def _indent(line: str) -> int:
    words = line.replace("\f", "")
    return measure_width(words[: len(words) - len(words.lstrip())], 2)
