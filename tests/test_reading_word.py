"""Word documents become tabular text as they would print; what is unseen is kept."""

import pytest
from made_files import make_docx, make_xlsx, read_made, write_cells, write_paragraph, write_table

from auditor.budget import Unseen
from auditor.errors import ReadingError
from auditor.reading import Limits

NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%3."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)


def number(level: int) -> str:
    """Return the properties of a paragraph that is in the list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'


def test_paragraphs_and_tables_stand_in_reading_order() -> None:
    """A heading over two columns and a label over two rows stand at their top left."""
    table = write_table(
        [
            ['<w:vMerge w:val="restart"/>|科目', '<w:gridSpan w:val="2"/>|支出'],
            ["<w:vMerge/>|", "基本支出", "项目支出"],
            ["教育支出", "800.00", "400.00"],
        ],
        grid=(2000, 2000, 2000),
    )
    body = write_paragraph("支出表") + table + write_paragraph("以上为全部支出。")

    source = read_made(make_docx(body))

    assert source.text == (
        "支出表\n科目\t支出\t\n\t基本支出\t项目支出\n教育支出\t800.00\t400.00\n\n以上为全部支出。\n"
    )
    assert source.unseen == ()


def test_border_a_hair_off_makes_no_column() -> None:
    """Word keeps a grid column for every border that is a little off; it is none."""
    table = write_table(
        [
            ["科目", '<w:gridSpan w:val="2"/>|合计', "支出"],
            ['<w:gridSpan w:val="2"/>|教育', "1.00", "1.00"],
        ],
        grid=(2000, 30, 2000, 2000),
    )

    source = read_made(make_docx(table))

    assert source.text == "科目\t合计\t支出\n教育\t1.00\t1.00\n"


def test_numbers_of_lists_are_printed_as_word_counts_them() -> None:
    """A deeper level begins anew under the next paragraph of the level above."""
    levels = (
        ("收入", 0),
        ("税收", 1),
        ("增值税", 2),
        ("消费税", 2),
        ("其他", 1),
        ("支出", 0),
        ("教育", 1),
    )
    body = "".join(write_paragraph(text, number(level)) for text, level in levels)

    source = read_made(make_docx(body, numbering=NUMBERING))

    assert source.text.splitlines() == [
        *("一、收入", "（一）税收", "1.增值税", "2.消费税"),
        *("（二）其他", "二、支出", "（一）教育"),
    ]


def test_tracked_changes_and_comments_are_printed_as_accepted_and_kept() -> None:
    """Insertions are text, deletions are not; both, and comments, are unseen things."""
    body = (
        "<w:p><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>120</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r>"
        '<w:r><w:commentReference w:id="5"/></w:r></w:p>'
    )
    comment = f'<w:comment w:id="5" w:author="某甲">{write_paragraph("再核一遍")}</w:comment>'

    source = read_made(make_docx(body, comments=comment))

    assert source.text == "收入120万元\n"
    assert source.unseen == (
        Unseen("deletion", 1, "100"),
        Unseen("insertion", 1, "120"),
        Unseen("comment", 1, "某甲：再核一遍"),
    )


def test_hidden_text_is_not_printed() -> None:
    """Text hidden by itself or by its style is unseen."""
    style = '<w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = (
        "<w:p><w:r><w:t>支出</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>底稿一</w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>底稿二</w:t></w:r></w:p>'
    )

    source = read_made(make_docx(body, styles=style))

    assert source.text == "支出\n"
    assert [unseen.text for unseen in source.unseen] == ["底稿一底稿二"]


def test_result_of_a_field_is_printed_and_its_instruction_not() -> None:
    """A field prints its result; what it is computed from is no text."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = (
        f"<w:p>{sign.format('begin')}<w:r><w:instrText>=SUM(A1)</w:instrText></w:r>"
        f"{sign.format('separate')}<w:r><w:t>88.00</w:t></w:r>{sign.format('end')}"
        "<w:r><w:t>万元</w:t></w:r></w:p>"
    )

    assert read_made(make_docx(body)).text == "88.00万元\n"


def test_text_box_follows_its_paragraph_once() -> None:
    """Of a box written for new and old programs one counts."""
    box = f"<w:txbxContent>{write_paragraph('框中文字')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert read_made(make_docx(body)).text == "正文\n框中文字\n"


def test_soft_break_ends_a_line_and_footnotes_follow_the_text() -> None:
    """A break within a paragraph is a new line; a footnote stands after the text."""
    body = (
        "<w:p><w:r><w:t>收支表</w:t><w:br/><w:t>单位：元</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + write_paragraph("正文")
    )
    notes = f'<w:footnote w:id="2">{write_paragraph("不含上年结转")}</w:footnote>'

    source = read_made(make_docx(body, footnotes=notes))

    assert source.text == "收支表\n单位：元\n正文\n\n不含上年结转\n"


