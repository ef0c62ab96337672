"""Read one printed number. Knows the ways numbers are written, not what they count."""

import re
import unicodedata
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

_NIL = frozenset({"", "-", "—", "——", "–", "―", "－", "─", "──", "────", "/", "--", "---", "…"})
_WELL_FORMED = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_NUMBER_LIKE = re.compile(r"[+-]?[\d,.]*\d[\d,.]*")
_UNIT_AFTER = re.compile(r"(百万元|千万元|万元|千元|百元|亿元|元|万|亿|%)$")
# What a spreadsheet shows where it failed to compute, and a formula that was never computed.
_NEVER_COMPUTED = re.compile(
    r"#(?:REF!|VALUE!|DIV/0!|NAME\?|N/A|NUM!|NULL!|SPILL!|CALC!|FIELD!|#{2,})|=[A-Za-z('$+\-\d\[@].*"
)
_LETTERS_FOR_DIGITS = re.compile(r"(?=.*\d)[\dOolISB,.]+")
_LONGEST = 240
_GROUP = 3
_LEAST_GROUPS = 3


class NumeralKind(Enum):
    """What a piece of text is, read as a number."""

    AMOUNT = "amount"
    NIL = "nil"
    MALFORMED = "malformed"
    WORDS = "words"


class Numeral(NamedTuple):
    """A number as printed: its value, last printed digit, and unit word ("" if none)."""

    kind: NumeralKind
    value: Decimal = Decimal(0)
    digit: Decimal = Decimal(0)
    unit: str = ""


_NIL_NUMERAL = Numeral(NumeralKind.NIL)
_WORDS_NUMERAL = Numeral(NumeralKind.WORDS)
_MALFORMED_NUMERAL = Numeral(NumeralKind.MALFORMED)


def fold(text: str) -> str:
    """Fold full-width forms to half-width and drop every blank."""
    if text.isascii():
        return text if text.isprintable() and " " not in text else "".join(text.split())
    return "".join(unicodedata.normalize("NFKC", text.replace("￥", "").replace("¥", "")).split())


def parse_numeral(text: str) -> Numeral:
    """Read a cell's or a token's text as a number.

    Blanks inside, full-width forms, ￥, a unit word behind, accounting brackets and signs are
    understood. `-`, `—` and blank are nil. Text with digits and separators that does not make
    a number (`10,754,11`) is malformed, and so are `#REF!` and a formula; all else is words.
    """
    if not text:
        return _NIL_NUMERAL
    if is_never_computed(text):
        return _MALFORMED_NUMERAL
    if len(text) > _LONGEST:
        return _WORDS_NUMERAL
    return _parse_short(text)


def is_never_computed(text: str) -> bool:
    """Say whether a text is a spreadsheet's error, or a formula in the place of its result."""
    return text[:1] in ("#", "=") and _NEVER_COMPUTED.fullmatch(text.strip()) is not None


@lru_cache(maxsize=8192)  # the same figure is printed in many tables of a budget
def _parse_short(text: str) -> Numeral:
    folded = fold(text).replace("−", "-").replace("﹣", "-").replace("，", ",")
    if folded in _NIL:
        return _NIL_NUMERAL
    unit = ""
    found = _UNIT_AFTER.search(folded)
    if found:
        unit, folded = found.group(), folded[: found.start()]
    negative = folded.startswith("(") and folded.endswith(")")
    body = folded[1:-1] if negative else folded
    if _WELL_FORMED.fullmatch(body):
        return _read_well_formed(body, unit, negative=negative)
    if _NUMBER_LIKE.fullmatch(body) or _LETTERS_FOR_DIGITS.fullmatch(body):
        return _MALFORMED_NUMERAL
    return _WORDS_NUMERAL


def _read_well_formed(body: str, unit: str, *, negative: bool) -> Numeral:
    plain = body.replace(",", "")
    value = Decimal(plain)
    decimals = len(plain.partition(".")[2])
    digit = Decimal(1).scaleb(-decimals)
    return Numeral(NumeralKind.AMOUNT, -value if negative else value, digit, unit)


def suggest_spelling(text: str) -> str:
    """Suggest the one well-formed spelling of a number with broken separators, or ""."""
    groups = re.split(r"[,，.．]", "".join(text.split()))
    if len(groups) < _LEAST_GROUPS or not all(groups):
        return ""
    whole, last = groups[:-1], groups[-1]
    regular = len(whole[0]) <= _GROUP and all(len(group) == _GROUP for group in whole[1:])
    if not regular or len(last) >= _GROUP:
        return ""
    return ",".join(whole) + "." + last
