"""Settle what a figure must have been where rounding leaves several values open.

A cell in 元 that only a sentence in 万元 restates may be off by 50 元: of the values in that
room the one that a slip turns into the printed text is meant. Knows no cause.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import NumeralKind, parse_numeral

_FACTORS = tuple(
    Decimal(factor) for factor in ("-1", "10", "0.1", "100", "0.01", "10000", "0.0001")
)


_FORCED = 2  # a stated figure may be cut off, or forced to make a sum: a whole last digit

_CLEAR = 4  # a value within the rounding itself may as well be 0


class Row(NamedTuple):
    """What an equality asks of one figure: by how much weight · change may miss `wanted`."""

    weight: Decimal
    wanted: Decimal
    slack: Decimal


class Settled(NamedTuple):
    """The change of a figure; `is_vague` says that other values would do as well."""

    change: Decimal
    is_vague: bool = False


def settle_change(
    rows: Sequence[Row], text: str, change: Decimal, digit: Decimal, value: Decimal
) -> Settled:
    """Settle the change of a figure printed as `text`, to its last digit `digit`."""
    room = min((row.slack / abs(row.weight) for row in rows), default=Decimal(0))
    if not room or not digit:
        return Settled(change)
    whole = [value * factor - value for factor in _FACTORS if value]
    far = [other for other in whole if abs(value + other) > _CLEAR * room]
    forced = [other for other in far if _fits(rows, other, _FORCED)]
    if len(forced) == 1:
        return Settled(forced[0])
    if 2 * room <= digit:
        return Settled(change)
    fitting = {right - value for right in _list_meant(text, value) if _fits(rows, right - value)}
    if len(fitting) == 1:
        return Settled(fitting.pop())
    return Settled(change, is_vague=True)


def _fits(rows: Sequence[Row], change: Decimal, room: int = 1) -> bool:
    return all(abs(row.weight * change - row.wanted) <= room * row.slack for row in rows)


def _list_meant(text: str, value: Decimal) -> Iterator[Decimal]:
    """Yield the values that one slip turns into the printed text."""
    if not value:
        return
    sign = -1 if value < 0 else 1
    for edited in _edit_digits(text):
        numeral = parse_numeral(edited)
        if numeral.kind is NumeralKind.AMOUNT:
            yield sign * abs(numeral.value)


def _edit_digits(text: str) -> Iterator[str]:
    """Yield the plain number with one digit replaced, put in, taken out, or two swapped."""
    plain = "".join(sign for sign in text if sign.isdigit() or sign == ".")
    for at, sign in enumerate(plain):
        if not sign.isdigit():
            continue
        for other in "0123456789":
            yield plain[:at] + other + plain[at + 1 :]
            yield plain[:at] + other + plain[at:]
            yield plain[: at + 1] + other + plain[at + 1 :]
        yield plain[:at] + plain[at + 1 :]
        if plain[at + 1 : at + 2].isdigit():
            yield plain[:at] + plain[at + 1] + sign + plain[at + 2 :]
