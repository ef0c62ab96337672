"""Performance forms of other provinces: goals beside labels, several projects in one table."""

from decimal import Decimal

import pytest
from judging import list_faults
from reading_budgets import read_budget

from auditor.budget import Form

HEAD = """河道保洁项目绩效目标表
（2031年度）
项目名称	河道保洁
主管部门	虹湾区水务局	实施单位	虹湾区河道所
项目资金（万元）	年度资金总额	87.50
	其中：财政拨款	80.00
	其他资金	7.50
"""
HEADER = "绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n"
ROW = "\t产出指标\t数量指标\t保洁河道数\t≥12条\n"
_LEVELS = "一级指标\t二级指标\t三级指标\t绩效指标性质\t本年绩效指标值\t绩效度量单位"
MANY = f"""项目支出绩效目标表
单位：万元
项目名称	项目总额	其中：		绩效目标	{_LEVELS}
		财政资金	其他资金	│
120000310-河道	87.50	80.00	7.50	保持河道整洁。	产出指标	数量指标	河道数	≥	12	条
					产出指标	质量指标	合格率	≥	95	%
路灯维修	41.33	41.33		及时维修路灯。	产出指标	数量指标	路灯数	≥	80	盏
""".replace("│", "")
PAGE = """2031年项目支出绩效目标表
单位：万元
单位编码	单位（项目）名称	资金总额	绩效目标	绩效指标			│
				一级指标	二级指标	三级指标	指标值	度量单位	指标值类型
"""


def read_form(text: str) -> Form:
    (form,) = read_budget(text).forms
    return form


def list_goals(goal_rows: str) -> list[tuple[bool, str]]:
    form = read_form(HEAD + goal_rows + HEADER + ROW)
    return [(goal.is_annual, goal.text) for goal in form.goals]


@pytest.mark.parametrize(
    ("rows", "goals"),
    [
        ("年度目标\t保持十二条河道整洁。\n", [(True, "保持十二条河道整洁。")]),
        ("总体目标\t保持十二条河道整洁。\n", [(False, "保持十二条河道整洁。")]),
        (
            "总体目标\t三年内全部达标。\t年度目标\t完成四条河道。\n",
            [(False, "三年内全部达标。"), (True, "完成四条河道。")],
        ),
        (
            "年度目标\t保持十二条河道水面、岸\n\n\t坡整洁。\n备注\t由河道所实施并验收。\n",
            [(True, "保持十二条河道水面、岸"), (True, "坡整洁。")],
        ),
        ("项目总投资\t120.00万元\n", []),
        (
            "总体目标\t年度目标\n三年内全部达标。\t完成四条河道。\n",
            [(False, "三年内全部达标。"), (True, "完成四条河道。")],
        ),
        ("绩效目标\t保持十二条河道整洁。\n", [(True, "保持十二条河道整洁。")]),
    ],
)
def test_goals_stand_beside_their_labels(rows: str, goals: list[tuple[bool, str]]) -> None:
    """A text right of its label is that label's goal; money is none, what follows neither."""
    assert list_goals(rows) == goals


def test_a_name_cut_by_a_page_is_whole() -> None:
    """The end of a project's name on the next page belongs to it; a label below does not."""
    cut = HEAD.replace("项目名称\t河道保洁\n", "项目名称\t河道保洁与岸坡整\n\n\t治\n")

    assert read_form(cut + HEADER + ROW).project == "河道保洁与岸坡整治"
    assert read_form(HEAD.replace("主管", "\n主管") + HEADER + ROW).project == "河道保洁"


def test_an_indicator_is_known_without_the_mark_behind_its_name() -> None:
    """A name that ends like a sentence tells its kind all the same."""
    text = HEAD + HEADER + "\t产出指标\t数量指标\t窗口开放天数。\t100%\n"

    assert list_faults("unit-misfit", text) == [(9, "100%")]


@pytest.mark.parametrize(
    ("name", "value", "faults"),
    [
        ("覆盖街道数", "=12件", [(9, "=12件")]),
        ("覆盖社区数量", "12人", [(9, "12人")]),
        ("覆盖街道数", "12个", []),
        ("检查单位数", "12家次", []),
    ],
)
def test_places_are_not_counted_in_cases(
    name: str, value: str, faults: list[tuple[int, str]]
) -> None:
    """Streets and bodies are counted by themselves."""
    text = HEAD + HEADER + f"\t产出指标\t数量指标\t{name}\t{value}\n"

    assert list_faults("unit-misfit", text) == faults


