"""The money of one project in tables, forms, lists and text."""

import pytest
from judging import judge, list_faults

from auditor.finding import Verdict

TABLE = """项目支出表
单位：万元
单位名称	项目名称	合计	一般公共预算	单位资金
	合计	131.03	121.03	10.00
虹湾区水务局	河道保洁	89.70	79.70	10.00
虹湾区水务局	路灯维修（二期）	41.33	41.33	│
""".replace("│", "")
RULE = "project-amounts-agree"


def write_form(project: str, total: str, more: str = "") -> str:
    return f"""{project}绩效目标表
（2031年度）
项目名称	{project}
主管部门	虹湾区水务局	实施单位	虹湾区河道所
{more}项目资金（万元）	{total}
一级指标	二级指标	三级指标	指标值
产出指标	数量指标	保洁河道数	≥12条
"""


def write_list(amount: str, header: str = "预算数（万元）") -> str:
    return f"""二级预算单位名称	一级项目名称	{header}	绩效目标
虹湾区水务局	河道保洁	{amount}	保持十二条河道水面整洁，岸坡完好。
虹湾区水务局	路灯维修(二期)	41.33	及时维修辖区路灯，亮灯率达到要求。
"""


@pytest.mark.parametrize(
    ("project", "funds", "faults"),
    [
        ("河道保洁", "年度资金总额\t89.70", []),
        ("河道保洁", "年度资金总额\t98.70", ["98.70"]),
        ("河道保洁", "年度资金总额\t79.70", []),  # fiscal money alone
        ("路灯维修(二期)", "年度资金总额\t14.33", ["14.33"]),  # the same name, other brackets
        ("路灯维修", "年度资金总额\t14.33", []),  # perhaps another project
    ],
)
def test_the_form_asks_for_what_the_table_has(project: str, funds: str, faults: list[str]) -> None:
    """A form is held against the row of its name: with the whole, or a part of it."""
    found = list_faults(RULE, f"{TABLE}\n{write_form(project, funds)}")

    assert [text for _, text in found] == faults


def test_a_form_of_several_years_is_not_held_against_one() -> None:
    """The money of all years is not that of the budget year."""
    days = "计划开始日期\t2030-01-01\t计划完成日期\t2032-12-31\n"
    text = f"{TABLE}\n{write_form('河道保洁', '项目资金总额	300.00', days)}"

    assert list_faults(RULE, text) == []


@pytest.mark.parametrize(
    ("table", "faults"),
    [
        (write_list("89.70"), []),
        (write_list("98.70"), ["98.70"]),
        (write_list("98.70", "采购预算数（万元）"), []),
        (write_list("98.70", "上年预算数（万元）"), []),
    ],
)
def test_a_list_of_projects_repeats_the_amounts(table: str, faults: list[str]) -> None:
    """A list with one column of money is held against the table, one of purchases is not."""
    found = list_faults(RULE, f"{TABLE}\n2031年重点项目绩效目标如下：\n{table}")

    assert [text for _, text in found] == faults


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        ("1.河道保洁89.70万元，用于十二条河道的保洁。", []),
        ("1.河道保洁项目98.70万元，用于十二条河道的保洁。", ["98.70"]),
        ("（2）路灯维修（二期）41.30万元，用于路灯维修。", ["41.30"]),
        ("河道保洁98.70万元，其中劳务费10.00万元。", []),  # no list
        ("1.河道保洁分项98.70万元。", []),
    ],
)
def test_numbered_paragraphs_repeat_the_amounts(said: str, faults: list[str]) -> None:
    """A paragraph that begins with a project's name and its money is held against the table."""
    found = list_faults(RULE, f"项目支出情况\n\n{said}\n\n{TABLE}")

    assert [text for _, text in found] == faults


def test_the_place_and_both_amounts_are_shown() -> None:
    """The outcome stands at the form; the row of the table is its evidence."""
    text = f"{TABLE}\n{write_form('河道保洁', '年度资金总额	98.70')}"

    (failed,) = [one for one in judge(RULE, text) if one.verdict is Verdict.FAIL]

    assert (failed.expected, failed.difference) == ("89.70", "9.00")
    assert [operand.place.location.line for operand in failed.operands] == [12, 5]
    assert dict(failed.facts)["project"].zh == "河道保洁"


def test_the_difference_of_a_rounded_amount_passes() -> None:
    """Half of the last digit of the coarser amount is silent."""
    yuan = TABLE.replace("万元", "元").replace("89.70\t79.70", "897040.00\t797040.00")

    assert list_faults(RULE, f"{yuan}\n{write_form('河道保洁', '年度资金总额	89.70')}") == []


def test_money_of_all_years_is_that_of_the_year_where_others_show_it() -> None:
    """A form that only prints the project's money is doubted alone, not beside one that agrees."""
    wrong = write_form("河道保洁", "实施期资金总额\t98.70")
    right = write_form("路灯维修（二期）", "实施期资金总额\t41.33")

    alone = judge(RULE, f"{TABLE}\n{wrong}")
    beside = judge(RULE, f"{TABLE}\n{wrong}\n{right}")

    assert [one.verdict for one in alone] == [Verdict.REVIEW]
    assert [one.verdict for one in beside] == [Verdict.FAIL, Verdict.PASS]


def test_a_list_that_differs_throughout_speaks_of_other_money() -> None:
    """Where most rows differ none is wrong for sure."""
    table = write_list("98.70").replace("41.33", "14.33")

    found = judge(RULE, f"{TABLE}\n2031年重点项目绩效目标如下：\n{table}")

    assert [one.verdict for one in found] == [Verdict.REVIEW, Verdict.REVIEW]
