"""Kind `equation`, from budget text: outcomes with their place, figures and reasons."""

from dataclasses import replace
from decimal import Decimal

import pytest
from budgets import TEMPLATES, make_budget, render_sketch
from hypothesis import given
from hypothesis import strategies as st

from auditor.amount import find_unit
from auditor.checks.equation import EquationParameters, check_equation
from auditor.errors import RuleError
from auditor.finding import Bilingual, Outcome, Verdict
from auditor.rule import Tolerance
from auditor.rulepack.formulas import compile_condition, compile_formulas


def _check(
    formula: str,
    sketch: str,
    homes: tuple[str, ...] = (),
    *,
    when: str = "",
    tolerance: Tolerance = Tolerance(),
) -> list[Outcome]:
    parameters = EquationParameters(
        equations=compile_formulas(formula, TEMPLATES, homes),
        condition=compile_condition(when, TEMPLATES) if when else None,
        tolerance=tolerance,
    )
    return list(check_equation(parameters, make_budget(sketch)))


def _find_text(sketch: str, outcome: Outcome) -> str:
    """Return the text at the outcome's place."""
    place = outcome.place.location
    return render_sketch(sketch).splitlines()[place.line - 1][
        place.column - 1 : place.end_column - 1
    ]


def test_failing_row() -> None:
    """A broken row tells where, what would hold, what is printed and all it rests on."""
    sketch = "支出表[20101] 1,250.00 1,000.00 350.00"

    (outcome,) = _check("合计 = 基本 + 项目", sketch, ("支出表",))

    assert outcome.verdict is Verdict.FAIL
    assert (outcome.expected, outcome.found, outcome.difference) == (
        "1,350.00",
        "1,250.00",
        "-100.00",
    )
    assert (outcome.unit, outcome.tolerance) == ("元", "0")
    place = outcome.place
    assert (place.table, place.title, place.row, place.key, place.column) == (
        "支出表",
        "2024年支出表",
        "甲一款",
        "20101",
        "合计",
    )
    assert _find_text(sketch, outcome) == "1,250.00"
    assert [(part.role, part.text, part.value, part.unit) for part in outcome.operands] == [
        ("合计", "1,250.00", Decimal(1250), "元"),
        ("基本", "1,000.00", Decimal(1000), "元"),
        ("项目", "350.00", Decimal(350), "元"),
    ]
    formula = "合计 = 基本 + 项目"
    assert outcome.facts == (("formula", Bilingual(formula, formula)),)
    assert not outcome.bounded
    assert not outcome.tail


def test_other_unit() -> None:
    """Expected and difference are in the unit of the figure at which the outcome stands."""
    sketch = "三公表 2.50 _ 2.50 _; 经济表[30217] 12,345.60 _ 12,345.60"

    (outcome,) = _check("三公表.接待 = 经济表[30217].合计", sketch)

    assert outcome.verdict is Verdict.FAIL
    assert (outcome.expected, outcome.found, outcome.difference, outcome.unit) == (
        "1.23456",
        "2.50",
        "1.26544",
        "万元",
    )
    assert outcome.tolerance == "0.005"
    assert [part.role for part in outcome.operands] == ["三公表.接待", "经济表.合计"]


def test_missing_row_stands_at_the_total() -> None:
    """A row that is not printed is 0, at its table's total row, without text."""
    sketch = "支出表[合计] 5.00 5.00 _; 收入表[201] 5.00 5.00 _"

    (outcome,) = _check("支出表[*].合计 = 收入表[*].合计", sketch)

    assert outcome.verdict is Verdict.FAIL
    assert (outcome.expected, outcome.found, outcome.difference) == ("5.00", "", "-5.00")
    assert (outcome.place.row, outcome.place.key) == ("甲类支出", "201")
    assert "合计" in _find_text(sketch, outcome)


def test_missing_row_without_total_stands_at_the_title() -> None:
    """Where there is no total row either, the title is the place."""
    sketch = "支出表[202] 5.00 5.00 _"

    (outcome,) = _check("支出表[201].合计 = 5元", sketch)

    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert _find_text(sketch, outcome) == "2024年支出表"


def test_blank_leading_figure() -> None:
    """A blank that should hold a figure is found as blank, at its empty place."""
    (outcome,) = _check("合计 = 基本 + 项目", "支出表[201] _ 3.00 2.00", ("支出表",))

    assert (outcome.expected, outcome.found, outcome.difference) == ("5.00", "", "-5.00")


