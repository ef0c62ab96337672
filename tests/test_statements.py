"""Statements: what sentences state, how they are read in spite of their spelling, and how fast."""

import time
from decimal import Decimal
from pathlib import Path

import pytest
from made_packs import write_pack

from auditor.budget import Budget, Statement
from auditor.engine.audits import audit_document
from auditor.engine.settings import Settings
from auditor.finding import Audit
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.reading import Source
from auditor.rulepack import RulePack, load_packs

QUICK = 5.0
HEAD = "2031年部门预算编制说明\n"


@pytest.fixture(scope="module")
def pack() -> RulePack:
    """The pack of the Shanghai form."""
    return load_packs(["cn-shanghai"], examples=False)


def interpret(text: str, pack: RulePack) -> Budget:
    """Make a budget of a text."""
    return interpret_document(
        parse_document(text), pack.templates, pack.catalogues, statements=pack.statements
    )


def find(budget: Budget, name: str) -> list[Statement]:
    """Return the statements of a name."""
    return [statement for statement in budget.statements if statement.name == name]


@pytest.mark.parametrize(
    "sentence",
    [
        "收入预算1234.50万元，其中：",
        "收入预算 1, 234. 50 万元,其中:",
        "收入预算１，２３４．５０万元，其中：",
        "**收入预算1234.50万元**，其中：",
        "某中心收入预算为1,234.50万元。",
        "预算收入总额为1234.50万元。",
        "2031年，某中心收入预算\n\n1234.50万元。",
        "收入预算12345000.00元。",
    ],
)
def test_spellings_of_one_figure(sentence: str, pack: RulePack) -> None:
    """Blanks, widths, mark-up and a line break do not matter; units are converted."""
    (found,) = find(interpret(HEAD + sentence + "\n", pack), "收入预算")

    assert found.amount is not None
    assert found.amount.compute_base() == Decimal(12_345_000)


def test_a_figure_has_its_exact_place(pack: RulePack) -> None:
    """The location is that of the number as printed, so that coverage knows it."""
    budget = interpret(HEAD + "某中心 收入预算 1, 234. 50 万元。\n", pack)

    (found,) = find(budget, "收入预算")

    places = {(figure.location.line, figure.location.column) for figure in budget.figures}
    assert (found.location.line, found.location.column) == (2, 10)
    assert (2, 10) in places


def test_the_longer_reading_wins(pack: RulePack) -> None:
    """财政拨款支出预算 is no 支出预算."""
    budget = interpret(HEAD + "财政拨款支出预算5.00万元，比2030年预算减少1.00万元。\n", pack)

    assert not find(budget, "支出预算")
    (found,) = find(budget, "财政拨款支出")
    assert found.change is not None
    assert found.change.amount is not None
    assert found.change.amount.value == Decimal("-1.00")
    assert found.change.year == 2030


@pytest.mark.parametrize(
    ("sentence", "label", "code", "level"),
    [
        ("1. “小学教育”科目5万元，主要", "小学教育", "", 0),
        ("- 1、“小学教育” 科目5万元,主要", "小学教育", "", 0),
        ("“小学教育”科目（项2050202）**5万元**，主要", "小学教育", "2050202", 7),
        ("普通教育（款20502）：5万元，主要", "普通教育", "20502", 5),
        ("2. “教育支出-普通教育-小学教育”科目5万元，主要", "教育支出-普通教育-小学教育", "", 0),
        (
            "“教育支出（类）普通教育（款）小学教育（项）”5万元，",
            "教育支出(类)普通教育(款)小学教育",
            "",
            7,
        ),
    ],
)
def test_spellings_of_an_item(
    sentence: str, label: str, code: str, level: int, pack: RulePack
) -> None:
    """Items are named by name, code or path."""
    (found,) = find(interpret(HEAD + sentence + "\n", pack), "科目")

    assert (found.label, found.code, found.level) == (label, code, level)


def test_a_malformed_figure_keeps_its_place(pack: RulePack) -> None:
    """A figure that cannot be read is stated all the same."""
    (found,) = find(interpret(HEAD + "收入预算4.820.58万元。\n", pack), "收入预算")

    assert found.amount is None
    assert found.text == "4.820.58万元"


def test_a_number_without_a_unit_is_none_unless_zero(pack: RulePack) -> None:
    """预算为0 states a figure; 预算为5 may mean anything."""
    assert find(interpret(HEAD + "收入预算为0。\n", pack), "收入预算")
    assert not find(interpret(HEAD + "收入预算为5。\n", pack), "收入预算")


