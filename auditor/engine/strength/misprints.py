"""How a figure may be misprinted: a digit, the sign, a factor of ten, the unit word, the year.

Knows no document. What is drawn depends on the given generator alone.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from auditor.amount import NumeralKind, parse_numeral
from auditor.engine.printing import print_number

REPLACED, DROPPED, ADDED, SWAPPED = (
    "digit-replaced",
    "digit-dropped",
    "digit-added",
    "digits-swapped",
)
SIGN, SCALE, UNIT, OTHER_YEAR = "sign", "ten-times", "unit-word", "year"
ROW, CELLS = "row-dropped", "cells-swapped"
SLIP_KINDS = (REPLACED, DROPPED, SWAPPED, ADDED, SIGN, SCALE, UNIT, OTHER_YEAR, ROW, CELLS)
# How often people mistype, drop, swap and add a digit when they copy figures.
_SHARES = {REPLACED: 74, DROPPED: 10, SWAPPED: 9, ADDED: 7}
_TEN = Decimal(10)
_TRIES = 20
_OTHER_UNIT = {"万元": "元", "元": "万元", "亿元": "万元"}
_YEAR_STEPS = (-2, -1, 1)


def misprint_digit(text: str, random: Random) -> tuple[str, str] | None:
    """Misprint one digit; return the kind of slip and the text, None if that cannot be."""
    kind = random.choices(list(_SHARES), weights=list(_SHARES.values()))[0]
    for wanted in (kind, REPLACED):
        for _ in range(_TRIES):
            printed = _EDITS[wanted](text, random)
            if _is_other_number(text, printed):
                return wanted, printed
    return None


def misprint_sign(text: str) -> str | None:
    """Turn the sign of a figure that is not 0."""
    numeral = parse_numeral(text)
    if numeral.kind is not NumeralKind.AMOUNT or not numeral.value:
        return None
    return text.removeprefix("-") if text.startswith("-") else f"-{text}"


def misprint_scale(text: str) -> str | None:
    """Print ten times a figure that is not 0, in its form."""
    numeral = parse_numeral(text)
    if numeral.kind is not NumeralKind.AMOUNT or not numeral.value:
        return None
    return print_number(text, numeral.value * _TEN, numeral.digit)


def find_other_unit(text: str, unit: str) -> str | None:
    """Find the unit word that is confused with the one behind a figure that is not 0."""
    numeral = parse_numeral(text)
    if numeral.kind is not NumeralKind.AMOUNT or not numeral.value:
        return None
    return _OTHER_UNIT.get(unit)


def misprint_year(text: str, random: Random) -> str:
    """Print a year near the one that is meant."""
    return str(int(text) + random.choice(_YEAR_STEPS))


def _list_digits(text: str) -> list[int]:
    return [index for index, sign in enumerate(text) if sign.isdigit()]


def _replace(text: str, random: Random) -> str:
    at = random.choice(_list_digits(text))
    return text[:at] + random.choice("0123456789") + text[at + 1 :]


def _drop(text: str, random: Random) -> str:
    at = random.choice(_list_digits(text))
    return text[:at] + text[at + 1 :]


def _add(text: str, random: Random) -> str:
    at = random.choice(_list_digits(text))
    return text[:at] + random.choice("0123456789") + text[at:]


def _swap(text: str, random: Random) -> str:
    places = _list_digits(text)
    if len(places) < 2:
        return text
    at = random.randrange(len(places) - 1)
    signs = list(text)
    first, second = places[at], places[at + 1]
    signs[first], signs[second] = signs[second], signs[first]
    return "".join(signs)


_EDITS: dict[str, Callable[[str, Random], str]] = {
    REPLACED: _replace,
    DROPPED: _drop,
    ADDED: _add,
    SWAPPED: _swap,
}


def _is_other_number(text: str, printed: str) -> bool:
    """Say whether a figure was printed, and another one; a malformed one is one too."""
    before, after = parse_numeral(text), parse_numeral(printed)
    if after.kind in (NumeralKind.NIL, NumeralKind.WORDS):
        return False
    return after.kind is NumeralKind.MALFORMED or after.value != before.value
