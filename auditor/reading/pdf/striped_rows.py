"""Rows of a table that no lines rule, or lines between its rows alone.

Knows nothing of the text around it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from auditor.reading.pdf.lettering import TextLine, join_texts
from auditor.reading.pdf.page import Ruling
from auditor.reading.pdf.quantiles import compute_quantile
from auditor.reading.pdf.stripes import Column, find_columns, measure_overlap, split_cells

_WRAPPED = 1.7  # type sizes between two lines of a cell, at most
_CLOSER = 0.8  # of the distance to the other neighbour: a line that belongs to this one
_TIGHTER = 0.92  # of the distance between rows
_BESIDE = 0.8  # type sizes between two lines that stand beside each other in a row
_LEADING = 2.4  # type sizes between two lines of a cell that is seen to be broken, at most
_MOST = 0.7
_TOTAL = re.compile(r"[合总小]\s*计$")
_CENTS = 2  # decimals that figures have where none is whole
_MARKED = 0.5  # of the rows, at least: broken ones have several lines
# An amount, perhaps one that its cell broke in two.
AMOUNT = re.compile(
    r"[-－(（]?(?:\d{1,3}(?:,\d{3})+(?:,\d{1,2}|\.\d*)?|\d+\.\d+|\d{5,})[)）]?[%％]?"
)
_PIECE = re.compile(r"-?[\d,]*\.?\d*[%％]?")
_WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+(?=\.))(?:\.\d{1,6})?[%％]?")
_TORN = re.compile(r".*[.,]|\d{1,3}(?:,\d{3})*,\d{1,2}")
_LEFT_OVER = re.compile(r"[.,].*|0\d.*")
# What begins an entry of its own: a number, a code, a total.
ENTRY = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．.](?!\d)"
    r"|\d{3,7}(?![\d,.])|其中|[合总小]\s*计"
)

Row = tuple[str, ...]


class Striped(NamedTuple):
    """The rows of a table, and the columns in which they stand.

    `open_cells` are those of the last row of which the last line is full: they may go on.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    open_cells: tuple[bool, ...]


def build_rows(
    lines: Sequence[TextLine],
    headers: int,
    rules: Sequence[Ruling],
    columns: Sequence[Column] = (),
) -> Striped:
    """Write the lines of a table as rows, of which the first `headers` lines are its header.

    `rules` are the ruling lines that part rows; without `columns` the text shows them.
    """
    table = _Lines(lines, headers, rules, columns)
    rows: list[list[str]] = []
    start = 0
    for place, parts in enumerate(table.parts):
        if not table.goes_on(start, place):
            rows.append([""] * len(table.columns))
            start = place
        for part in parts:
            column = table.find_column(part)
            rows[-1][column] = join_texts(rows[-1][column], part.text, is_full=True)
    return Striped(tuple(map(tuple, rows)), tuple(table.columns), table.list_open())


