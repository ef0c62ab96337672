"""Rows that a narrow cell, a page border or missing lines cut come out whole."""

from pathlib import Path

import pytest
from made_pdf import Sheet, build_pdf

from auditor.reading import Source, read_document

pytest.importorskip("pypdfium2")

XS = [50.0, 100.0, 200.0, 250.0, 300.0]


def read(folder: Path, *sheets: Sheet) -> Source:
    """Read a PDF of these pages."""
    path = folder / "budget.pdf"
    path.write_bytes(build_pdf(*sheets))
    return read_document(path)


def list_rows(source: Source) -> list[list[str]]:
    """Return the rows of all tables, without their empty cells."""
    lines = [line.split("\t") for line in source.text.split("\n") if "\t" in line]
    return [[cell for cell in line if cell] for line in lines]


def draw_torn(sheet: Sheet, y: float, *rows: tuple[str, str, str, str]) -> None:
    """Write rows that begin at a height, line by line below each other."""
    for place, cells in enumerate(rows):
        for left, text in zip((55, 102, 202, 252), cells, strict=True):
            sheet.write(left, y - 13 * place, text or " ")


def test_amount_broken_by_a_narrow_cell_is_one(tmp_path: Path) -> None:
    """The rest of the digits stands in the next line of the cell: there is one row."""
    sheet = Sheet().grid(XS, [640, 670, 700])
    draw_torn(sheet, 688, ("20101", "行政运行", "1,234,567", "1,230,000"), ("", "", ".89", ".00"))
    draw_torn(sheet, 658, ("20102", "事业运行", "34,567.89", "4,567.890"), ("", "", "", "1"))

    assert list_rows(read(tmp_path, sheet)) == [
        ["20101", "行政运行", "1,234,567.89", "1,230,000.00"],
        ["20102", "事业运行", "34,567.89", "4,567.8901"],
    ]


def test_whole_amounts_below_each_other_stay_rows(tmp_path: Path) -> None:
    """Amounts with all their digits are those of several rows that no line parts."""
    sheet = Sheet().grid(XS, [640, 700])
    draw_torn(
        sheet, 688, ("201", "教育", "34,567.89", "4,567.89"), ("202", "医疗", "34,567.00", "1.20")
    )

    assert list_rows(read(tmp_path, sheet)) == [
        ["201", "教育", "34,567.89", "4,567.89"],
        ["202", "医疗", "34,567.00", "1.20"],
    ]


def draw_cut_page(rows: list[tuple[str, str, str, str]], *, top: float, lines: int) -> Sheet:
    """Draw a page that a ruled table fills, each row of so many lines."""
    height = 13.0 * lines + 4
    sheet = Sheet().grid(XS, [top - height * place for place in range(len(rows) + 1)])
    for place, row in enumerate(rows):
        draw_torn(sheet, top - 12 - height * place, row)
    return sheet


HEAD = ("编码", "名称", "合计", "基本支出")


def test_row_cut_by_a_page_border_is_one(tmp_path: Path) -> None:
    """What is left of a name stands below the repeated header of the next page."""
    first = draw_cut_page(
        [HEAD, ("20805", "行政事业单位养老支", "3.00", "3.00")], top=100, lines=1
    )
    second = draw_cut_page(
        [HEAD, ("", "出", "", ""), ("20899", "其他支出", "1.00", "1.00")], top=780, lines=1
    )

    assert list_rows(read(tmp_path, first, second)) == [
        list(HEAD),
        ["20805", "行政事业单位养老支出", "3.00", "3.00"],
        list(HEAD),
        ["20899", "其他支出", "1.00", "1.00"],
    ]


@pytest.mark.parametrize(
    "row", [("", "二、其他", "", ""), ("", "其他", "5.00", "5.00"), ("20806", "其他", "", "")]
)
def test_next_row_is_not_joined_to_the_last_of_a_page(
    tmp_path: Path, row: tuple[str, str, str, str]
) -> None:
    """A row with a mark, a code or amounts of its own is no rest, though the name was full."""
    last = ("20805", "一、行政事业单位养", "3.00", "3.00")
    first = draw_cut_page([HEAD, last], top=100, lines=1)
    second = draw_cut_page([row, ("20899", "其他支出", "1.00", "1.00")], top=780, lines=1)

    assert list_rows(read(tmp_path, first, second))[1:3] == [
        list(last),
        [cell for cell in row if cell],
    ]


def draw_marked(sheet: Sheet, y: float, rows: list[tuple[str, str, str]]) -> Sheet:
    """Write rows of a table without lines: a name, two amounts flush right."""
    for place, (name, total, basic) in enumerate(rows):
        sheet.write(60, y - 16 * place, name or " ")
        sheet.write(300 - 5 * len(total), y - 16 * place, total or " ")
        sheet.write(400 - 5 * len(basic), y - 16 * place, basic or " ")
    return sheet


