"""Interval arithmetic: what a printed figure may stand for. Knows no units and no documents.

Source: XBRL Calculations 1.1, which judges sums of rounded figures by whether intervals meet.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both ends included. Raises ValueError if low > high."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            message = f"an interval from {self.low} to {self.high} is empty"
            raise ValueError(message)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def scale(self, factor: Decimal) -> "Interval":
        """Multiply both ends by a factor of either sign."""
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def meets(self, other: "Interval") -> bool:
        """Say whether the two share a value."""
        return self.low <= other.high and other.low <= self.high

    def contains(self, value: Decimal) -> bool:
        """Say whether a value lies within."""
        return self.low <= value <= self.high


def around(value: Decimal, radius: Decimal) -> Interval:
    """Return the interval of all values at most `radius` (not negative) away."""
    return Interval(value - radius, value + radius)
