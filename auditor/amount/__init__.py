"""Exact amounts: decimals with a unit and a last printed digit. Knows no document."""

from auditor.amount.amount import Amount
from auditor.amount.interval import Interval
from auditor.amount.numeral import Numeral, NumeralKind, parse_numeral
from auditor.amount.unit import PERCENT, YUAN, Unit, find_unit

__all__ = [
    "PERCENT",
    "YUAN",
    "Amount",
    "Interval",
    "Numeral",
    "NumeralKind",
    "Unit",
    "find_unit",
    "parse_numeral",
]
