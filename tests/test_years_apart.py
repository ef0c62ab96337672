"""A document against last year's, and a final account against its budget."""

from functools import cache

import pytest

from auditor.engine import Settings
from auditor.engine.sets import judge_sets
from auditor.engine.sets.packing import pack_facts
from auditor.finding.set_verdicts import SetVerdicts
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.rulepack import RulePack, load_packs

NOW = """\
虹湾市文化局2025年部门预算

2025年一般公共预算支出表
单位：万元
科目编码\t科目名称\t2024年预算数\t2025年预算数│
\t\t\t合计\t基本支出\t项目支出
207\t文化旅游体育与传媒支出\t80.00\t90.00\t90.00\t
合计\t\t80.00\t90.00\t90.00\t

2025年三公经费支出表
单位：万元
项目\t2024年预算数\t2025年预算数
公务接待费\t2.00\t1.00
合计\t2.00\t1.00
"""
BEFORE = """\
虹湾市文化局2024年部门预算

2024年一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
207\t文化旅游体育与传媒支出\t80.00\t80.00\t
合计\t\t80.00\t80.00\t

2024年三公经费支出表
单位：万元
项目\t预算数
公务接待费\t2.00
合计\t2.00
"""
ACCOUNT = """\
虹湾市文化局2024年度部门决算

收入支出决算总表
单位：万元
收入\t\t支出│
项目\t决算数\t项目\t决算数
一、财政拨款收入\t90.00\t一、教育支出\t85.00
本年收入合计\t90.00\t本年支出合计\t85.00
年初结转和结余\t5.00\t年末结转和结余\t10.00
总计\t95.00\t总计\t95.00

三公经费支出决算情况
公务接待费年初预算为2.00万元，支出决算为1.50万元，完成预算的75.00%。
"""


@cache
def load_pack(name: str) -> RulePack:
    """Load a shipped pack once."""
    return load_packs([name])


def judge(*texts: str) -> list[SetVerdicts]:
    """Judge texts as a set, each with the pack of its kind; what is said of each."""
    documents = []
    for number, text in enumerate(texts):
        name = "cn-final-accounts" if "决算" in text.split("\n", 1)[0] else "cn"
        pack = load_pack(name)
        budget = interpret_document(
            parse_document(text), pack.templates, pack.catalogues, statements=pack.statements
        )
        documents.append(pack_facts(budget, f"{number}.txt", f"{number}", name))
    verdicts = judge_sets(documents, load_pack, Settings())
    return [verdicts.get(number, SetVerdicts()) for number in range(len(texts))]


def list_found(*texts: str) -> list[list[tuple[str, int]]]:
    """List rule and line of the findings of each text."""
    return [
        [(one.rule, one.outcome.place.location.line) for one in told.findings]
        for told in judge(*texts)
    ]


def test_columns_of_the_year_before_are_held_against_it() -> None:
    """Row by row and item by item, both documents are told of a difference."""
    assert list_found(NOW, BEFORE) == [[], []]
    assert list_found(NOW.replace("支出\t80.00\t90", "支出\t88.00\t90"), BEFORE) == [
        [("last-year-rows-agree", 7)],
        [("last-year-rows-agree", 6)],
    ]
    assert list_found(NOW, BEFORE.replace("接待费\t2.00", "接待费\t3.00")) == [
        [("last-year-items-agree", 13)],
        [("last-year-items-agree", 12)],
    ]


def test_what_was_spent_is_not_what_was_planned() -> None:
    """A column of last year's execution says nothing of last year's budget."""
    spent = NOW.replace("2024年预算数", "2024年执行数").replace("\t80.00\t90", "\t70.00\t90")

    told, _ = judge(spent, BEFORE)

    assert told.findings == ()
    assert "上年执行数" in dict(told.not_applied)["last-year-rows-agree"].zh


