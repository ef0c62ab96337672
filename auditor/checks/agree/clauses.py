"""Sentences that divide a figure: the whole, its parts, and how sure it is what belongs to what.

Knows no rule about the figures; 其中, 包括 and the words of comparisons come from the rule.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from auditor.amount import Unit
from auditor.budget import Figure
from auditor.budget.pattern import Pattern
from auditor.checks.agree.paragraphs import Paragraph
from auditor.checks.agree.parameters import AgreeParameters

_HALF = str.maketrans("：，；（）、", ":,;(),")
_MARKS = "。;:,("
_BRACKET = re.compile(r"[()]")
_BRACKETS = re.compile(r"\([^()]*\)$")
_BEHIND = re.compile(r"\s*(?:\(含\))?(?:及)?以[上下内]|\s*左右")
_OPENERS = re.compile(r"其中|包括|用于|主要|原因|由于|因为")
_REASONS = re.compile(r"用于|主要|原因|由于|因为")
_LEVEL = re.compile(r"持平|无增减|无变化|一致|相同|不变")
_SELECTIVE = re.compile(r"等|主要|部分")
_FILLERS = "了额约为 \t\u3000"  # between the word of a change and its amount
_ENDS = re.compile(r"^\s*(?:\d{1,2}[.、])?(?:其中)?|(?:[为约共是]|\s)*$")
_SHORT = 12
_OF_WHICH = "其中"
_NEAR = 40  # signs between 其中 and its first figure
_NO_UNIT = frozenset("%％")


class Mention(NamedTuple):
    """A figure of a sentence; `value` is in the base unit, of a fall below 0.

    `sign` is 0 unless the figure is that of a change. `label` are the words before it.
    """

    figure: Figure
    start: int
    end: int
    label: str
    unit: Unit
    value: Decimal
    digit: Decimal
    sign: int


class Clause(NamedTuple):
    """A figure and what it is divided into.

    `wholes` are the figures that may be meant, likeliest first; the first `certain` parts are
    parts beyond doubt. `is_told` says that the sentence leaves no doubt about the whole either,
    `is_complete` that it does not speak of a selection. `changes` are those of the whole and of
    the parts since the year before, where each has one that is stated; what is level has none.
    """

    wholes: tuple[Mention, ...]
    parts: tuple[Mention, ...]
    certain: int
    is_told: bool
    is_complete: bool
    changes: tuple[Mention, ...] = ()


def list_clauses(
    paragraph: Paragraph, figures: Sequence[Figure], parameters: AgreeParameters
) -> Iterator[Clause]:
    """Yield the divisions that a paragraph holds."""
    text = paragraph.text.translate(_HALF)
    places = [paragraph.find_offset(figure.location) for figure in figures]
    splits = _list_splits(text, parameters.splits, places)
    if not splits:
        return
    depths = _list_depths(text)
    mentions = list(_list_mentions(text, figures, places, parameters))
    last = -1
    for start, end in splits:
        wholes = _find_wholes(text, start, mentions, depths)
        parts, certain, is_open = _find_parts(text, end, mentions, depths)
        is_nested = last >= 0 and "。" not in text[last:start]
        last = end
        if is_nested:  # what comes after a mark may belong to the outer figure
            certain = sum(";" not in text[end : part.start] for part in parts[:certain])
        if not wholes or not parts or depths[end - 1] < depths[wholes[0].start]:
            continue
        like = _find_like(parts, wholes, end + _NEAR)
        sure = [part for part in parts[:certain] if _is_like(part, like)]
        parts = tuple(part for part in parts if _is_like(part, like))
        wholes = tuple(one for one in wholes if _is_like(one, like))
        if not wholes or ";" in text[end : parts[0].start]:
            continue
        yield Clause(
            wholes=wholes,
            parts=parts,
            certain=len(sure),
            is_told=_is_alone(text, wholes) and (len(parts) > 1 or text[start:end] == _OF_WHICH),
            is_complete=not (is_open or is_nested or _is_selective(text, start, parts)),
            changes=_find_changes(text, start, (wholes[0], *parts), mentions, depths),
        )


def _list_splits(
    text: str, splits: Sequence[Pattern], places: Sequence[int]
) -> list[tuple[int, int]]:
    """Return where the text turns to parts: a figure follows soon, and one stands before."""
    found = sorted({match.span() for split in splits for match in split.finditer(text)})
    return [
        (start, end)
        for start, end in found
        if places[0] < start and any(end <= place <= end + _NEAR for place in places)
    ]


def _list_depths(text: str) -> list[int]:
    depth, last = 0, 0
    found: list[int] = []
    for match in _BRACKET.finditer(text):
        found += [depth] * (match.start() - last)
        depth = depth + 1 if match.group() == "(" else max(0, depth - 1)
        found.append(depth)
        last = match.end()
    return found + [depth] * (len(text) - last)


def _list_mentions(
    text: str, figures: Sequence[Figure], places: Sequence[int], parameters: AgreeParameters
) -> Iterator[Mention]:
    """Yield the figures that may be wholes or parts; a threshold, a price, a rate is none."""
    changes = _list_changes(text, parameters.changes)
    compared = _join_words(parameters.ignored)
    before = 0
    for figure, start in zip(figures, places, strict=True):
        end = start + len(figure.text)
        label = _cut_label(text, before, start)
        before = end
        amount = figure.amount
        if amount is None or amount.unit.word in _NO_UNIT or _BEHIND.match(text, end):
            continue
        sign = changes.get(len(text[:start].rstrip(_FILLERS)), 0)
        if not sign and compared is not None and compared.search(label):
            continue
        value = amount.compute_base() * (sign or 1)
        digit = amount.compute_base_digit()
        name = _ENDS.sub("", label) or text[end : end + _SHORT]
        yield Mention(figure, start, end, name, amount.unit, value, digit, sign)


def _cut_label(text: str, first: int, end: int) -> str:
    """Return the words before a figure, since the last mark; 因公出国(境)费 is one word."""
    words = text[first:end]
    if ")" not in words:
        return words[max(words.rfind(mark) for mark in _MARKS) + 1 :]
    start = end
    while start > first and text[start - 1] not in _MARKS:
        inner = _BRACKETS.search(text, first, start)
        start = inner.start() if inner else start - 1
    return text[start:end]


def _list_changes(text: str, changes: Sequence[Pattern]) -> dict[int, int]:
    """Return where the words of a rise and of a fall end, with the sign of the change."""
    return {
        match.end(): sign
        for sign, pattern in zip((1, -1), changes, strict=False)
        for match in pattern.finditer(text)
    }


@lru_cache(maxsize=8)
def _join_words(words: tuple[str, ...]) -> "re.Pattern[str] | None":
    return re.compile("|".join(map(re.escape, words))) if words else None


def _find_wholes(
    text: str, split: int, mentions: Sequence[Mention], depths: Sequence[int]
) -> tuple[Mention, ...]:
    """Return the figures of the sentence before a split, nearest first."""
    stop = split - 1 if text[split - 1 : split] in ("。", ";") else split
    first = max(text.rfind("。", 0, stop), text.rfind(";", 0, stop)) + 1
    found = [one for one in mentions if first <= one.start and one.end <= split]
    found = [one for one in found if depths[one.start] <= depths[split]]
    return tuple(reversed(found))


def _find_parts(
    text: str, split: int, mentions: Sequence[Mention], depths: Sequence[int]
) -> tuple[tuple[Mention, ...], int, bool]:
    """Return what a split introduces, how much of it is certain, whether any is doubtful."""
    depth, stop = depths[split - 1], split
    while stop < len(text) and depths[stop] >= depth:
        if text[stop] == "。" and depths[stop] == depth:
            break
        stop += 1
    found: list[Mention] = []
    certain, before, is_nested = -1, split, False
    for one in mentions:
        if one.start < split or one.end > stop or depths[one.start] > depth:
            continue
        between = text[before : one.start]
        opener = max((match.start() for match in _OPENERS.finditer(between)), default=-1)
        if found and opener > between.rfind(";"):
            is_nested = True
        elif ";" in between:
            is_nested = False
        before = one.end
        if not is_nested:
            found.append(one)
        elif certain < 0:
            certain = max(0, len(found) - 1)
    return tuple(found), len(found) if certain < 0 else certain, certain >= 0


def _find_changes(
    text: str,
    split: int,
    figures: Sequence[Mention],
    mentions: Sequence[Mention],
    depths: Sequence[int],
) -> tuple[Mention, ...]:
    """Return the changes of the whole and of each part; nothing where one of them is not said."""
    found: list[Mention] = []
    ends = [split, *(part.start for part in figures[2:]), _find_end(text, figures[-1].end)]
    for number, (one, end) in enumerate(zip(figures, ends, strict=True)):
        behind = [
            other
            for other in mentions
            if other.sign
            and one.end <= other.start < end
            and depths[other.start] == depths[one.start]
            and other.unit.dimension == one.unit.dimension
        ]
        if one.sign or (not behind and (not number or not _LEVEL.search(text, one.end, end))):
            return ()
        found += behind[:1]
    return tuple(found)


def _find_end(text: str, start: int) -> int:
    end = text.find("。", start)
    return end if end >= 0 else len(text)


def _find_like(parts: Sequence[Mention], wholes: Sequence[Mention], end: int) -> Mention:
    """Find the first part of the sort of a whole: 社工23名支出73万元 is a part of money."""
    near = (part for part in parts if part.start <= end)
    fitting = (part for part in near if any(_is_like(whole, part) for whole in wholes))
    return next(fitting, parts[0])


def _is_like(one: Mention, other: Mention) -> bool:
    return one.unit.dimension == other.unit.dimension and bool(one.sign) == bool(other.sign)


def _is_alone(text: str, wholes: Sequence[Mention]) -> bool:
    """Say whether the nearest figure is what is divided, not one that explains another."""
    return len(wholes) == 1 or not _REASONS.search(text, wholes[1].end, wholes[0].start)


def _is_selective(text: str, start: int, parts: Sequence[Mention]) -> bool:
    tail = text[parts[-1].end : _find_end(text, parts[-1].end)]
    return text[max(0, start - 2) : start] == "主要" or bool(_SELECTIVE.search(tail))