@pytest.mark.parametrize(
    ("formula", "sketch", "reason"),
    [
        (
            "三公表.总额 = 0",
            "支出表[201] 1.00 1.00 _",
            Bilingual("文件中没有“三公表”", "the document has no 三公表"),
        ),
        (
            "支出表[201].合计 = 收入表[201].合计",
            "支出表[201] _ _ _; 收入表[201] _ _ _",
            Bilingual("所涉各栏均为空", "all figures concerned are blank"),
        ),
        (
            "支出表[201].合计 = 支出表[201].基本",
            "支出表[201] 1,00,0.00 1.00 _",
            Bilingual("数字“1,00,0.00”无法辨认", "the figure '1,00,0.00' cannot be read"),
        ),
        (
            "三公表.总额 = 0",
            "三公表[]",
            Bilingual(
                "表格“三公表”应有一行数字，实有0行",
                "三公表 should have one row of figures and has 0",
            ),
        ),
    ],
)
def test_reasons(formula: str, sketch: str, reason: Bilingual) -> None:
    """What cannot be judged says why, once."""
    (outcome,) = _check(formula, sketch)

    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert outcome.reason == reason


def test_column_not_in_this_table() -> None:
    """A column that this document's table does not print makes the equation not applicable."""
    budget = make_budget("支出表[201] 5.00 3.00 2.00")
    table = replace(budget.tables[0], columns=("合计", "基本"))
    equations = compile_formulas("合计 = 基本 + 项目", TEMPLATES, ("支出表",))

    (outcome,) = check_equation(
        EquationParameters(equations=equations), replace(budget, tables=(table,))
    )

    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert outcome.reason == Bilingual("表格“支出表”没有“项目”栏", "支出表 has no column 项目")
    assert outcome.place.table == "支出表"


def test_condition_that_does_not_hold() -> None:
    """A condition that is false, or cannot be decided, gives one outcome with the reason."""
    sketch = "支出表[201] 5.00 3.00 2.00; 支出表[202] 5.00 3.00 2.00"

    (no,) = _check("合计 >= 0", sketch, ("支出表",), when="document.year > 2024 # later")
    (unknown,) = _check("合计 >= 0", sketch, ("支出表",), when="收入表[201].合计 > 0")

    assert no.reason == Bilingual(
        "条件不成立：document.year > 2024", "the condition does not hold: document.year > 2024"
    )
    assert unknown.reason == Bilingual("文件中没有“收入表”", "the document has no 收入表")
    assert no.verdict is unknown.verdict is Verdict.NOT_APPLICABLE


def test_condition_that_holds() -> None:
    """A condition that holds changes nothing."""
    sketch = "支出表[201] 5.00 3.00 2.00"

    (outcome,) = _check("合计 >= 0", sketch, ("支出表",), when="has(支出表)")

    assert outcome.verdict is Verdict.PASS
    assert outcome.bounded


def test_tolerance_of_the_rule() -> None:
    """`exact` allows nothing, an amount that much."""
    sketch = "支出表(万元)[201] 5.01 3.00 2.00"
    amount = Tolerance("amount", Decimal(200), find_unit("元"))

    verdicts = [
        _check("合计 = 基本 + 项目", sketch, ("支出表",), tolerance=tolerance)[0].verdict
        for tolerance in (Tolerance("exact"), amount)
    ]

    assert verdicts == [Verdict.FAIL, Verdict.PASS]


def test_rounding_tail() -> None:
    """A pass within one last digit is marked as a tail, an exact one is not."""
    tail, exact = _check(
        "合计 = 基本 + 项目",
        "支出表(万元)[201] 5.01 3.00 2.00; 支出表(万元)[202] 5.00 3.00 2.00",
        ("支出表",),
    )

    assert (tail.verdict, tail.tail, tail.difference) == (Verdict.PASS, True, "0.01")
    assert (exact.verdict, exact.tail) == (Verdict.PASS, False)


def test_finest_digit_of_the_column() -> None:
    """A round figure does not make its column coarser."""
    (first, _) = _check(
        "合计 = 基本 + 项目",
        "支出表(万元)[201] 6 3.00 2.99; 支出表(万元)[202] 5.00 3.00 2.00",
        ("支出表",),
    )

    assert (first.verdict, first.tolerance) == (Verdict.PASS, "0.01")


