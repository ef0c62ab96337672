"""Workbooks become tabular text as they are displayed; what is hidden is kept."""

from decimal import Decimal

import pytest
from made_files import SHEET, add_parts, make_xls, make_xlsx, read_made, relate, write_cells

from auditor.budget import Unseen
from auditor.errors import ReadingError
from auditor.reading.workbook.displaying import render_number, render_words

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234.5", "#,##0.00", "1,234.50"),
        ("1234567.5", "#,##0,", "1,235"),
        ("1234", "#,##0.0,", "1.2"),
        ("0.1234", "0.00%", "12.34%"),
        ("-12.3", "#,##0.00_);(#,##0.00)", "(12.30)"),
        ("-12.3", "0.00;[Red]0.00", "-12.30"),  # print would lose the red
        ("-12.3", "0.00;0.00", "12.30"),
        ("0", ACCOUNTING, "-"),
        ("-1234.5", ACCOUNTING, "-1,234.50"),
        ("12345", "0\\.0,", "1.2"),
        ("12345", "0!.0000", "1.2345"),
        ("12", "0.##", "12"),
        ("0", "#", ""),
        ("1.005", "0.00", "1.01"),
        ("0.30000000000000004", "General", "0.3"),
        ("123456789.123", "General", "123456789.1"),
        ("301", "000000", "000301"),
        ("2026", '0"年"', "2026年"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("1500000", '[>=1000000]0.00,,"百万";0', "1.50百万"),
        ("-3", "0;;0", ""),
        ("46023", 'yyyy"年"m"月"d"日"', "2026年1月1日"),
        ("46023.5", "yyyy/m/d h:mm", "2026/1/1 12:00"),
        ("46023", "[DBNum1]yyyy年m月", "二〇二六年一月"),
        ("12345.678", '#,##0.00 "万元"', "12,345.68 万元"),
    ],
)
def test_number_is_written_as_displayed(value: str, code: str, shown: str) -> None:
    """The format gives the last printed digit."""
    assert render_number(Decimal(value), code) == shown


def test_words_follow_the_section_for_words() -> None:
    """A format may have words of its own for words."""
    assert render_words("甲", ACCOUNTING) == "甲"
    assert render_words("甲", '0;0;0;"（"@"）"') == "（甲）"


@pytest.mark.parametrize("is_strict", [False, True])
def test_sheets_are_read_in_order_with_their_names(*, is_strict: bool) -> None:
    """A merged title is text; each line knows its sheet. Strict workbooks read the same."""
    first = write_cells(
        [
            ["收支总表", "<c/>", "<c/>"],
            ["科目", "合计", "支出"],
            ["教育", '<c s="1"><v>1234.5</v></c>', '<c s="1"><v>0</v></c>'],
        ]
    )
    first += '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
    sheets = [("总表", first), ("说明", write_cells([["合计", "<c><v>7</v></c>"]]))]

    source = read_made(make_xlsx(sheets, ["#,##0.00"], is_strict=is_strict))

    assert source.text == "收支总表\n科目\t合计\t支出\n教育\t1,234.50\t0.00\n\n合计\t7\n"
    assert source.sheets == ("总表",) * 4 + ("说明",)


def test_error_and_formula_without_value_never_read_as_blank() -> None:
    """What was never computed stands there as such."""
    row = [
        "合计",
        '<c t="e"><f>Z1</f><v>#REF!</v></c>',
        "<c><f>SUM(B1:B2)</f></c>",
        '<c><f t="shared" si="0"/></c>',
        '<c t="s"><v>99</v></c>',
        '<c t="str"><f>IF(1,"")</f><v></v></c>',
    ]

    source = read_made(make_xlsx([("表", write_cells([row]))]))

    assert source.text == "合计\t#REF!\t=SUM(B1:B2)\t#VALUE!\t#VALUE!\n"


def test_hidden_sheet_row_and_column_are_kept_as_unseen() -> None:
    """What is hidden is not printed, and said."""
    cells = (
        '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>22</v></c><c r="C1"><v>3</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>44</v></c></row>'
        '<row r="3"><c r="A3"><v>5</v></c><c r="C3"><v>6</v></c></row></sheetData>'
    )
    sheets = [("明细", write_cells([["内部", "8"]])), ("总表", cells)]

    source = read_made(make_xlsx(sheets, states=["hidden", "visible"]))

    assert source.text == "1\t3\n5\t6\n"
    assert set(source.unseen) == {
        Unseen("hidden-sheet", 1, "明细: 内部 8"),
        Unseen("hidden-row", 1, "2: 44"),
        Unseen("hidden-column", 1, "B: 22"),
    }


def test_workbook_with_hidden_sheets_alone_is_refused() -> None:
    """Nothing to see is not clean."""
    made = make_xlsx([("底稿", write_cells([["1", "2"]]))], states=["veryHidden"])

    with pytest.raises(ReadingError, match="no visible sheet of the workbook holds text"):
        read_made(made)


def test_zeros_that_a_sheet_does_not_show_are_blank() -> None:
    """A sheet may be set to show no zeros."""
    inner = '<sheetViews><sheetView showZeros="0"/></sheetViews>' + write_cells(
        [["合计", "<c><v>0</v></c>", "<c><v>5</v></c>"]]
    )

    assert read_made(make_xlsx([("表", inner)])).text == "合计\t\t5\n"


