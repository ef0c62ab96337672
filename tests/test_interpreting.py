"""Document → Budget: headers, codes, columns, repairs, units, years, forms, figures."""

import pytest
from reading_budgets import list_values, read_budget, read_table

from auditor.budget import Table
from auditor.checks.numerals import NumeralsParameters, check_numerals

TITLE = "2024年部门支出预算总表\n编制部门：某局\n单位：元\n"
HEADER = "功能分类科目编码\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n类\t款\t\t\t\t\n"
BODY = (
    "201\t\t一般公共服务支出\t300.00\t100.00\t200.00\n"
    "201\t03\t政府办公厅（室）及相关机构事务\t300.00\t100.00\t200.00\n"
    "201\t03\t01 行政运行\t100.00\t100.00\t\n"
    "201\t03\t02 一般行政管理事务\t200.00\t\t200.00\n"
    "合计\t\t\t300.00\t100.00\t200.00\n"
)


def read_body(body: str, header: str = HEADER) -> Table:
    """Read a table of expenditure with another body."""
    return read_table(TITLE + header + body)


def test_header_rows_are_no_body_rows() -> None:
    """All rows above the first code are header."""
    assert next(row.label for row in read_body(BODY).rows) == "一般公共服务支出"


def test_codes_are_joined_from_columns_and_names() -> None:
    """Code columns and the digits before a name make one code."""
    assert [row.code for row in read_body(BODY).rows] == ["201", "20103", "2010301", "2010302", ""]


@pytest.mark.parametrize(
    "line",
    [
        "201\t03\t01\t行政运行\t100.00\t100.00\t",
        "201\t03\t01 行政运行\t100.00\t100.00\t",
        "201\t03\t01行政运行\t100.00\t100.00\t",
        "2010301\t行政运行\t100.00\t100.00\t",
        "2010301 行政运行\t100.00\t100.00\t",
        "201\t20103\t2010301\t行政运行\t100.00\t100.00\t",
        "２０１\t０３\t０１\t行政运行\t100.00\t100.00\t",
    ],
)
def test_codes_in_every_style(line: str) -> None:
    """A code is the same however it is spread over cells."""
    table = read_body(f"201\t\t一般公共服务支出\t100.00\t100.00\t\n{line}\n")

    assert table.rows[1].code == "2010301"
    assert table.rows[1].label == "行政运行"


def test_unpadded_parts_are_padded_and_kept_as_printed() -> None:
    """`3` under 201 is 20103, and the printed `3` is kept for the rule about padding."""
    table = read_body("201\t\t甲支出\t1.00\t1.00\t\n201\t3\t乙事务\t1.00\t1.00\t\n")

    assert table.rows[1].code == "20103"
    assert table.rows[1].printed_code == ("201", "3")


def test_figures_go_to_columns_as_printed() -> None:
    """A complete row is read from the name on."""
    assert list_values(read_body(BODY), "一般行政管理事务") == {
        "合计": "200.00",
        "项目支出": "200.00",
    }


def test_header_order_wins() -> None:
    """Two columns swapped with their headers are read by the header."""
    header = HEADER.replace("基本支出\t项目支出", "项目支出\t基本支出")
    table = read_body(
        "201\t\t甲支出\t300.00\t200.00\t100.00\n合计\t\t\t300.00\t200.00\t100.00\n", header
    )

    assert list_values(table, "甲支出") == {
        "合计": "300.00",
        "项目支出": "200.00",
        "基本支出": "100.00",
    }


def test_table_without_header_is_read_by_the_template() -> None:
    """A lost header leaves the order of the form."""
    assert list_values(read_body(BODY, header=""), "行政运行") == {
        "合计": "100.00",
        "基本支出": "100.00",
    }


