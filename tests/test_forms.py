"""Performance forms: read in spite of slid, cut and lost cells; their years and funds judged."""

import re
from pathlib import Path

import pytest
from made_packs import list_mistakes, write_pack
from reading_budgets import load_shipped_pack, read_budget

from auditor.budget import Form
from auditor.checks.indicators import check as indicators
from auditor.checks.indicators.check import FORM_DEMANDS, IndicatorsParameters, check_indicators
from auditor.checks.indicators.target_values import is_cut_open, measure_width, read_target
from auditor.finding import Outcome, Verdict

HEAD = """财政项目支出绩效目标表
（2025年度）
项目名称	河道保洁	项目类别	经常性项目
计划开始日期	2025. 1. 1	计划完成日期	2025年12月31日
项目资金（万元）	项目资金总额	86. 50	年度资金申请总额	86.50
	其中：财政资金	80.00	其中：当年财政拨款	80.00
			上年结转资金	—
	其他资金	6.50	其他资金	6.50
项目绩效目标	项目总目标 (2024年-2025年)		年度总体目标
	<p>保持全镇河道整洁。</p>		完成十二条河道的保洁。
"""
HEADER = "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\n"
UNITS = load_shipped_pack().forms.units


def read_form(text: str) -> Form:
    (form,) = read_budget(text).forms
    return form


def read_rows(rows: str) -> list[tuple[str, str, str, str, bool]]:
    """Return what each indicator below a sound head is read as."""
    form = read_form(HEAD + HEADER + rows)
    return [(i.branch, i.level, i.name, i.value, i.is_certain) for i in form.indicators]


def judge(text: str, demand: str) -> list[Outcome]:
    parameters = IndicatorsParameters(demand=demand, book=load_shipped_pack().forms)
    return list(check_indicators(parameters, read_budget(text)))


def list_failed(text: str, demand: str) -> list[tuple[int, str, Verdict]]:
    """Return line, text and verdict of what did not pass."""
    return [
        (outcome.place.location.line, outcome.found, outcome.verdict)
        for outcome in judge(text, demand)
        if outcome.verdict in (Verdict.FAIL, Verdict.REVIEW)
    ]


def test_head_of_a_form_is_read() -> None:
    """Type, unit, days, years of the goal, goals, and each fund with its place."""
    form = read_form(HEAD + HEADER)

    assert (form.template, form.project, str(form.unit)) == (form.title, "河道保洁", "万元")
    assert form.start is not None
    assert form.end is not None
    assert [str(form.start.day), str(form.end.day)] == ["2025-01-01", "2025-12-31"]
    assert form.span is not None
    assert (form.span.first, form.span.last) == (2024, 2025)
    assert [(goal.is_annual, goal.text) for goal in form.goals] == [
        (False, "保持全镇河道整洁。"),
        (True, "完成十二条河道的保洁。"),
    ]
    assert [(fund.name, fund.text, fund.location.line) for fund in form.funds] == [
        ("项目资金总额", "86. 50", 5),
        ("年度资金申请总额", "86.50", 5),
        ("财政资金", "80.00", 6),
        ("当年财政拨款", "80.00", 6),
        ("上年结转资金", "", 7),
        ("其他资金", "6.50", 8),
        ("年度其他资金", "6.50", 8),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("\t产出指标\t数量指标\t河道数\t12条\n", ("产出", "数量", "河道数", "12条", True)),
        ("产出指标\t数量指标\t河道数\t12条\n", ("产出", "数量", "河道数", "12条", True)),
        ("\t\t产出指标\t数 量 指 标\t河道 数\t\t12条\n", ("产出", "数量", "河道数", "12条", True)),
        (
            "\t两 意 度\t服务对象满意 度指标\t满意率\t9%\n",
            ("满意度", "服务对象满意度", "满意率", "9%", True),
        ),
        ("\t\t可持续影响指\t机制\t健全\n", ("效益", "可持续影响", "机制", "健全", True)),
        ("\t\t质量指标\t合格\t率\t≥9%\n", ("产出", "质量", "合格率", "≥9%", True)),
        ("\t\t质量指标\t保洁合格\t率\n", ("产出", "质量", "保洁合格率", "", False)),
    ],
)
def test_rows_are_read_by_their_labels(
    rows: str, expected: tuple[str, str, str, str, bool]
) -> None:
    """Labels are known by their words, cut or spaced; names and values stand right of them."""
    assert read_rows(rows)[-1] == expected


def test_lone_cells_are_names_or_values_as_the_other_rows_tell() -> None:
    """A blank value is certain where the name stands in its column; else the cells slid."""
    usual = "\t产出指标\t数量指标\t河道数\t\t12条\n\t\t质量指标\t合格率\t\t≥95%\n"

    assert read_rows(usual + "\t\t时效指标\t巡查安排\t\t\n")[-1][2:] == ("巡查安排", "", True)
    assert read_rows(usual + "\t\t时效指标\t\t\t按日\n")[-1][2:] == ("", "按日", True)
    assert read_rows(usual + "\t\t时效指标\t\t巡查安排\n")[-1][2:] == ("巡查安排", "", False)


