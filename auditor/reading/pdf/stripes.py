"""The columns of a table that no lines part: stripes that no text crosses. Knows no rows."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from auditor.reading.pdf.lettering import TextLine, build_line, split_line

_BESIDE_FIGURE = 0.15  # type sizes: in a table, text this near to a figure is another cell's
_WORDS_AND_AMOUNT = re.compile(
    r".*[\u4e00-\u9fff）)] ?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+)"
)
_WIDE_SHARE = 0.6  # of the table's width: text over several columns


class Column(NamedTuple):
    """From where to where the text of a column reaches."""

    left: float
    right: float


def split_cells(line: TextLine) -> list[TextLine]:
    """Cut a line of a table into the texts of its cells."""
    parts = split_line(line, beside_figure=_BESIDE_FIGURE)
    return [cell for part in parts for cell in _split_amount(part)]


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
    """Say whether each part of a line stands in one of the columns of a table before it."""
    return all(_is_in_one(part, columns) for part in split_cells(line))


def _is_in_one(part: TextLine, columns: Sequence[Column]) -> bool:
    return sum(measure_overlap(column, part) > 0 for column in columns) == 1


def find_columns(parts: Sequence[Sequence[TextLine]], headers: int) -> list[Column]:
    """Return the columns: where text stands with no empty stripe through all rows between."""
    body = [part for line in parts[headers:] for part in line]
    width = max(part.right for part in body) - min(part.left for part in body)
    narrow = [part for part in body if part.right - part.left <= _WIDE_SHARE * width]
    columns = _merge([Column(part.left, part.right) for part in narrow])
    for line in reversed(parts[:headers]):
        for part in line:  # a column may be empty but for its head
            if not any(measure_overlap(column, part) > 0 for column in columns):
                columns = _merge([*columns, Column(part.left, part.right)])
    return columns


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
