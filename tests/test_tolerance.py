"""The tolerance model: bands, their edges, and the laws they obey."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.amount import PERCENT, YUAN, Interval, find_unit
from auditor.checks.tolerance import (
    Bands,
    Rounding,
    compute_bands,
    compute_rounding_digit,
    judge_difference,
)
from auditor.errors import RuleError
from auditor.finding import Verdict
from auditor.rule import Tolerance
from auditor.rule.formula import Relation

WAN = find_unit("万元") or YUAN
AUTO = Tolerance()
ONE, TEN_THOUSAND = Decimal(1), Decimal(10_000)

digits = st.sampled_from([Decimal(10) ** power for power in range(-1, 7)])
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def _same_unit(digit: Decimal, count: int) -> Bands:
    return compute_bands([Rounding(TEN_THOUSAND, digit)] * count, AUTO, WAN)


def _is_loose(left: Verdict, right: Verdict) -> bool:
    order = [Verdict.PASS, Verdict.REVIEW, Verdict.FAIL]
    return order.index(left) <= order.index(right)


@pytest.mark.parametrize(
    ("word", "digit", "rounded"),
    [
        ("元", "0.01", "0"),
        ("元", "1", "1"),
        ("万元", "100", "100"),
        ("万元", "0.01", "0"),
        ("人", "1", "0"),
        ("%", "0.01", "0.01"),
    ],
)
def test_what_is_rounded(word: str, digit: str, rounded: str) -> None:
    """Money to 分 and counts are exact; coarser money and percentages are rounded."""
    unit = find_unit(word)

    assert unit is not None
    assert compute_rounding_digit(unit, Decimal(digit)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("parts", "silent", "review"), [(1, 100, 100), (2, 100, 150), (3, 100, 200), (9, 100, 500)]
)
def test_one_unit(parts: int, silent: int, review: int) -> None:
    """One last digit passes; (n+1)·u/2 is for review, for n parts and their total."""
    bands = _same_unit(Decimal(100), parts + 1)

    assert bands == Bands(Decimal(silent), Decimal(review), is_rounding=True)


def test_exact_figures_widen_nothing() -> None:
    """A printed 0 and a nil count for nothing."""
    exact = Rounding(TEN_THOUSAND, Decimal(0))

    bands = compute_bands([Rounding(TEN_THOUSAND, Decimal(100))] * 2 + [exact] * 5, AUTO, WAN)

    assert bands.review == Decimal(100)


def test_several_units() -> None:
    """Half the last digit of each coarser figure is silent, the whole one for review."""
    fine, coarse = Rounding(ONE, Decimal(1)), Rounding(TEN_THOUSAND, Decimal(100))

    assert compute_bands([fine, coarse], AUTO, YUAN) == Bands(Decimal(50), Decimal(100))
    assert compute_bands([fine, coarse, coarse], AUTO, YUAN) == Bands(Decimal(100), Decimal(200))


def test_no_rounding_is_exact() -> None:
    """Without a rounded figure nothing is tolerated, whatever the units."""
    parts = [Rounding(ONE, Decimal(0)), Rounding(TEN_THOUSAND, Decimal(0))]

    assert compute_bands(parts, AUTO, YUAN) == Bands(Decimal(0), Decimal(0))


def test_fixed_tolerance() -> None:
    """An amount is converted; a percentage of money is an error of the rule."""
    wanted = Tolerance("amount", Decimal("0.5"), WAN)
    parts = [Rounding(ONE, Decimal(1))]

    assert compute_bands(parts, wanted, YUAN) == Bands(Decimal(5000), Decimal(5000))
    assert compute_bands(parts, Tolerance("exact"), YUAN) == Bands(Decimal(0), Decimal(0))
    with pytest.raises(RuleError):
        compute_bands(parts, wanted, PERCENT)


@pytest.mark.parametrize(
    ("relation", "difference", "verdict"),
    [
        (Relation.AT_MOST, "-5", Verdict.PASS),
        (Relation.AT_MOST, "0", Verdict.PASS),
        (Relation.AT_MOST, "0.01", Verdict.FAIL),
        (Relation.AT_LEAST, "0.01", Verdict.PASS),
        (Relation.AT_LEAST, "-0.01", Verdict.FAIL),
        (Relation.LESS, "0", Verdict.FAIL),
        (Relation.LESS, "-0.01", Verdict.PASS),
        (Relation.MORE, "0", Verdict.FAIL),
        (Relation.EQUAL, "0", Verdict.PASS),
        (Relation.EQUAL, "-0.01", Verdict.FAIL),
    ],
)
def test_exact_relations(relation: Relation, difference: str, verdict: Verdict) -> None:
    """Exact figures: an inequality has room on one side, a strict one none for equality."""
    bands = Bands(Decimal(0), Decimal(0))

    assert judge_difference(Decimal(difference), relation, bands) == (verdict, False)


@given(digits, st.integers(2, 30), st.sampled_from(list(Relation)[:1] + list(Relation)[2:4]))
def test_edges_of_the_bands(digit: Decimal, count: int, relation: Relation) -> None:
    """A difference at the tolerance passes, just above it does not; the same for review."""
    bands = _same_unit(digit, count)
    sign = -1 if relation is Relation.AT_LEAST else 1
    little = Decimal("0.001")

    assert judge_difference(sign * bands.silent, relation, bands) == (Verdict.PASS, True)
    above, _ = judge_difference(sign * (bands.silent + little), relation, bands)
    assert above is (Verdict.FAIL if bands.review == bands.silent else Verdict.REVIEW)
    beyond, _ = judge_difference(sign * (bands.review + little), relation, bands)
    assert beyond is Verdict.FAIL


@given(numbers, digits, st.integers(2, 20), st.integers(1, 8))
def test_scaling_changes_no_verdict(
    difference: Decimal, digit: Decimal, count: int, power: int
) -> None:
    """Amounts, digits and units scaled together give the same verdict."""
    scale = Decimal(10) ** power
    one = compute_bands([Rounding(ONE, digit)] * count, AUTO, YUAN)
    other = compute_bands([Rounding(scale, digit * scale)] * count, AUTO, YUAN)

    for relation in Relation:
        assert judge_difference(difference, relation, one) == judge_difference(
            difference * scale, relation, other
        )


@given(numbers, numbers, digits, st.integers(2, 20))
def test_larger_differences_are_never_better(
    one: Decimal, other: Decimal, digit: Decimal, count: int
) -> None:
    """The verdict only worsens as the difference grows."""
    bands = _same_unit(digit, count)
    small, large = sorted((abs(one), abs(other)))

    better, _ = judge_difference(small, Relation.EQUAL, bands)
    worse, _ = judge_difference(large, Relation.EQUAL, bands)

    assert _is_loose(better, worse)


@given(st.lists(numbers, min_size=1, max_size=6), st.sampled_from(["1", "0.1", "0.01"]))
def test_honest_rounding_never_fails(parts: list[Decimal], digit: str) -> None:
    """Parts and their total, each rounded on its own, pass or are for review."""
    wan = [part.quantize(Decimal(digit)) for part in parts]
    total = sum(parts, Decimal(0)).quantize(Decimal(digit))
    unit = Decimal(digit) * TEN_THOUSAND
    bands = _same_unit(unit, len(parts) + 1)

    verdict, _ = judge_difference(
        (total - sum(wan, Decimal(0))) * TEN_THOUSAND, Relation.EQUAL, bands
    )

    assert verdict is not Verdict.FAIL


@given(numbers, numbers, numbers, numbers, numbers)
def test_interval_laws(a: Decimal, b: Decimal, c: Decimal, d: Decimal, factor: Decimal) -> None:
    """Addition commutes, what lies in two intervals lies, added, in their sum; turning turns."""
    one = Interval(min(a, b), max(a, b))
    other = Interval(min(c, d), max(c, d))

    assert one + other == other + one
    assert (one + other).contains(a + c)
    turned = -one
    assert -turned == one
    assert (one - other).contains(b - d)
    assert one.scale(factor).contains(a * factor)
    assert one.meets(other) == other.meets(one)
    assert one.meets(other) == (one - other).contains(Decimal(0))
