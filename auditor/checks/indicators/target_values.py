"""Read a target value: sign, number, unit, and whether it is anything that can be measured."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from auditor.amount.numeral import fold

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
_SIGNS = {
    ">=": "≥",
    "≧": "≥",
    "⩾": "≥",
    "不低于": "≥",
    "不少于": "≥",
    "达到": "≥",
    "<=": "≤",
    "≦": "≤",
    "⩽": "≤",
    "不高于": "≤",
    "不超过": "≤",
}
_UNNAMED = ("", "万", "亿")
_OPEN = {"《": "》", "(": ")", "〔": "〕", "“": "”", "【": "】"}
_WIDE = re.compile(r"[^\x00-\xff]")


class Target(NamedTuple):
    """A target value as read; `number` is None where it is words, a date or several numbers.

    `is_bare` says that nothing stands behind the number, or only 万 or 亿 of what is not said;
    `is_compound` that its unit is a rate of its own such as 元/人/月.
    """

    sign: str
    number: Decimal | None
    unit: str
    is_bare: bool
    is_compound: bool


_WORDS = Target("", None, "", is_bare=False, is_compound=False)


@lru_cache(maxsize=4096)  # every demand on units reads the same values
def read_target(value: str, units: tuple[str, ...]) -> Target:
    """Read a target value; `units` are the known unit words, the longest first."""
    text = fold(value)
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1:
        return _WORDS
    found = numbers[0]
    before, after = text[: found.start()], text[found.end() :].lstrip("(")
    if before and _read_sign(before) == "?":
        return _WORDS
    unit = next((word for word in units if after.startswith(word)), "")
    if unit == "年" and len(found.group()) == 4:
        return _WORDS
    return Target(
        sign=_read_sign(before),
        number=Decimal(found.group().replace(",", "")),
        unit=unit,
        is_bare=after in _UNNAMED,
        is_compound="/" in after or "每" in after,
    )


def _read_sign(text: str) -> str:
    """Return the sign before a number, "" if there is none, "?" if it is other words."""
    plain = _SIGNS.get(text, text)
    return plain if plain in ("", "≥", "≤", ">", "<", "=", "≈", "约", "-") else "?"


def is_cut_open(text: str) -> bool:
    """Say whether a text ends within a bracket or a quotation that it opened."""
    folded = fold(text)
    return any(folded.count(opened) > folded.count(closed) for opened, closed in _OPEN.items())


def measure_width(text: str) -> int:
    """Return how wide a text is printed: Chinese characters take two places."""
    return len(text) + len(_WIDE.findall(text))


def has_digit(text: str) -> bool:
    """Say whether a text holds any figure."""
    return any(sign.isdigit() for sign in text) or "百分之" in text
