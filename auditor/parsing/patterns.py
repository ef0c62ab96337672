"""Pattern text to a compiled pattern. Knows no table and no document.

Raises FormulaError with the offset of the first sign that does not fit.
"""

import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from math import prod
from typing import cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput, UnexpectedToken

from auditor.budget.pattern import Pattern, normalise_label
from auditor.errors import FormulaError
from auditor.parsing.grammars import load_parser
from auditor.parsing.memory import find_memory

_LONGEST = 300
_DEEPEST = 10
_SIGNS = frozenset("[](){}|")
# How many ways of reading a pattern may have: bounds what matching can ever cost, because
# `[a][a][a]…aaa` would otherwise try every choice.
_MOST_READINGS = 20_000
_LONGEST_NAME = 40
_MOST_ANCHORS = 40


@dataclass(frozen=True, slots=True)
class _Fragment:
    """A piece of a pattern: regular expression, longest and shortest text, readings, depth.

    `anchor` is the longest literal that every reading has, `anchors` are literals of which every
    reading has one, () if there are none; a slot is a mark in the expression.
    """

    regex: str
    weight: int
    shortest: int
    readings: int = 1
    depth: int = 0
    anchor: str = ""
    anchors: tuple[str, ...] = ()


def _mark_slot(name: str) -> str:
    return f"\0{name}\0"


# Possessive and atomic: a slot of digits is read one way only.
_LABEL_SLOTS = {
    "year": "[0-9]{2,4}+",
    "amount": r"(?>[+-]?[0-9][0-9,]*(?:\.[0-9]+)?(?:[百千]?万元?|亿元?|[百千]?元)?)",
    "percent": r"(?>-?[0-9]++(?:\.[0-9]++)?%)",
    "count": "(?>[0-9]{1,9}|[零一二两三四五六七八九十百]{1,7})",
    "code": "[0-9]{3,9}+",
    "name": rf"[^。;:,]{{1,{_LONGEST_NAME}}}?",
    "item": rf"[^。;:,、()0-9]{{1,{_LONGEST_NAME}}}?",
}
# In a sentence the number is taken with broken separators too: saying that it is broken is not
# this language's business, but whose figure it is must be known.
_SENTENCE_SLOTS = {
    **_LABEL_SLOTS,
    "year": "[0-9]{4}+",
    "amount": "(?>-?[0-9]++(?:[,.][0-9]++)*+(?:[百千]?[万亿]?元|[万亿])?)",
    "name": "[^。;:,]{1,90}?",
}
_READINGS = {"name": _LONGEST_NAME, "item": _LONGEST_NAME}
_SLOTS = {
    name: _Fragment(_mark_slot(name), 0, 2 if name == "year" else 1, _READINGS.get(name, 1))
    for name in _LABEL_SLOTS
}


@lru_cache(maxsize=4096)
def parse_pattern(source: str) -> Pattern:
    """Compile a spelling, to be matched against text that `normalise_label` has folded.

    Raises FormulaError where it is empty, too long, too deep, has too many readings, or is no
    pattern.
    """
    return _compile(source, _LABEL_SLOTS)


@lru_cache(maxsize=1024)
def parse_sentence_pattern(source: str) -> Pattern:
    """Compile how a sentence states a figure, to be searched for in folded running text.

    Raises FormulaError as `parse_pattern` does.
    """
    return _compile(source, _SENTENCE_SLOTS)


def _compile(source: str, slots: Mapping[str, str]) -> Pattern:
    if len(source) > _LONGEST:
        raise FormulaError(f"the pattern is longer than {_LONGEST} characters", _LONGEST)
    is_plain = _SIGNS.isdisjoint(source)
    fragment = _make_literal(source) if is_plain else _parse_fragment(source)
    _check_fragment(fragment)
    regex = _fill_slots(fragment.regex, slots)
    return Pattern(source, regex, fragment.weight, fragment.anchor, tuple(fragment.anchors))


def _make_literal(text: str) -> _Fragment:
    folded = normalise_label(text)
    anchors = (folded,) if folded else ()
    return _Fragment(re.escape(folded), len(folded), len(folded), anchor=folded, anchors=anchors)


def _parse_fragment(source: str) -> _Fragment:
    memory = find_memory("statement")
    known = memory.find(source)
    if known is not None:
        return _Fragment(*known)
    try:
        fragment = cast("_Fragment", _load().parse(source))
    except UnexpectedInput as error:
        raise _explain(error, source) from None
    memory.keep(source, astuple(fragment))
    return fragment