def test_row_that_only_one_form_names_is_no_nothing() -> None:
    """Last year's form has the vehicles in one row, this year's in two."""
    split = NOW.replace(
        "公务接待费\t2.00\t1.00", "公务用车运行费\t2.00\t1.00\n公务接待费\t0.00\t0.00"
    )
    whole = BEFORE.replace("公务接待费\t2.00", "公务用车购置及运行费\t2.00\n公务接待费\t0.00")

    assert list_found(split, whole) == [[], []]


def test_document_without_a_level_meets_the_only_one_that_fits() -> None:
    """A cover that does not say 部门 is still that of the year before."""
    vague = BEFORE.replace("2024年部门预算", "2024年预算").replace("80.00\t80.00", "81.00\t81.00")

    assert ("last-year-rows-agree", 7) in list_found(NOW, vague)[0]


def test_several_versions_of_the_other_document_are_the_reason() -> None:
    """It is here, and yet nobody knows which one to compare with."""
    told, *_ = judge(NOW, BEFORE, BEFORE.replace("80.00", "81.00"))

    assert told.findings == ()
    assert "多个版本" in dict(told.not_applied)["last-year-rows-agree"].zh


def test_account_begins_with_what_the_one_before_ended_with() -> None:
    """What is carried over is one amount in two accounts."""
    before = ACCOUNT.replace("2024年度", "2023年度")
    agrees = before.replace("年末结转和结余\t10.00", "年末结转和结余\t5.00")

    assert list_found(ACCOUNT, agrees) == [[], []]
    assert list_found(ACCOUNT, before) == [
        [("final-carried-over-agrees", 9)],
        [("final-carried-over-agrees", 9)],
    ]


@pytest.mark.parametrize(("planned", "found"), [("2.00", False), ("20.00", True)])
def test_plan_beside_an_outcome_is_that_of_the_budget(planned: str, *, found: bool) -> None:
    """Of two figures in one clause the first is read too, and held against the budget."""
    account = ACCOUNT.replace("年初预算为2.00", f"年初预算为{planned}")

    told = list_found(account, BEFORE)

    expected = [
        [("stated-items-are-those-of-the-budget", 13)],
        [("stated-items-are-those-of-the-budget", 12)],
    ]
    assert told == (expected if found else [[], []])


def test_change_of_an_item_is_that_of_its_row() -> None:
    """What an item had the year before follows from its amount and its change."""
    said = "\n一般公共预算支出情况\n1.文化旅游体育与传媒支出（207）90.00万元，较上年增加{}万元。\n"

    assert list_found(NOW + said.format("10.00"), BEFORE) == [[], []]
    assert list_found(NOW + said.format("11.00"), BEFORE) == [
        [("change-of-items-agrees", 17)],
        [("change-of-items-agrees", 6)],
    ]


def test_same_as_what_was_spent_is_no_change_of_plans() -> None:
    """A figure equal to last year's execution may differ from last year's budget."""
    said = "\n机关运行经费\n机关运行经费预算12.00万元，与上年{}持平。\n"
    before = BEFORE + "\n机关运行经费\n机关运行经费预算10.00万元。\n"

    assert list_found(NOW + said.format("预算执行数"), before) == [[], []]
    assert list_found(NOW + said.format("预算数"), before)[0] == [("change-of-costs-agrees", 17)]


def test_level_that_one_document_does_not_print_is_no_nothing() -> None:
    """This year's table goes down to lines, last year's ends at classes."""
    deeper = NOW.replace(
        "合计\t\t80.00\t90.00\t90.00",
        "20701\t文化和旅游\t80.00\t90.00\t90.00\t\n合计\t\t80.00\t90.00\t90.00",
    )
    ended = BEFORE.replace("合计\t\t80.00", "208\t社会保障和就业支出\t5.00\t5.00\t\n合计\t\t80.00")
    began = NOW.replace(
        "合计\t\t80.00", "208\t社会保障和就业支出\t5.00\t5.00\t5.00\t\n合计\t\t80.00"
    )

    assert list_found(deeper, BEFORE) == [[], []]
    assert list_found(NOW, ended) == [[], []]
    assert ("last-year-rows-agree", 8) in list_found(began, BEFORE)[0]
