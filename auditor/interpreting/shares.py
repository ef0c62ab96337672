"""Lists of shares: amounts that are so many percent of a whole, and what the whole may be."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from auditor.budget.percentage import PercentageBook, Share, ShareList
from auditor.budget.statement import Statement
from auditor.interpreting.monies import Money, list_before, make_statement
from auditor.interpreting.passages import Passage

_GAP = re.compile(r"[,(]?[^0-9。;,]{0,4}")
_NAME = "百分比"
_DIGITS = "-0123456789."
_FARTHEST = 6
_MOST_WHOLES = 24
_MOST_SHARES = 60
_MOST_PASSAGES = 120
_LEAST_ALIKE = 4
_MOST_AFTER = 2  # 为, 共计
# A word before 财政拨款支出 that makes it the expenditure of one account or of one kind.
_NARROWING = ("预算", "基金", "资金", "经费", "公共", "资本", "经营", "项目", "基本", "采购")


class ShareReader:
    """Gathers shares from passage to passage; a list that goes on after ; stays one list."""

    def __init__(
        self, book: PercentageBook, list_monies: Callable[[Passage], tuple[Money, ...]]
    ) -> None:
        """Take how shares are spelled, and who knows the amounts of a passage."""
        self._book = book
        self._list_monies = list_monies
        self._found: list[ShareList] = []
        self._last = -2

    def build(self) -> tuple[ShareList, ...]:
        """Return the lists in printed order."""
        return tuple(self._found)

    def read(self, passages: Sequence[Passage], index: int) -> None:
        """Read the shares of a passage; an amount belongs to one percentage."""
        named = self._read_shares(passages[index])
        if not named:
            return
        is_going_on = self._last == index - 1 and passages[index - 1].text.endswith(";")
        self._last = index
        for name, group in groupby(named, key=lambda known: known[0]):
            found = list(group)
            shares = tuple(share for _, _, share in found)
            if is_going_on and not name and len(self._found[-1].shares) < _MOST_SHARES:
                known = self._found[-1]
                self._found[-1] = known._replace(shares=(*known.shares, *shares))
            else:
                place = found[0][1]
                self._found.append(
                    self._make_list(
                        name, shares, place, passages[max(0, index - _MOST_PASSAGES) : index + 1]
                    )
                )
            is_going_on = False

    def _make_list(
        self, name: str, shares: tuple[Share, ...], place: int, passages: Sequence[Passage]
    ) -> ShareList:
        """Put a list together with what may be its whole: amounts before it, nearest first."""
        monies = self._list_monies(passages[-1])
        inside = [one for one in reversed(list_before(monies, place)) if not one.is_change]
        if name:
            wholes = _choose_named([*inside, *self._list_above(passages, _MOST_PASSAGES)], name)
            if wholes:
                is_named = _goes_by(wholes[0].clause, name)
                return ShareList(shares, _list_statements(wholes), is_named)
        wholes = [*inside, *self._list_above(passages, _FARTHEST)]
        return ShareList(shares, _list_statements(wholes[:_MOST_WHOLES]))

    def _read_shares(self, passage: Passage) -> list[tuple[str, int, Share]]:
        """Return the shares, each with the name of its whole, or "", and where its amount is."""
        monies = self._list_monies(passage)
        found: dict[int, tuple[str, int, Share]] = {}
        for pattern in self._book.shares:
            for match in pattern.finditer(passage.text):
                start = match.start("percent")
                if passage.text[start - 1] in _DIGITS or start in found:
                    continue  # a name that took the first digits
                amount = _find_amount(passage.text, match.start(), monies)
                if amount is not None:
                    printed = match["percent"]
                    percent = make_statement(passage, printed, start, amount.label, _NAME)
                    name = match.groupdict().get("name") or ""
                    found[start] = name, amount.start, Share(amount.statement, percent)
        return [found[place] for place in sorted(found)]

    def _list_above(self, passages: Sequence[Passage], most: int) -> Iterator[Money]:
        """Yield the amounts of the passages above the last one, nearest first."""
        for passage in passages[-2 : -most - 2 : -1]:
            for one in reversed(self._list_monies(passage)):
                if not one.is_change and not one.is_reason:
                    yield one


def _find_amount(text: str, end: int, monies: Sequence[Money]) -> Money | None:
    """Find the amount right before the words of a share."""
    last = next(reversed(list_before(monies, end)), None)
    if last is None or last.is_change or not _GAP.fullmatch(text, last.end, end):
        return None
    return last


def _list_statements(monies: Iterable[Money]) -> tuple[Statement, ...]:
    return tuple(one.statement for one in monies)


def _choose_named(wholes: Sequence[Money], name: str) -> list[Money]:
    """Return the amounts that go by the name of a whole, or by the most of it; best first."""
    bare = name.removesuffix("的")
    least = min(max(_LEAST_ALIKE, len(bare) * 2 // 3), len(bare))
    alike = [(_count_alike(one.clause, bare, least), one) for one in wholes]
    found = [known for known in alike if known[0]]
    found.sort(key=lambda known: -known[0])
    return [one for _, one in found[:_MOST_WHOLES]]


def _goes_by(clause: str, name: str) -> bool:
    """Say whether a clause ends in just this name, which no word before it narrows."""
    before, found, after = clause.rpartition(name.removesuffix("的"))
    return bool(found) and len(after) <= _MOST_AFTER and not before.endswith(_NARROWING)


def _count_alike(clause: str, name: str, least: int) -> int:
    """Count the signs of the longest piece of a name that a clause has; 0 if it is too short."""
    for size in range(len(name), least - 1, -1):
        if any(name[i : i + size] in clause for i in range(len(name) - size + 1)):
            return size
    return 0
