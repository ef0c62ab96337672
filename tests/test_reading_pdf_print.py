"""What counts is what is printed: once, legibly, and seen; all else is named."""

from pathlib import Path

import pytest
from made_pdf import Sheet, build_pdf

from auditor.budget import Unseen
from auditor.errors import ReadingError
from auditor.reading import Source, read_document

pytest.importorskip("pypdfium2")

WHITE = "1 1 1 rg"


def read(folder: Path, *sheets: Sheet, author: str = "") -> Source:
    """Read a PDF of these pages."""
    path = folder / "budget.pdf"
    path.write_bytes(build_pdf(*sheets, author=author))
    return read_document(path)


def list_unseen(source: Source) -> list[tuple[str, int, str]]:
    """Return what is unseen."""
    return [(unseen.kind, unseen.line, unseen.text) for unseen in source.unseen]


def list_incomplete(source: Source) -> list[tuple[int | None, str]]:
    """Return the pages that were not read, and why in English."""
    return [(error.page, error.reason.partition(" / ")[2]) for error in source.incomplete]


def draw_columns(sheet: Sheet | None = None) -> Sheet:
    """Draw a table without any line: codes, names, two columns of amounts flush right."""
    sheet = sheet or Sheet()
    sheet.write(230, 760, "支出预算总表", 16).write(480, 735, "单位：元")
    sheet.write(60, 710, "编码").write(150, 710, "名称")
    sheet.write(300, 710, "合计").write(430, 710, "基本支出")
    rows = [
        ("205", "教育支出", "1,200.50", "1,000.00"),
        ("20501", "管理事务", "200.50", ""),
        ("208", "社会保障支出", "30.00", "30.00"),
        ("", "合计", "1,230.50", "1,030.00"),
    ]
    for place, (code, name, total, basic) in enumerate(rows):
        y = 690 - 20 * place
        sheet.write(60, y, code or " ").write(150, y, name)
        sheet.write(340 - 5 * len(total), y, total)
        sheet.write(480 - 5 * len(basic), y, basic or " ")
    return sheet.write(60, 600, "注：本表由财务处编制，金额以元为单位。")


ROWS = (
    "编码\t名称\t合计\t基本支出\n"
    "205\t教育支出\t1,200.50\t1,000.00\n"
    "20501\t管理事务\t200.50\t\n"
    "208\t社会保障支出\t30.00\t30.00\n"
    "\t合计\t1,230.50\t1,030.00\n"
)


def test_columns_without_lines_are_a_table(tmp_path: Path) -> None:
    """Amounts that stand below each other make a table, with its header."""
    source = read(tmp_path, draw_columns())

    assert source.text == (
        f"支出预算总表\n单位：元\n{ROWS}\n注：本表由财务处编制，金额以元为单位。\n"
    )


def test_table_of_three_flat_lines_is_a_table(tmp_path: Path) -> None:
    """Lines above and below the header and at the foot part no columns; the text does."""
    sheet = draw_columns().rule(50, 722, 500, 722).rule(50, 705, 500, 705).rule(50, 622, 500, 622)

    assert ROWS in read(tmp_path, sheet).text


def test_name_over_two_lines_is_one_cell(tmp_path: Path) -> None:
    """The second line of a name stands nearer to it than to the next row."""
    sheet = Sheet()
    for place, name in enumerate(["甲局", "乙局", "丙局"]):
        y = 700 - 40 * place
        sheet.write(60, y, name).write(60, y - 12, "下属单位")
        sheet.write(300, y, f"{place + 1},000.00").write(400, y, f"{place + 1},000.00")

    assert read(tmp_path, sheet).text == (
        "甲局下属单位\t1,000.00\t1,000.00\n"
        "乙局下属单位\t2,000.00\t2,000.00\n"
        "丙局下属单位\t3,000.00\t3,000.00\n\n"
    )


def test_rows_without_lines_between_them_are_rows(tmp_path: Path) -> None:
    """Columns are ruled and rows are not: amounts on one height are of one row."""
    sheet = Sheet().grid([50, 200, 300, 400], [600, 680, 700])
    sheet.write(60, 685, "项目").write(210, 685, "合计").write(310, 685, "基本支出")
    for place, name in enumerate(["教育支出", "卫生支出", "合计"]):
        sheet.write(60, 660 - 20 * place, name).write(210, 660 - 20 * place, f"{place}10.00")
    sheet.write(310, 660, "10.00").write(310, 620, "210.00")

    assert read(tmp_path, sheet).text == (
        "项目\t合计\t基本支出\n"
        "教育支出\t010.00\t10.00\n卫生支出\t110.00\t\n合计\t210.00\t210.00\n\n"
    )


