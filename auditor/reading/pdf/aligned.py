"""Find tables without ruling lines: figures that stand below each other. Knows no grids.

Lines that hold amounts beside something else are the rows to begin with. The stripes that no
text of theirs crosses part the columns. A sentence is no row, whatever figures it states.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.reading.pdf.lettering import TextLine, join_texts, split_line

_FEWEST_ROWS = 3
_FEWEST_AMOUNTS = 4
_FEWEST_HEADS = 3
_MOST_BETWEEN = 40  # lines without an amount between two rows
_MOST_HEADERS = 8
_LEADING = 4.0  # type sizes between two lines of one table
_ALIGNED = 0.6  # type sizes
_CLOSER = 0.8  # of the distance to the other neighbour: a line that belongs to this one
_WRAPPED = 1.7  # type sizes between two lines of a cell, at most
_WIDE_SHARE = 0.6  # of the table's width: text over several columns
_MOST = 0.7
_SHORT = 24  # characters
_BESIDE_FIGURE = 0.15  # type sizes: in a table, text this near to a figure is another cell's
_AMOUNT = re.compile(r"[-－(（]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{5,})[)）]?[%％]?")
_ANY_AMOUNT = re.compile(r"\d[.,]\d|\d{5}")
_SENTENCE = re.compile("[。；，！？]|[.…·]{4}")
_CAPTION = re.compile(r"单\s*位\s*[:：]|.*表\s*(?:[（(].*[)）])?")


class Aligned(NamedTuple):
    """A table found among lines of text: the numbers of its lines, and its rows."""

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]


class _Interval(NamedTuple):
    left: float
    right: float


def find_aligned(lines: Sequence[TextLine]) -> list[Aligned]:
    """Find the tables among the lines that stand outside the ruled ones, in their order."""
    strip = _Strip(lines)
    found: list[Aligned] = []
    for first, last in strip.list_runs():
        least = found[-1].last + 1 if found else 0
        start, end = strip.find_header(first, least), strip.find_end(last)
        if strip.has_columns(first, end) or strip.has_heads(start, first, end):
            rows = _build_rows(lines[start : end + 1], first - start)
            if len(rows[0]) > 1:
                found.append(Aligned(start, end, rows))
    return found


class _Strip:
    """Lines of text from top to bottom, each cut into its parts."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.lines = lines
        self.is_row = [_may_be_row(line) and _is_row(split_line(line)) for line in lines]
        self.parts = [split_line(line) for line in lines] if any(self.is_row) else []

    def list_runs(self) -> list[tuple[int, int]]:
        """Return the first and last line of each run of rows."""
        runs: list[tuple[int, int]] = []
        for place in range(len(self.lines)):
            if not self.is_row[place]:
                continue
            if runs and self._goes_on(runs[-1], place):
                runs[-1] = (runs[-1][0], place)
            else:
                runs.append((place, place))
        return runs

    def find_header(self, first: int, least: int) -> int:
        """Return the first line of the header: a line of several parts above the rows."""
        start = place = first
        while place > max(least, first - _MOST_HEADERS) and self._is_link(place - 1):
            if not self._is_next(place - 1):
                break
            place -= 1
            start = place if len(self.parts[place]) > 1 else start
        return start

    def find_end(self, last: int) -> int:
        """Return the last line of the table: rows without an amount may follow."""
        end = last
        while end + 1 < len(self.lines) and self._is_link(end + 1) and self._is_next(end):
            if len(self.parts[end + 1]) == 1 and not self._is_wrapped(end):
                break
            end += 1
        return end

    def has_columns(self, first: int, last: int) -> bool:
        """Say whether enough amounts stand below others, flush at one side or the other."""
        if sum(self.is_row[first : last + 1]) < _FEWEST_ROWS:
            return False
        amounts = list(self._list_amounts(first, last))
        aligned = sum(_is_flush(amount, amounts) for amount in amounts)
        return aligned >= max(_FEWEST_AMOUNTS, _MOST * len(amounts))

    def has_heads(self, start: int, first: int, last: int) -> bool:
        """Say whether the amounts of a short table stand below the parts of its header."""
        heads = [part for place in range(start, first) for part in self.parts[place]]
        amounts = list(self._list_amounts(first, last))
        if min(len(heads), len(amounts)) < _FEWEST_HEADS:
            return False
        below = sum(any(_overlap(head, amount) > 0 for head in heads) for amount in amounts)
        return below >= _MOST * len(amounts)

    def _list_amounts(self, first: int, last: int) -> Iterator[TextLine]:
        for parts in self.parts[first : last + 1]:
            yield from (part for part in parts if _AMOUNT.fullmatch(part.text))

    def _goes_on(self, run: tuple[int, int], place: int) -> bool:
        """Say whether a row belongs to the run above it: near it, or its amounts in line."""
        first, above = run
        between = range(above + 1, place)
        if len(between) > _MOST_BETWEEN or not all(map(self._is_link, between)):
            return False
        if all(map(self._is_next, range(above, place))):
            return True
        amounts = list(self._list_amounts(first, above))
        own = list(self._list_amounts(place, place))
        return 2 * sum(_is_flush(amount, amounts) for amount in own) >= len(own)

    def _is_link(self, place: int) -> bool:
        """Tell a line that may stand in a table though it holds no amount."""
        parts = self.parts[place]
        is_short = len(parts) > 1 or len(parts[0].text) <= _SHORT
        text = self.lines[place].text
        return is_short and not _SENTENCE.search(text) and not _CAPTION.match(text)

    def _is_next(self, above: int) -> bool:
        """Say whether the next line stands as near as lines of one table do."""
        first, second = self.lines[above], self.lines[above + 1]
        return second.baseline - first.baseline <= _LEADING * max(first.size, second.size)

    def _is_wrapped(self, above: int) -> bool:
        first, second = self.lines[above], self.lines[above + 1]
        return second.baseline - first.baseline <= _WRAPPED * max(first.size, second.size)