@pytest.mark.parametrize("at", [3, 4, 5, 6])
def test_an_empty_column_changes_nothing(at: int) -> None:
    """A blank column put in everywhere moves no figure into another column."""

    def insert(text: str) -> str:
        rows = [line.split("\t") for line in text.splitlines()]
        return "".join("\t".join([*row[:at], "", *row[at:]]) + "\n" for row in rows)

    table = read_body(insert(BODY), insert(HEADER))

    assert list_values(table, "行政运行") == {"合计": "100.00", "基本支出": "100.00"}
    assert list_values(table, "一般行政管理事务") == {"合计": "200.00", "项目支出": "200.00"}


def test_lost_tab_is_repaired_and_said() -> None:
    """A blank cell that lost its tab does not move the figure into the wrong column."""
    table = read_body(BODY.replace("200.00\t\t200.00", "200.00\t200.00"))

    assert list_values(table, "一般行政管理事务") == {"合计": "200.00", "项目支出": "200.00"}
    assert [reading.row for reading in table.readings] == ["一般行政管理事务"]


def test_lost_trailing_tabs_are_no_evidence_against_a_row() -> None:
    """Without the blank cells behind it a row reads the same, and nothing is to be said."""
    table = read_body("".join(line.rstrip("\t") + "\n" for line in BODY.splitlines()))

    assert list_values(table, "行政运行") == {"合计": "100.00", "基本支出": "100.00"}
    assert table.readings == ()


def test_figures_on_the_line_below_are_joined() -> None:
    """A name without figures above figures without a name is one row, and that is said."""
    table = read_body(BODY.replace("行政运行\t100.00", "行政运行\t\t\t\n\t\t\t100.00"))

    assert list_values(table, "行政运行") == {"合计": "100.00", "基本支出": "100.00"}
    assert len(table.readings) == 1


def test_figure_in_no_column_stays_on_the_ledger() -> None:
    """A figure past the last column is never dropped and never guessed."""
    budget = read_budget(
        TITLE + HEADER + BODY.replace("100.00\t200.00\n合计", "100.00\t200.00\n合计") + ""
    )
    table = read_body(BODY + "202\t\t外交支出\t1.00\t1.00\t2.00\t3.00\n")

    assert len(budget.figures) == 13
    assert any("3.00" in reading.reason[0] for reading in table.readings)


def test_repeated_header_opens_a_new_part_of_the_same_table() -> None:
    """A page break with its header inside a table changes no row."""
    lines = BODY.splitlines(keepends=True)
    table = read_body("".join(lines[:3]) + "\n" + HEADER + "".join(lines[3:]))

    assert [row.code for row in table.rows] == ["201", "20103", "2010301", "2010302", ""]


@pytest.mark.parametrize("border", ["", "\n"])
def test_repeated_header_of_several_rows_is_one_header(border: str) -> None:
    """Its columns are told by all of its rows, whether or not a blank line stands before it."""
    head = "科目\t\t合计\t基本支出\t\t项目支出\n科目编码\t科目名称\t\t\t\t\n"
    rows = [
        f"{code}\t{name}\t3.57\t\t\t3.57\n"
        for code, name in (("201", "甲支出"), ("20103", "乙事务"), ("2010302", "丙管理"))
    ]

    table = read_table(TITLE + head + "".join(rows[:2]) + border + head + rows[2])

    assert [row.code for row in table.rows] == ["201", "20103", "2010302"]
    assert not table.readings
    assert {entry.column for entry in table.rows[-1].entries if entry.amount} == {
        "合计",
        "项目支出",
    }


def test_repeated_title_continues_the_table() -> None:
    """A page that prints the title again continues the table that has not reached its total."""
    lines = BODY.splitlines(keepends=True)
    budget = read_budget(
        TITLE + HEADER + "".join(lines[:3]) + "\n" + TITLE + HEADER + "".join(lines[3:])
    )

    assert [len(table.rows) for table in budget.tables] == [5]


