"""Kind `wording`, list marks: they run on, within lists of lists, headings and contents."""

import pytest
from judging import list_faults

_RULE = "numbers-run-on"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("一、职能如下。\n\n二、机构如下。\n\n二、预算如下。", [(5, "二、")]),
        ("（一）收入。\n\n（二）支出。\n\n（四）结余。", [(5, "（四）")]),
        ("1. 收入增加。\n\n2. 支出增加。\n\n2. 结余减少。", [(5, "2.")]),
        ("第一部分 概况说明\n\n第三部分 预算说明", [(3, "第三部分")]),
    ],
)
def test_a_number_twice_or_left_out_is_found(text: str, faults: list[tuple[int, str]]) -> None:
    """The finding stands at the mark that does not go on."""
    assert list_faults(_RULE, text) == faults


@pytest.mark.parametrize(
    "text",
    [
        "一、职能如下。\n\n1. 规划。\n\n2. 管理。\n\n二、机构如下。\n\n1. 办公室。\n\n2. 科室。",
        "一、职能如下。\n\n一、规划。\n\n二、管理。\n\n二、机构如下。",
        "1. 收入增加。\n\n2. 支出增加。\n\n12.5万元为结余。",
        "1. 收入增加。\n\n2. 支出增加。\n\n9. 其他事项。",
        "3、2025年完成验收。\n\n4、2025年完成移交。",
    ],
)
def test_lists_within_lists_and_other_numbers_are_right(text: str) -> None:
    """Inner lists begin anew, outer ones go on; amounts and far numbers count nothing."""
    assert list_faults(_RULE, text) == []


def test_a_number_in_the_title_of_a_table_is_not_left_out() -> None:
    """What begins a table stands in no sentence, but it stands there."""
    text = (
        "一、收入预算说明如下。\n\n二、某局2025年部门支出预算总表\n单位：元\n"
        "类\t款\t项\t科目名称\t合计\t基本支出\t项目支出\n合计\t\t\t\t8.00\t8.00\t\n\n"
        "三、其他事项说明如下。"
    )

    assert list_faults(_RULE, text) == []