def _may_be_row(line: TextLine) -> bool:
    """Tell most lines that are no row without cutting them."""
    return _ANY_AMOUNT.search(line.text) is not None and not _SENTENCE.search(line.text)


def _is_row(parts: Sequence[TextLine]) -> bool:
    """Tell a line with an amount that has something beside it and says no sentence."""
    return (
        len(parts) > 1
        and any(_AMOUNT.fullmatch(part.text) for part in parts)
        and not any(_SENTENCE.search(part.text) for part in parts)
    )


def _is_flush(amount: TextLine, amounts: Sequence[TextLine]) -> bool:
    slack = _ALIGNED * amount.size
    return any(
        other is not amount
        and (abs(other.right - amount.right) <= slack or abs(other.left - amount.left) <= slack)
        for other in amounts
    )


def _build_rows(lines: Sequence[TextLine], headers: int) -> tuple[tuple[str, ...], ...]:
    parts = [split_line(line, beside_figure=_BESIDE_FIGURE) for line in lines]
    columns = _find_columns(parts, headers)
    rows: list[list[str]] = []
    for place, line_parts in enumerate(parts):
        if place in (0, headers) or not _is_same_row(lines, parts, place):
            rows.append([""] * len(columns))
        for part in line_parts:
            column = _find_column(columns, part)
            rows[-1][column] = join_texts(rows[-1][column], part.text, is_full=True)
    return tuple(map(tuple, rows))


def _is_same_row(
    lines: Sequence[TextLine], parts: Sequence[Sequence[TextLine]], place: int
) -> bool:
    """Say whether a line goes on with the row of the line above: one of them must be a rest.

    The rest of a cell is as near as lines of text are, and further from its other neighbour.
    """
    gap = lines[place].baseline - lines[place - 1].baseline
    if gap > _WRAPPED * max(lines[place].size, lines[place - 1].size):
        return False
    if not _has_amount(parts[place]):
        after = lines[place + 1].baseline - lines[place].baseline if lines[place + 1 :] else None
        if after is None or gap < _CLOSER * after:
            return True
    if not _has_amount(parts[place - 1]):
        before = lines[place - 1].baseline - lines[place - 2].baseline if place > 1 else None
        return before is None or gap < _CLOSER * before
    return False


def _has_amount(parts: Sequence[TextLine]) -> bool:
    return any(_AMOUNT.fullmatch(part.text) for part in parts)


def _find_columns(parts: Sequence[Sequence[TextLine]], headers: int) -> list[_Interval]:
    """Return the columns: where text stands with no empty stripe through all rows between."""
    body = [part for line in parts[headers:] for part in line]
    width = max(part.right for part in body) - min(part.left for part in body)
    narrow = [part for part in body if part.right - part.left <= _WIDE_SHARE * width]
    columns = _merge([_Interval(part.left, part.right) for part in narrow])
    for line in reversed(parts[:headers]):
        for part in line:  # a column may be empty but for its head
            if not any(_overlap(column, part) > 0 for column in columns):
                columns = _merge([*columns, _Interval(part.left, part.right)])
    return columns


def _merge(intervals: Sequence[_Interval]) -> list[_Interval]:
    merged: list[_Interval] = []
    for interval in sorted(intervals):
        if merged and interval.left <= merged[-1].right:
            merged[-1] = _Interval(merged[-1].left, max(merged[-1].right, interval.right))
        else:
            merged.append(interval)
    return merged


def _find_column(columns: Sequence[_Interval], part: TextLine) -> int:
    """Return the first column that a text overlaps, else the one nearest to it."""
    for place, column in enumerate(columns):
        if _overlap(column, part) > 0:
            return place
    middle = (part.left + part.right) / 2
    return min(
        range(len(columns)),
        key=lambda place: abs((columns[place].left + columns[place].right) / 2 - middle),
    )


def _overlap(column: _Interval | TextLine, part: TextLine) -> float:
    return min(column.right, part.right) - max(column.left, part.left)
