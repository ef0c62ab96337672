"""The amounts of money in a passage, each with the words before it. Knows no percentages."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from auditor.amount import Amount, NumeralKind, find_unit, parse_numeral
from auditor.budget.pattern import Pattern
from auditor.budget.statement import Statement
from auditor.interpreting.passages import Passage

_MONEY = re.compile(
    r"(?<![0-9.,])(?P<number>-?[0-9]+(?:[,.][0-9]+)*)(?:[百千]?[万亿]?元|[万亿](?![人个户平亩吨册次台套]))"
)
_THRESHOLD = re.compile(r"\(含\)|(?:及)?以[上下]")
_MARKS = "。;:,、("
_CLAUSE_MARKS = "。;:,"
_BRACKETS = re.compile(r"\([^()。;:,]*\)$")
_LONGEST_INNER = 14
_LONGEST_LABEL = 80
_LONGEST_SENTENCE = 600
_FARTHEST = 24
_STOP = re.compile("。")
_NAME = "金额"


class Money(NamedTuple):
    """An amount at its place in a passage; `label` are the words since the last mark.

    `clause` is the whole clause before it, which may list several things.

    `is_change` says that it is the amount of a change, `is_reason` that it explains something.
    """

    statement: Statement
    start: int
    end: int
    label: str
    clause: str
    is_change: bool
    is_reason: bool


def list_monies(
    passage: Passage, changes: Sequence[Pattern], reasons: Sequence[Pattern]
) -> tuple[Money, ...]:
    """Return the amounts of a passage in their order; thresholds such as 50万元以上 are none."""
    text = passage.text
    changed = {match.start("amount") for one in changes for match in one.finditer(text)}
    explained = sorted(match.start() for one in reasons for match in one.finditer(text))
    stops = [match.start() for match in _STOP.finditer(text)]
    found = []
    for match in _MONEY.finditer(text):
        start, end = match.span()
        if _THRESHOLD.match(text, end):
            continue
        label = cut_label(text, start)
        found.append(
            Money(
                statement=make_statement(passage, match.group(), start, label, _NAME),
                start=start,
                end=end,
                label=label,
                clause=cut_label(text, start, _CLAUSE_MARKS),
                is_change=start in changed,
                is_reason=_is_within(explained, stops, start),
            )
        )
    return tuple(found)


def cut_label(text: str, end: int, marks: str = _MARKS) -> str:
    """Return the words before a figure, since the last mark; 因公出国(境)费 is one word."""
    start, least = end, max(0, end - _LONGEST_LABEL)
    while start > least and text[start - 1] not in marks:
        inner = _BRACKETS.search(text, max(0, start - _LONGEST_INNER), start)
        start = inner.start() if inner else start - 1
    return text[start:end]


def find_sentence_start(text: str, end: int) -> int:
    """Return where the sentence starts that a place lies in; of a very long one a later place."""
    least = max(0, end - _LONGEST_SENTENCE)
    return max(least, text.rfind("。", least, end) + 1, text.rfind(";", least, end) + 1)


def list_before(monies: Sequence[Money], place: int) -> Sequence[Money]:
    """Return the amounts that end before a place, in their order: the last few of them."""
    index = bisect_right(monies, place, key=lambda one: one.end)
    return monies[max(0, index - _FARTHEST) : index]


def make_statement(passage: Passage, printed: str, start: int, label: str, name: str) -> Statement:
    """Make the statement of a figure with its unit that a passage prints."""
    numeral = parse_numeral(printed)
    unit = find_unit(numeral.unit)
    is_read = numeral.kind is NumeralKind.AMOUNT and unit is not None
    number = printed.rstrip("百千万亿元%")
    return Statement(
        name=name,
        text=printed,
        location=passage.locate(start, start + len(number)),
        amount=Amount(numeral.value, unit, numeral.digit) if is_read and unit else None,
        label=label,
        section=passage.section,
        section_line=passage.section_line,
    )


def _is_within(starts: Sequence[int], stops: Sequence[int], place: int) -> bool:
    """Say whether a place lies behind one of the starts in the same sentence."""
    index = bisect_right(starts, place)
    if not index:
        return False
    return bisect_right(stops, starts[index - 1]) == bisect_right(stops, place)
