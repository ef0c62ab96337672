"""Number formats of workbooks: a code such as `#,##0.00;[Red]-#,##0.00` into its sections.

Knows no value. Source: ECMA-376 part 1, 18.8.31 (numFmts).
"""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

# Order matters: what is quoted or escaped stands for itself, whatever it looks like.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<width>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<exponent>[Ee][+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|aaaa|aaa|e+(?![+-])|b+)|(?P<digits>[0#?]+)"
    r"|(?P<point>\.)|(?P<comma>,)|(?P<percent>[%％])|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^\-\]]*)(?:-.*)?", re.DOTALL)
_COLOURS = re.compile(
    r"red|black|blue|green|white|yellow|cyan|magenta|colou?r\s*\d+|[红黑蓝绿白黄]色?|蓝绿色|洋红",
    re.IGNORECASE,
)
_RED = re.compile(r"red|红色?", re.IGNORECASE)


class Part(NamedTuple):
    """One piece of a section: its kind, and its text."""

    kind: str
    text: str


class Section(NamedTuple):
    """What is written for the values that one section is for."""

    parts: tuple[Part, ...]
    condition: tuple[str, Decimal] | None = None
    is_red: bool = False

    def has(self, *kinds: str) -> bool:
        """Say whether the section has a piece of one of these kinds."""
        return any(part.kind in kinds for part in self.parts)


@lru_cache(maxsize=1024)
def parse_format(code: str) -> tuple[Section, ...]:
    """Return the sections of a number format, one to four."""
    return tuple(_parse_section(section) for section in _split_sections(code))


def _split_sections(code: str) -> list[str]:
    """Split at semicolons that are neither quoted nor escaped nor in brackets."""
    sections, start = [], 0
    for token in _TOKEN.finditer(code):
        if token.group("other") == ";":
            sections.append(code[start : token.start()])
            start = token.end()
    return [*sections, code[start:]][:4]


def _parse_section(code: str) -> Section:
    parts: list[Part] = []
    condition, is_red = None, False
    for token in _TOKEN.finditer(code):
        kind, text = token.lastgroup or "other", token.group(token.lastgroup or 0)
        if kind == "bracket":
            found = _CONDITION.fullmatch(text.strip())
            condition = (found[1], _parse_bound(found[2])) if found else condition
            is_red = is_red or _RED.fullmatch(text.strip()) is not None
            parts += _parse_bracket(text)
        elif kind in ("quoted", "escaped", "other"):
            parts.append(Part("literal", text))
        elif kind == "width":
            parts.append(Part("literal", " "))
        elif kind != "fill":
            parts.append(Part(kind, text))
    return Section(parts=tuple(parts), condition=condition, is_red=is_red)


def _parse_bound(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # digits of another script
        return Decimal(0)


def _parse_bracket(text: str) -> list[Part]:
    """Return what `[$¥-804]`, `[h]` or `[DBNum1]` write; colours and conditions write nothing."""
    if _ELAPSED.fullmatch(text):
        return [Part("elapsed", text.lower())]
    if text.lower().startswith("dbnum"):
        return [Part("chinese", text[-1:])]
    currency = _CURRENCY.fullmatch(text)
    if currency and currency[1]:
        return [Part("literal", currency[1])]
    return []