def test_table_inside_a_cell_follows_the_row() -> None:
    """A table in a cell is a table of its own after the row."""
    inner = write_table([["甲", "1"], ["乙", "2"]])
    table = write_table([["外", "列"], ["内", inner + write_paragraph("")]])

    assert read_made(make_docx(table)).text == "外\t列\n内\t\n\n甲\t1\n乙\t2\n"


def test_sheet_that_an_embedded_workbook_shows_is_read() -> None:
    """The active sheet is what the page shows; the workbook itself is published unseen."""
    sheets = [("一", write_cells([["不显示", "0"]])), ("二", write_cells([["合计", "9"]]))]
    view = '<bookViews><workbookView activeTab="1"/></bookViews>'
    book = make_xlsx(sheets, view=view)
    body = (
        write_paragraph("附表")
        + '<w:p><w:r><w:object><o:OLEObject r:id="e0"/></w:object></w:r></w:p>'
    )

    source = read_made(make_docx(body, {"word/embeddings/book.xlsx": book}))

    assert source.text == "附表\n\n合计\t9\n"
    assert source.unseen == (Unseen("embedded-file", 1, "book.xlsx"),)
    assert source.incomplete == ()


def test_embedded_object_that_is_not_read_makes_the_document_incomplete() -> None:
    """A picture of an object that nobody read is said."""
    body = (
        write_paragraph("附表")
        + '<w:p><w:r><w:object><o:OLEObject r:id="e0"/></w:object></w:r></w:p>'
    )

    source = read_made(make_docx(body, {"word/embeddings/object.bin": b"?"}))

    assert "not read" in source.incomplete[0].reason


def test_tables_nested_too_deep_are_refused() -> None:
    """The limit is a table more than allowed."""

    def nest(depth: int) -> str:
        return write_table([["a", nest(depth - 1) if depth > 1 else "b"]])

    assert "b" in read_made(make_docx(nest(4)), Limits(nesting=4)).text
    with pytest.raises(ReadingError, match="nested over 4"):
        read_made(make_docx(nest(5)), Limits(nesting=4))


def test_document_without_text_is_refused() -> None:
    """An empty document is no clean document."""
    with pytest.raises(ReadingError, match="no text"):
        read_made(make_docx("<w:p/>"))


def test_deleted_row_is_left_out_and_kept_as_unseen() -> None:
    """A row deleted with tracked changes is not printed."""
    row = (
        "<w:tr><w:trPr><w:del/></w:trPr>"
        f"<w:tc>{write_paragraph('旧项目')}</w:tc><w:tc>{write_paragraph('5')}</w:tc></w:tr>"
    )
    table = write_table([["科目", "合计"], ["教育", "1"]]).replace("</w:tbl>", row + "</w:tbl>")

    source = read_made(make_docx(table))

    assert source.text == "科目\t合计\n教育\t1\n"
    assert source.unseen[0] == Unseen("deletion", 1, "旧项目 5")


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ('<w:color w:val="FFFFFF"/>', "hidden-text"),
        ('<w:sz w:val="2"/>', "hidden-text"),
        ("<w:strike/>", "deletion"),
        ("<w:dstrike/>", "deletion"),
    ],
)
def test_text_that_nobody_sees_or_that_is_struck_out_is_no_figure(
    properties: str, kind: str
) -> None:
    """White on white, a point in size or struck through, it is kept as unseen."""
    run = f"<w:r><w:rPr>{properties}</w:rPr><w:t>9</w:t></w:r>"
    cell = f"<w:p>{run}<w:r><w:t>40.00</w:t></w:r></w:p>"

    source = read_made(make_docx(write_table([["合计", cell]])))

    assert source.text == "合计\t40.00\n"
    assert source.unseen == (Unseen(kind, 1, "9"),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '<w:tcPr><w:shd w:fill="1F4E79"/></w:tcPr>'),
        ('<w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr>', ""),
    ],
)
def test_white_text_on_a_colour_is_text(before: str, after: str) -> None:
    """A heading is often white on the colour of its cell or of the table's style."""
    white = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>合计</w:t></w:r>'
    rest = f"<w:tc>{write_paragraph('40.00')}</w:tc>"
    table = f"<w:tbl>{before}<w:tr><w:tc>{after}<w:p>{white}</w:p></w:tc>{rest}</w:tr></w:tbl>"
    styles = (
        '<w:style w:styleId="Grid"><w:tblStylePr><w:tcPr><w:shd w:fill="4472C4"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )

    source = read_made(make_docx(table, styles=styles))

    assert (source.text, source.unseen) == ("合计\t40.00\n", ())


def test_white_title_over_a_drawing_is_text() -> None:
    """A cover's title is often white on a picture that lies behind it."""
    white = (
        '<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>2026年部门预算</w:t></w:r></w:p>'
    )
    picture = '<w:p><w:r><w:drawing><x:anchor xmlns:x="x" behindDoc="1"/></w:drawing></w:r></w:p>'

    source = read_made(make_docx(picture + white))

    assert (source.text, source.unseen) == ("2026年部门预算\n", ())
