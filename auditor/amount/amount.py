"""The amount: a decimal, its unit and its last printed digit. Never a float."""

from decimal import Decimal
from typing import NamedTuple

from auditor.amount.interval import Interval, around
from auditor.amount.unit import YUAN, Unit


class Amount(NamedTuple):
    """A value in a unit, printed down to `digit` (a power of ten in that unit; 0 is exact)."""

    value: Decimal
    unit: Unit = YUAN
    digit: Decimal = Decimal(0)

    def compute_base(self) -> Decimal:
        """Compute the value in the base unit of its dimension (money: 元)."""
        return self.value * self.unit.factor

    def compute_base_digit(self) -> Decimal:
        """Compute the last printed digit in the base unit."""
        return self.digit * self.unit.factor

    def compute_interval(self) -> Interval:
        """Compute what the figure may stand for: value ± half the last digit, in the base unit."""
        return around(self.compute_base(), self.compute_base_digit() / 2)


def format_number(value: Decimal, digit: Decimal = Decimal(0), *, grouped: bool = True) -> str:
    """Print a number with at least the decimals of `digit`, thousands grouped if asked."""
    exponent = value.normalize().as_tuple().exponent
    shown = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    wanted = digit.normalize().as_tuple().exponent if digit else 0
    least = -wanted if isinstance(wanted, int) and wanted < 0 else 0
    decimals = max(shown, least)
    return f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
