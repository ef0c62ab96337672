"""Reasons, unit words, broken sentences: what is found, and what only looks like it."""

import pytest
from judging import judge, list_faults

from auditor.finding import Verdict

_ITEM = (
    "2031年部门预算编制说明\n"
    "1. “教育支出（类）普通教育（款）{name}（项）”30.00万元，主要用于{use}。"
    "2030年当年预算执行数为40.00万元，2031年预算安排30.00万元，"
    "比2030年预算执行数减少25.00%。主要原因是：{reason}。\n"
    "2. “教育支出（类）普通教育（款）初中教育（项）”40.00万元，主要用于初中教育。\n"
)
_TABLE = (
    "2031年部门支出预算总表\n{unit}\n"
    "类\t款\t项\t科目名称\t合计\t基本支出\t项目支出\n合计\t\t\t\t8.00\t8.00\t-\n"
)


def _write(reason: str, use: str = "小学教育", name: str = "小学教育") -> str:
    return _ITEM.format(reason=reason, use=use, name=name)


@pytest.mark.parametrize(
    ("reason", "is_fault"),
    [
        ("小学教育经费增加", True),
        ("普通教育小学教育经费有所增加", True),
        ("小学教育经费减少", False),
        ("其他收入增加", False),
        ("学生人数减少，生均定额增加", False),
    ],
)
def test_only_a_reason_about_the_item_itself_has_its_direction(
    reason: str, *, is_fault: bool
) -> None:
    """Other things may well rise where the figure falls."""
    assert bool(list_faults("reason-fits-direction", _write(reason))) is is_fault


def test_empty_reasons_are_one_finding() -> None:
    """A writer who explains nothing does it throughout: further places are evidence."""
    text = _write("小学教育经费减少") + _write("特殊教育经费减少", "特殊教育", "特殊教育")

    failed = [one for one in judge("reason-has-substance", text) if one.verdict is Verdict.FAIL]

    assert [(one.found, len(one.operands)) for one in failed] == [("小学教育经费减少", 1)]


def test_a_purpose_may_describe_what_the_item_is_for() -> None:
    """Only the whole name of another item is taken for a copy."""
    text = _write("学生人数减少", "初中教育和小学教育的日常运转")

    assert list_faults("reason-names-own-item", text) == []


def test_the_purpose_of_another_item_is_found() -> None:
    """The name of the next item in this one's purpose was copied."""
    assert list_faults("reason-names-own-item", _write("学生人数减少", "初中教育")) == [
        (2, "初中教育")
    ]


@pytest.mark.parametrize("unit", ["单位：美元", "编制部门：某局 单位：美元", "金额单位：港币"])
def test_odd_unit_words_are_said_as_such(unit: str) -> None:
    """A unit line with another word is not a missing unit line."""
    text = _TABLE.format(unit=unit)

    assert len(list_faults("unit-words-known", text)) == 1
    assert list_faults("unit-lines-present", text) == []


@pytest.mark.parametrize("unit", ["编制单位：某局", "单位：虹湾区水务站", "（2031年度）"])
def test_names_of_bodies_are_no_unit_words(unit: str) -> None:
    """编制单位 and 单位 may introduce a body: then the unit is missing, not odd."""
    text = _TABLE.format(unit=unit)

    assert list_faults("unit-words-known", text) == []
    assert len(list_faults("unit-lines-present", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "立项依据\n\n《虹湾区河道管理办法》（虹府发〔2030〕1号）",
        "立项依据\n\n根据《虹湾区河道管理\n办法》开展工作",
        "立项依据\n\n《虹湾区河道管理\n\n办法》开展工作。",
        "按照（一）（二）两项开展。其中（三项除外）执行。",
    ],
)
def test_whole_sentences_are_silent(text: str) -> None:
    """A title without a full stop, or one that goes on below, is whole."""
    assert list_faults("sentence-cut-off", text) == []


def test_a_sentence_repeated_behind_its_number_is_found() -> None:
    """A list mark before the first does not hide that the second is the same."""
    text = "2. 组织实施辖区公共服务和管理工作。组织实施辖区公共服务和管理工作。"

    assert len(list_faults("sentences-repeated", text)) == 1


def test_a_header_of_another_column_does_not_excuse_the_year() -> None:
    """Last year's figures may stand beside this year's of the same thing alone."""
    head = "2031年部门“三公”经费和机关运行经费预算表\n单位：万元\n"
    mixed = (
        f"{head}2030年“三公”经费预算数\t2031年机关运行经费预算数\n合计\t机关运行经费\n5.00\t8.00\n"
    )

    assert list_faults("year-in-header", mixed) == [(3, "2030")]


@pytest.mark.parametrize(
    ("reason", "is_fault"),
    [
        ("公务接待支出下降", True),
        ("公务接待费（含外宾）减少", True),
        ("接待批次减少", False),
        ("公务用车支出减少", False),
    ],
)
def test_money_goes_by_several_words(reason: str, *, is_fault: bool) -> None:
    """费, 支出 and 经费 are one thing; another item or a number of visits is a reason."""
    text = f"2031年部门预算\n\n公务接待费3万元，比2030年预算减少1万元，主要原因是{reason}。"

    assert bool(list_faults("reason-has-substance", text)) is is_fault


def test_one_reason_is_read_once() -> None:
    """Two phrases that introduce the same reason find one."""
    text = "2031年部门预算\n\n公务接待费3万元，比2030年预算减少1万元，主要原因是压缩批次。"

    outcomes = judge("reason-has-substance", text)

    assert [outcome.verdict for outcome in outcomes] == [Verdict.PASS]
