"""Passages → percentages: what has grown by how much, what share of what, what is done of what.

Says which figures a percentage may be of, likeliest first; whether it is right is for checks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from auditor.budget.pattern import Pattern
from auditor.budget.percentage import Growth, PercentageBook, Percentages, Ratio
from auditor.budget.statement import Direction, Statement
from auditor.interpreting.monies import (
    Money,
    find_sentence_start,
    list_before,
    list_monies,
    make_statement,
)
from auditor.interpreting.passages import Passage
from auditor.interpreting.shares import ShareReader

_TURN_END = re.compile(r"(?:相比)?,?")
_MOST_LOOSE = 30
_GAP = 40
_LEAST_ALIKE = 4
_NAME = "百分比"
_FILLERS = str.maketrans("", "", "0123456789年度本各均共总的,:、。;()")


def read_percentages(passages: Sequence[Passage], book: PercentageBook) -> Percentages:
    """Read the percentages of all passages, in the order of the text."""
    reader = _Reader(book)
    shares = ShareReader(book, reader.list_monies)
    for index, passage in enumerate(passages):
        if "%" in passage.text:
            reader.read(passage)
            shares.read(passages, index)
    return Percentages(tuple(reader.growths), shares.build(), tuple(reader.ratios))


class _Reader:
    """Reads growths and ratios; remembers the amounts of a passage."""

    def __init__(self, book: PercentageBook) -> None:
        self._book = book
        self._monies: dict[int, tuple[Money, ...]] = {}
        self.growths: list[Growth] = []
        self.ratios: list[Ratio] = []

    def list_monies(self, passage: Passage) -> tuple[Money, ...]:
        """Return the amounts of a passage, looked for once."""
        key = passage.lines[0].number
        if key not in self._monies:
            self._monies[key] = list_monies(passage, self._book.changes, self._book.reasons)
        return self._monies[key]

    def read(self, passage: Passage) -> None:
        """Read what a passage says."""
        monies = self.list_monies(passage)
        self.ratios += self._read_ratios(passage, monies)
        for direction, patterns in (
            (Direction.UP, self._book.rises),
            (Direction.DOWN, self._book.falls),
        ):
            for match in _find_first(patterns, passage.text):
                growth = self._read_growth(passage, match, direction, monies)
                if growth is not None:
                    self.growths.append(growth)

    def _read_growth(
        self,
        passage: Passage,
        match: "re.Match[str]",
        direction: Direction,
        monies: Sequence[Money],
    ) -> Growth | None:
        text, start = passage.text, match.start()
        before = _find_before(text, start, monies, self._book.against)
        limit = start if before is None else before.start
        changed = match.start("amount") if match.groupdict().get("amount") else -1
        change = _find_at(monies, changed)
        if before is None and change is None:
            return None
        figures = self._list_figures(text, limit, monies)
        if not figures:
            return None
        return Growth(
            percent=_make_percent(passage, match, figures[0].label),
            direction=direction,
            figures=tuple(figure.statement for figure in figures),
            change=None if change is None else change.statement,
            before=None if before is None else before.statement,
        )

    def _list_figures(self, text: str, end: int, monies: Sequence[Money]) -> list[Money]:
        """Return the amounts that may have grown: the one right before, else those alike."""
        earlier = [one for one in list_before(monies, end) if not one.is_change]
        if not earlier:
            return []
        nearest = earlier[-1]
        others = [*reversed(earlier)]
        others.sort(key=lambda one: one.is_reason)
        if _is_right_before(text[nearest.end : end][:_GAP], self._book.against):
            return [nearest, *(one for one in others if one is not nearest)]
        subject = self._find_subject(text, end, nearest.end)
        alike = [one for one in others if _are_alike(subject, one.clause)]
        return alike if alike and not alike[0].is_reason else []

    def _find_subject(self, text: str, end: int, after: int) -> str:
        """Return the words of the clause that say what has grown; "" if it has none."""
        clause = text[max(find_sentence_start(text, end), after) : end]
        turns = [found for one in self._book.against for found in one.finditer(clause)]
        if turns:
            turn = min(turns, key=lambda found: found.start())
            _, mark, rest = clause[turn.end() :].rpartition(",")
            clause = clause[: turn.start()] + (rest if mark else "")
        return clause.rpartition(",")[2].translate(_FILLERS)

    def _read_ratios(self, passage: Passage, monies: Sequence[Money]) -> Iterator[Ratio]:
        """Yield what is done of what; the whole stands before it in the sentence."""
        for match in _find_first(self._book.ratios, passage.text):
            amount = _find_at(monies, match.start("amount2"))
            first = find_sentence_start(passage.text, match.start())
            before = list_before(monies, match.end("amount"))
            wholes = [one for one in reversed(before) if first <= one.start]
            if amount is not None and wholes:
                percent = _make_percent(passage, match, amount.label)
                yield Ratio(percent, amount.statement, tuple(one.statement for one in wholes))


def _find_first(patterns: Sequence[Pattern], text: str) -> list["re.Match[str]"]:
    """Find all places; of several patterns for one percentage the one that reads most wins."""
    best: dict[int, re.Match[str]] = {}
    for pattern in patterns:
        for match in pattern.finditer(text):
            known = best.get(match.start("percent"))
            if known is None or match.start() < known.start():
                best[match.start("percent")] = match
    return [best[place] for place in sorted(best)]


def _find_at(monies: Sequence[Money], start: int) -> Money | None:
    index = bisect_left(monies, start, key=lambda one: one.start)
    found = monies[index] if index < len(monies) else None
    return found if found is not None and found.start == start else None


def _find_before(
    text: str, end: int, monies: Sequence[Money], against: Sequence[Pattern]
) -> Money | None:
    """Find the figure of the year before where it stands right before the change."""
    last = next(reversed(list_before(monies, end)), None)
    if last is None or last.is_change or not _TURN_END.fullmatch(text, last.end, end):
        return None
    found = (one.search(last.label) for one in against)
    return last if any(match and match.start() == 0 for match in found) else None


def _is_right_before(gap: str, against: Sequence[Pattern]) -> bool:
    """Say whether nothing but the turn to the year before stands between."""
    bare = gap.lstrip(",)、")
    if "," in bare or "。" in bare or ";" in bare or len(bare) > _MOST_LOOSE:
        return False
    found = (one.search(bare) for one in against)
    return not bare or any(match and match.start() == 0 for match in found)


def _are_alike(subject: str, clause: str) -> bool:
    """Say whether a clause has enough of the words of a subject; no subject fits any."""
    bare = clause.translate(_FILLERS)
    size = min(_LEAST_ALIKE, len(subject))
    return any(subject[i : i + size] in bare for i in range(len(subject) - size + 1))


def _make_percent(passage: Passage, match: "re.Match[str]", label: str) -> Statement:
    return make_statement(passage, match["percent"], match.start("percent"), label, _NAME)
