"""Kind `wording`: the numbers of headings, paragraphs and lists, which run on.

A list may stand within another of its own style: a number that goes on from any list that is
still open is right. A mark of a higher style closes those below: first 第一部分,
then 一、, （一）, 1. and （1）.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from auditor.budget import Budget
from auditor.checks.wording.remarks import Remark, WordingParameters, iterate_texts, place_text
from auditor.location import Location

_CHINESE = r"[一二三四五六七八九十]{1,3}"
_MARK = re.compile(
    rf"[\s#*\-]*(?:(?P<part>第(?:{_CHINESE}|\d\d?)(?:部分|章))|(?P<chapter>{_CHINESE}、)"
    rf"|(?P<section>[（(]{_CHINESE}[）)])|(?P<point>\d\d?[.．、](?=\s*(?:(?:19|20)\d\d年|[^\d\s])))"
    r"|(?P<clause>[（(]\d\d?[）)]))"
)
_NUMBER = re.compile(rf"{_CHINESE}|\d+")
_STYLES = ("part", "chapter", "section", "point", "clause")
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", start=1)}
_MOST_SKIPPED = 2  # a number far ahead counts something else


class _Mark(NamedTuple):
    style: int
    number: int
    text: str
    line: int = 0


def find_misnumbered(_parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find list marks, in the contents list and in the body, that repeat or leave one out."""
    lines = [budget.lines[entry.location.line - 1] for entry in budget.contents]
    entries = [
        (text.strip(), one.location) for text, one in zip(lines, budget.contents, strict=True)
    ]
    yield from _follow(entries, budget)
    texts = ((text, location) for text, _, location in iterate_texts(budget))
    yield from _follow(texts, budget)


def _follow(texts: Iterable[tuple[str, Location]], budget: Budget) -> Iterator[Remark]:
    """Follow the marks at the start of texts; yield those that do not go on."""
    opened: dict[int, list[_Mark]] = {}
    for text, location in texts:
        mark = _find_mark(text)
        if mark is None:
            continue
        mark = mark._replace(line=location.line)
        for style in [style for style in opened if style > mark.style]:
            del opened[style]
        lists = opened.setdefault(mark.style, [])
        before = lists[-1] if lists else mark
        if not _goes_on(mark, lists) and not _stands_between(before, mark, budget):
            yield Remark("", place_text(budget, text, mark.text, location), mark.text, before.text)


def _stands_between(before: _Mark, mark: _Mark, budget: Budget) -> bool:
    """Say whether what is left out begins a line between: perhaps as the title of a table."""
    if mark.number == before.number:
        return False
    marks = (_find_mark(line) for line in budget.lines[before.line : mark.line - 1] if line)
    wanted = (mark.style, mark.number - 1)
    return any(one is not None and (one.style, one.number) == wanted for one in marks)


def _goes_on(mark: _Mark, lists: list[_Mark]) -> bool:
    """Say whether a mark begins a list or goes on with an open one, and note it there.

    One that is far off is taken for the beginning of something else.
    """
    if mark.number == 1 or not lists:
        lists.append(mark)
        return True
    for index in reversed(range(len(lists))):
        if lists[index].number + 1 == mark.number:
            lists[index:] = [mark]
            return True
    is_near = lists[-1].number <= mark.number <= lists[-1].number + 1 + _MOST_SKIPPED
    lists[-1:] = [mark]
    return not is_near


def _find_mark(text: str) -> _Mark | None:
    found = _MARK.match(text)
    if found is None:
        return None
    style = str(found.lastgroup)
    number = _NUMBER.search(found[style])
    return _Mark(_STYLES.index(style), _read_number(number[0]), found[style]) if number else None


def _read_number(words: str) -> int:
    """Read 七, 十, 二十三 and 23; 0 for what is none."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