def test_sentences_with_figures_are_no_table(tmp_path: Path) -> None:
    """Wide gaps around the figures of sentences make no columns."""
    sheet = Sheet()
    for place in range(4):
        sheet.write(60, 700 - 20 * place, "收入预算").write(150, 700 - 20 * place, "1,234.50")
        sheet.write(230, 700 - 20 * place, "万元，比上年增加。")

    assert "\t" not in read(tmp_path, sheet).text


def test_list_of_contents_is_no_table(tmp_path: Path) -> None:
    """Page numbers below each other are no amounts."""
    sheet = Sheet().write(250, 740, "目录", 16)
    for place in range(5):
        sheet.write(60, 700 - 20 * place, f"第{place + 1}部分").write(500, 700 - 20 * place, "3")

    assert "\t" not in read(tmp_path, sheet).text


def test_character_printed_twice_to_look_bold_counts_once(tmp_path: Path) -> None:
    """The same character a hair beside itself is one; figures keep their doubled digits."""
    sheet = Sheet().grid([50, 150, 250], [660, 680, 700])
    for shift in (0, 0.3, 0.6):
        sheet.write(60 + shift, 685, "合计").write(160 + shift, 685, "1,122.00")
    sheet.write(60, 665, "十十").write(160, 665, "11")

    assert read(tmp_path, sheet).text == "合计\t1,122.00\n十十\t11\n\n"


@pytest.mark.parametrize("how", ["3 Tr", WHITE, "7 Tr"])
def test_text_that_is_not_seen_is_reported_and_not_read(tmp_path: Path, how: str) -> None:
    """Undrawn text and white text on paper are no part of the print."""
    sheet = Sheet().write(60, 700, "部门预算").write(60, 600, "秘密 9,999.00", how=how)

    source = read(tmp_path, Sheet().write(60, 700, "封面"), sheet)

    assert source.text == "封面\n\n部门预算\n"
    assert list_unseen(source) == [("invisible-text", 3, "秘密 9,999.00")]


def test_white_text_on_a_dark_ground_is_read(tmp_path: Path) -> None:
    """A white header on a blue band is printed like any other."""
    sheet = Sheet()
    sheet.drawn.append("0 0 0.5 rg 50 590 300 40 re f 0 g")
    sheet.write(60, 600, "合计 1,200.00", how=WHITE)

    source = read(tmp_path, sheet)

    assert source.text == "合计 1,200.00\n"
    assert source.unseen == ()


def test_text_too_small_to_see_is_reported(tmp_path: Path) -> None:
    """Writing under one point in size is not seen."""
    source = read(tmp_path, Sheet().write(60, 700, "预算").write(60, 600, "不见", size=0.4))

    assert list_unseen(source) == [("invisible-text", 1, "不见")]


def test_text_beyond_the_page_or_its_window_is_reported(tmp_path: Path) -> None:
    """Text off the page and text that a window cuts off are not seen."""
    sheet = Sheet().write(60, 700, "预算").write(700, 600, "页外")
    sheet.drawn.append("q 50 490 100 30 re W n")
    sheet.write(60, 500, "窗内").write(300, 500, "窗外")
    sheet.drawn.append("Q")

    source = read(tmp_path, sheet)

    assert source.text == "预算\n窗内\n"
    assert list_unseen(source) == [("off-page-text", 1, "页外"), ("clipped-text", 1, "窗外")]


def test_cell_that_a_page_border_cuts_is_no_secret(tmp_path: Path) -> None:
    """What is cut off one page and printed on the next is not reported."""
    first = Sheet().write(60, 700, "上").write(60, -20, "项目名称")
    second = Sheet().write(60, 700, "项目名称")

    assert read(tmp_path, first, second).unseen == ()


