"""What a sentence says a figure consists of: sums, selections, nesting, other units."""

import pytest
from judging import judge, list_faults

from auditor.finding import Verdict

_RULE = "stated-parts-make-whole"


def _write(sentence: str) -> str:
    return f"2031年部门预算编制说明\n{sentence}\n"


def _list_verdicts(sentence: str) -> list[Verdict]:
    return [one.verdict for one in judge(_RULE, _write(sentence))]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目安排70万元，其中：设备40万元，服务30万元。",
        "项目安排70.00万元，比2030年增加5.00万元。其中：设备40.00万元；服务30.00万元。",
        "项目安排70万元，包括设备40万元、服务300000元。",
        "编制52人，其中行政44人，事业8人；实有59人，其中行政51人，事业8人。",
        "费用8万元，其中：出国费0万元，用车费5万元，购置费0万元，运行费5万元，接待费3万元。",
        "费用8万元，其中：用车费5万元（购置费2万元；运行费3万元。），接待费3万元。",
        "面积900平方米，其中地上700平方米（其中计容650平方米，不计容50平方米），地下200平方米。",
        "支出70万元，其中基本40万元、项目30万元；教育25万元、住房45万元。",
        "支出比2030年增加7万元，其中：基本支出增加9万元，项目支出减少2万元。",
    ],
)
def test_parts_that_make_their_whole_pass(sentence: str) -> None:
    """Signs, units, brackets, parts of parts and a second list do not mislead."""
    assert set(_list_verdicts(sentence)) == {Verdict.PASS}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("项目安排70万元，其中：设备50万元，服务30万元。", "70万元"),
        ("面积900平方米，其中地上700平方米（其中计容680平方米，不计容50平方米）。", "700平方米"),
        ("经费4.03万元，其中1.81万元用于客饭；5.22万元用于考核。", "4.03万元"),
        ("面向中小企业预留30万元，其中，预留给小微企业的为38万元。", "30万元"),
        ("社工服务70万元，包括：社工23名支出50万元（含尾款）；社工8名支出30万元。", "70万元"),
        ("配备用车4辆，其中机要用车3辆、其他用车2辆。", "4辆"),
    ],
)
def test_parts_beyond_the_whole_are_found(sentence: str, found: str) -> None:
    """The figure that is divided is where the finding stands."""
    failed = [one for one in judge(_RULE, _write(sentence)) if one.verdict is Verdict.FAIL]

    assert [one.found for one in failed] == [found]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目安排70万元，其中：设备40万元，服务20万元。",
        "职工20人，其中女职工15人，党员10人。",
    ],
)
def test_selections_and_heads_that_overlap_are_for_review(sentence: str) -> None:
    """Less may be a selection, and people are counted under several heads."""
    assert _list_verdicts(sentence) == [Verdict.REVIEW]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目安排70万元，主要包括：设备40万元，服务20万元等。",
        "项目安排70万元，其中财政拨款40万元。",
        "单价50万元以上设备2台，其中单价100万元以上设备1台。",
        "灯会专项86万元；培训费20万元，用于业务培训，包括干部培训；备用金85万元；运行费83万元。",
        "预算70万元，比上年减少5万元，主要原因是压缩会议30万元。其中：基本支出60万元。",
    ],
)
def test_nothing_is_said_where_the_sentence_leaves_it_open(sentence: str) -> None:
    """A selection that says so, a lone part, a threshold, a list that goes on: no finding."""
    assert list_faults(_RULE, _write(sentence)) == []


def test_one_sentence_has_one_last_digit() -> None:
    """132万元 beside 446.80万元 is exact: a difference of half a 万元 is no rounding."""
    text = _write("采购579.30万元，其中：货物132万元、工程446.80万元、服务1万元。")

    assert list_faults(_RULE, text) == [(2, "579.30万元")]


def test_a_sentence_may_go_over_several_lines() -> None:
    """Pages break lines anywhere, even within a unit; a list mark begins another paragraph."""
    text = _write("支出70.00万元，其中：基本\n支出50.00万\n元，项目支出30.00万元。")
    apart = _write("支出70.00万元，其中：基本支出50.00万元\n（二）项目支出30.00万元。")
    headed = _write("支出情况\n支出70.00万元，其中：基本支出50.00万元，项目支出30.00万元。")

    assert list_faults(_RULE, text) == [(2, "70.00万元")]
    assert [one.place.row for one in judge(_RULE, headed)] == ["支出"]
    assert list_faults(_RULE, apart) == []


_CHANGED = (
    "三公经费9.00万元，较2030年减少{whole}万元，其中：出国费2.00万元，与2030年持平；"
    "用车费6.00万元，较2030年减少2.00万元；接待费1.00万元，较2030年增加{last}万元。"
)


@pytest.mark.parametrize(
    ("whole", "last", "found"),
    [
        ("1.50", "0.50", []),
        ("1.50", "0.80", [(2, "1.50万元")]),
        ("2.50", "0.50", [(2, "2.50万元")]),
    ],
)
def test_changes_add_up_where_the_figures_do(
    whole: str, last: str, found: list[tuple[int, str]]
) -> None:
    """What is level has changed by nothing; a fall counts against a rise."""
    assert list_faults(_RULE, _write(_CHANGED.format(whole=whole, last=last))) == found


def test_changes_are_not_added_up_where_one_is_not_stated() -> None:
    """The part without a change may be what is missing."""
    sentence = (
        "支出9.00万元，较2030年减少1.50万元，其中：基本支出8.00万元，项目支出1.00万元，"
        "较2030年增加0.50万元。"
    )

    assert list_faults(_RULE, _write(sentence)) == []


def test_a_change_that_its_parts_do_not_make_is_for_review() -> None:
    """Not every change of a part need be told."""
    sentence = "支出比2030年增加7万元，其中：基本支出增加9万元，项目支出增加2万元。"

    assert _list_verdicts(sentence) == [Verdict.REVIEW]
