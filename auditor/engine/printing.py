"""Print a corrected figure in the form of the one it replaces. Knows no cause."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from auditor.amount import NumeralKind, parse_numeral
from auditor.amount.amount import format_number
from auditor.engine.printed_figures import find_usual_decimals
from auditor.engine.slips import Slip, is_one_edit
from auditor.finding import Operand

_GROUP = 1000
_WIDE = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_OTHER_UNIT = {"万元": "元", "元": "万元", "亿元": "万元", "万": "元"}


def print_like(operand: Operand, right: Decimal, like: Sequence[str], slip: Slip) -> str:
    """Print the right value as the figure is printed: decimals, grouping, blanks and all.

    `like` are the other figures of its kind, for what the figure itself does not show. "" where
    the words beside the figure would have to change too.
    """
    if slip is Slip.UNIT_WORD:
        return _change_unit(operand, right)
    if slip is Slip.SIGN:
        return _turn_sign(operand)
    if operand.value < 0 and not _has_sign(operand.text):  # the word says that it fell
        if right > 0:
            return ""
        right = abs(right)
    return print_number(operand.text, right, operand.digit, like)


def print_number(printed: str, right: Decimal, digit: Decimal, like: Sequence[str] = ()) -> str:
    """Print a number in the form of a printed one; `digit` is the last one of its column."""
    grouped = _is_grouped(printed, like)
    digits = _list_digits(printed, digit, like)
    texts = [format_number(right, one, grouped=grouped) for one in digits]
    text = next((text for text in texts if _is_near(text, printed)), texts[0])
    if _is_usual(", ", printed, like):
        text = text.replace(",", ", ")
    if _is_usual(". ", printed, like):
        text = text.replace(".", ". ")
    return text.translate(_WIDE) if is_wide(printed) else text


def is_wide(text: str) -> bool:
    """Say whether a figure is printed in full-width digits."""
    return not _WIDE_DIGITS.isdisjoint(text)


def _change_unit(operand: Operand, right: Decimal) -> str:
    """Print the number as it stands, with the other unit word; "" where its unit is not beside."""
    number = operand.text.removesuffix(operand.unit)
    other = _OTHER_UNIT.get(operand.unit, "")
    if number == operand.text or not other or not right:
        return ""
    is_larger = abs(right) > abs(operand.value)
    return f"{number}{other}" if is_larger == (other == "万元") else ""


def _turn_sign(operand: Operand) -> str:
    """Print the number as it stands without its sign; "" where it bears none."""
    number = operand.text.removesuffix(operand.unit).strip()
    return number[1:].strip() if number.startswith(("-", "−", "－")) else ""


def _has_sign(text: str) -> bool:
    return text.lstrip().startswith(("-", "−", "(", "（", "－", "+"))


def _list_digits(printed: str, digit: Decimal, like: Sequence[str]) -> list[Decimal]:
    """List the last digits that may be printed: that of nearly all like figures, the figure's."""
    usual = find_usual_decimals(like)
    numeral = parse_numeral(printed)
    own = numeral.digit if numeral.kind is NumeralKind.AMOUNT else digit
    return [own] if usual is None else [Decimal(1).scaleb(-usual), own]


def _is_near(text: str, printed: str) -> bool:
    """Say whether one digit tells two texts apart."""
    first, second = (
        "".join(sign for sign in one if sign.isdigit() or sign == ".") for one in (text, printed)
    )
    return is_one_edit(first, second)


def _is_grouped(printed: str, like: Sequence[str]) -> bool:
    if _has_comma(printed):
        return True
    numeral = parse_numeral(printed)
    is_large = numeral.kind is NumeralKind.AMOUNT and abs(numeral.value) >= _GROUP
    large = [text for text in like if _is_large(text)]
    if is_large or not large:
        return not printed
    return sum(_has_comma(text) for text in large) * 2 > len(large)


def _is_large(text: str) -> bool:
    numeral = parse_numeral(text)
    return numeral.kind is NumeralKind.AMOUNT and abs(numeral.value) >= _GROUP


def _has_comma(text: str) -> bool:
    return "," in text or "，" in text


def _is_usual(mark: str, printed: str, like: Iterable[str]) -> bool:
    """Say whether a separator is printed with a blank: in the figure, else in those like it."""
    if mark[0] in printed:
        return mark in printed
    known = [text for text in like if mark[0] in text]
    return bool(known) and sum(mark in text for text in known) * 2 > len(known)