class _Lines:
    """The lines of a table, cut into parts, and the columns in which these stand."""

    def __init__(
        self,
        lines: Sequence[TextLine],
        headers: int,
        rules: Sequence[Ruling],
        columns: Sequence[Column],
    ) -> None:
        self.lines = lines
        self.headers = headers
        self.rules = rules
        self.parts = [split_cells(line) for line in lines]
        self.columns = columns or find_columns(self.parts, headers)
        self.has_amount = [any(map(_is_amount, parts)) for parts in self.parts]
        self.pitch = self._measure_pitch()
        self.is_entry = [bool(parts and ENTRY.match(parts[0].text)) for parts in self.parts]
        rows = [i for i, parts in enumerate(self.parts) if i >= headers and len(parts) > 1]
        self.is_marked = sum(self.is_entry[i] for i in rows) >= _MARKED * max(1, len(rows))

    def find_column(self, part: TextLine) -> int:
        """Return the first column that a text overlaps, else the one nearest to it."""
        for place, column in enumerate(self.columns):
            if measure_overlap(column, part) > 0:
                return place
        middle = (part.left + part.right) / 2
        return min(
            range(len(self.columns)),
            key=lambda at: abs((self.columns[at].left + self.columns[at].right) / 2 - middle),
        )

    def list_open(self) -> tuple[bool, ...]:
        """Say of each column whether the last line fills it."""
        ends = {self.find_column(part): part for part in self.parts[-1]}
        return tuple(
            at in ends and self._is_full(ends[at]) and ends[at].left <= column.left + ends[at].size
            for at, column in enumerate(self.columns)
        )

    def goes_on(self, start: int, place: int) -> bool:
        """Say whether a line goes on with the row that began at another one above it."""
        if place == 0 or self._is_parted(place):
            return False
        if self._is_taken(start, place) and not self._is_torn(place):
            return False
        if self._is_below_words(start, place):
            return False
        first, second = self.lines[place - 1], self.lines[place]
        gap = (second.baseline - first.baseline) / max(first.size, second.size)
        if gap < _BESIDE or place < self.headers:
            return gap < _BESIDE
        if self.is_marked and self.is_entry[place]:
            return False
        is_below = place > self.headers or len(self.parts[place - 1]) == 1
        if is_below and self._is_alone_in_band(place):
            return True
        if gap <= _LEADING and (self._is_torn(place) or self._is_rest(place)):
            return True
        return gap <= _WRAPPED and place > self.headers and self._is_nearer(place)

    def _is_taken(self, start: int, place: int) -> bool:
        """Say whether an amount of a line would stand where its row has one already."""
        taken = {
            self.find_column(part)
            for parts in self.parts[start:place]
            for part in parts
            if _is_amount(part)
        }
        amounts = [part for part in self.parts[place] if _is_amount(part)]
        return any(self.find_column(part) in taken for part in amounts)

    def _is_below_words(self, start: int, place: int) -> bool:
        """Say whether an amount of a line would stand where its row has words: below a head."""
        words = {
            self.find_column(part)
            for parts in self.parts[start:place]
            for part in parts
            if not _is_figure(part)
        }
        amounts = [part for part in self.parts[place] if _is_amount(part)]
        return any(self.find_column(part) in words for part in amounts)

    def _measure_pitch(self) -> float:
        """Return how far apart rows usually are."""
        places = [i for i in range(1, len(self.lines)) if self.has_amount[i - 1 : i + 1] == [1, 1]]
        gaps = [self.lines[i].baseline - self.lines[i - 1].baseline for i in places]
        return compute_quantile(gaps) if gaps else 0.0

    def _is_parted(self, place: int) -> bool:
        """Say whether a ruling line runs between a line and the one above it."""
        top, bottom = self.lines[place - 1].baseline, self.lines[place].baseline
        return any(
            top <= rule.place < bottom
            and any(measure_overlap(Column(rule.start, rule.end), part) > 0 for part in parts)
            for rule in self.rules
            for parts in [self.parts[place]]
        )

    def _is_alone_in_band(self, place: int) -> bool:
        """Say whether the ruling lines around a line and the one above hold a single row."""
        line = self.lines[place]
        above = [rule.place for rule in self._list_wide() if rule.place < line.baseline]
        below = [rule.place for rule in self._list_wide() if rule.place >= line.baseline]
        if not above or not below:
            return False
        inside = [
            filled
            for other, filled in zip(self.lines, self.has_amount, strict=True)
            if above[-1] <= other.baseline <= below[0]
        ]
        return sum(inside) <= 1

    def _list_wide(self) -> list[Ruling]:
        width = self.columns[-1].right - self.columns[0].left
        return [rule for rule in self.rules if rule.end - rule.start >= _MOST * width]

    def _is_nearer(self, place: int) -> bool:
        """Say whether two lines are nearer to each other than rows are; one has no amount."""
        gap = self.lines[place].baseline - self.lines[place - 1].baseline
        if self.pitch and gap < _TIGHTER * self.pitch:
            return not (self.has_amount[place] and self.has_amount[place - 1])
        if not self.has_amount[place] and self._is_closer(gap, place + 1):
            return True
        return not self.has_amount[place - 1] and self._is_closer(gap, place - 1)

    def _is_closer(self, gap: float, place: int) -> bool:
        """Say whether two lines are closer than two others; where there are none, than rows."""
        other = self._measure_gap(place)
        if other is None:
            return not self.pitch  # else it is known that they are not
        return gap < _CLOSER * other

    def _measure_gap(self, place: int) -> float | None:
        if not 0 < place < len(self.lines):
            return None
        return self.lines[place].baseline - self.lines[place - 1].baseline

    def _is_rest(self, place: int) -> bool:
        """Say whether the words alone in one of two lines belong to a cell of the other.

        Words that have no mark of their own where all rows have one, below a full line.
        """
        if not self.is_marked:
            return False
        above, below = self.parts[place - 1], self.parts[place]
        if any(map(_is_figure, below)) and any(map(_is_figure, above)):
            return False
        words = below if not any(map(_is_figure, below)) else above
        others = {self.find_column(part): part for part in (above if words is below else below)}
        pairs = [(part, others.get(self.find_column(part))) for part in words]
        return all(
            other is not None
            and self._is_full(other if words is below else part)
            and not _begins_entry(part if words is below else other)
            for part, other in pairs
        )

    def _is_full(self, part: TextLine) -> bool:
        return part.right >= self.columns[self.find_column(part)].right - part.size

    def _is_torn(self, place: int) -> bool:
        """Say whether each figure of a line is the end of the one above it, broken by its cell."""
        above = {self.find_column(part): part for part in self.parts[place - 1]}
        pairs, words = [], []
        for part in self.parts[place]:
            if _is_figure(part):
                pairs.append((above.get(self.find_column(part)), part))
            else:
                words.append((above.get(self.find_column(part)), part))
        if not pairs or any(first is None or not _joins(first, second) for first, second in pairs):
            return False
        if any(ENTRY.match(part.text) for _, part in words):
            return False
        if any(_is_surely_torn(first, second) for first, second in pairs if first):
            return True
        are_full = all(first is not None and self._is_full(first) for first, _ in words)
        return are_full and all(self._lacks_digits(first) for first, _ in pairs if first)

    def _lacks_digits(self, part: TextLine) -> bool:
        """Say whether a figure has fewer decimals than the others of the table, and is as wide."""
        decimals = (_count_decimals(other.text) for parts in self.parts for other in parts)
        most = max(decimals, default=0)
        if self.is_marked:  # no row is taken for a rest of figures: they may all be broken
            most = max(most, _CENTS)
        column = self.columns[self.find_column(part)]
        return _count_decimals(part.text) < most and part.left <= column.left + part.size / 2


def _begins_entry(part: TextLine) -> bool:
    return bool(ENTRY.match(part.text) or _TOTAL.search(part.text))


def _is_amount(part: TextLine) -> bool:
    return AMOUNT.fullmatch(part.text) is not None


def _is_figure(part: TextLine) -> bool:
    return _PIECE.fullmatch(part.text) is not None


def _joins(first: TextLine, second: TextLine) -> bool:
    return _WHOLE.fullmatch(first.text + second.text) is not None


def _is_surely_torn(first: TextLine, second: TextLine) -> bool:
    return bool(_TORN.fullmatch(first.text) or _LEFT_OVER.fullmatch(second.text))


def _count_decimals(text: str) -> int:
    return len(text.partition(".")[2]) if _WHOLE.fullmatch(text) else 0