MARKED = [
    ("项目", "合计", "基本支出"),
    ("一、社会保障和就业支", "1,200.50", "1,000.00"),
    ("出", "", ""),
    ("二、教育支出", "200.50", "200.50"),
    ("三、卫生健康支出", "30.00", "30.00"),
]


def test_name_broken_in_a_table_without_lines_is_whole(tmp_path: Path) -> None:
    """Where all rows have marks, words without one below a full name are its rest."""
    assert list_rows(read(tmp_path, draw_marked(Sheet(), 700, MARKED)))[1:] == [
        ["一、社会保障和就业支出", "1,200.50", "1,000.00"],
        ["二、教育支出", "200.50", "200.50"],
        ["三、卫生健康支出", "30.00", "30.00"],
    ]


def test_amounts_broken_in_a_table_without_lines_are_whole(tmp_path: Path) -> None:
    """A number that lacks its last digits goes on in the line below, in all columns."""
    rows = [*MARKED[:2], ("二、国防", "13,200,500.", "11,200,500."), ("支出", "00", "00")]

    found = list_rows(read(tmp_path, draw_marked(Sheet(), 700, [*rows, *MARKED[3:]])))

    assert ["二、国防支出", "13,200,500.00", "11,200,500.00"] in found


def test_table_without_lines_goes_on_over_the_page(tmp_path: Path) -> None:
    """Rows of nil at the head of the next page stand in the columns of the page before."""
    first = draw_marked(Sheet(), 700, MARKED)
    rest = [("四、节能环保支出", "0", "0"), ("五、其他支出", "0", "0"), ("六、转移支付", "0", "0")]
    second = draw_marked(Sheet(), 760, [MARKED[0], *rest])

    assert list_rows(read(tmp_path, first, second))[-3:] == [list(row) for row in rest]


def test_table_of_a_header_alone_is_a_table(tmp_path: Path) -> None:
    """A table without figures is told by the unit above its header."""
    sheet = Sheet().write(200, 760, "政府性基金预算支出表", 16).write(400, 735, "单位：元")
    for x, text in ((60, "科目编码"), (150, "科目名称"), (260, "合计"), (340, "基本支出")):
        sheet.write(x, 715, text)
    sheet.write(150, 699, "合计")

    assert list_rows(read(tmp_path, sheet))[0] == ["科目编码", "科目名称", "合计", "基本支出"]


def test_flat_lines_tell_the_rows(tmp_path: Path) -> None:
    """A name of two lines between two ruling lines is one, whatever the room around it."""
    sheet = Sheet()
    for y in (720, 700, 660, 640, 620):
        sheet.rule(50, y, 420, y)
    draw_marked(sheet, 706, [("项目", "合计", "基本支出")])
    sheet.write(60, 686, "人员的工资和").write(60, 667, "各项补贴支出")
    draw_marked(sheet, 676, [("", "1,200.50", "1,000.00")])
    draw_marked(sheet, 646, [("会议", "5,200.50", "5,000.00")])
    draw_marked(sheet, 626, [("培训", "6,200.50", "6,000.00")])

    assert list_rows(read(tmp_path, sheet))[1] == [
        "人员的工资和各项补贴支出",
        "1,200.50",
        "1,000.00",
    ]


def test_dots_in_a_line_rule_a_table(tmp_path: Path) -> None:
    """A border of small squares is a line as any other."""
    sheet = Sheet()
    for y in (650, 675, 700):
        for step in range(167):
            sheet.fill(50 + 1.5 * step, y, 0.8, 0.8)
    for x in (50, 175, 299):
        for step in range(34):
            sheet.fill(x, 650 + 1.5 * step, 0.8, 0.8)
    sheet.write(60, 685, "教育支出").write(180, 685, "1.00").write(60, 660, "合计")

    assert read(tmp_path, sheet).text.startswith("教育支出\t1.00\n合计\t\n")


def test_row_without_upright_lines_keeps_to_the_columns_of_the_others(tmp_path: Path) -> None:
    """Columns are ruled in every second row alone; a title across them stays whole."""
    sheet = Sheet()
    for y in (720, 700, 680, 660, 640):
        sheet.rule(50, y, 300, y)
    sheet.rule(50, 640, 50, 720).rule(300, 640, 300, 720)
    for x in (150, 220):
        sheet.rule(x, 680, x, 700).rule(x, 640, x, 660)
    sheet.write(110, 706, "二〇三一年预算收支情况表")
    for y, name in ((686, "教育支出"), (666, "国防支出"), (646, "其他支出")):
        sheet.write(60, y, name).write(160, y, "5.00").write(230, y, "7.00")

    assert read(tmp_path, sheet).text.split("\n")[:4] == [
        "二〇三一年预算收支情况表",
        "教育支出\t5.00\t7.00",
        "国防支出\t5.00\t7.00",
        "其他支出\t5.00\t7.00",
    ]