def test_value_on_the_next_line_belongs_to_the_name_above() -> None:
    """The value may have slid down a line."""
    rows = "\t满意度指标\t服务对象满意度指标\t居民满意度\n\t\t\t\t90%\n"

    assert read_rows(rows) == [("满意度", "服务对象满意度", "居民满意度", "90%", False)]


def test_columns_behind_the_value_are_no_part_of_it() -> None:
    """Weights stand behind the value; sign and unit may have columns of their own."""
    weighted = "一级指标\t二级指标\t三级指标\t指标值\t分值\n产出指标\t数量指标\t河道数\t9条\t20\n"
    parted = (
        "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t计量单位\n"
        "产出指标\t数量指标\t河道数\t≥\t12\t条\n"
    )

    assert [i.value for i in read_form(HEAD + weighted).indicators] == ["9条"]
    assert [i.value for i in read_form(HEAD + parted).indicators] == ["≥12条"]


def test_misread_copy_of_an_amount_is_left_alone() -> None:
    """Behind a label that is none, and with no label at all, a number is nobody's amount."""
    ghost = HEAD.replace("\t\t\t上年结转资金", "\t其巾：则以页3\t80.06\t上年结转资金")

    amounts = {fund.name: fund.text for fund in read_form(ghost + HEADER).funds}

    assert amounts["财政资金"] == "80.00"
    assert "80.06" not in amounts.values()


def test_amount_on_the_line_below_is_remarked_with_its_label() -> None:
    """The label without an amount and the amount without a label stand together."""
    slid = HEAD.replace("当年财政拨款\t80.00\n", "当年财政拨款\t\n\t\t\t\t80.00\n") + HEADER

    (outcome,) = judge(slid, "blank-funds")

    assert (outcome.place.location.line, outcome.place.row) == (6, "当年财政拨款")
    assert [(operand.place.location.line, operand.text) for operand in outcome.operands] == [
        (7, "80.00")
    ]


def test_lost_column_is_one_remark() -> None:
    """A form without any value is not reported indicator by indicator."""
    rows = "\t产出指标\t数量指标\t河道数\n\t\t质量指标\t合格率\n\t\t时效指标\t及时率\n"
    text = HEAD + HEADER + rows

    assert list_failed(text, "values") == list_failed(text, "completeness") == []
    assert list_failed(text, "all-values") == [(11, "3", Verdict.FAIL)]


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("计划2024年6月底前完成保洁。", Verdict.FAIL),
        ("完成2024年河道保洁任务。", Verdict.FAIL),
        ("已于2024年完成招标，今年施工。", Verdict.REVIEW),
        ("支付2024年完成工程的尾款。", Verdict.REVIEW),
        ("落实《2024年河道整治计划》。", None),
        ("完成2024年-2025年的保洁。", None),
        ("重现1949年的河道。", None),
        ("为2026年的整治完成计划。", None),
    ],
)
def test_earlier_year_counts_only_as_the_year_of_the_work(
    goal: str, verdict: Verdict | None
) -> None:
    """Documents, history, spans and finished steps rightly name other years."""
    text = HEAD.replace("完成十二条河道的保洁。", goal) + HEADER

    verdicts = {verdict for *_, verdict in list_failed(text, "goal-years")}

    assert verdicts == (set() if verdict is None else {verdict})


def test_overall_goal_of_several_years_may_name_them() -> None:
    """Only a project of one year must do all its work in it."""
    several = HEAD.replace("保持全镇河道整洁。", "2024年底前完成清淤。") + HEADER
    one = several.replace("(2024年-2025年)", "(2025年-2025年)")

    assert list_failed(several, "goal-years") == []
    assert list_failed(one, "goal-years") == [(10, "2024", Verdict.FAIL)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("≥95.00（%）", ("≥", "95.00", "%", False)),
        (">=95%", ("≥", "95", "%", False)),
        ("不低于 1, 200 人次", ("≥", "1200", "人次", False)),
        ("7306. 20平方米", ("", "7306.20", "平方米", False)),
        ("36", ("", "36", "", True)),
        ("12小时内", ("", "12", "小时", False)),
        ("2025年竣工", ("", None, "", False)),
        ("11月1日-12月31日", ("", None, "", False)),
        ("及时", ("", None, "", False)),
    ],
)
def test_target_values_are_read(value: str, expected: tuple[str, str | None, str, bool]) -> None:
    """Sign, number and unit in all spellings; dates and words are no measure."""
    target = read_target(value, UNITS)

    number = None if target.number is None else str(target.number)
    assert (target.sign, number, target.unit, target.is_bare) == expected


