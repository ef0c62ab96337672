"""Reasons of a rise or a fall against the figures that they explain; names against amounts."""

import pytest
from judging import judge, list_faults

from auditor.finding import Verdict

_BUDGET = (
    "2031年部门预算编制说明\n"
    "2031年，某局收入预算80.12万元，其中：财政拨款收入80.12万元，比2030年预算{income}；其他收入0万元。\n"
    "支出预算80.12万元，其中：财政拨款支出预算80.12万元，比2030年预算{expenditure}。\n"
    "{reason}的主要原因是项目调整。\n"
)


@pytest.mark.parametrize(
    ("income", "expenditure", "reason", "verdict"),
    [
        ("增加9.00万元", "增加9.00万元", "财政拨款收入支出增加", Verdict.PASS),
        ("减少9.00万元", "减少9.00万元", "财政拨款收入支出减少", Verdict.PASS),
        ("持平", "持平", "财政拨款收入支出持平", Verdict.PASS),
        ("增加9.00万元", "增加9.00万元", "财政拨款收入支出减少", Verdict.FAIL),
        ("持平", "持平", "财政拨款收入支出增加", Verdict.FAIL),
        ("增加9.00万元", "减少9.00万元", "财政拨款收入支出减少", Verdict.NOT_APPLICABLE),
        ("增加9.00万元", "增加9.00万元", "其他支出减少", Verdict.NOT_APPLICABLE),
    ],
)
def test_the_change_that_is_named_decides(
    income: str, expenditure: str, reason: str, verdict: Verdict
) -> None:
    """Where what is named went both ways, or nothing is named, nothing is said."""
    text = _BUDGET.format(income=income, expenditure=expenditure, reason=reason)

    assert [one.verdict for one in judge("reason-of-that-change", text)] == [verdict]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("较上年增加5.00万元，增长9.09%，增长的主要原因是：人员增加；", Verdict.PASS),
        ("较上年增加5.00万元，增长9.09%，下降的主要原因是：人员减少；", Verdict.FAIL),
        ("较上年减少5.00万元；增长的主要原因是：人员增加。", Verdict.NOT_APPLICABLE),
        ("较上年增加5.00万元，其中会议费减少1.00万元，减少的原因是精简。", Verdict.NOT_APPLICABLE),
    ],
)
def test_without_a_name_the_same_sentence_decides(said: str, verdict: Verdict) -> None:
    """Only where all of its changes go one way."""
    outcomes = judge("reason-of-that-change", f"2031年部门预算\n行政运行60.00万元，{said}\n")

    assert [one.verdict for one in outcomes] == [verdict]


_LISTED = (
    "2031年部门预算编制说明\n"
    "1.教育支出（类）普通教育（款）小学教育（项）50.12万元，主要用于学校运转。\n"
    "2.教育支出（类）普通教育（款）{name}（项）{amount}万元，主要用于学校运转。\n"
    "\n"
    "2031年一般公共预算支出表\n"
    "单位：万元\n"
    "科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
    "205\t教育支出\t110.12\t50.12\t60.00\n"
    "20502\t普通教育\t110.12\t50.12\t60.00\n"
    "2050202\t小学教育\t50.12\t50.12\t\n"
    "2050203\t初中教育\t{third}\t\t{third}\n"
    "2050204\t高中教育\t30.00\t\t30.00\n"
    "合计\t\t110.12\t50.12\t60.00\n"
)


@pytest.mark.parametrize(
    ("name", "amount", "third", "found"),
    [
        ("初级中学教育", "31.50", "31.50", [(3, "初级中学教育")]),
        ("初中教育", "31.50", "31.50", []),
        ("初级中学教育", "31.00", "31.50", []),
        ("初级中学教育", "30.00", "30.00", []),
        ("小学教育", "31.50", "31.50", []),
    ],
)
def test_a_name_is_wrong_where_one_other_row_has_its_amount(
    name: str, amount: str, third: str, found: list[tuple[int, str]]
) -> None:
    """Two rows with the amount, or none, tell nothing."""
    text = _LISTED.format(name=name, amount=amount, third=third)

    assert list_faults("stated-item-named-as-in-tables", text) == found