@pytest.mark.parametrize(("author", "reported"), [("王小明", True), ("Administrator", False)])
def test_author_is_reported(tmp_path: Path, author: str, *, reported: bool) -> None:
    """The author that the file names is reported, unless it is nobody."""
    source = read(tmp_path, Sheet().write(60, 700, "预算"), author=author)

    assert source.unseen == ((Unseen("author", 1, author),) if reported else ())


def test_page_of_figures_without_unicode_is_not_judged(tmp_path: Path) -> None:
    """Figures that cannot be mapped to characters are never guessed: the page is left out."""
    mute = Sheet().write(60, 700, "收入预算一共是这么多万元比上年增加" * 2)
    mute.write(60, 600, "1,200.50", font="F2")

    source = read(tmp_path, Sheet().write(60, 700, "封面"), mute)

    assert source.text == "封面\n"
    assert list_incomplete(source) == [(2, "the characters on the page have no Unicode")]


def test_one_figure_without_unicode_is_enough(tmp_path: Path) -> None:
    """A figure that has lost a digit would be a wrong figure."""
    mute = Sheet()
    for place in range(6):
        mute.write(60, 700 - 20 * place, "收入预算一共是这么多万元比上年增加" * 2)
    mute.write(60, 500, "1,2").write(76, 500, "0", font="F2").write(87, 500, "0.50")

    source = read(tmp_path, Sheet().write(60, 700, "封面"), mute)

    assert list_incomplete(source) == [(2, "figures on the page have no Unicode")]


def test_list_mark_without_unicode_does_no_harm(tmp_path: Path) -> None:
    """One odd sign beside words leaves the page legible."""
    sheet = Sheet().write(60, 700, "收入预算一共是这么多万元比上年增加" * 2)
    sheet.write(60, 600, "甲", font="F2").write(80, 600, "教育支出")

    source = read(tmp_path, sheet)

    assert source.incomplete == ()
    assert "教育支出" in source.text


def test_figures_turned_against_the_page_are_named(tmp_path: Path) -> None:
    """A turned table on an upright page is not read, and not silently; a turned label is."""
    sheet = Sheet().write(60, 700, "收入预算一共是这么多万元")
    sheet.drawn.append("q 0 1 -1 0 400 300 cm")
    sheet.write(0, 0, "合计 1,200.00")
    sheet.drawn.append("Q")
    label = Sheet().write(60, 700, "支出预算一共是这么多万元")
    label.drawn.append("q 0 1 -1 0 400 300 cm")
    label.write(0, 0, "项目支出")
    label.drawn.append("Q")

    source = read(tmp_path, sheet, label)

    assert list_incomplete(source) == [
        (1, "figures turned against the rest of the page were not read")
    ]


def test_scanned_page_with_a_number_or_title_is_named(tmp_path: Path) -> None:
    """An image that says all but the title and page number is not read, and named."""
    scan = Sheet().write(250, 780, "收支总表").show_image(50, 60, 500, 700)
    numbered = Sheet().show_image(0, 0, 600, 800).write(290, 20, "- 3 -")

    source = read(tmp_path, Sheet().write(60, 700, "预算"), scan, numbered)

    assert list_incomplete(source) == [
        (2, "the page holds images and no text"),
        (3, "the page holds images and no text"),
    ]


def test_cover_on_a_picture_is_no_scan(tmp_path: Path) -> None:
    """A picture behind the words is their background."""
    cover = Sheet().show_image(0, 0, 600, 800).write(200, 500, "部门预算公开", 24)

    assert read(tmp_path, cover).incomplete == ()


def test_scan_with_recognised_text_behind_it_is_not_judged(tmp_path: Path) -> None:
    """What a scanner guessed is not what is printed."""
    scan = Sheet().show_image(0, 0, 600, 800).write(60, 700, "合计 1,200.00", how="3 Tr")

    source = read(tmp_path, Sheet().write(60, 700, "预算"), scan)

    assert source.text == "预算\n"
    assert list_incomplete(source) == [(2, "the page holds images and no text")]


def test_pdf_of_scans_names_its_pages(tmp_path: Path) -> None:
    """A file of which no page can be read is refused, with the pages."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(build_pdf(*(Sheet().show_image(0, 0, 600, 800) for _ in range(3))))

    with pytest.raises(ReadingError) as caught:
        read_document(path)

    assert caught.value.reason == (
        "第 1–3 页：页面只有图像，没有文字 / pages 1–3: the page holds images and no text"
    )
