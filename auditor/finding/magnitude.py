"""How large a difference is, whatever unit it is printed in. Knows no tolerance and no rule."""

from decimal import Decimal
from typing import NamedTuple

from auditor.amount import NumeralKind, find_unit, parse_numeral
from auditor.finding.finding import Finding


class Magnitude(NamedTuple):
    """The size of a difference in the base unit of its dimension ("" for a plain number)."""

    size: Decimal
    dimension: str

    def covers(self, other: "Magnitude") -> bool:
        """Say whether another difference is of the same dimension and no larger."""
        return self.dimension == other.dimension and other.size <= self.size


def compute_magnitude(difference: str, unit: str) -> Magnitude | None:
    """Compute the size of a printed difference in a unit; None if it is no number.

    A unit that is no known one is a dimension of its own.
    """
    numeral = parse_numeral(difference)
    if numeral.kind is not NumeralKind.AMOUNT:
        return None
    word = unit or numeral.unit
    known = find_unit(word)
    if known is None:
        return Magnitude(abs(numeral.value), f"unit:{word}" if word else "")
    return Magnitude(abs(numeral.value) * known.factor, known.dimension)


def measure_finding(finding: Finding) -> Magnitude | None:
    """Compute the size of a finding's difference; None where it has none."""
    return compute_magnitude(finding.outcome.difference, finding.outcome.unit)
