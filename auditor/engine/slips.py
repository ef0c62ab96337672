"""How a wrong figure may have come about: ranks the slips that would print the wrong text."""

from decimal import Decimal
from enum import IntEnum

from auditor.finding import Bilingual


class Slip(IntEnum):
    """Kinds of slip, the likeliest first: ranks are compared."""

    UNIT_WORD = 0
    SIGN = 1
    SCALE = 2
    DIGIT = 3
    BLANK = 4
    UNEXPLAINED = 5
    NEGATIVE = 9


WORDS = {
    Slip.UNIT_WORD: Bilingual(
        "疑为计量单位用错（相差一万倍）", "the unit word looks wrong (a factor of 10,000)"
    ),
    Slip.SIGN: Bilingual("疑为正负号写反", "the sign looks turned"),
    Slip.SCALE: Bilingual(
        "疑为小数点或位数错误", "the decimal point or the number of zeros looks wrong"
    ),
    Slip.DIGIT: Bilingual("疑为个别数字录错", "a digit looks mistyped, dropped, added or swapped"),
    Slip.BLANK: Bilingual("疑为漏填", "the figure looks left out"),
    Slip.UNEXPLAINED: Bilingual("", ""),
    Slip.NEGATIVE: Bilingual("", ""),
}
_MYRIAD = Decimal(10_000)
_SCALES = tuple(Decimal(10) ** power for power in (1, 2, 3, 5, 6))


def find_slip(printed: Decimal, right: Decimal, text: str) -> Slip:
    """Find the slip that prints `printed` (as `text`, "" if blank) where `right` is meant."""
    if right < 0 <= printed:
        return Slip.NEGATIVE
    if not text or not any(character.isdigit() for character in text):
        return Slip.BLANK
    if right and printed in (right * _MYRIAD, right / _MYRIAD):
        return Slip.UNIT_WORD
    if printed and printed == -right:
        return Slip.SIGN
    if right and any(printed in (right * scale, right / scale) for scale in _SCALES):
        return Slip.SCALE
    if _is_one_edit(_list_digits(printed), _list_digits(right)):
        return Slip.DIGIT
    return Slip.UNEXPLAINED


def _list_digits(value: Decimal) -> str:
    return "".join(character for character in f"{abs(value):f}" if character.isdigit())


def _is_one_edit(first: str, second: str) -> bool:
    """Say whether one digit typed, dropped, added, or two neighbours swapped, tells them apart."""
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
