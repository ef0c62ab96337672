"""The equation language: what is read, what it means, what is refused, and where."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from budgets import TEMPLATES, make_budget
from hypothesis import given
from hypothesis import strategies as st

from auditor.amount import YUAN
from auditor.checks.conditions import evaluate_condition
from auditor.checks.equation import EquationParameters, check_equation
from auditor.errors import FormulaError
from auditor.finding import Bilingual, Verdict
from auditor.parsing.formulas import parse_formulas
from auditor.rulepack.formulas import compile_condition, compile_formulas

_PAGE = Path(__file__).parent.parent / "docs" / "equations.md"
_VERDICTS = {
    "pass": Verdict.PASS,
    "fail": Verdict.FAIL,
    "review": Verdict.REVIEW,
    "n/a": Verdict.NOT_APPLICABLE,
}


def _read_rows(heading: str) -> list[list[str]]:
    """Read the cells of the table under a heading of docs/equations.md."""
    section = _PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    cells = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in lines]
    return [[cell.strip().strip("`").replace("\\|", "|") for cell in row] for row in cells]


def _list_tables(figures: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in TEMPLATES if f"{name}" in figures))


def _choose_homes(formula: str, figures: str) -> tuple[str, ...]:
    """Bare columns stand in the tables shown, or in the first that has them."""
    shown = _list_tables(figures)
    known = [n for n in shown if any(c.name in formula for c in TEMPLATES[n].list_columns())]
    return tuple(known) or ("支出表",)


@pytest.mark.parametrize("row", _read_rows("Truth table"), ids=" · ".join)
def test_truth_table(row: list[str]) -> None:
    """Every line of the truth table is what the check says."""
    formula, figures, verdicts, expected = row
    equations = compile_formulas(formula, TEMPLATES, _choose_homes(formula, figures))

    outcomes = list(check_equation(EquationParameters(equations=equations), make_budget(figures)))

    assert [outcome.verdict for outcome in outcomes] == [_VERDICTS[v] for v in verdicts.split()]
    wanted = ["" if figure == "–" else figure for figure in expected.split()]
    assert [outcome.expected for outcome in outcomes] == wanted


@pytest.mark.parametrize("row", _read_rows("Conditions"), ids=" · ".join)
def test_condition_table(row: list[str]) -> None:
    """Every line of the table of conditions is what the evaluation says."""
    condition, figures, holds = row

    found = evaluate_condition(compile_condition(condition, TEMPLATES), make_budget(figures))

    wanted = {"yes": True, "no": False}.get(holds)
    assert isinstance(found, Bilingual) if wanted is None else found is wanted


@pytest.mark.parametrize("row", _read_rows("Refused"), ids=" · ".join)
def test_refused_formulas(row: list[str]) -> None:
    """Every line of the table of refusals is refused at that place, for that reason."""
    formula, offset, because = row

    with pytest.raises(FormulaError) as caught:
        compile_formulas(formula, TEMPLATES, ("支出表",))

    assert (caught.value.offset, caught.value.reason) == (int(offset), because)


@pytest.mark.parametrize(
    ("condition", "offset"),
    [
        ('document.year = "2024"', 14),
        ("document.yaer = 2024", 9),
        ('document.kind > "预算"', 14),
        ('document.kind = "budget"', 16),
        ('"全文" = document.role', 0),
        ("has(支出总表)", 4),
        ("支出表[*].合计 > 0", 0),
        ("合计 > 0", 0),
        ("has(支出表) and", 12),
        ("has(支出表)\nhas(收入表)", 9),
    ],
)
def test_refused_conditions(condition: str, offset: int) -> None:
    """Conditions with unknown names, wrong types or free rows are refused at their place."""
    with pytest.raises(FormulaError) as caught:
        compile_condition(condition, TEMPLATES)

    assert caught.value.offset == offset


def test_several_lines() -> None:
    """One equation a line; comments and blank lines count for nothing."""
    text = "\n合计 = 基本 + 项目  # first\n\n# nothing\n合计 >= 基本\n"

    equations = compile_formulas(text, TEMPLATES, ("支出表",))

    assert [equation.text for equation in equations] == ["合计 = 基本 + 项目", "合计 >= 基本"]


def test_offset_is_of_the_whole_text() -> None:
    """A mistake on a later line keeps its place in the whole text, full-width signs or not."""
    text = "合计 ＝ 基本\n合计 ＝ 基础"

    with pytest.raises(FormulaError) as caught:
        compile_formulas(text, TEMPLATES, ("支出表",))

    assert caught.value.offset == text.index("基础")


def test_every_line_with_a_mistake_is_told_at_once() -> None:
    """Who mends the first line should not have to run again to hear of the second."""
    text = "合计 = 基础\n合计 = 基本 + 项目\n合计 = 项木"

    with pytest.raises(FormulaError) as caught:
        compile_formulas(text, TEMPLATES, ("支出表",))

    told = (caught.value, *caught.value.others)
    assert [each.offset for each in told] == [text.index("基础"), text.index("项木")]


def test_bare_columns_once_per_table() -> None:
    """An equation with bare columns is compiled for every table of `in`."""
    equations = compile_formulas("合计 >= 0", TEMPLATES, ("支出表", "收入表"))

    assert [equation.home and equation.home.name for equation in equations] == ["支出表", "收入表"]


def test_qualified_equation_once() -> None:
    """`in` does not multiply an equation that names its tables."""
    assert len(compile_formulas("三公表.总额 >= 0", TEMPLATES, ("支出表", "收入表"))) == 1


@pytest.mark.parametrize(
    ("formula", "homes", "offset"),
    [
        ("合计 = 基本", ("支出表", "收入表"), 5),
        ("合计 = 基本", (), 0),
        ("三公表.总额 = 0", ("不在的表",), 0),
        ("收支表[支出总计].合计 = 0", (), 10),
        ("收支表[*支出类].预算数 = 收支表[*收入类].预算数", (), 21),
    ],
)
def test_names_are_resolved_everywhere(formula: str, homes: tuple[str, ...], offset: int) -> None:
    """A column must be in every table of `in`; a set and a row must be declared."""
    with pytest.raises(FormulaError) as caught:
        compile_formulas(formula, TEMPLATES, homes)

    assert caught.value.offset == offset


def test_limits() -> None:
    """A formula that is too long or nested too deep is refused, and a broad one is not."""
    broad = " + ".join(["基本"] * 2000)
    assert len(compile_formulas(f"合计 <= {broad}", TEMPLATES, ("支出表",))) == 1
    for text in (f"合计 = {'(' * 100}基本{')' * 100}", f"合计 = {'基本 + ' * 9000}项目"):
        with pytest.raises(FormulaError):
            compile_formulas(text, TEMPLATES, ("支出表",))


def _find_refusal(read: Callable[[], object]) -> int:
    """Return the offset at which something is refused, 0 if it is not."""
    try:
        read()
    except FormulaError as error:
        return error.offset
    return 0


@given(
    st.text(
        alphabet='合计基本项目支出表收总[]()*+-=<>.,%"# \n0123元万 sumandhot且或非', max_size=60
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the reader fall over, and a refusal points into the text."""
    offsets = [
        _find_refusal(lambda: compile_formulas(text, TEMPLATES, ("支出表",))),
        _find_refusal(lambda: compile_condition(text, TEMPLATES)),
    ]

    assert all(0 <= offset <= len(text) for offset in offsets)


@given(st.text(max_size=40))
def test_any_characters_are_read_or_refused(text: str) -> None:
    """The same for arbitrary characters."""
    assert 0 <= _find_refusal(lambda: parse_formulas(text)) <= len(text)


def test_units_of_literals() -> None:
    """Numbers keep their unit, and group separators are understood."""
    (equation,) = compile_formulas("合计 <= 1,000.5万元 + 3元", TEMPLATES, ("支出表",))

    assert -equation.constant == 10_005_003 * YUAN.factor