def test_heading_below_a_full_line_is_no_part_of_it(tmp_path: Path) -> None:
    """Where no paragraph is indented, a short line after a full stop begins another one."""
    full = "全年收入预算一千万元比上年增加一百万元支出预算一千万元比上年增加一百万元与收入相等。"
    sheet = Sheet()
    for place, text in enumerate((full, "机关运行经费", full)):
        sheet.write(60, 700 - 18 * place, text)

    assert read(tmp_path, sheet).text == f"{full}\n机关运行经费\n{full}\n"


@pytest.mark.parametrize("second", ["1,266.75", "-3,266.75", "2、公共安全支出"])
def test_figures_of_two_columns_that_nearly_touch_are_two(tmp_path: Path, second: str) -> None:
    """Digits of one figure touch; two points of room part a figure from what begins beside it."""
    rows = [
        ("一般公共服务支出", "1,893.42", "626.67", second),
        ("财政事务支出", "1,877.77", "611.02", second),
        ("行政运行支出", "1,345.15", "78.40", second),
        ("其他财政支出", "266.75", "8.40", second),
    ]
    sheet = Sheet()
    for place, (name, total, basic, project) in enumerate(rows):
        y = 700 - 16 * place
        sheet.write(60, y, name).write(240 - 5 * len(total), y, total)
        sheet.write(300 - 5 * len(basic), y, basic).write(302, y, project)

    assert list_rows(read(tmp_path, sheet)) == [list(row) for row in rows]


def test_lines_in_other_columns_do_not_go_on_with_a_table(tmp_path: Path) -> None:
    """The next page is a table of its own where a name and an amount would share a column."""
    first = draw_marked(Sheet(), 700, MARKED)
    second = Sheet()
    rows = [("农林水支出", "3.50", "3.50"), ("交通运输支出", "73.60", "73.60")]
    for place, (name, total, basic) in enumerate([*rows, ("合计支出", "77.10", "77.10")]):
        second.write(60, 760 - 16 * place, name).write(130, 760 - 16 * place, total)
        second.write(280, 760 - 16 * place, basic)

    found = list_rows(read(tmp_path, first, second))

    assert found[-3:-1] == [list(row) for row in rows]


def test_amount_close_below_its_head_is_no_part_of_it(tmp_path: Path) -> None:
    """A header that the next page repeats stands nearer to its rows than these to each other."""
    first = draw_marked(Sheet(), 700, MARKED)
    rest = [("上年结转结余", "1.50", "1.50"), ("收入总计", "20.00", "20.00")]
    second = draw_marked(Sheet().write(60, 760, "项目").write(280, 760, "合计"), 746.5, rest)

    assert list_rows(read(tmp_path, first, second))[-2:] == [list(row) for row in rest]


def test_caption_is_no_part_of_a_long_title(tmp_path: Path) -> None:
    """What says whose table it is begins a line of its own, however full the one above."""
    sheet = Sheet().write(
        60, 760, "二〇三一年部门一般公共预算基本支出部门预算经济分类预算明细表及其说明"
    )
    sheet.write(60, 746, "编制部门：某市某区人民政府办公室")
    sheet.write(60, 700, "本部门预算由一般公共预算安排，共计十二万元，比上年增加一万元，主要原因")
    sheet.write(60, 686, "是人员增加。")

    lines = read(tmp_path, sheet).text.split("\n")

    assert "编制部门：某市某区人民政府办公室" in lines


def test_amount_at_the_right_of_its_cell_belongs_to_the_head_in_the_middle(tmp_path: Path) -> None:
    """A head and the amount of one row need not stand above each other."""
    sheet = Sheet().write(60, 716, "上年结转结余").write(200, 716, "本年收入")
    for x, text in ((60, "小计"), (130, "一般公共"), (200, "小计金额"), (300, "政府性基金")):
        sheet.write(x, 700, text)
    for x, text in ((84, "10.44"), (140, "10.44"), (205, "9,616.34"), (305, "9,616.34")):
        sheet.write(x, 684, text)

    rows = [line.split("\t") for line in read(tmp_path, sheet).text.split("\n") if "\t" in line]

    assert rows[-1] == ["10.44", "10.44", "9,616.34", "9,616.34"]
    assert rows[-2] == ["小计", "一般公共", "小计金额", "政府性基金"]
