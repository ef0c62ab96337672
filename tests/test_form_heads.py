"""The head of a performance form: blanks, boxes, goals and days, in spite of torn cells."""

import pytest
from judging import judge, list_faults

from auditor.finding import Verdict

_FORM = """财政项目支出绩效目标申报表
（2025年度）
项目名称	{name}	项目类别	{kind}
主管部门	{body}	实施单位	某镇水务管理站
计划开始日期	{start}	计划完成日期	{end}
项目绩效目标	项目总目标	年度总体目标
	{goal}	{annual}
一级指标	二级指标	三级指标	年度指标值
产出指标	数量指标	保洁河道数	{value}
	质量指标	保洁合格率	{rate}
"""
_SOUND = {
    "name": "河道保洁",
    "kind": "经常性项目☑ 一次性项目□",
    "body": "某镇人民政府",
    "start": "2025-01-01",
    "end": "2025-12-31",
    "goal": "保持河道两岸长年清洁。",
    "annual": "全年完成十二条河道的保洁。",
    "value": "≥12.00（条）",
    "rate": "≥95.00（%）",
}
_RULES = (
    "form-heads-filled",
    "form-project-named",
    "form-goals-stated",
    "form-goals-whole",
    "form-days-exist",
)


def _fill(**words: str) -> str:
    return _FORM.format(**{**_SOUND, **words})


@pytest.mark.parametrize("rule", _RULES)
def test_a_form_that_is_filled_in_has_no_fault(rule: str) -> None:
    """Each rule judges the sound form, and finds nothing."""
    assert [outcome.verdict for outcome in judge(rule, _fill())] == [Verdict.PASS]


@pytest.mark.parametrize(
    ("rule", "words", "line"),
    [
        ("form-heads-filled", {"body": ""}, 4),
        ("form-heads-filled", {"end": ""}, 5),
        ("form-heads-filled", {"kind": "经常性项目□ 一次性项目□"}, 3),
        ("form-heads-filled", {"kind": '经常性<input type="checkbox"/> 一次性<input/>'}, 3),
        ("form-project-named", {"name": ""}, 3),
        ("form-goals-stated", {"goal": "", "annual": ""}, 6),
        ("form-goals-whole", {"goal": "、两岸长年清洁。"}, 7),
        ("form-days-exist", {"end": "2025-11-31"}, 5),
    ],
)
def test_what_is_blank_or_impossible_is_found(rule: str, words: dict[str, str], line: int) -> None:
    """The finding stands at the label, or at what is printed."""
    faults = list_faults(rule, _fill(**words))

    assert [number for number, _ in faults] == [line]


def test_each_label_has_boxes_of_its_own() -> None:
    """One box is ticked behind each of two labels in a row: that is one each."""
    kinds = "延续□ 新增☑\t项目性质\t一次性□ 经常性☑"

    assert list_faults("form-heads-filled", _fill(kind=kinds)) == []


def test_an_empty_form_plans_nothing() -> None:
    """A form without money, goals and targets is published empty: nothing in it is missing."""
    words = dict.fromkeys(_SOUND, "")

    assert [fault for rule in _RULES for fault in list_faults(rule, _fill(**words))] == []


@pytest.mark.parametrize("end", ["2025-12-3\t1", "2025-12-3\t31", "2025-12-\t-31", "2025-\t12-31"])
def test_a_day_torn_over_two_cells_is_put_together(end: str) -> None:
    """A sign on the border may stand in both cells; the day is then known."""
    assert list_faults("form-days-exist", _fill(end=end)) == []
    assert judge("form-period", _fill(end=end))[0].verdict is Verdict.PASS


def test_a_day_without_its_end_is_for_review() -> None:
    """Digits may have been lost on the way: no error, and no silence."""
    verdicts = [outcome.verdict for outcome in judge("form-days-exist", _fill(end="2025-12-"))]

    assert verdicts == [Verdict.REVIEW]


def test_a_name_in_a_row_of_its_own_is_not_missing() -> None:
    """What stands beside a label may have slid into a row without labels."""
    text = _fill(body="").replace("计划开始", "\t某镇人民政府水务办公室\t\n计划开始")

    assert list_faults("form-heads-filled", text) == []


_IN_COLUMNS = """财政项目支出绩效目标申报表
（2025年度）
项目名称	河道保洁	项目类别	经常性项目
主管部门	某镇人民政府	实施单位	某镇水务管理站
一级指标	二级指标	三级指标	指标性质	指标值	度量单位
产出指标	数量指标	保洁河道数	≥	{number}	条
	质量指标	保洁合格率	≥	95	%
效益指标	社会效益指标	河道环境	定性	{words}
"""


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ({"number": "12", "words": "改善"}, []),
        ({"number": "", "words": "改善"}, [6]),
        ({"number": "12", "words": ""}, [8]),
    ],
)
def test_a_sign_and_a_unit_are_no_target(words: dict[str, str], lines: list[int]) -> None:
    """Where sign and unit have columns of their own, the value's column may still be blank."""
    faults = list_faults("target-blank", _IN_COLUMNS.format(**words))

    assert [line for line, _ in faults] == lines
