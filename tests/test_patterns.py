"""The pattern language: what spellings match, what is no pattern, and that none can hang."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.budget.pattern import Pattern, normalise_label
from auditor.errors import FormulaError
from auditor.parsing.patterns import parse_pattern

QUICK = 1.0


@pytest.mark.parametrize(
    ("pattern", "label", "is_match"),
    [
        ("合计", "合 计", True),
        ("合计", "合计数", False),
        ("支出[预算]总表", "支出总表", True),
        ("支出[预算]总表", "支出预算总表", True),
        ("支出[预算]总表", "支出决算总表", False),
        ("[{year}年][部门|单位]支出总表", "2031年部门支出总表", True),
        ("[{year}年][部门|单位]支出总表", "31年单位支出总表", True),
        ("[{year}年][部门|单位]支出总表", "年部门支出总表", False),
        ("因公出国(境)费[用]", "因公出国（境）费", True),
        ("因公出国（境）费[用]", "因公出国(境)费用", True),
        ("因公出国(境)费[用]", "因公出国境费", False),
        ("([含]境)费", "(境)费", True),
        ("()费", "（）费", True),
        ("(增加|减少)额", "减少额", True),
        ("(增加|减少)额", "(增加)额", False),
        ("上年结转[[和]结余][资金|收入]", "上年结转和结余收入", True),
        ("上年结转[[和]结余][资金|收入]", "上年结转和收入", False),
        ("“三公”经费", '"三公"经费', True),
        ("比{year}年预算(增加|减少){amount}", "比2030年预算减少1,234.50万元", True),
        ("收入{amount}", "收入１２３．４元", True),
        ("收入{amount}", "收入若干", False),
        ("下属{count}家单位", "下属12家单位", True),
        ("下属{count}家单位", "下属两家单位", True),
        ("“{name}”科目{amount}", "“行政运行（含补助）”科目12.5万元", True),
        ("a.c", "abc", False),
    ],
)
def test_spellings(pattern: str, label: str, is_match: bool) -> None:  # noqa: FBT001 - a column of the table
    """A pattern matches the whole label, after widths, blanks and quotes are folded."""
    assert parse_pattern(pattern).matches(normalise_label(label)) is is_match


def test_titles_end_so() -> None:
    """What stands before a title does not matter; what stands behind it does."""
    pattern = parse_pattern("[部门]支出[预算]总表")

    assert pattern.ends("某镇2031年部门支出预算总表")
    assert not pattern.ends("部门支出预算总表说明")


def test_slots_are_captured() -> None:
    """Slots can be read from the match; the second of a name has a number."""
    pattern = parse_pattern("{name}{amount}，比{year}年(增加|减少){amount}")

    found = pattern.regex.fullmatch(normalise_label("货物12.5万元，比2030年增加3万元"))

    assert found is not None
    assert found.groupdict() == {
        "name": "货物",
        "amount": "12.5万元",
        "year": "2030",
        "amount2": "3万元",
    }


@pytest.mark.parametrize(
    ("pattern", "weight"),
    [("合计", 2), ("支出[预算]总表", 6), ("(增加|减少了)额", 4), ("[{year}年]费(境)", 5)],
)
def test_weight_counts_the_longest_reading(pattern: str, weight: int) -> None:
    """Slots weigh nothing; of alternatives the longest counts."""
    assert parse_pattern(pattern).weight == weight


@pytest.mark.parametrize(
    ("pattern", "offset", "reason"),
    [
        ("", 0, "match nothing at all"),
        ("“”", 0, "match nothing at all"),
        ("[甲]", 0, "match nothing at all"),
        ("[甲][乙|丙]", 0, "match nothing at all"),
        ("甲|乙", 1, "alternatives stand in"),
        ("(甲|)", 3, "an alternative before it is empty"),
        ("甲[]", 2, "must not be empty"),
        ("甲]", 1, "must have been opened"),
        ("甲[乙", 3, "not closed"),
        ("甲(乙", 3, "not closed"),
        ("甲)", 1, "not opened"),
        ("甲{乙", 1, "a slot is written"),
        ("甲}", 1, "not opened"),
        (
            "共{sum}元",
            1,
            "there is no slot {sum}; there are {year} {amount} {percent} {count} {code} {name}",
        ),
        ("甲" * 301, 300, "longer than 300"),
        ("[甲]" * 40 + "乙", 0, "too many optional parts"),
        ("{name}" * 4, 0, "too many optional parts"),
        ("甲" + "[乙" * 20 + "]" * 20, 0, "more than 10 deep"),
    ],
)
def test_mistakes_name_their_place(pattern: str, offset: int, reason: str) -> None:
    """What is no pattern says why, and where in its text."""
    with pytest.raises(FormulaError) as caught:
        parse_pattern(pattern)

    assert caught.value.offset == offset
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "pattern", ["[甲]" * 14 + "甲" * 14, "(甲|甲甲)" * 14, "{name}{name}甲", "{amount}{count}甲"]
)
def test_the_worst_patterns_do_not_hang(pattern: str) -> None:
    """Patterns at the limit of what is allowed fail fast on text made to defeat them."""
    label = "甲" * 200 + "1" * 200 + "乙"
    start = time.perf_counter()

    assert not parse_pattern(pattern).matches(label)
    assert time.perf_counter() - start < QUICK


@given(st.text(alphabet="甲乙年[](){}|yeran12（）", max_size=24))
def test_any_text_is_a_pattern_or_a_mistake(source: str) -> None:
    """Every text compiles or says where it is wrong; nothing else comes of it."""
    compiled = compile_or_explain(source)

    if isinstance(compiled, FormulaError):
        assert 0 <= compiled.offset <= len(source)
    else:
        assert not compiled.matches("")


def compile_or_explain(source: str) -> Pattern | FormulaError:
    """Return the pattern of a text, or why it is none."""
    try:
        return parse_pattern(source)
    except FormulaError as error:
        return error


@given(st.text(alphabet="甲乙 1A.*+?^$\\（）“-", min_size=1, max_size=20))
def test_plain_text_matches_itself(source: str) -> None:
    """A text without signs of the language is its own spelling."""
    label = normalise_label(source)
    if label:
        assert parse_pattern(source).matches(label)
