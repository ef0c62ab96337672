"""Numbers as printed, units, intervals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import decimals

from auditor.amount import Amount, Interval, NumeralKind, find_unit, parse_numeral
from auditor.amount.amount import format_number
from auditor.amount.interval import around
from auditor.amount.numeral import suggest_spelling


@pytest.mark.parametrize(
    ("text", "value", "digit"),
    [
        ("0", "0", "1"),
        ("1,234.50", "1234.50", "0.01"),
        ("2, 082, 935, 857. 58", "2082935857.58", "0.01"),
        ("１，２３４．５", "1234.5", "0.1"),
        ("-12.0", "-12.0", "0.1"),
        ("(12.0)", "-12.0", "0.1"),
        ("￥1,000.00", "1000.00", "0.01"),
        ("\u00a012 ", "12", "1"),
    ],
)
def test_amounts_are_read_exactly(text: str, value: str, digit: str) -> None:
    """Blanks, full-width forms, signs and brackets are understood."""
    numeral = parse_numeral(text)

    assert numeral.kind is NumeralKind.AMOUNT
    assert (numeral.value, numeral.digit) == (Decimal(value), Decimal(digit))


@pytest.mark.parametrize("text", ["", " ", "-", "—", "——", "－", "\u3000"])
def test_marks_of_nothing_are_nil(text: str) -> None:
    """Blank and dashes are nil, not zero and not words."""
    assert parse_numeral(text).kind is NumeralKind.NIL


@pytest.mark.parametrize(
    "text", ["10,754,11", "4.820.58", "1,100,00", "1,23,456.00", "12,345,6", "1OO.00"]
)
def test_broken_separators_are_malformed(text: str) -> None:
    """Digits that make no number are said to be malformed, never guessed."""
    assert parse_numeral(text).kind is NumeralKind.MALFORMED


@pytest.mark.parametrize("text", ["合计", "见附件", "20 执法", ", ,", "≥90%"])
def test_words_are_words(text: str) -> None:
    """Text with words is no number."""
    assert parse_numeral(text).kind is NumeralKind.WORDS


@given(value=decimals, grouped=st.booleans())
def test_printed_amounts_read_back(value: Decimal, *, grouped: bool) -> None:
    """What is printed with two decimals reads back as the same value and digit."""
    numeral = parse_numeral(format_number(value, Decimal("0.01"), grouped=grouped))

    assert (numeral.value, numeral.digit) == (value, Decimal("0.01"))


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("10,754,11", "10,754.11"),
        ("4.820.58", "4,820.58"),
        ("1,23,456", ""),
        ("12.5", ""),
        ("1,2,3", ""),
    ],
)
def test_only_a_unique_spelling_is_suggested(text: str, suggestion: str) -> None:
    """A number is respelled only where its groups leave one reading."""
    assert suggest_spelling(text) == suggestion


def test_units_convert_within_their_dimension() -> None:
    """万元 and 元 compare, 元 and % do not."""
    yuan, wan, percent = find_unit("元"), find_unit("万元"), find_unit("%")

    assert yuan
    assert wan
    assert percent
    assert wan.is_convertible(yuan)
    assert not wan.is_convertible(percent)
    assert Amount(Decimal("1.36"), wan).compute_base() == Decimal(13600)
    assert find_unit("斗") is None


intervals = st.tuples(decimals, decimals).map(lambda pair: Interval(min(pair), max(pair)))


@given(intervals, intervals, intervals)
def test_addition_is_associative_and_commutative(a: Interval, b: Interval, c: Interval) -> None:
    """Intervals add like their ends."""
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)


@given(intervals, intervals, decimals, decimals)
def test_results_hold_the_results_of_their_values(
    a: Interval, b: Interval, p: Decimal, q: Decimal
) -> None:
    """Whatever lies within the operands, its sum and difference lie within the result."""
    x, y = max(a.low, min(a.high, p)), max(b.low, min(b.high, q))

    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (-a).contains(-x)


@given(intervals, intervals)
def test_meeting_is_symmetric_and_means_a_shared_value(a: Interval, b: Interval) -> None:
    """Two intervals meet exactly if the greater low end lies within both."""
    assert a.meets(b) == b.meets(a)
    assert a.meets(b) == (a.contains(max(a.low, b.low)) and b.contains(max(a.low, b.low)))


@given(decimals, decimals.map(abs))
def test_scaling_keeps_order(value: Decimal, radius: Decimal) -> None:
    """A negative factor turns the interval around and leaves it an interval."""
    turned = around(value, radius).scale(Decimal(-2))

    assert turned.low <= turned.high
    assert turned.contains(-2 * value)


def test_an_empty_interval_is_refused() -> None:
    """The low end may not lie above the high end."""
    with pytest.raises(ValueError, match="empty"):
        Interval(Decimal(1), Decimal(0))


def test_an_amount_stands_for_half_its_last_digit() -> None:
    """5299.81 万元 may be anything within 50 元."""
    wan = find_unit("万元")

    assert wan
    interval = Amount(Decimal("5299.81"), wan, Decimal("0.01")).compute_interval()

    assert interval == Interval(Decimal(52998050), Decimal(52998150))