def _check_fragment(fragment: _Fragment) -> None:
    if not fragment.shortest:
        raise FormulaError("the pattern could match nothing at all: some part must be required")
    if fragment.depth > _DEEPEST:
        raise FormulaError(f"brackets stand more than {_DEEPEST} deep")
    if fragment.readings > _MOST_READINGS:
        raise FormulaError(
            "the pattern has too many optional parts and alternatives: write several patterns"
        )


def _explain(error: UnexpectedInput, source: str) -> FormulaError:
    at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    if at_end:
        return FormulaError("a bracket is not closed", len(source))
    offset = cast("int | None", error.pos_in_stream) or 0
    sign = source[offset]
    reasons = {
        "|": "alternatives stand in ( ) or [ ], and none may be empty",
        "]": "[ ] must not be empty, and must have been opened",
        ")": "this ) was not opened, or an alternative before it is empty",
        "{": "a slot is written {year}, {amount}, {percent}, {count}, {name}, {item} or {code}",
        "}": "this } was not opened",
    }
    return FormulaError(reasons.get(sign, f"{sign!r} does not fit here"), offset)


def _fill_slots(regex: str, slots: Mapping[str, str]) -> str:
    """Write the slots out; the second and later ones of a name get a number."""
    for name, body in slots.items():
        head, *tails = regex.split(_mark_slot(name))
        for number, tail in enumerate(tails, start=1):
            group = name if number == 1 else f"{name}{number}"
            head += f"(?P<{group}>{body}){tail}"
        regex = head
    return regex


@v_args(inline=True)
class _FragmentMaker(Transformer[Token, _Fragment]):
    """Builds the regular expression from the inside out; methods are named as the rules."""

    def start(self, sequence: _Fragment) -> _Fragment:
        return sequence

    def sequence(self, *nodes: Token | _Fragment) -> _Fragment:
        parts = [_make_fragment(node) if isinstance(node, Token) else node for node in nodes]
        if len(parts) == 1:
            return parts[0]
        return _Fragment(
            "".join(part.regex for part in parts),
            sum(part.weight for part in parts),
            sum(part.shortest for part in parts),
            prod(part.readings for part in parts),
            max(part.depth for part in parts),
            max((part.anchor for part in parts), key=len),
            max((part.anchors for part in parts), key=_measure_anchors),
        )

    def choice(self, *parts: _Fragment) -> tuple[_Fragment, ...]:
        return parts

    def optional(self, choice: tuple[_Fragment, ...]) -> _Fragment:
        chosen = _choose(choice)
        return _Fragment(f"{chosen.regex}?", chosen.weight, 0, chosen.readings + 1, chosen.depth)

    def group(self, choice: tuple[_Fragment, ...] = ()) -> _Fragment:
        if len(choice) > 1:
            return _choose(choice)
        inner = choice[0] if choice else _Fragment("", 0, 0)
        return _Fragment(
            rf"\({inner.regex}\)",
            inner.weight + 2,
            inner.shortest + 2,
            inner.readings,
            inner.depth + 1,
            inner.anchor or "(",
            inner.anchors or ("(",),
        )


def _make_fragment(token: Token) -> _Fragment:
    if token.type == "LITERAL":
        return _make_literal(token)
    try:
        return _SLOTS[token[1:-1].strip()]
    except KeyError:
        known = " ".join(f"{{{name}}}" for name in _SLOTS)
        reason = f"there is no slot {token}; there are {known}"
        raise FormulaError(reason, token.start_pos or 0) from None


def _choose(parts: tuple[_Fragment, ...]) -> _Fragment:
    return _Fragment(
        f"(?:{'|'.join(part.regex for part in parts)})",
        max(part.weight for part in parts),
        min(part.shortest for part in parts),
        sum(part.readings for part in parts),
        max(part.depth for part in parts) + 1,
        anchors=_join_anchors(parts),
    )


def _join_anchors(parts: tuple[_Fragment, ...]) -> tuple[str, ...]:
    """Return the anchors of alternatives, if each has some and they are few."""
    if not all(part.anchors for part in parts):
        return ()
    joined = tuple(dict.fromkeys(anchor for part in parts for anchor in part.anchors))
    return joined if len(joined) <= _MOST_ANCHORS else ()


def _measure_anchors(anchors: tuple[str, ...]) -> tuple[int, int]:
    """Measure how much anchors tell: the shortest one's length, then how few they are."""
    return min(map(len, anchors), default=0), -len(anchors)


@cache
def _load() -> Lark:
    return load_parser("statement", transformer=_FragmentMaker(), lexer="basic")