def test_the_section_gives_the_last_digit(pack: RulePack) -> None:
    """Among figures with two decimals one without any stands for two as well."""
    text = HEAD + "收入预算12.25万元，其中：财政拨款收入10.25万元；事业收入2万元。\n"

    (found,) = find(interpret(text, pack), "事业收入")

    assert found.amount is not None
    assert found.amount.digit == Decimal("0.01")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("某局设2个内设机构，包括：甲科、乙科。\n", ["甲科", "乙科"]),
        ("某局设两个内设机构，包括：\n（一）甲科。管甲。\n（二）乙科。管乙。\n", ["甲科", "乙科"]),
        (
            "某局设2个内设机构，包括：\n1. 甲科\n（1）管甲\n2. 乙科\n1. 另一份名单\n",
            ["甲科", "乙科"],
        ),
    ],
)
def test_lists_behind_a_statement(text: str, names: list[str], pack: RulePack) -> None:
    """What is counted follows in the sentence, or in numbered lines of one sort."""
    (found,) = find(interpret("部门机构设置\n" + text, pack), "内设机构")

    assert [listed.name for listed in found.listed] == names


def test_kinds_of_vehicles_belong_to_their_total(pack: RulePack) -> None:
    """The same words behind two totals are told apart."""
    text = (
        "国有资产占用情况\n共有车辆3辆，其中：执法执勤用车2辆、其他用车1辆。"
        "2031年预算安排购置车辆1辆，其中：执法执勤用车1辆。\n"
    )

    budget = interpret(text, pack)

    (owned,), (bought,) = find(budget, "车辆"), find(budget, "购置车辆")
    assert [part.label for part in owned.parts] == ["执法执勤", "其他"]
    assert [part.text for part in bought.parts] == ["1"]


def test_statements_are_checked_figures(pack: RulePack) -> None:
    """A figure that a rule has compared is no longer unchecked."""
    text = HEAD + (
        "收入预算5.00万元，其中：财政拨款收入5.00万元。财政拨款支出预算5.00万元。"
        "政府采购预算3.00万元。\n"
    )

    audit = _audit(text, pack)

    assert audit.coverage is not None
    assert [u.text for u in audit.coverage.unchecked] == ["3.00万元"]  # there is no table


def test_an_unknown_statement_is_a_mistake(tmp_path: Path) -> None:
    """A formula that names no declared statement is refused with its place."""
    statements = "statements:\n  总额: {spelled: ['总额{amount}']}\n"
    rule = "a: {kind: equation, equation: 说明.总数 = 说明.总额}\n"
    folder = write_pack(tmp_path / "a", {"statements.yaml": statements, "rules/r.yaml": rule})

    (mistake,) = load_packs([str(folder)]).mistakes

    assert "unknown statement '总数'; did you mean 总额?" in str(mistake)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("{spelled: ['总额']}", "a statement has a figure"),
        ("{spelled: ['{amount}']}", "some words must never be absent"),
        ("{spelled: ['总额{amount}'], unit: 斤}", "is no unit"),
        ("{spelled: ['总额{amount}'], parts: 甲}", "parts: a mapping of names"),
        ("{spelled: ['总额{amount']}", "a slot is written"),
    ],
)
def test_mistakes_of_templates_are_said(tmp_path: Path, statement: str, reason: str) -> None:
    """A template with a mistake is left out, and the file and line are named."""
    files = {"statements.yaml": f"statements:\n  总额: {statement}\n"}

    rule_pack = load_packs([str(write_pack(tmp_path / "a", files))])

    assert any(reason in str(mistake) for mistake in rule_pack.mistakes)
    assert not rule_pack.statements


def test_a_megabyte_of_one_sentence_stays_linear(pack: RulePack) -> None:
    """Reading takes time in proportion to the text, on one line as on many."""
    sentence = (
        "收入预算5.00万元，其中：财政拨款收入5.00万元，比2030年预算增加1.00万元；“某”科目1万元。"
    )
    for text in (sentence * 5_000, (sentence + "\n") * 5_000):
        start = time.perf_counter()

        interpret(text, pack)

        assert time.perf_counter() - start < QUICK


def _audit(text: str, pack: RulePack) -> Audit:
    source = Source(path="a.txt", text=text, sha256="", pages=(), sheets=(), incomplete=())
    return audit_document(source, pack, Settings())
