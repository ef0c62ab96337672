"""A department and the sum of its units, row by row; one contradiction is told once."""

import pytest
from made_sets import judge, list_found

from auditor.engine.sets.names import is_short_for, list_shorter

COVER = """\
虹湾市文化局2025年部门预算
本部门中，行政单位1家，事业单位1家，具体包括：
1. 虹湾市文化局本部。
2. 虹湾市图书馆。

"""
TABLE = """\
2025年{level}支出预算总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
207\t文化旅游体育与传媒支出\t{all}\t{all}\t
20701\t文化和旅游\t{all}\t{all}\t
2070101\t行政运行\t{one}\t{one}\t
2070104\t图书馆\t{two}\t{two}\t
合计\t\t{all}\t{all}\t
"""


def make_table(level: str, one: int, two: int) -> str:
    """Write a table of two lines that add up."""
    return TABLE.format(level=level, one=f"{one}.00", two=f"{two}.00", all=f"{one + two}.00")


DEPARTMENT = COVER + make_table("部门", 60, 40)
OFFICE = "虹湾市文化局2025年单位预算\n" + make_table("单位", 60, 10)


def make_library(one: int, two: int) -> str:
    """Write the budget of the library."""
    return "虹湾市图书馆2025年单位预算\n" + make_table("单位", one, two)


def test_units_that_make_the_department_are_silent() -> None:
    """Each row of the department is that of its units together."""
    verdicts = judge(DEPARTMENT, OFFICE, make_library(0, 30))

    assert list_found(verdicts) == [[], [], []]
    rows = [one.place.row for rule, one in verdicts[0].outcomes if rule == "units-make-department"]
    assert "图书馆" in rows


def test_one_contradiction_is_told_once_in_each_document() -> None:
    """The line is told; the rows and totals above it, off by as much, stand with it."""
    verdicts = judge(DEPARTMENT, OFFICE, make_library(0, 25))

    found = [[one for one in each.findings if one.severity != "info"] for each in verdicts]
    assert [len(each) for each in found] == [1, 1, 1]
    for (one,) in found:
        assert one.outcome.place.key == "2070104"
        assert len(one.failed) > 5
    assert {each.path for each in found[0][0].evidence} == {"", "1.txt", "2.txt"}


def test_shift_between_lines_is_found() -> None:
    """Totals that agree do not hide that the lines differ."""
    verdicts = judge(DEPARTMENT, OFFICE, make_library(5, 25))

    for each in verdicts:
        rows = [one.outcome.place.key for one in each.findings]
        assert sorted(rows) == ["2070101", "2070104"]


def test_all_units_are_not_also_bounded() -> None:
    """Where the units add up to the department, that they are within it says nothing more."""
    verdicts = judge(DEPARTMENT, OFFICE, make_library(0, 30))

    assert "齐全" in dict(verdicts[0].not_applied)["units-within-department"].zh


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("虹湾市文化局", "虹湾市文化局（单位）"),
        ("虹湾市文化局", "虹湾市文化局(本级)"),
        ("虹湾市文化局（部门）", "虹湾市文化局"),
    ],
)
def test_remark_behind_a_name_is_no_part_of_it(name: str, other: str) -> None:
    """Whether it is meant as a department or as an office is said in brackets."""
    department = DEPARTMENT.replace("虹湾市文化局2025", f"{name}2025")
    office = OFFICE.replace("虹湾市文化局", other)

    verdicts = judge(department, office, make_library(0, 25))

    assert [len(each.findings) for each in verdicts] == [1, 1, 1]


def test_unit_without_its_region_is_the_listed_one() -> None:
    """The department says the whole name of its unit."""
    department = DEPARTMENT.replace("虹湾市图书馆", "虹湾市城东区图书馆总馆")
    library = make_library(0, 25).replace("虹湾市图书馆", "图书馆总馆")

    verdicts = judge(department, OFFICE, library)

    assert [len(each.findings) for each in verdicts] == [1, 1, 1]


def test_government_before_an_office_can_be_left_out() -> None:
    """An office is named with and without the government it belongs to."""
    assert "临江街道办事处" in list_shorter("虹湾市城东区人民政府临江街道办事处")
    assert list_shorter("虹湾市城东区人民政府") == ["城东区人民政府", "人民政府"]


@pytest.mark.parametrize(
    ("short", "name", "is_meant"),
    [
        ("平安办", "城东区松荫镇平安建设办公室", True),
        ("信访办", "松荫镇信访办", True),
        ("平安办", "松荫镇党群服务中心", False),
        ("局", "文化局", False),
    ],
)
def test_office_may_be_named_in_short(short: str, name: str, is_meant: bool) -> None:  # noqa: FBT001
    """The first characters behind the places, and the others in their order."""
    assert is_short_for(short, name) is is_meant
