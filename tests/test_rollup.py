"""Kind `rollup`, from budget text: which rows add up to which, and what is said otherwise."""

from dataclasses import replace

from budgets import TEMPLATES, make_budget

from auditor.checks.rollup import RollupParameters, check_rollup
from auditor.finding import Bilingual, Outcome, Verdict
from auditor.rulepack.formulas import compile_condition


def _check(sketch: str, table: str = "支出表", *columns: str) -> list[Outcome]:
    parameters = RollupParameters(tables=(TEMPLATES[table],), columns=columns)
    return list(check_rollup(parameters, make_budget(sketch)))


def _summarise(outcomes: list[Outcome]) -> list[tuple[str, str, str, str]]:
    return [(o.verdict.value, o.place.row, o.expected, o.found) for o in outcomes]


def test_three_levels() -> None:
    """类 = Σ款, 款 = Σ项 and the total = Σ类; each at the row that should be the sum."""
    sketch = (
        "支出表[201] 6.00 6.00 _; 支出表[20101] 4.00 4.00 _; 支出表[2010101] 1.00 1.00 _;"
        "支出表[2010102] 2.00 2.00 _; 支出表[20102] 2.00 2.00 _; 支出表[2010201] 2.00 2.00 _;"
        "支出表[202] 5.00 5.00 _; 支出表[合计] 11.00 11.00 _"
    )

    outcomes = _check(sketch, "支出表", "合计")

    assert _summarise(outcomes) == [
        ("pass", "甲类支出", "6.00", "6.00"),
        ("fail", "甲一款", "3.00", "4.00"),
        ("pass", "甲二款", "2.00", "2.00"),
        ("pass", "合计", "11.00", "11.00"),
    ]
    failed = outcomes[1]
    assert (failed.difference, failed.unit, failed.place.column) == ("1.00", "元", "合计")
    assert [part.text for part in failed.operands] == ["4.00", "1.00", "2.00"]


def test_every_column() -> None:
    """Without named columns all are added up; what is blank throughout is said once."""
    sketch = "支出表[201] 5.00 5.00 _; 支出表[20101] 5.00 5.00 _; 支出表[合计] 5.00 4.00 _"

    outcomes = _check(sketch)

    assert _summarise(outcomes)[:4] == [
        ("pass", "甲类支出", "5.00", "5.00"),
        ("pass", "合计", "5.00", "5.00"),
        ("pass", "甲类支出", "5.00", "5.00"),
        ("fail", "合计", "5.00", "4.00"),
    ]
    assert [o.reason for o in outcomes[4:]] == [
        Bilingual("“项目”栏均为空", "nothing stands in 项目")
    ]


def test_missing_level() -> None:
    """Where no 款 is printed, the 类 is the sum of its 项."""
    sketch = "支出表[201] 3.00 3.00 _; 支出表[2010101] 1.00 1.00 _; 支出表[2010102] 2.00 2.00 _"

    assert _summarise(_check(sketch, "支出表", "合计")) == [("pass", "甲类支出", "3.00", "3.00")]


def test_row_under_its_nearest_ancestor() -> None:
    """A 项 whose 款 is not printed counts for the 类, beside the 款 that are."""
    sketch = (
        "支出表[201] 5.00 5.00 _; 支出表[20101] 3.00 3.00 _; 支出表[2010101] 3.00 3.00 _;"
        "支出表[2010201] 2.00 2.00 _"
    )

    assert [o.verdict for o in _check(sketch, "支出表", "合计")] == [Verdict.PASS] * 2


def test_same_code_twice() -> None:
    """Rows of one code are added together, as children and as parents."""
    sketch = (
        "支出表[201] 3.00 3.00 _; 支出表[20101] 1.00 1.00 _; 支出表[201] 2.00 2.00 _;"
        "支出表[20101] 4.00 4.00 _; 支出表[合计] 5.00 5.00 _"
    )

    assert [o.verdict for o in _check(sketch, "支出表", "合计")] == [Verdict.PASS] * 2


def test_economic_codes() -> None:
    """Economic codes have two levels."""
    sketch = "经济表[302] 3.00 _ 3.00; 经济表[30201] 1.00 _ 1.00; 经济表[30217] 1.00 _ 1.00"

    assert _summarise(_check(sketch, "经济表", "公用")) == [
        ("fail", "商品和服务支出", "2.00", "3.00")
    ]


