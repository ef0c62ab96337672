"""The money at stake in an outcome: how far a figure is from what it should be."""

from decimal import Decimal

from auditor.amount import NumeralKind, find_unit, parse_numeral
from auditor.finding import Finding, Outcome


def find_stake(outcome: Outcome) -> Decimal | None:
    """Find the difference in 元, never negative; None where no money differs."""
    numeral = parse_numeral(outcome.difference)
    if numeral.kind is not NumeralKind.AMOUNT:
        return None
    unit = find_unit(numeral.unit or outcome.unit)
    if unit is None or not unit.is_money():
        return None
    return abs(numeral.value) * unit.factor


def find_claimed_stake(finding: Finding) -> Decimal | None:
    """Find the difference in 元 that a finding claims; None for a hint and for what is waived."""
    if finding.waiver is not None or finding.severity == "info":
        return None
    return find_stake(finding.outcome)


def compute_rank(stake: Decimal | None) -> int:
    """Compute 0 to 100 from the money at stake in 元; more money never ranks lower.

    Ten points for each tenfold: 1 元 is 10, 1 万元 is 50, 10 亿元 and more is 100. Any money at
    all is at least 1, none is 0.
    """
    if not stake:
        return 0
    return int(min(max(10 + 10 * stake.log10(), Decimal(1)), Decimal(100)))
