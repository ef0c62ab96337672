"""Find tables without ruling lines: figures that stand below each other. Knows no grids.

Lines that hold amounts beside something else are the rows to begin with. The stripes that no
text of theirs crosses part the columns. A sentence is no row, whatever figures it states.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from auditor.reading.pdf.lettering import TextLine, split_line
from auditor.reading.pdf.page import Ruling
from auditor.reading.pdf.striped_rows import AMOUNT, ENTRY, Row, build_rows
from auditor.reading.pdf.stripes import Column, fits

_FEWEST_ROWS = 3
_FEWEST_AMOUNTS = 4
_FEWEST_HEADS = 3
_FEWEST_REST = 2
_MOST_BETWEEN = 40  # lines without an amount between two rows
_MOST_HEADERS = 8
_LEADING = 4.0  # type sizes between two lines of one table
_ALIGNED = 0.6  # type sizes
_WRAPPED = 1.7  # type sizes between two lines of a cell, at most
_MOST = 0.7
_SHORT = 24  # characters
_ANY_AMOUNT = re.compile(r"\d[.,]\d|\d{5}")
_SENTENCE = re.compile("[。；，！？]|[.…·]{4}")
_TOTAL = re.compile(r"[合总]\s*计")
_LOOSE = 2.4  # type sizes between two lines of a cell that begin below each other
_FLUSH = 0.3
_BESIDE = 0.8  # type sizes
_NOTE = re.compile("[附备]?注|说明")
_NO_REST = re.compile(rf"{ENTRY.pattern}|{_NOTE.pattern}")
_FIGURE = re.compile(r"-?[\d,]+(?:\.\d+)?[%％]?")
_UNIT = re.compile(r"单\s*位\s*[:：].{0,3}[元人个]")
_CAPTION = re.compile(r"单\s*位\s*[:：]|.*表\s*(?:[（(].*[)）])?")


class Aligned(NamedTuple):
    """A table found among lines of text: the numbers of its lines, its rows and columns."""

    first: int
    last: int
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    open_cells: tuple[bool, ...]


def find_aligned(
    lines: Sequence[TextLine], rules: Sequence[Ruling] = (), before: Sequence[Column] = ()
) -> list[Aligned]:
    """Find the tables among the lines that stand outside the ruled ones, in their order.

    `rules` are the ruling lines beside which no others stand; `before` are the columns of a
    table that the page before broke off.
    """
    strip = _Strip(lines)
    found: list[Aligned] = []
    rest = _count_rest(lines, before)
    if rest:
        found.append(Aligned(0, rest - 1, *build_rows(lines[:rest], 0, rules, before)))
    for first, last in strip.list_runs():
        least = found[-1].last + 1 if found else 0
        if last < least:
            continue
        start, end = strip.find_header(max(first, least), least), strip.find_end(last)
        if strip.has_columns(first, end) or strip.has_heads(start, first, end):
            table = build_rows(lines[start : end + 1], max(first, least) - start, rules)
            if len(table.columns) > 1:
                found.append(Aligned(start, end, *table))
    taken = {place for table in found for place in range(table.first, table.last + 1)}
    for start, end in strip.list_headers():
        if taken.isdisjoint(range(start, end + 1)):
            heads = min(1, end - start)
            found.append(Aligned(start, end, *build_rows(lines[start : end + 1], heads, rules)))
    return sorted(found)


def _count_rest(lines: Sequence[TextLine], columns: Sequence[Column]) -> int:
    """Return how many lines at the head of a page go on with the table of the page before.

    Its header may be repeated above them, but no title.
    """
    if not columns:
        return 0
    first = rest = _count_while(lines, 0, lambda line: not _is_filled(line, columns))
    if first > _MOST_HEADERS:
        return 0
    rest = _count_while(lines, first, lambda line: fits(line, columns) and not _is_text(line))
    if any(map(_is_text, lines[:first])):
        return 0
    filled = [line for line in lines[first:rest] if _is_filled(line, columns)]
    is_total = any(_TOTAL.search(line.text) for line in filled)
    return rest if is_total or len(filled) >= _FEWEST_REST else 0


def _count_while(lines: Sequence[TextLine], start: int, holds: Callable[[TextLine], bool]) -> int:
    """Return the place of the first line from one on of which something does not hold."""
    return next((at for at in range(start, len(lines)) if not holds(lines[at])), len(lines))


def _is_filled(line: TextLine, columns: Sequence[Column]) -> bool:
    """Tell a row of several cells in the columns of a table."""
    parts = split_line(line)
    return len(parts) > 1 and any(_FIGURE.fullmatch(p.text) for p in parts) and fits(line, columns)


def _is_text(line: TextLine) -> bool:
    """Tell a title, a line that states the unit, and a sentence."""
    return bool(_CAPTION.match(line.text) or _SENTENCE.search(line.text))


class _Strip:
    """Lines of text from top to bottom, each cut into its parts."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self.lines = lines
        self.is_row = list(map(is_row, lines))
        has_unit = any(_UNIT.search(line.text) for line in lines)
        is_cut = has_unit or any(self.is_row)
        self.parts = [split_line(line) for line in lines] if is_cut else []

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

    def list_headers(self) -> list[tuple[int, int]]:
        """Return the first and last line of each header below a line that states the unit.

        A table without figures has no more, nor has one whose rows begin on the next page.
        """
        headers = []
        for caption, line in enumerate(self.lines[:-1]):
            if _UNIT.search(line.text) and not self.is_row[caption + 1]:
                end = self.find_end(caption + 1)
                heads = [split_line(self.lines[place]) for place in range(caption + 1, end + 1)]
                most = max(map(len, heads[:2]))
                is_more = len(heads) > 1 or end + 1 == len(self.lines)
                if self._is_link(caption + 1) and most >= _FEWEST_HEADS and is_more:
                    headers.append((caption + 1, end))
        return headers

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
            is_alone = len(self.parts[end + 1]) == 1
            if is_alone and not self._is_wrapped(end) and not self._is_half(end + 1):
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
            yield from (part for part in parts if AMOUNT.fullmatch(part.text))

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

    def _is_half(self, place: int) -> bool:
        """Say whether another line stands beside a line, half a line further down."""
        if place + 1 >= len(self.lines) or _NOTE.match(self.lines[place].text):
            return False
        first, second = self.lines[place], self.lines[place + 1]
        return second.baseline - first.baseline < _BESIDE * max(first.size, second.size)

    def _is_wrapped(self, above: int) -> bool:
        """Say whether the words alone in the next line belong to a cell of the line above."""
        first, second = self.lines[above], self.lines[above + 1]
        gap = (second.baseline - first.baseline) / max(first.size, second.size)
        if gap <= _WRAPPED:
            return True
        begins_there = any(
            abs(part.left - second.left) < _FLUSH * second.size for part in self.parts[above]
        )
        return gap <= _LOOSE and begins_there and not _NO_REST.match(second.text)


def is_row(line: TextLine) -> bool:
    """Tell a line with an amount that has something beside it and says no sentence."""
    if not _ANY_AMOUNT.search(line.text) or _SENTENCE.search(line.text):
        return False  # as most lines, without cutting them
    return _has_amount(split_line(line))


def _has_amount(parts: Sequence[TextLine]) -> bool:
    return (
        len(parts) > 1
        and any(AMOUNT.fullmatch(part.text) for part in parts)
        and not any(_SENTENCE.search(part.text) for part in parts)
    )


def _is_flush(amount: TextLine, amounts: Sequence[TextLine]) -> bool:
    slack = _ALIGNED * amount.size
    return any(
        other is not amount
        and (abs(other.right - amount.right) <= slack or abs(other.left - amount.left) <= slack)
        for other in amounts
    )


def _overlap(column: TextLine, part: TextLine) -> float:
    return min(column.right, part.right) - max(column.left, part.left)
