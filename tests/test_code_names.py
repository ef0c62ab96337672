"""Names of codes: what is another name is said, what is only printed otherwise is not."""

import pytest
from judging import list_faults
from reading_budgets import read_budget

from auditor.checks.codes.names import judge_bare_name, judge_coded_name
from auditor.codes import Catalogue, CodeName

_ENTRIES = (
    CodeName("301", "维修（护）费", None, None, "V"),
    CodeName("302", "旧时名称支出", None, 2019, "V"),
    CodeName("302", "今日名称支出", 2020, None, "V"),
    CodeName("303", "听说的名称", None, None, "U"),
)
_CATALOGUE = Catalogue(name="made", entries=_ENTRIES)


@pytest.mark.parametrize("name", ["维修(护)费", "维修 （护） 费", "维修护费", "维修（护"])
def test_brackets_blanks_and_cuts_are_no_fault(name: str) -> None:
    """Cells are narrow and printers differ."""
    assert judge_coded_name(_CATALOGUE, "301", name, 2025) is None


def test_a_former_name_is_outdated_only_after_its_years() -> None:
    """The name of 2019 is right in 2019."""
    assert judge_coded_name(_CATALOGUE, "302", "旧时名称支出", 2019) is None
    judgement = judge_coded_name(_CATALOGUE, "302", "旧时名称支出", 2025)

    assert judgement is not None
    assert (judgement.fault, judgement.expected, judgement.is_sure) == (
        "outdated",
        "今日名称支出",
        True,
    )


def test_what_rests_on_hearsay_is_not_sure() -> None:
    """A line that nobody has read in a published budget cannot convict."""
    judgement = judge_coded_name(_CATALOGUE, "303", "完全不同的科目", 2025)

    assert judgement is not None
    assert not judgement.is_sure


def test_one_sign_that_differs_may_be_the_readers_slip() -> None:
    """Optical reading mistakes single signs."""
    judgement = judge_coded_name(_CATALOGUE, "302", "今日名称支岀", 2025)

    assert judgement is not None
    assert not judgement.is_sure


def test_an_unknown_code_is_not_judged() -> None:
    """The catalogue is not complete."""
    assert judge_coded_name(_CATALOGUE, "399", "其他支出", 2025) is None


def test_an_unknown_name_is_shown_the_nearest() -> None:
    """The reader sees what was meant."""
    judgement = judge_bare_name({"made": _CATALOGUE}, "今日的名称支出", 0, 2025)

    assert judgement is not None
    assert (judgement.fault, judgement.expected) == ("unknown", "今日名称支出")


def test_paths_of_names_are_judged_part_by_part() -> None:
    """类-款-项 and 类（类）款（款）项（项） name three codes each."""
    text = (
        "1. “住房保障支出-住房改革支出-住房公积金”科目8万元。\n\n"
        "2. “住房保障支出（类）住房改革支出（款）购房补贴（项）”9万元。\n\n"
        "3. “住房保障支出-住房改造工程支出-购房补贴”科目9万元。\n"
    )

    assert list_faults("code-name-in-sentence", text) == [(5, "住房改造工程支出")]


def test_one_wrong_name_is_one_finding_for_all_tables() -> None:
    """The tables repeat the same rows; the fault is one."""
    rows = (
        "单位：元\n类\t款\t项\t科目名称\t合计\t基本支出\t项目支出\n"
        "221\t\t\t住房保障支出\t1.00\t1.00\t-\n221\t02\t\t住房改造支出\t1.00\t1.00\t-\n"
        "合计\t\t\t\t1.00\t1.00\t-\n\n"
    )
    text = "2025年部门支出预算总表\n" + rows + "2025年部门一般公共预算支出功能分类预算表\n" + rows

    assert len(list_faults("code-name", text)) == 1


def test_levels_marked_in_plain_text_are_named() -> None:
    """Outside quotation marks a path of marked levels is read level by level."""
    text = "1.社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）3万元。"

    namings = read_budget(text).namings

    assert [(one.name, one.digits) for one in namings] == [
        ("社会保障和就业支出", 3),
        ("行政事业单位养老支出", 5),
        ("行政单位离退休", 7),
    ]


def test_a_bracket_belongs_to_the_name() -> None:
    """政府办公厅（室）及相关机构事务 is one name."""
    text = "政府办公厅（室）及相关机构事务（款）：指保障机构运转的支出。"

    (naming,) = read_budget(text).namings

    assert (naming.name, naming.digits) == ("政府办公厅(室)及相关机构事务", 5)