def test_unit_line_is_read_and_its_absence_known() -> None:
    """The unit of the figures is the printed one, else the form's usual one."""
    printed = read_table(TITLE.replace("单位：元", "单位：万元") + HEADER + BODY)
    missing = read_table(TITLE.replace("单位：元\n", "") + HEADER + BODY)
    behind = read_table(TITLE.replace("单位：元", "单位名称：某市某局单位：万元") + HEADER + BODY)

    assert (printed.unit.word, printed.unit_given) == ("万元", True)
    assert (behind.unit.word, behind.unit_given) == ("万元", True)
    assert (missing.unit.word, missing.unit_given) == ("元", False)


def test_a_missing_unit_is_that_of_the_other_tables() -> None:
    """In a document that prints 万元 everywhere else, 万元 is assumed."""
    other = (
        "2024年部门收入预算总表\n单位：万元\n"
        "类\t科目名称\t合计\n201\t甲支出\t1.00\n合计\t\t1.00\n\n"
    )
    budget = read_budget(other + TITLE.replace("单位：元\n", "") + HEADER + BODY)

    assert [table.unit.word for table in budget.tables] == ["万元", "万元"]


def test_two_sided_rows_are_told_by_their_words() -> None:
    """Income on the left and expenditure on the right keep to their sides without their tabs."""
    table = read_table(
        "2024年部门财务收支预算总表\n单位：元\n本年收入\t\t本年支出\t\n项目\t预算数\t项目\t预算数\n"
        "一、财政拨款收入\t5.00\t一、一般公共服务支出\t2.00\n"
        "二、事业收入\t\t二、外交支出\t3.00\n"
        "三、国防支出\t0\n"
        "收入总计\t5.00\t支出总计\t5.00\n"
    )

    assert [(r.side, r.name or r.code) for r in table.rows if r.label != "预算数"] == [
        ("收入", "财政拨款收入"),
        ("收入", "事业收入"),
        ("收入", "收入总计"),
        ("支出", "201"),
        ("支出", "202"),
        ("支出", "203"),
        ("支出", "支出总计"),
    ]


def test_amount_without_separators_is_no_code_of_the_other_side() -> None:
    """3200000 before 外交支出 is the income's amount; a column of codes alone holds codes."""
    head = "2024年部门财务收支预算总表\n单位：元\n本年收入\t\t本年支出\t\n"
    head += "项目\t预算数\t项目\t预算数\n"
    plain = read_table(
        head + "一、财政拨款收入\t3200000\t一、一般公共服务支出\t200\n"
        "二、事业收入\t320\t二、外交支出\t3200120\n收入总计\t3200320\t支出总计\t3200320\n"
    )
    coded = read_table(
        head.replace("预算数\t项目", "预算数\t科目编码\t项目")
        + "一、财政拨款收入\t320\t201\t一般公共服务支出\t200\n"
        "二、事业收入\t\t202\t外交支出\t120\n收入总计\t320\t\t支出总计\t320\n"
    )

    told = [
        {row.label: entry.text for row in table.rows for entry in row.entries if entry.text}
        for table in (plain, coded)
    ]
    assert told[0]["财政拨款收入"] == "3200000"
    assert told[0]["事业收入"] == "320"
    assert told[1]["财政拨款收入"] == "320"
    assert [row.code for row in coded.rows if row.code] == ["201", "202"]


def test_single_row_table() -> None:
    """The one row of the three-public table starts at its first cell."""
    table = read_table(
        "2024年部门“三公”经费和机关运行经费预算表\n单位：万元\n"
        "2024年“三公”经费预算数\t\t\t\t\t\t2024年机关运行经费预算数\n"
        "合计\t因公出国(境)费\t公务接待费\t公务用车购置及运行费\t\t\t\n\t\t\t小计\t购置费\t运行费\t\n"
        "3.50\t\t1.50\t2.00\t\t2.00\t9.00\n"
    )
    (row,) = table.rows

    assert {entry.column: entry.text for entry in row.entries if entry.text} == {
        "合计": "3.50",
        "公务接待费": "1.50",
        "公务用车小计": "2.00",
        "公务用车运行费": "2.00",
        "机关运行经费": "9.00",
    }


