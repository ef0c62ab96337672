"""The columns of a table that no lines part: stripes that no text crosses. Knows no rows."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from auditor.reading.pdf.lettering import TextLine, build_line, split_line

_BESIDE_FIGURE = 0.15  # type sizes: in a table, text this near to a figure is another cell's
_WORDS_AND_AMOUNT = re.compile(
    r".*[\u4e00-\u9fff）)] ?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+)"
)
_DIGITS = frozenset("0123456789.,")
_NEXT = _DIGITS | {"-", "－"}  # what a figure may begin with
_BETWEEN_FIGURES = 0.12  # type sizes
_TOUCHING = 0.04
_MONEY = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)")
_WIDE_SHARE = 0.6  # of the table's width: text over several columns


class Column(NamedTuple):
    """From where to where the text of a column reaches."""

    left: float
    right: float


def split_cells(line: TextLine) -> list[TextLine]:
    """Cut a line of a table into the texts of its cells."""
    parts = split_line(line, beside_figure=_BESIDE_FIGURE)
    cells = [cell for part in parts for cell in _split_amount(part)]
    return [figure for cell in cells for figure in _split_figures(cell)]


def _split_figures(part: TextLine) -> list[TextLine]:
    """Cut a figure from the digits behind it, however near: those of one figure touch."""
    gaps = {
        at + 1: right.left - left.right
        for at, (left, right) in enumerate(pairwise(part.glyphs))
        if left.text in _DIGITS and right.text in _NEXT
    }
    room = _BETWEEN_FIGURES * part.size
    cuts = [at for at, gap in gaps.items() if gap > room]
    if not cuts or sorted(gaps.values())[len(gaps) // 2] > _TOUCHING * part.size:
        return [part]  # the usual case, and digits spread over a cell
    ends = zip([0, *cuts], [*cuts, len(part.glyphs)], strict=True)
    return [build_line(part.glyphs[start:end]) for start, end in ends]


def _split_amount(part: TextLine) -> list[TextLine]:
    """Cut words from the amount at their end, if there is any room between them."""
    found = _WORDS_AND_AMOUNT.fullmatch(part.text)
    if found is None or len(part.glyphs) <= len(found[1]):
        return [part]
    words, amount = part.glyphs[: -len(found[1])], part.glyphs[-len(found[1]) :]
    if amount[0].left - words[-1].right <= _BESIDE_FIGURE * part.size:
        return [part]
    return [build_line(words), build_line(amount)]


def fits(line: TextLine, columns: Sequence[Column]) -> bool:
    """Say whether each part of a line stands in a column of its own of a table before it."""
    places = [_list_below(part, columns) for part in split_cells(line)]
    taken = [place for found in places for place in found]
    return all(len(found) == 1 for found in places) and len(set(taken)) == len(taken)


def _list_below(part: TextLine, columns: Sequence[Column]) -> list[int]:
    return [at for at, column in enumerate(columns) if measure_overlap(column, part) > 0]


def find_columns(parts: Sequence[Sequence[TextLine]], headers: int) -> list[Column]:
    """Return the columns: where text stands with no empty stripe through all rows between."""
    body = [part for line in parts[headers:] for part in line]
    width = max(part.right for part in body) - min(part.left for part in body)
    narrow = [part for part in body if part.right - part.left <= _WIDE_SHARE * width]
    columns = _merge([Column(part.left, part.right) for part in narrow])
    below: list[TextLine] = []
    for line in reversed(parts[:headers]):
        below += line
        for part in line:  # a column may be empty but for its head
            if not any(measure_overlap(column, part) > 0 for column in columns):
                beside = _find_headless(part, columns, below, body)
                right = beside.right if beside else part.right
                columns = _merge([*columns, Column(part.left, right)])
    return columns


def _find_headless(
    head: TextLine, columns: Sequence[Column], heads: Sequence[TextLine], body: Sequence[TextLine]
) -> Column | None:
    """Find the column of amounts that begins right behind a head, with no head of that level.

    Amounts stand at the right of a cell, its head in the middle. `heads` are those of the level
    and the ones below.
    """
    for column in columns:
        if not 0 <= column.left - head.right <= head.size:
            continue
        inside = [part for part in body if measure_overlap(column, part) > 0]
        is_headless = not any(measure_overlap(column, other) > 0 for other in heads)
        if is_headless and all(_MONEY.fullmatch(part.text) for part in inside):
            return column
    return None


def _merge(intervals: Sequence[Column]) -> list[Column]:
    merged: list[Column] = []
    for interval in sorted(intervals):
        if merged and interval.left <= merged[-1].right:
            merged[-1] = Column(merged[-1].left, max(merged[-1].right, interval.right))
        else:
            merged.append(interval)
    return merged


def measure_overlap(column: Column, part: TextLine) -> float:
    """Return over how much of a line both reach; how far apart they are, below zero."""
    return min(column.right, part.right) - max(column.left, part.left)