def test_side_of_a_two_sided_table() -> None:
    """A side's total is the sum of its declared set; a side without one is left alone."""
    sketch = (
        "收支表[拨款收入] 9.00; 收支表[收入总计] 6.00;"
        "收支表[201] 5.00; 收支表[202] 2.00; 收支表[支出总计] 6.00"
    )

    assert _summarise(_check(sketch, "收支表")) == [("fail", "支出总计", "7.00", "6.00")]


def test_named_rows() -> None:
    """A table of named rows: the total is the sum of the others; percentages are not added."""
    sketch = "项目表[甲] 2.00 40%; 项目表[乙] 3.00 50%; 项目表[合计] 6.00 100%"

    assert _summarise(_check(sketch, "项目表")) == [("fail", "合计", "5.00", "6.00")]


def test_rounded_table() -> None:
    """Coarse figures: one last digit passes as a tail, more is for review, then fails."""
    rows = "支出表(万元)[201] 1.00 _ _; 支出表(万元)[202] 1.00 _ _; 支出表(万元)[203] 1.00 _ _;"

    outcomes = [
        _check(f"{rows} 支出表(万元)[合计] {total} _ _", "支出表", "合计")[0]
        for total in ("3.01", "3.02", "3.03")
    ]

    assert [o.verdict for o in outcomes] == [Verdict.PASS, Verdict.REVIEW, Verdict.FAIL]
    assert [o.tail for o in outcomes] == [True, False, False]


def test_nothing_to_add_up() -> None:
    """A table without totals and parents, an absent one, and one of a single row say so."""
    lone = _check("支出表[201] 5.00 5.00 _")
    absent = _check("收入表[201] 5.00 5.00 _")

    assert [(o.verdict, o.reason.en) for o in lone + absent] == [
        (Verdict.NOT_APPLICABLE, "no row of the table adds up others"),
        (Verdict.NOT_APPLICABLE, "the document has no 支出表"),
    ]


def test_too_many_totals() -> None:
    """Where every other row claims to be the total, nothing is added up."""
    sketch = "支出表[201] 5.00 5.00 _;" + "支出表[合计] 5.00 5.00 _;" * 21

    (outcome,) = _check(sketch)

    assert outcome.reason.en == "the table has too many total rows"


def test_unreadable_figure() -> None:
    """A sum with a figure that cannot be read is not judged."""
    sketch = "支出表[201] 5.00 5.00 _; 支出表[20101] 5,0.0,0 5.00 _"

    (outcome,) = _check(sketch, "支出表", "合计")

    assert outcome.reason == Bilingual(
        "数字“5,0.0,0”无法辨认", "the figure '5,0.0,0' cannot be read"
    )


def test_row_without_a_code() -> None:
    """A broken sum that a row without a code may complete is not judged; a sound one is."""
    sound = "支出表[201] 5.00 5.00 _; 支出表[未列] 9.00 9.00 _; 支出表[合计] {0} {0} _"

    (passed,) = _check(sound.format("5.00"), "支出表", "合计")
    (doubted,) = _check(sound.format("14.00"), "支出表", "合计")

    assert passed.verdict is Verdict.PASS
    assert doubted.reason == Bilingual(
        "“未列”一行没有科目编码，不知应计入何处",
        "the row 未列 has no code: where it counts is not known",
    )


def test_named_column_not_in_this_table() -> None:
    """A column that the rule names and the table does not print is said."""
    budget = make_budget("支出表[201] 5.00 5.00 _; 支出表[20101] 5.00 5.00 _")
    table = replace(budget.tables[0], columns=("合计", "基本"))
    parameters = RollupParameters(tables=(TEMPLATES["支出表"],), columns=("项目",))

    (outcome,) = check_rollup(parameters, replace(budget, tables=(table,)))

    assert outcome.reason == Bilingual("表中没有“项目”栏", "the table has no column 项目")


def test_condition() -> None:
    """A condition that does not hold keeps the whole rule away."""
    parameters = RollupParameters(
        tables=(TEMPLATES["支出表"],), condition=compile_condition("has(收入表)", TEMPLATES)
    )

    (outcome,) = check_rollup(parameters, make_budget("支出表[201] 5.00 5.00 _"))

    assert outcome.reason.en == "the condition does not hold: has(收入表)"