def test_table_of_title_and_note_is_a_table_without_rows() -> None:
    """The form lets an empty table be a note."""
    table = read_table(
        "2024年部门国有资本经营预算支出功能分类预算表\n单位：元\n注：本部门2024年无此项支出。\n"
    )

    assert table.id == "T7"
    assert table.rows == ()


def test_unknown_table_is_kept_with_its_figures() -> None:
    """A table that no template fits is there, not recognised, its figures on the ledger."""
    budget = read_budget("2024年自拟事项明细表\n项目\t金额\n甲\t12.00\n乙\t1,2,3\n")

    assert [(table.template, table.figures) for table in budget.tables] == [(None, 1)]
    assert {figure.reason for figure in budget.figures} == {"unrecognised"}


def test_forms_are_told_by_their_labels() -> None:
    """A form is a form whatever its title, and knows its project and year."""
    budget = read_budget(
        "财政项目支出绩效目标表\n(2023年度)\n项目名称\t道路养护\t项目类别\t经常性项目\n主管部门\t某镇\t实施单位\t某中心\n"
        "项目资金总额\t12.50\t年度资金申请总额\t12.50\n一级指标\t二级指标\t三级指标\t指标值\n"
    )

    assert [(form.project, form.location.line) for form in budget.forms] == [("道路养护", 1)]
    assert [(mention.year, mention.role) for mention in budget.mentions] == [(2023, "form")]


def test_year_of_the_document_is_that_of_most_titles() -> None:
    """One wrong title does not change the year; the cover counts double."""
    titles = "".join(
        f"{year}年部门{name}表\nx\ty\n\n"
        for year, name in [
            (2024, "收入预算总"),
            (2023, "支出预算总"),
            (2024, "财政拨款收支预算总"),
        ]
    )

    assert read_budget("某局2024年部门预算\n\n" + titles).year == 2024


def test_years_in_cited_documents_and_dates_are_not_mentions() -> None:
    """《…2022年…》 and 2022年12月31日 say nothing about the document's year."""
    text = TITLE + HEADER + BODY + "注：依据《2022年办法》，截至2022年12月31日。\n"

    assert {mention.year for mention in read_budget(text).mentions} == {2024}


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("收入预算5,299.81万元，比2023年预算增加69.15万元。", ["5,299.81万元", "69.15万元"]),
        ("第27期会议决定于2023年5月办理3个项目。", ["3个"]),
        ("依据沪府发〔2016〕80号文件。", []),
        ("占比12.5%，共6辆。", ["12.5%", "6辆"]),
        ("科目（项2040220）支出。", []),
    ],
)
def test_figures_in_sentences(sentence: str, figures: list[str]) -> None:
    """Amounts, percentages and counts are figures; years, dates, codes and ordinals are not."""
    assert [figure.text for figure in read_budget(sentence + "\n").figures] == figures


@pytest.mark.parametrize(
    ("sentence", "malformed"),
    [
        ("预算安排10,754,11万元。", ["10,754,11万元"]),
        ("科目4.820.58万元。", ["4.820.58万元"]),
        ("计划开始日期2023.01.01，按1.2.3节执行。", []),
        ("分别为12, 15, 18万元。", []),
        ("总额208, 293. 59万元。", []),
    ],
)
def test_malformed_numbers_in_sentences(sentence: str, malformed: list[str]) -> None:
    """Only broken money is malformed; dates, sections and lists are not."""
    assert [figure.text for figure in read_budget(sentence + "\n").malformed] == malformed


def test_malformed_money_is_respelled_without_its_unit() -> None:
    """The one well-formed spelling is suggested for the number alone, the unit stays."""
    parameters = NumeralsParameters(find=("malformed",))

    (outcome,) = check_numerals(parameters, read_budget("预算安排10,754,11万元。\n"))

    assert (outcome.found, outcome.suggestion) == ("10,754,11万元", "10,754.11")