@pytest.mark.parametrize(
    ("name", "value", "faults"),
    [
        ("每月办公时间（工作日）", "≥15", []),
        ("审查时间", "≤5个工作日", []),
        ("测评费用", "≤4.5万", [(9, "≤4.5万")]),
        ("测评费用", "≤4.5万元", []),
    ],
)
def test_units_in_names_and_cut_units(
    name: str, value: str, faults: list[tuple[int, str]]
) -> None:
    """A unit may stand in the name; 万 alone is none."""
    text = HEAD + HEADER + f"\t产出指标\t时效指标\t{name}\t{value}\n"

    assert list_faults("unit-missing", text) == faults


def test_projects_in_the_rows_of_one_table() -> None:
    """Each project has its own form: name without its number, money, goal, indicators."""
    forms = read_budget(MANY).forms

    assert [form.project for form in forms] == ["河道", "路灯维修"]
    assert [[fund.text for fund in form.funds] for form in forms] == [
        ["87.50", "80.00", "7.50"],
        ["41.33", "41.33"],
    ]
    assert [form.goals[0].text for form in forms] == [
        "保持河道整洁。",
        "及时维修路灯。",
    ]
    values = [[one.value for one in form.indicators] for form in forms]
    assert values == [["≥12条", "≥95%"], ["≥80盏"]]
    assert list_faults("unit-missing", MANY) == []


def test_money_of_projects_in_rows_adds_up() -> None:
    """The parts beside a project's money make it."""
    wrong = MANY.replace("87.50\t80.00", "88.50\t80.00")

    assert list_faults("form-funds-total", MANY) == []
    assert list_faults("form-funds-total", wrong) == [(5, "88.50")]


@pytest.mark.parametrize("border", ["", "2031年项目支出绩效目标表\n单位：万元\n", "- 7 -\n"])
def test_a_form_that_goes_on_with_its_heading_repeated_is_one(border: str) -> None:
    """The next page names the project and its money once more; that begins nothing."""
    page = PAGE.replace("│", "")
    first = "126\t河道保洁\t87.50\t保持河道整洁。\t产出指标\t数量指标\t保洁河道数\t12\t条\t≥\n"
    second = "126\t河道保洁\t87.50\t保持河道整洁。\t产出指标\t质量指标\t合格率\t95\t%\t≥\n"
    other = "\t路灯维修\t41.33\t维修路灯，保持完好。\t产出指标\t数量指标\t路灯数\t80\t盏\t≥\n"

    again = page.replace("2031年项目支出绩效目标表\n单位：万元\n", border)
    forms = read_budget(f"{page}合计\t\t128.83\n{first}\n{again}{second}{other}").forms

    assert [(form.project, len(form.indicators)) for form in forms] == [
        ("河道保洁", 2),
        ("路灯维修", 1),
    ]
    assert [goal.text for goal in forms[0].goals] == ["保持河道整洁。"]
    assert [form.id for form in forms] == ["F1", "F2"]


def test_a_whole_head_printed_again_goes_on_with_the_form() -> None:
    """With the same head down to the indicators it is one form; with another body it is not."""
    more = "\t满意度指标\t服务对象满意度指标\t居民满意度\t≥90%\n"
    again = f"{HEAD}{HEADER}{ROW}\n{HEAD}{HEADER}{more}"
    other = again[::-1].replace("所道河", "处道河", 1)[::-1]

    assert [len(form.indicators) for form in read_budget(again).forms] == [2]
    assert [len(form.indicators) for form in read_budget(other).forms] == [1, 1]


def test_forms_of_whole_bodies_name_no_project() -> None:
    """A table of units has forms, but no projects that could be looked for elsewhere."""
    text = MANY.replace("项目名称", "单位名称")

    assert [form.project for form in read_budget(text).forms] == ["", ""]


@pytest.mark.parametrize(
    ("head", "faults"),
    [
        (HEAD, []),
        (HEAD.replace("87.50", "97.50"), [(5, "97.50")]),
        (HEAD.replace("87.50", "97.50").replace("\t其他资金", "\t单位资金"), []),
        (HEAD.replace("87.50", "97.50").replace("财政拨款\t80.00", "财政拨款\t"), []),
    ],
)
def test_parts_without_a_label_count_as_nothing(head: str, faults: list[tuple[int, str]]) -> None:
    """Only where nothing else could be the missing part."""
    assert list_faults("form-funds-year", head + HEADER + ROW) == faults


