"""Percentages in sentences: what they are of, whether they hold, and what is left alone."""

import pytest

from auditor.engine.running import run_rules
from auditor.finding import Outcome, Verdict
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.rulepack import RulePack, load_packs

HEAD = "虹湾市文化局2031年部门预算\n部门预算情况说明\n"
PASS, FAIL, REVIEW = Verdict.PASS, Verdict.FAIL, Verdict.REVIEW


@pytest.fixture(scope="module")
def pack() -> RulePack:
    """The pack of the whole country."""
    return load_packs(["cn"], examples=False)


def judge(rule_id: str, text: str, pack: RulePack) -> list[Outcome]:
    """Put one rule to a text; what could not be judged is left out."""
    rule = pack.find_rule(rule_id)
    assert rule is not None
    budget = interpret_document(
        parse_document(HEAD + text),
        pack.templates,
        pack.catalogues,
        statements=pack.statements,
        percentages=pack.percentages,
    )
    run = run_rules([rule], budget)
    assert not run.failures
    return [found for _, found in run.outcomes if found.verdict is not Verdict.NOT_APPLICABLE]


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("收入预算103.00万元，比上年增加3.00万元，增长3%。", [PASS]),
        ("收入预算103.00万元，较2030年预算数增加3.00万元，增幅3.00%。", [PASS]),
        ("收入预算97.00万元，比上年减少3.00万元，下降3%。", [PASS]),
        ("收入预算97.00万元，比上年减少3.00万元，下降30%。", [FAIL]),
        ("收入预算103.00万元，比上年预算数100.00万元增加3.00万元，增长3%。", [PASS, PASS]),
        ("收入预算103.00万元，比上年预算数110.00万元增加3.00万元，增长3%。", [FAIL, PASS]),
        ("收入预算103.00万元，比上年预算数100.00万元增长3%。", [PASS]),
        ("甲项目103.00万元，主要用于演出。比上年增加3.00万元，增长3%。", [PASS]),
        ("收入总计103.00万元。与2030年相比，收入总计增加3.00万元，增长3%。", [PASS]),
        ("支出103.00万元，其中甲50.00万元。与上年相比，支出增加3.00万元，增长3%。", [PASS]),
        ("收入预算0万元，比上年减少3.00万元，下降100%。", [PASS]),
        ("收入预算3.00万元，比上年增加3.00万元，增长100%。", [REVIEW]),
        ("收入预算2.00万元，比上年增加3.00万元，增长5%。", [FAIL]),
    ],
)
def test_growth_follows_from_the_amounts(
    sentence: str, verdicts: list[Verdict], pack: RulePack
) -> None:
    """Of this year's figure and its change, of both years, or of all three."""
    outcomes = judge("stated-growth-holds", sentence, pack)

    assert [outcome.verdict for outcome in outcomes] == verdicts


@pytest.mark.parametrize(
    "sentence",
    [
        "新增书架20.00万元。机关运行经费比上年增加3.00万元，增长5%。",
        "机关运行经费比上年增加3.00万元，增长5%。",
        "收入预算103.00万元，同比增长5%。",
        "主要原因是新增书架20.00万元，日常开支比上年增加3.00万元，增长5%。",
    ],
)
def test_growth_of_an_unknown_figure_is_left_alone(sentence: str, pack: RulePack) -> None:
    """Without the figure that has grown, or with one of another thing, nothing is said."""
    outcomes = judge("stated-growth-holds", sentence, pack)

    assert outcomes == []


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("支出200.00万元，其中：甲150.00万元，占75%；乙50.00万元，占25%。", [PASS] * 3),
        ("支出200.00万元，其中：甲150.00万元，占57%；乙50.00万元，占25%。", [FAIL, PASS]),
        ("支出200.00万元，其中：甲150.00万元，占75%；乙60.00万元，占25%。", [PASS, FAIL, FAIL]),
        ("支出预算200.00万元，其中：\n甲150.00万元，占75%；\n乙50.00万元，占25%。", [PASS] * 3),
        ("甲支出150.00万元，占75%；乙支出50.00万元，占25%。", [PASS, PASS]),
        ("采购预算12.00万元，面向甲8.00万元，占66.67%，其中乙4.00万元，占50%。", [PASS, PASS]),
        ("本年支出合计200.00万元。\n甲支出150.00万元，占本年支出合计的75%。", [PASS]),
        ("本年支出合计200.00万元。\n甲支出150.00万元，占本年支出合计的57%。", [FAIL]),
        (
            "采购总额200.00万元。合同额100.00万元，占采购总额的50%，其中：小单60.00万元，占合同额的60%。",
            [PASS, PASS],
        ),
    ],
)
def test_share_follows_from_the_amounts(
    text: str, verdicts: list[Verdict], pack: RulePack
) -> None:
    """The whole is named, stands before, or is the sum; shares of 100 % are all of it."""
    outcomes = judge("stated-share-holds", text, pack)

    assert [outcome.verdict for outcome in outcomes] == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "甲支出150.00万元，占57%。",
        "一般公共预算财政拨款支出200.00万元。\n甲支出150.00万元，占财政拨款支出的57%。",
        "缴存比例最低不低于5%，最高不超过12%。",
    ],
)
def test_share_of_an_unknown_whole_is_left_alone(text: str, pack: RulePack) -> None:
    """A share that fits no amount nearby fails only where the sentence names the whole."""
    outcomes = judge("stated-share-holds", text, pack)

    assert outcomes == []


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("年初预算为80.00万元，支出决算为60.00万元，完成年初预算的75.00%。", [PASS]),
        ("年初预算为80.00万元，支出决算为60.00万元，完成年初预算的57.00%。", [FAIL]),
        (
            "年初预算为80.00万元，调整预算为90.00万元，支出决算为60.00万元，完成年初预算的75.00%。",
            [PASS],
        ),
    ],
)
def test_completion_follows_from_the_amounts(
    text: str, verdicts: list[Verdict], pack: RulePack
) -> None:
    """The budget is the amount before, or one before that in the sentence."""
    outcomes = judge("stated-completion-holds", text, pack)

    assert [outcome.verdict for outcome in outcomes] == verdicts


def test_a_wrong_percentage_is_placed_and_corrected(pack: RulePack) -> None:
    """The outcome stands at the percentage and says what the amounts make."""
    text = "收入预算103.00万元，比上年增加3.00万元，增长30%。"

    (outcome,) = judge("stated-growth-holds", text, pack)

    assert (outcome.place.location.line, outcome.place.location.column) == (3, 28)
    assert (outcome.found, outcome.expected) == ("30%", "3%")