def test_targets_cut_at_one_width_are_found_by_the_one_that_shows_it() -> None:
    """An open bracket proves the cut; whatever is as wide, and nothing is wider, was cut too."""
    rows = (
        "\t产出指标\t数量指标\t标准\t严格按照本镇下发的《\n"
        "\t\t质量指标\t水平\t不高于全区各镇的平均\n\t\t时效指标\t巡查\t每日一次\n"
    )

    (outcome,) = judge(HEAD + HEADER + rows, "cut")

    assert is_cut_open("严格按照本镇下发的《")
    assert measure_width("严格按照本镇下发的《") == measure_width("不高于全区各镇的平均")
    assert [operand.text for operand in outcome.operands] == ["不高于全区各镇的平均"]


def test_like_remarks_in_many_forms_are_one_finding() -> None:
    """A habit that runs through a document is said once, with eight further places."""
    row = "\t满意度指标\t服务对象满意度指标\t居民满意度\t90%\n"

    failed = judge((HEAD + HEADER + row + "\n") * 10, "bounds")

    assert [len(outcome.operands) for outcome in failed] == [8, 0]


def test_a_habit_of_a_long_document_is_not_noise() -> None:
    """However many places there are, a remark fills three findings; all lines are named."""
    row = "\t满意度指标\t服务对象满意度指标\t居民满意度\t90%\n"

    failed = judge((HEAD + HEADER + row + "\n") * 60, "bounds")

    assert [len(outcome.operands) for outcome in failed] == [8, 8, 8]
    assert "41" in dict(failed[-1].facts)["others"].en


def test_funds_of_forms_are_checked_figures() -> None:
    """The identities of a form are equations: what they use is on the ledger as checked."""
    (table,) = read_budget(HEAD + HEADER).fund_tables
    lost = HEAD.replace("其中：当年财政拨款\t80.00", "其中：当年财政拨款\t")
    (incomplete,) = read_budget(lost + HEADER).fund_tables

    assert table.id == "F1"
    assert [entry.text for entry in table.rows[0].entries][:3] == ["86. 50", "80.00", "6.50"]
    assert table.unreadable == ()
    assert len(incomplete.unreadable) == 1


@pytest.mark.parametrize("demand", FORM_DEMANDS)
def test_documents_without_forms_are_not_judged(demand: str) -> None:
    """A rule that found nothing to judge says so."""
    (outcome,) = judge("某镇2025年部门预算\n", demand)

    assert outcome.verdict is Verdict.NOT_APPLICABLE


def test_demands_are_told_in_the_docstring() -> None:
    """Whoever reads the check finds every demand explained."""
    told = re.findall(r"^  ([a-z-]+) {2,}", indicators.__doc__ or "", re.MULTILINE)

    assert sorted(told) == sorted(FORM_DEMANDS)


def test_mistakes_in_forms_yaml_are_told(tmp_path: Path) -> None:
    """Every mistake stands at its line, and the rest of the pack is loaded."""
    forms = "funds: 元\nunits: {a: b}\nmeasures:\n  rate: {units: [元]}\ntypos: [x]\n"

    found = list_mistakes(write_pack(tmp_path / "a", {"forms.yaml": forms}))

    assert [str(one).split("forms.yaml:")[1] for one in found] == [
        "1:8: funds: a mapping is wanted here",
        "2:8: units: a text or a list of texts is wanted here",
        "4:9: the key 'endings' is missing",
        "5:1: unknown key 'typos'; did you mean types?",
    ]


@pytest.mark.parametrize(
    "border", ["- 12 -", "12", "第 3 页 共 9 页", "财政项目支出绩效目标表（续）"]
)
@pytest.mark.parametrize("line", range(3, 14))
def test_form_cut_by_a_page_is_one_form(border: str, line: int) -> None:
    """What a page border parts is joined again, wherever it cuts."""
    rows = (
        "\t产出指标\t数量指标\t河道数\t12条\n\t满意度指标\t服务对象满意度指标\t居民满意度\t≥9%\n"
    )
    lines = (HEAD + HEADER + rows).splitlines()
    cut = "\n".join([*lines[:line], "", border, "", *lines[line:]])

    budget = read_budget(cut)

    assert [form.project for form in budget.forms] == ["河道保洁"]
    assert [table.title for table in budget.tables] == []
    assert len(budget.forms[0].indicators) == 2
    assert sum(fund.amount is not None for fund in budget.forms[0].funds) == 6


def test_percentage_beside_a_fund_is_no_money() -> None:
    """A target that slid into the head must not stop the rules that add up funds."""
    slid = HEAD.replace("其中：财政资金\t80.00", "其中：财政资金\t90%") + HEADER

    fund = read_form(slid).find_fund("财政资金")

    assert fund is not None
    assert fund.amount is None