def test_forms_without_levels_are_not_asked_for_them() -> None:
    """Where a form prints no second level at all nothing can be missing."""
    text = """项目绩效目标表
单位：万元
序号	项目名称	当年财政拨款预算金额	当年绩效目标	指标名称	指标性质	指标值	计量单位
1	河道保洁	87.50	保持河道整洁。	保洁河道数	≥	12	条
			│	保洁合格率	≥	95	%
""".replace("│", "")

    (form,) = read_budget(text).forms

    assert (form.project, len(form.indicators)) == ("河道保洁", 2)
    assert form.funds[0].amount is not None
    assert form.funds[0].amount.value == Decimal("87.50")
    assert list_faults("core-levels-present", text) == []


def test_programmes_told_apart_by_brackets_may_share_a_goal() -> None:
    """Money from two levels for one programme serves one goal."""
    goal = "年度目标\t按时足额发放全年的补助，不漏一人。\n"
    one = HEAD.replace("\t河道保洁\n", "\t参保补助（市级）\n") + goal + HEADER + ROW
    two = one.replace("（市级）", "(区级)")
    three = one.replace("参保补助（市级）", "路灯维修")

    assert list_faults("project-goals-own", f"{one}\n{two}") == []
    assert len(list_faults("project-goals-own", f"{one}\n{three}")) == 1


@pytest.mark.parametrize(
    ("header", "row", "value"),
    [
        ("三级指标\t指标性质\t指标值\t权重", "河道数\t≥\t12条\t10", "≥12条"),
        ("三级指标\t2031年指标值\t计量单位", "河道数\t≥12\t条", "≥12条"),
        ("三级指标\t中期指标值\t年度指标值", "河道数\t≥36条\t≥12条", "≥12条"),
        ("三级指标\t目标值", "指标1：河道数\t≥12条", "≥12条"),
    ],
)
def test_headers_that_other_provinces_print(header: str, row: str, value: str) -> None:
    """Sign and unit may have columns of their own, and other years' targets are passed over."""
    form = read_form(f"{HEAD}一级指标\t二级指标\t{header}\n产出指标\t数量指标\t{row}\n")

    assert [(one.name, one.value) for one in form.indicators] == [("河道数", value)]


def test_bodies_of_projects_in_rows() -> None:
    """Who carries a project out stands in its row, or in the last one that prints it."""
    page = PAGE.replace("│", "").replace("单位编码", "单位名称")
    rows = "水务局\t河道保洁\t87.50\t保持河道整洁。\t产出指标\t数量指标\t河道数\t12\t条\t≥\n"
    more = "\t路灯维修\t41.33\t维修路灯，保持完好。\t产出指标\t数量指标\t路灯数\t80\t盏\t≥\n"
    other = rows.replace("水务局", "河道所")

    forms = read_budget(page + rows + more + other).forms

    assert [form.bodies for form in forms] == [("水务局",), ("水务局",), ("河道所",)]


def test_projects_without_a_column_of_money() -> None:
    """Where the projects' header is that of the indicators no money is needed to know them."""
    text = """项目支出绩效目标表
项目名称	绩效目标	一级指标	二级指标	三级指标	指标值
河道保洁	保持河道整洁。	产出指标	数量指标	河道数	≥12条
		产出指标	质量指标	合格率	≥95%
路灯维修	及时维修路灯。	产出指标	数量指标	路灯数	≥80盏
"""

    forms = read_budget(text).forms

    assert [(form.project, len(form.indicators)) for form in forms] == [
        ("河道保洁", 2),
        ("路灯维修", 1),
    ]


def test_a_blank_form_names_no_project() -> None:
    """The label beside a label is no name."""
    text = HEAD.replace("项目名称\t河道保洁", "项目名称\t\t主管部门\t").replace("河道保洁", "项目")

    assert read_form(text + HEADER).project == ""


@pytest.mark.parametrize(
    ("project", "goal", "faults"),
    [
        ("河道保洁", "河道保洁项目经费。", [(8, "河道保洁项目经费。")]),
        ("河道保洁", "保持河道整洁。", []),
    ],
)
def test_a_goal_that_only_names_the_project(
    project: str, goal: str, faults: list[tuple[int, str]]
) -> None:
    """Words that a name may add are no goal."""
    text = HEAD.replace("河道保洁", project) + f"年度目标\t{goal}\n" + HEADER + ROW

    assert list_faults("goal-named-only", text) == faults
