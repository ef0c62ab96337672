"""Whose a document is that has neither a cover nor a line for it, and of which year."""

import pytest
from made_sets import read_budget

TABLE = "单位：万元\n项目\t预算数\n一、教育支出\t1.00\n支出总计\t1.00\n"


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("虹湾区文化旅游局2025年部门收支预算总表", "虹湾区文化旅游局"),
        ("2025年虹湾区文化旅游局收支预算总表", "虹湾区文化旅游局"),
        ("虹湾区信访办公室2025年一般公共预算支出表", "虹湾区信访办公室"),
        ("2025年部门收支总表", ""),
        ("2025年市级部门收支预算总表", ""),
        ("一般公共预算“三公”经费、会议费、培训费支出表", ""),
        ("2025年部门一般公共预算基本支出部门预算经济分类预算表", ""),
    ],
)
def test_title_of_a_table_may_name_its_issuer(title: str, issuer: str) -> None:
    """What stands before the table's own name is an organisation, or nothing."""
    assert read_budget(f"{title}\n{TABLE}").issuer == issuer


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("第一部分 虹湾区水务局概况", "虹湾区水务局"),
        ("虹湾区水务局主要职能", "虹湾区水务局"),
        ("（一）关于虹湾区水务局2025年收支预算情况的说明", "虹湾区水务局"),
        ("2025年，虹湾区水务局收入预算90.00万元，比2024年预算增加1.00万元。", "虹湾区水务局"),
        ("预算单位：虹湾区水务局", "虹湾区水务局"),
        ("2025年，本部门收入预算90.00万元。", ""),
    ],
)
def test_text_without_a_cover_names_its_issuer(line: str, issuer: str) -> None:
    """Headings and sentences speak of whom the budget is."""
    assert read_budget(f"部门预算编制说明\n{line}\n负责有关工作。\n").issuer == issuer


def test_header_of_a_table_by_units_is_no_issuer() -> None:
    """单位名称 above a column of units heads them; the name beside it is a header too."""
    text = "收支总表\n单位：万元\n单位名称\t项目名称\t总计\n某某馆\t道路养护\t1.00\n"

    assert read_budget(text).issuer == ""


def test_classification_is_no_level() -> None:
    """部门预算经济分类 names a classification, whoever publishes it."""
    title = "2025年预算单位一般公共预算基本支出部门预算经济分类预算表"

    assert read_budget(f"{title}\n{TABLE}").level == "单位"


def test_year_is_that_of_most_sentences() -> None:
    """Where neither cover nor title names a year, what is planned does."""
    text = (
        "水务局概况\n2025年收入预算90.00万元，比2024年预算增加1.00万元。\n"
        "2025年支出预算90.00万元，比2024年预算增加1.00万元。\n"
    )

    assert read_budget(text).year == 2025


def test_one_sentence_tells_no_year() -> None:
    """A single mention may be of any year."""
    assert read_budget("水务局概况\n2025年收入预算90.00万元。\n").year is None
