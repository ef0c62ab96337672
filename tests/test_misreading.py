"""What was misread is said and never blamed on the document; a single fault is still found."""

import pytest
from reading_budgets import list_values, read_table

from auditor.budget import Table
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document
from auditor.rulepack import load_packs

HEAD = "某市某局2031年部门支出预算总表\n单位：元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
SOUND = (
    "201\t一般公共服务支出\t90.00\t40.00\t50.00\n"
    "204\t公共安全支出\t70.00\t30.00\t40.00\n"
    "205\t教育支出\t60.00\t20.00\t40.00\n"
    "206\t科学技术支出\t50.00\t20.00\t30.00\n"
)
SIDES = "某市某局2031年部门财务收支预算总表\n单位：元\n项目\t预算数\t项目\t预算数\n"


def test_table_whose_rows_mostly_break_is_not_recognised_and_said() -> None:
    """Four of four sums cannot all be faults of the document: the columns are other ones."""
    body = SOUND.replace("90.00", "19.00").replace("70.00", "17.00")
    body = body.replace("60.00", "16.00").replace("\t50.00\t20", "\t15.00\t20")

    table = read_table(HEAD + body)

    assert (table.template, table.resembles) == (None, "支出总表")
    assert table.figures == 12


@pytest.mark.parametrize("broken", [("90.00", "91.00"), ("\t30.00\t40", "\t31.00\t40")])
def test_single_broken_sum_leaves_a_table_recognised(broken: tuple[str, str]) -> None:
    """A table that does not add up is what an audit is to find."""
    table = read_table(HEAD + SOUND.replace(*broken))

    assert table.template_name == "支出总表"
    assert table.figures == 12


def test_one_fault_that_runs_through_its_hierarchy_is_one_fault() -> None:
    """Class, section, line and total print the same wrong figures: they count once."""
    figures = "90.00\t40.00\t51.00\n"
    codes = ("201\t一般公共服务支出", "20101\t人大事务", "2010101\t行政运行", "\t合计")

    table = read_table(HEAD + "".join(f"{code}\t{figures}" for code in codes))

    assert table.template_name == "支出总表"


def test_side_without_a_figure_beside_a_full_one_is_a_lost_column() -> None:
    """A column that came out without its figures makes the table unreadable, not wrong."""
    rows = (
        "一、财政拨款收入\t9.00\t一、教育支出\t\n"
        "二、事业收入\t1.00\t二、卫生健康支出\t\n"
        "收入总计\t10.00\t支出总计\t\n"
    )

    table = read_table(SIDES + rows)

    assert (table.template, table.resembles) == (None, "收支总表")


def test_figures_beside_the_columns_leave_a_broken_row_open() -> None:
    """Where a figure stands in no column and the rest does not add up, nothing is claimed."""
    rows = SOUND + "207\t文化旅游体育与传媒支出\t8.00\t\t3.00\t4.00\t6.00\n"

    table = read_table(HEAD + rows)

    assert table.template_name == "支出总表"
    assert list_values(table, "文化旅游体育与传媒支出") == {}
    assert len(table.readings) == 1


def test_header_row_that_merged_cells_cover_is_left_out() -> None:
    """公用经费 under 项目支出 is no column of this table: the row above names the columns."""
    text = (
        "某市某局2031年度部门决算\n一般公共预算财政拨款支出决算表\n单位：元\n"
        "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n"
        "\t\t小计\t人员经费\t日常公用经费\n" + SOUND
    )

    table = _read_by(text, "cn-final-accounts")

    assert table.template_name == "一般公共预算支出决算表"
    assert list_values(table, "教育支出") == {
        "合计": "60.00",
        "基本支出": "20.00",
        "项目支出": "40.00",
    }
    assert [reading.location.line for reading in table.readings] == [5]


def test_remarks_out_of_step_with_the_rows_take_no_figures_away() -> None:
    """A header 备注 above decimals stands beside its column."""
    header = "科目编码\t科目名称\t合计\t基本支出\t项目支出\t备注\n"
    text = "支出总表\n单位：元\n" + header + SOUND.replace("\t", "\t\t")
    text = text.replace("支出\t\t", "支出\t").replace("00\t\t", "00\t")

    assert _read_by(text, "cn").figures == 12


def _read_by(text: str, pack: str) -> Table:
    loaded = load_packs([pack], examples=False)
    budget = interpret_document(parse_document(text), loaded.templates, loaded.catalogues)
    (table,) = budget.tables
    return table
