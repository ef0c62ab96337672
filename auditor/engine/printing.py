"""Print a corrected figure in the form of the one it replaces. Knows no finding."""

from decimal import Decimal

from auditor.amount import NumeralKind, parse_numeral
from auditor.amount.amount import format_number


def print_like(printed: str, right: Decimal, digit: Decimal) -> str:
    """Print a number as the figure it replaces is printed: decimals, grouping, blanks and all.

    `digit` is the last digit of its column, for a figure that prints none itself.
    """
    numeral = parse_numeral(printed)
    if numeral.kind is NumeralKind.AMOUNT:
        digit = numeral.digit
    text = format_number(right, digit, grouped=not printed or "," in printed or "，" in printed)
    text = text.replace(",", ", ") if ", " in printed else text
    return text.replace(".", ". ") if ". " in printed else text
