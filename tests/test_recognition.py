"""Which grid is which table: by its title, backed by its header and its rows."""

import pytest
from reading_budgets import list_values, read_budget, read_table

from auditor.budget import Table

UNIT = "单位：万元\n"
CODED = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
ROWS = "205\t教育支出\t9.00\t4.00\t5.00\n20502\t普通教育\t9.00\t4.00\t5.00\n"
TOTAL = "\t合计\t9.00\t4.00\t5.00\n"
SIDES = "收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n"


def read_tables(text: str) -> tuple[Table, ...]:
    """Read all tables of a text."""
    return read_budget(text).tables


@pytest.mark.parametrize(
    ("title", "template"),
    [
        ("某街道2030年部门支出预算总表", "支出总表"),
        ("本年支出总体情况表", "支出总表"),
        ("基本支出总表", ""),
        ("项目支出总表", ""),
        ("财政拨款支出预算总表", "财政拨款支出表"),
        ("一般公共预算支出情况表（按功能分类科目）", "一般公共预算支出表"),
        ("一般公共预算支出情况表（按经济分类科目）", "经济分类支出表"),
        ("政府性基金预算拨款支出预算表", "政府性基金预算支出表"),
    ],
)
def test_words_before_or_behind_a_title_may_make_it_another(title: str, template: str) -> None:
    """基本, 项目, 财政拨款 narrow a table; an issuer, a year or 本年 do not."""
    assert read_table(title + "\n" + UNIT + CODED + ROWS + TOTAL).template_name == template


@pytest.mark.parametrize(
    "header",
    [
        "科目编码\t科目名称\t2029年预算数\t基本支出\t项目支出\n",
        "科目编码\t科目名称\t基本支出\t人员支出\t项目支出\n",
        "科目编码\t科目名称\t合计\t基本支出\t合计\n",
        "单位编码\t单位名称\t合计\t一般公共预算拨款\t上年结转\n",
    ],
)
def test_other_columns_of_figures_are_not_read_as_these(header: str) -> None:
    """A title over a header that legibly names other columns is not recognised, and kept."""
    table = read_table("支出总表\n" + UNIT + header + ROWS + TOTAL)

    assert table.template_name in ("", "支出总表分资金")
    assert table.template or table.resembles == "支出总表"
    assert table.figures


@pytest.mark.parametrize(
    "header",
    [
        CODED,
        "科目编码\t科目名称\t合计\t其中：基本支出\t项目支出\n",
        "科目编码\t科目名称\t台H\t基木支出\t项目支岀\n",
        "科目编码\t科目名称\t2030年预算支出\t\t\n\t\t合计\t基本支出\t项目支出\n",
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n**\t**\t1\t2\t3\n",
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n栏次\t\t1\t2\t3\n",
        "",
    ],
)
def test_misread_grouped_and_numbered_headers_are_no_evidence(header: str) -> None:
    """Debris, characters misread, headings over several columns and no header at all are fine."""
    table = read_table("支出总表\n" + UNIT + header + ROWS + TOTAL)

    assert table.template_name == "支出总表"
    assert list_values(table, "教育支出") == {
        "合计": "9.00",
        "基本支出": "4.00",
        "项目支出": "5.00",
    }


def test_header_rows_with_trimmed_blanks_are_read_as_wide_as_the_body() -> None:
    """Only the first header row kept its trailing blanks: it still heads several columns."""
    header = "2030年“三公”经费预算数\t\t\t\t\t\t2030年机关运行经费预算数\n"
    header += (
        "合计\t因公出国（境）费\t公务接待费\t公务用车购置及运行费\n\t\t\t小计\t购置费\t运行费\n"
    )
    table = read_table(
        "“三公”经费和机关运行经费预算表\n" + UNIT + header + "3.00\t\t3.00\t\t\t\t7.00\n"
    )

    assert table.template_name == "三公表"
    assert table.figures == 3


def test_piece_that_repeats_its_rows_is_a_copy() -> None:
    """The same title over the same rows is no page of the table before."""
    text = "支出总表\n" + UNIT + CODED + ROWS
    assert [len(table.rows) for table in read_tables(text + "\n" + text)] == [2, 2]