def test_old_workbook_reads_as_the_new_one() -> None:
    """The number format of an XLS counts too, and its hidden sheet is unseen."""
    made = make_xls([["收支总表"], ["科目", "合计"], ["教育", 1234.5]], "#,##0.00")

    source = read_made(made)

    assert source.text == "收支总表\n科目\t合计\n教育\t1,234.50\n"
    assert source.sheets == ("表1",) * 3
    assert source.unseen == (Unseen("hidden-sheet", 3, "底稿: 内部数"),)


def test_damaged_old_workbook_is_refused_by_name() -> None:
    """A workbook that ends early is damaged, whatever the library thinks of it."""
    made = make_xls([["表"], ["科目", "合计"], ["教育", 1.0]])

    for length in (600, 1500, 2600):
        with pytest.raises(ReadingError, match="damaged"):
            read_made(made[:length])


@pytest.mark.parametrize(
    ("name", "first", "text"),
    [
        ("部门收支总表", "科目", "部门收支总表\n科目\t合计\n教育\t1\n"),
        ("Sheet1", "科目", "科目\t合计\n教育\t1\n"),
    ],
)
def test_name_of_the_tab_is_the_title_where_there_is_none(
    name: str, first: str, text: str
) -> None:
    """A sheet often says only on its tab which table it is."""
    sheet = write_cells([[first, "合计"], ["教育", "<c><v>1</v></c>"]])

    assert read_made(make_xlsx([(name, sheet)])).text == text


def test_text_box_over_a_sheet_is_read() -> None:
    """A note drawn over the cells prints too."""
    made = make_xlsx([("表", write_cells([["合计", "1"]]))])
    words = "<a:p><a:r><a:t>单位：元</a:t></a:r></a:p>"
    drawing = f'<wsDr xmlns:a="a"><sp><txBody>{words}</txBody></sp></wsDr>'
    relations = relate([("d", "drawing", "../drawings/drawing1.xml")])
    parts = {"xl/drawings/drawing1.xml": drawing, "xl/worksheets/_rels/sheet1.xml.rels": relations}

    assert read_made(add_parts(made, parts)).text == "合计\t1\n\n单位：元\n"


WHITE = (
    f'<styleSheet xmlns="{SHEET}"><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FF1F4E79"/></patternFill></fill></fills><cellXfs><xf/>'
    '<xf fontId="1" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(
    ("after", "text", "unseen"),
    [
        ("", "\t40\t合计\n", (Unseen("hidden-text", 1, "A1 9"),)),
        ("<conditionalFormatting/>", "9\t40\t合计\n", ()),
    ],
)
def test_white_figures_on_white_are_kept_as_unseen(
    after: str, text: str, unseen: tuple[Unseen, ...]
) -> None:
    """White on a colour is seen; where a sheet has colours by rules, all of it may be."""
    cells = [
        ['<c r="A1" s="1"><v>9</v></c>', "<c><v>40</v></c>", '<c s="2" t="str"><v>合计</v></c>']
    ]
    made = make_xlsx([("表", write_cells(cells) + after)])

    source = read_made(add_parts(made, {"xl/styles.xml": WHITE}))

    assert (source.text.removeprefix("\t"), source.unseen) == (text.removeprefix("\t"), unseen)


def test_figure_whose_format_shows_nothing_is_kept_as_unseen() -> None:
    """`;;;` hides a figure; a zero that a format does not show is no secret."""
    row = ["合计", "<c><v>1</v></c>", '<c r="C1" s="1"><v>77</v></c>', '<c s="1"><v>0</v></c>']

    source = read_made(make_xlsx([("表", write_cells([row]))], [";;;"]))

    assert source.text == "合计\t1\n"
    assert source.unseen == (Unseen("hidden-text", 1, "C1 77"),)


def test_sheet_that_is_a_picture_makes_the_workbook_incomplete() -> None:
    """A picture as large as a page may be the scan of a table; a small one is a seal."""
    drawing = (
        '<x:wsDr xmlns:x="x"><x:oneCellAnchor><x:ext cx="{}" cy="7600000"/><x:pic/>'
        "</x:oneCellAnchor></x:wsDr>"
    )
    made = make_xlsx([("扫描", write_cells([["合计", "5"]]))])
    relations = relate([("d", "drawing", "../drawings/drawing1.xml")])
    told = []
    for width in ("5400000", "540000"):
        parts = {
            "xl/worksheets/_rels/sheet1.xml.rels": relations,
            "xl/drawings/drawing1.xml": drawing.format(width),
        }
        told.append([str(error) for error in read_made(add_parts(made, parts)).incomplete])

    assert "sheet 扫描: a picture as large as a page" in told[0][0]
    assert told[1] == []


def test_text_between_two_tables_of_a_sheet_is_text() -> None:
    """Headings and paragraphs stand alone in their rows; a heading inside a table stays there."""
    sheet = write_cells(
        [
            *(["支出表", "", ""], ["项目", "合计", "基本"], ["一、教育", "", ""]),
            *(["小学", "5", "5"], ["", "", ""], ["情况说明", "", ""], ["", "", ""]),
            ["我单位的支出预算按有关规定编制，与上年持平。", "", ""],
            *(["", "", ""], ["收入表", "", ""], ["项目", "合计", "拨款"], ["合计", "5", "5"]),
        ]
    )

    lines = read_made(make_xlsx([("表", sheet)])).text.split("\n")

    assert [line for line in lines if line and "\t" not in line] == [
        *("支出表", "情况说明", "我单位的支出预算按有关规定编制，与上年持平。", "收入表"),
    ]
    assert "一、教育\t\t" in lines
