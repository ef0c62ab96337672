"""Kinds `agree` and `count`: what is compared, what is left alone, and what is said."""

import pytest

from auditor.engine.running import run_rules
from auditor.finding import Outcome, Verdict
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.rulepack import RulePack, load_packs

HEAD = "2031年部门预算编制说明\n"
TABLE = """
2031年部门支出预算总表
单位：元
类	款	项	科目名称	合计	基本支出	项目支出
205			教育支出	801,249.00	501,249.00	300,000.00
205	02		普通教育	801,249.00	501,249.00	300,000.00
205	02	01	学前教育	300,000.00	-	300,000.00
205	02	02	小学教育	501,249.00	501,249.00	-
合计				801,249.00	501,249.00	300,000.00
"""
FORM = """
财政项目支出绩效目标表
(2031年度)
项目名称	{name}	项目类别	一次性项目
主管部门	某局	实施单位	某中心
计划开始日期	2031-01-01	计划完成日期	2031-12-31
项目资金(万元)	项目资金总额	{money}	年度资金申请总额	{money}
	其中：财政资金	{money}	其中：当年财政拨款	{money}
"""
NARRATIVE = "{name}项目经费情况说明\n六、年度预算安排\n本项目{money}万元。\n七、绩效目标\n"


@pytest.fixture(scope="module")
def pack() -> RulePack:
    """The pack of the Shanghai form."""
    return load_packs(["cn-shanghai"], examples=False)


def judge(rule_id: str, text: str, pack: RulePack) -> list[Outcome]:
    """Put one rule to a text."""
    rule = pack.find_rule(rule_id)
    assert rule is not None
    budget = interpret_document(
        parse_document(text),
        pack.templates,
        pack.catalogues,
        statements=pack.statements,
        forms=pack.forms,
    )
    run = run_rules([rule], budget)
    assert not run.failures
    return [outcome for _, outcome in run.outcomes]


def list_verdicts(rule_id: str, text: str, pack: RulePack) -> list[Verdict]:
    """Return the verdicts of one rule."""
    return [outcome.verdict for outcome in judge(rule_id, text, pack)]


def test_a_wrong_unit_word_is_named_and_mended(pack: RulePack) -> None:
    """A figure that fits with another unit word gets that spelling as its suggestion."""
    text = HEAD + "1. “小学教育”科目50.12元，主要用于运转。\n" + TABLE

    (outcome,) = judge("item-amount-agrees", text, pack)

    assert outcome.verdict is Verdict.FAIL
    assert outcome.suggestion == "50.12万元"
    assert dict(outcome.facts)["hint"].zh == "；单位“元”疑为“万元”之误"


@pytest.mark.parametrize(
    ("item", "verdict"),
    [
        ("“小学教育”科目50.12万元", Verdict.PASS),
        ("“教育支出-普通教育-小学教育”科目50.12万元", Verdict.PASS),
        ("“教育支出（类）普通教育（款）小学教育（项）”50.12万元", Verdict.PASS),
        ("普通教育（款20502）80.12万元", Verdict.PASS),
        ("“教育支出”科目80.12万元", Verdict.PASS),
        ("“小学教育”科目50.13万元", Verdict.REVIEW),
        ("“小学教育”科目50.14万元", Verdict.FAIL),
        ("“小学教育”科目50.1.2万元", Verdict.NOT_APPLICABLE),
        ("“商品和服务支出”科目50.12万元", Verdict.NOT_APPLICABLE),
    ],
)
def test_items_find_their_rows(item: str, verdict: Verdict, pack: RulePack) -> None:
    """Rows are found by code, name or path; what cannot be found or read is said."""
    text = f"{HEAD}1. {item}，主要用于运转。\n{TABLE}"

    assert list_verdicts("item-amount-agrees", text, pack) == [verdict]


def test_a_list_with_an_unreadable_figure_is_not_added_up(pack: RulePack) -> None:
    """The rule says which figure keeps it from adding up."""
    text = (
        HEAD + "财政拨款支出预算80.12万元，主要内容如下：\n1. “小学教育”科目50.1.2万元，用于甲。\n"
        "2. “学前教育”科目30.00万元，用于乙。\n" + TABLE
    )

    (outcome,) = judge("item-list-adds-up", text, pack)

    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert "50.1.2万元" in outcome.reason.zh


def test_items_within_each_other_count_once(pack: RulePack) -> None:
    """Of a 款 and its 项 only the 项 are added up."""
    text = (
        HEAD
        + "财政拨款支出预算80.12万元，主要内容如下：\n普通教育（款20502）80.12万元，用于甲。\n"
        "“小学教育”科目（项2050202）50.12万元，用于甲。\n"
        "“学前教育”科目（项2050201）30.00万元，用于乙。\n" + TABLE
    )

    assert list_verdicts("item-list-adds-up", text, pack) == [Verdict.PASS]


def test_narratives_and_forms_that_alternate_belong_together(pack: RulePack) -> None:
    """Each narrative is compared with its own form."""
    text = "".join(
        NARRATIVE.format(name=name, money=stated) + FORM.format(name=name, money=money) + "\n"
        for name, stated, money in (("甲校修缮", "5.00", "5.00"), ("乙校修缮", "6.00", "60.00"))
    )

    assert list_verdicts("project-money-agrees", text, pack) == [Verdict.PASS, Verdict.FAIL]


def test_narratives_before_all_forms_find_the_form_they_name(pack: RulePack) -> None:
    """Where narratives and forms do not alternate, the heading tells whose form is meant."""
    text = NARRATIVE.format(name="甲校修缮", money="5.00")
    text += NARRATIVE.format(name="乙校修缮", money="6.00")
    text += FORM.format(name="乙校修缮工程项目", money="6.00")
    text += FORM.format(name="甲校修缮经费", money="9.00")

    assert list_verdicts("project-money-agrees", text, pack) == [Verdict.FAIL, Verdict.PASS]


def test_narratives_that_name_no_form_find_any(pack: RulePack) -> None:
    """Where no heading names a form, only money that no form has is for review."""
    text = NARRATIVE.format(name="甲校修缮", money="5.00")
    text += NARRATIVE.format(name="乙校修缮", money="6.00")
    text += FORM.format(name="丙校绿化", money="6.00")
    text += FORM.format(name="丁校采购", money="9.00")

    assert list_verdicts("project-money-agrees", text, pack) == [Verdict.REVIEW, Verdict.PASS]


def test_a_form_printed_twice_counts_once(pack: RulePack) -> None:
    """A form that a page break has cut in two does not outnumber the claim."""
    form = FORM.format(name="甲校修缮", money="5.00")
    text = f"绩效目标设置情况\n编报绩效目标的项目1个，涉及项目预算资金5.00万元。\n{form}{form}"

    assert list_verdicts("forms-as-claimed", text, pack) == [Verdict.PASS, Verdict.PASS]


def test_a_name_with_and_in_it_may_be_one_or_two(pack: RulePack) -> None:
    """甲和乙 is no reason for an alarm, whichever way it is counted."""
    for count in (2, 3):
        text = f"部门机构设置\n某局设{count}个内设机构，包括：综合科、人事和财务科。\n"

        assert list_verdicts("offices-listed", text, pack) == [Verdict.PASS]