def test_foreign_column_without_figures_does_no_harm() -> None:
    """A column that stays blank takes no figure from its place."""
    header = CODED.replace("\n", "\t上缴上级支出\n")
    table = read_table("支出总表\n" + UNIT + header + (ROWS + TOTAL).replace("\n", "\t\n"))

    assert table.template_name == "支出总表"
    assert table.figures == 9


def test_column_of_words_makes_another_table() -> None:
    """A second classification beside the names is not of the form."""
    header = "科目编码\t科目名称\t政府经济分类\t合计\t基本支出\t项目支出\n"
    rows = "".join(
        f"2050{n}\t科目{name}\t工资福利\t1.00\t1.00\t\n" for n, name in enumerate("甲乙丙丁", 1)
    )
    assert read_table("支出总表\n" + UNIT + header + rows).template is None


@pytest.mark.parametrize("label", ["本年收入合计", "一、本年收入", "合计"])
def test_total_that_no_row_declares_makes_another_table(label: str) -> None:
    """A two-sided table with a further tier of totals is the national form."""
    body = (
        "一、一般公共预算拨款收入\t9.00\t一、教育支出\t9.00\n"
        f"{label}\t9.00\t\t\n"
        "收入总计\t9.00\t支出总计\t9.00\n"
    )
    assert read_table("收支总表\n" + UNIT + SIDES + body).template is None


def test_longer_side_of_a_two_sided_table() -> None:
    """Rows on the longer side alone keep their side and column."""
    body = (
        "一、财政拨款收入\t9.00\t一、教育支出\t4.00\n"
        "\t\t二、卫生健康支出\t3.00\n"
        "\t\t三、住房保障支出\t2.00\n"
        "收入总计\t9.00\t支出总计\t9.00\n"
    )
    table = read_table("收支总表\n" + UNIT + SIDES + body)

    assert [(row.side, row.code) for row in table.rows if row.code] == [
        ("支出", "205"),
        ("支出", "210"),
        ("支出", "221"),
    ]


def test_rows_of_units_are_not_rows_of_codes() -> None:
    """A table by unit has the columns of the form, but another layout."""
    header = "单位名称\t合计\t财政拨款收入\t事业收入\t事业单位经营收入\t其他收入\n"
    rows = "某中心\t9.00\t9.00\t\t\t\n合计\t9.00\t9.00\t\t\t\n"

    assert read_table("收入总表\n" + UNIT + header + rows).template_name == "收入总表分单位"


def test_second_header_row_that_begins_with_a_total_is_header() -> None:
    """合计 beside other column names is a header, not the total row."""
    header = "科目编码\t科目名称\t预算支出\t\t\n\t\t合计\t基本支出\t项目支出\n"
    table = read_table("支出总表\n" + UNIT + header + ROWS + TOTAL)

    assert [row.label for row in table.rows] == ["教育支出", "普通教育", "合计"]


def test_table_goes_on_under_its_repeated_title_and_number() -> None:
    """A page border with table number, title, unit and header again does not end a table."""
    head = "公开03表\n支出总表\n" + UNIT + CODED
    table = read_table(head + ROWS + "\n" + head + "20503\t职业教育\t\t\t\n" + TOTAL)

    assert [row.label for row in table.rows] == ["教育支出", "普通教育", "职业教育", "合计"]


def test_second_table_of_a_title_begins_after_the_total() -> None:
    """The same title behind the total is a table of its own."""
    text = "支出总表\n" + UNIT + CODED + ROWS + TOTAL
    assert [table.ordinal for table in read_tables(text + "\n" + text)] == [0, 1]


def test_header_over_the_whole_width_is_a_row() -> None:
    """One cell over all columns reads as text; under the captions it is the header's first row."""
    header = "2030年预算数\n合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n"
    below = "\t\t小计\t公务用车购置费\t公务用车运行费\t\n"
    table = read_table(
        "“三公”经费支出表\n" + UNIT + header + below + "8.00\t1.00\t4.00\t\t4.00\t3.00\n"
    )

    assert table.template_name == "三公表"
    assert "机关运行经费" not in table.columns
    assert table.figures == 5


