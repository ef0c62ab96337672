"""How a wrong figure may have come about: ranks the slips that would print the wrong text."""

import re
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from auditor.finding import Bilingual


class Slip(IntEnum):
    """Kinds of slip, the likeliest first: ranks are compared and added up."""

    UNIT_WORD = 0
    SIGN = 1
    SHIFTED = 2
    DIGIT = 3
    SCALE = 4
    LAST_YEAR = 5
    BLANK = 6
    UNEXPLAINED = 8
    WORDS = 12
    NEGATIVE = 30


WORDS = {
    Slip.UNIT_WORD: Bilingual(
        "疑为计量单位用错（相差一万倍）", "the unit word looks wrong (a factor of 10,000)"
    ),
    Slip.SIGN: Bilingual("疑为正负号写反", "the sign looks turned"),
    Slip.SHIFTED: Bilingual(
        "疑为与另一格的数字互换或错位", "looks swapped with another cell, or shifted from it"
    ),
    Slip.SCALE: Bilingual(
        "疑为小数点或位数错误", "the decimal point or the number of zeros looks wrong"
    ),
    Slip.DIGIT: Bilingual("疑为个别数字录错", "a digit looks mistyped, dropped, added or swapped"),
    Slip.LAST_YEAR: Bilingual("疑为误填上年数", "looks like the figure of the year before"),
    Slip.BLANK: Bilingual("疑为漏填", "the figure looks left out"),
    Slip.UNEXPLAINED: Bilingual("", ""),
    Slip.WORDS: Bilingual("", ""),
    Slip.NEGATIVE: Bilingual("", ""),
}
ROW_LEFT_OUT = Bilingual("疑为漏列这一行", "the row looks left out")
_YEAR = re.compile(r"\d{4}年")
_MYRIAD = Decimal(10_000)
_SCALES = tuple(Decimal(10) ** power for power in (1, 2, 3, 5, 6))


class Misprint(NamedTuple):
    """A figure as printed (`text` is "" if blank), and what is known of it.

    `digit` is its last printed digit, `change` by how much it is said to have changed since
    the year before, 0 if nothing is said.
    """

    value: Decimal
    text: str
    digit: Decimal = Decimal(0)
    change: Decimal = Decimal(0)


def find_slip(printed: Misprint, right: Decimal) -> Slip:
    """Find the slip that prints a figure where `right` is meant.

    Words that stand for a figure (持平) are nobody's slip of the pen.
    """
    value = printed.value
    if right < 0 <= value and value != -right:
        return Slip.NEGATIVE
    text = printed.text
    if "年" in text:  # 与2024年预算持平 prints a year, but no figure
        text = _YEAR.sub("", text)
    if not any(character.isdigit() for character in text):
        return Slip.WORDS if any(map(str.isalpha, printed.text)) else Slip.BLANK
    if _is_other_unit(printed, right):
        return Slip.UNIT_WORD
    if value and value == -right:
        return Slip.SIGN if value < 0 else Slip.NEGATIVE
    if right and any(value in (right * scale, right / scale) for scale in _SCALES):
        return Slip.SCALE
    if are_one_edit_apart(value, right):
        return Slip.DIGIT
    if printed.change and value == right - printed.change:
        return Slip.LAST_YEAR
    return Slip.UNEXPLAINED


def are_one_edit_apart(printed: Decimal, right: Decimal) -> bool:
    """Say whether one digit typed, dropped, added, or two swapped, tells two numbers apart."""
    first, second = printed.normalize(), right.normalize()
    if is_one_edit(_list_digits(first), _list_digits(second)):
        return True
    decimals = max(_count_decimals(first), _count_decimals(second))
    return is_one_edit(f"{abs(first):.{decimals}f}", f"{abs(second):.{decimals}f}")


def _is_other_unit(printed: Misprint, right: Decimal) -> bool:
    """Say whether another unit word would make the figure right, within its last digit."""
    if not right or not printed.value:
        return False
    for factor in (_MYRIAD, 1 / _MYRIAD):
        if abs(printed.value * factor - right) <= printed.digit * factor / 2:
            return True
    return False


def _count_decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _list_digits(value: Decimal) -> str:
    return "".join(character for character in f"{abs(value):f}" if character.isdigit())


def is_one_edit(first: str, second: str) -> bool:
    """Say whether one sign typed, dropped, added, or two swapped, tells two texts apart."""
    if len(first) == len(second):
        different = [i for i in range(len(first)) if first[i] != second[i]]
        if len(different) == 1:
            return True
        return (
            len(different) == 2
            and different[1] == different[0] + 1
            and first[different[0]] == second[different[1]]
            and first[different[1]] == second[different[0]]
        )
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
