"""Sums that the structure of a table proposes, and how well the figures confirm them.

A sum confirms only if it could have failed: at least two of its parts are not zero. Knows no
header and no label: whoever proposes has read those.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from auditor.checks.comparison import Part
from auditor.checks.nested_lists import is_slip
from auditor.finding import Bilingual

if TYPE_CHECKING:
    from auditor.checks.rates import Rate

_HALF = Decimal("0.5")
_LEAST_SHARE = Decimal("0.7")
_LEAST_CONFIRMED = 3
_LEAST_PARTS = 2
_LEAST_DIGITS = 1000  # a whole of four digits at the least
_FEN = Decimal("0.01")  # what is printed finer counts as exact

Sum = tuple[Part, ...]


class Tally(NamedTuple):
    """How many sums confirm a relation, hold only trivially (one part), and fail."""

    confirmed: int = 0
    trivial: int = 0
    failed: int = 0

    def add(self, other: "Tally") -> "Tally":
        """Return both tallies together."""
        return Tally(*(mine + yours for mine, yours in zip(self, other, strict=True)))

    @property
    def share(self) -> Decimal:
        """The share of sums that hold among those that could fail."""
        count = self.confirmed + self.failed
        return Decimal(self.confirmed) / count if count else Decimal(0)

    def is_confirmed(self) -> bool:
        """Say whether the figures confirm the relation.

        Where nothing fails one sum is enough, as then nothing is contradicted.
        """
        if not self.failed:
            return self.confirmed > 0
        return self.confirmed >= _LEAST_CONFIRMED and self.share >= _LEAST_SHARE


class Relation(NamedTuple):
    """Sums that rest on one reading of a table; `words` say what the reading is.

    `kind` is that of the rule it belongs to; `table` is the place of its table in the budget;
    `reading` names the way in which the table is read, the same in all tables. In a
    table whose own words or codes say the relation, `most_failed` sums may break it where the
    other tables of the document confirm the reading; 0 elsewhere. `rates` are percentages, which
    no sum can tell.
    """

    kind: str
    table: int
    words: Bilingual
    sums: tuple[Sum, ...]
    tally: Tally
    reading: str = ""
    most_failed: int = 0
    rates: tuple["Rate", ...] = ()


def tally_sums(sums: Iterable[Sum]) -> Tally:
    """Judge sums roughly, by the interval that their figures may stand for."""
    confirmed = trivial = failed = 0
    for parts in sums:
        verdict = is_sum_held(parts)
        if verdict is None:
            continue
        if not verdict:
            failed += 1
        elif _has_parts(parts):
            confirmed += 1
        else:
            trivial += 1
    return Tally(confirmed, trivial, failed)


def is_sum_held(parts: Sequence[Part]) -> bool | None:
    """Say whether a sum comes out; None if all of it is zero or a figure cannot be read."""
    difference = slack = Decimal(0)
    is_filled = False
    coarsest = Decimal(0)
    for weight, quantity, _ in parts:
        if not quantity.is_readable:
            return None
        if quantity.is_nil or not quantity.base:
            continue
        is_filled = True
        difference += weight * quantity.base
        slack += abs(weight) * quantity.digit * _HALF
        coarsest = max(coarsest, quantity.digit)
    return abs(difference) <= max(slack, coarsest) if is_filled else None


def fails_by_one_digit(sums: Iterable[Sum]) -> bool:
    """Say whether the only sum that fails would hold but for one digit.

    Of a total with so many digits, so near a miss is no chance: what adds up is told by it.
    """
    failed = [parts for parts in sums if is_sum_held(parts) is False]
    if len(failed) != 1:
        return False
    parts = failed[0]
    filled = [part for part in parts if part.quantity.base]
    digit = max(_FEN, min((part.quantity.digit for part in filled), default=_FEN))
    whole = abs(parts[0].quantity.base)
    if len(filled) <= _LEAST_PARTS or whole < _LEAST_DIGITS * digit:
        return False
    return is_slip(sum((weight * quantity.base for weight, quantity, _ in filled), Decimal(0)))


def _has_parts(parts: Sequence[Part]) -> bool:
    filled = sum(1 for part in parts[1:] if part.quantity.base)
    return filled >= _LEAST_PARTS and bool(parts[0].quantity.base)