def test_numbers_that_only_count_are_no_figures() -> None:
    """The serial numbers of a list and the row that numbers columns are not amounts."""
    rows = "序号\t单位\t金额\n栏次\t1\t2\n1\t某中心\t4.50\n2\t某所\t3.50\n3\t某站\t2.80\n"

    assert [figure.text for figure in read_budget(rows).figures] == ["4.50", "3.50", "2.80"]


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize(
    "line",
    [
        "12",
        "— 12 —",
        "第 3 页 共 20 页",
        "第12页",
        "续表",
        "本表未完，下页继续。",
        "某市某局2025年部门预算",
    ],
)
def test_what_a_page_border_prints_does_not_part_a_table(line: str, blank: str) -> None:
    """Page numbers, running titles and a remark within a table leave it whole."""
    text = (
        "某市某局2025年部门预算\n\n2025年部门支出预算总表\n单位：元\n"
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "201\t一般公共服务支出\t300\t100\t200\n"
        "20131\t党委办公厅（室）及相关机构事务\t300\t100\t200\n"
        f"{blank}{line}\n{blank}"
        "204\t公共安全支出\t50\t50\t\n20402\t公安\t50\t50\t\n合计\t\t350\t150\t200\n"
    )

    tables = read_budget(text).tables

    assert [(table.template_name, len(table.rows)) for table in tables] == [("支出总表", 5)]


def test_running_title_is_known_by_its_repetition() -> None:
    """A line on every page above the rows is no title, though no cover prints it."""
    rows = [f"20{n}\t科目{name}\t{n}.00\t{n}.00\t\n" for n, name in enumerate("甲乙丙丁", 1)]
    pages = "\n第 {} 页\n\n某市2030年预算公开\n\n"
    body = "".join(row + pages.format(n) for n, row in enumerate(rows, 1))

    tables = read_tables("支出总表\n" + UNIT + CODED + body + "\t合计\t10.00\t10.00\t\n")

    assert [(table.template_name, len(table.rows)) for table in tables] == [("支出总表", 5)]


def test_row_without_figures_at_the_top_of_a_page_is_no_title() -> None:
    """A name that a page border cut off its row does not begin another table."""
    text = "支出总表\n" + UNIT + CODED + ROWS + "\n机关事业单位基本\n" + TOTAL

    assert [len(table.rows) for table in read_tables(text)] == [3]


def test_rows_without_figures_between_two_pages_do_not_part_a_table() -> None:
    """They came out as text, numbered as rows are; the same title stands above the rest."""
    head = "财政拨款收支总表\n" + UNIT + SIDES
    first = "一、一般公共预算拨款\t9.00\t一、教育支出\t9.00\n"
    text = head + first + "\n二、外交支出\n3、国防支出\n\n" + head
    text += "\t\t四、公共安全支出\t\n收入总计\t9.00\t支出总计\t9.00\n"

    assert len(read_tables(text)) == 1


@pytest.mark.parametrize("code", ["205-02-01", "205－02－01", "205.02.01"])
def test_code_with_dashes_is_the_code(code: str) -> None:
    """A code may print dashes or dots between its levels."""
    table = read_table(f"支出总表\n{UNIT}{CODED}{ROWS}{code}\t学前教育\t9.00\t4.00\t5.00\n")

    assert [row.code for row in table.rows] == ["205", "20502", "2050201"]


@pytest.mark.parametrize(
    "note", ["此表无数据", "本表无数据。", "（本单位没有这项预算，故本表为空）", "注：本表为空表"]
)
def test_title_over_a_note_alone_is_an_empty_table(note: str) -> None:
    """A form that was left out for a note is there, without rows."""
    table = read_table(f"2030年部门国有资本经营预算支出预算表\n{UNIT}{note}\n\n其他说明\n")

    assert (table.template_name, len(table.notes)) == ("国有资本经营预算支出表", 1)