def test_units_that_differ_in_the_document() -> None:
    """A table that prints another kind of unit is an error of the rule, not of the budget."""
    sketch = "支出表(人)[201] 5 3 2; 收入表[201] 5.00 5.00 _"

    with pytest.raises(RuleError):
        _check("支出表[*].合计 = 收入表[*].合计", sketch)
    with pytest.raises(RuleError):
        _check("合计 <= 5万元", sketch, ("支出表",))


def test_names_instead_of_codes() -> None:
    """A row without a code is compared with the coded row of its name."""
    budget = make_budget("支出表[201] 5.00 5.00 _; 收入表[201] 5.00 5.00 _")
    uncoded = [replace(row, code="", key=row.label) for row in budget.tables[1].rows]
    tables = (budget.tables[0], replace(budget.tables[1], rows=tuple(uncoded)))
    equations = compile_formulas("支出表[*].合计 = 收入表[*].合计", TEMPLATES, ())

    (outcome,) = check_equation(
        EquationParameters(equations=equations), replace(budget, tables=tables)
    )

    assert outcome.verdict is Verdict.PASS


def test_copies_belong_together() -> None:
    """The second tables are compared with the second ones, and what is left over is said."""
    formula = "收支表[支出总计].预算数 = 支出表[合计].合计"
    copy = "收支表[支出总计] {0}; 支出表[合计] {0} {0} _"
    sketch = "||".join([copy.format("6.00"), copy.format("7.00"), "支出表[合计] 8.00 8.00 _"])

    first, second, rest = _check(formula, sketch)

    assert (first.expected, second.expected) == ("6.00", "7.00")
    assert rest.reason == Bilingual(
        "“支出表”有3张，“收支表”只有2张，其余无从比较",
        "there are 3 of 支出表 and only 2 of 收支表 to compare them with",
    )


figures = st.decimals(min_value=0, max_value=10**8, places=2)


@given(figures, figures, st.integers(1, 999))
def test_changed_figure_is_found(basic: Decimal, project: Decimal, slip: int) -> None:
    """Any slip in a sum printed to 分 fails, and the expected figure is the true one."""
    true = basic + project
    wrong = true + Decimal(slip).scaleb(-2)

    (outcome,) = _check(
        "合计 = 基本 + 项目", f"支出表[201] {wrong:,.2f} {basic:,.2f} {project:,.2f}", ("支出表",)
    )

    assert outcome.verdict is Verdict.FAIL
    assert outcome.expected == f"{true:,.2f}"


@given(figures, figures, st.integers(-500, 500))
def test_scale_of_the_document_changes_no_verdict(
    basic: Decimal, project: Decimal, slip: int
) -> None:
    """The same figures in 万元, 百万元 and 亿元 get the same verdict."""
    total = basic + project + Decimal(slip).scaleb(-2)

    verdicts = {
        _check(
            "合计 = 基本 + 项目",
            f"支出表({unit})[201] {total:,.2f} {basic:,.2f} {project:,.2f}",
            ("支出表",),
        )[0].verdict
        for unit in ("万元", "百万元", "亿元")
    }

    assert len(verdicts) == 1


def test_row_printed_too_often() -> None:
    """A declared row that is printed again and again is no such row."""
    sketch = "收入表[201] 5.00 5.00 _;" + "支出表[合计] 5.00 5.00 _;" * 21

    (outcome,) = _check("收入表[*].合计 <= 支出表[合计].合计", sketch)

    assert outcome.reason == Bilingual("“合计”一行出现了21次", "the row 合计 is printed 21 times")


def test_many_rows_and_copies() -> None:
    """Thousands of rows and hundreds of copies are all judged."""
    rows = "; ".join(f"支出表[行{number}] 5.00 3.00 2.00" for number in range(3000))
    copies = "||".join(["支出表[201] 5.00 3.00 2.00"] * 500)
    for sketch in (rows, copies):
        outcomes = _check("合计 = 基本 + 项目", sketch, ("支出表",))
        keyed = _check("支出表[*].合计 >= 支出表[*].基本", sketch)

        assert len(outcomes) == len(keyed)
        assert {outcome.verdict for outcome in outcomes + keyed} == {Verdict.PASS}
