"""Ruled tables of a PDF come out as rows of cells, the text around them as lines.

Most tests draw their own small PDF; the last ones read published documents, where there are some
beside the checkout.
"""

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from made_pdf import Sheet, build_pdf

from auditor.errors import ReadingError
from auditor.reading import Limits, Source, read_document
from auditor.reading.kinds import read_container

pytest.importorskip("pypdfium2")

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def read(folder: Path, *sheets: Sheet) -> Source:
    """Read a PDF of these pages."""
    path = folder / "budget.pdf"
    path.write_bytes(build_pdf(*sheets))
    return read_document(path)


def refuse(folder: Path, content: bytes, limits: Limits | None = None) -> str:
    """Return the reason for which a file is refused."""
    path = folder / "budget.pdf"
    path.write_bytes(content)
    with pytest.raises(ReadingError) as caught:
        read_document(path, limits=limits or Limits())
    return caught.value.reason


def draw_table() -> Sheet:
    """Draw a title, a unit line, a table with a merged header, and a note."""
    sheet = Sheet().write(250, 760, "支出预算总表", 16).write(500, 735, "单位：元")
    sheet.rule(50, 730, 550, 730).rule(250, 710, 550, 710)
    for y in (690, 670, 650):
        sheet.rule(50, y, 550, y)
    for x in (50, 150, 250, 400, 550):
        sheet.rule(x, 650, x, 730 if x != 400 else 710)
    sheet.write(70, 710, "编码").write(170, 710, "名称").write(350, 715, "支出预算")
    sheet.write(300, 695, "合 计").write(450, 695, "基本支出")
    sheet.write(60, 675, "205").write(160, 675, "教育支出").write(300, 675, "1,200.50")
    sheet.write(450, 675, "-")
    sheet.write(60, 655, "20501").write(160, 655, "管理").write(450, 655, "7.00")
    return sheet.write(50, 630, "注：无。")


def test_ruled_table_becomes_rows_of_cells(tmp_path: Path) -> None:
    """Ruled table becomes rows of cells."""
    source = read(tmp_path, draw_table())

    assert source.text == (
        "支出预算总表\n"
        "单位：元\n"
        "编码\t名称\t支出预算\t\n"
        "\t\t合 计\t基本支出\n"
        "205\t教育支出\t1,200.50\t-\n"
        "20501\t管理\t\t7.00\n"
        "\n"
        "注：无。\n"
    )
    assert source.pages == (1,) * 8
    assert source.incomplete == ()


def test_pdf_is_known_by_its_content(tmp_path: Path) -> None:
    """PDF is known by its content."""
    path = tmp_path / "budget.txt"
    path.write_bytes(build_pdf(draw_table()))

    assert "教育支出\t1,200.50" in read_document(path).text


@pytest.mark.parametrize("width", [0.5, 2.0])
def test_lines_may_be_thin_shapes_in_pieces_and_double(tmp_path: Path, width: float) -> None:
    """Lines may be thin shapes in pieces and double."""
    sheet = Sheet()
    for y in (700, 680, 660):
        for x in (50, 150, 250):
            sheet.fill(x, y, 100, width).fill(x, y + 2, 100, 0.3)
    for x in (50, 150, 250, 350):
        sheet.fill(x, 660, width, 20).fill(x, 680, width, 20)
    sheet.write(60, 685, "a").write(160, 685, "b").write(260, 685, "c")
    sheet.write(60, 665, "1").write(260, 665, "3")

    assert read(tmp_path, sheet).text == "a\tb\tc\n1\t\t3\n\n"


def test_white_lines_and_frames_are_no_table(tmp_path: Path) -> None:
    """White lines and frames are no table."""
    sheet = Sheet()
    sheet.drawn.append("1 1 1 RG")
    sheet.grid([50, 150, 250], [660, 680, 700])
    sheet.drawn.append("0 0 0 RG")
    sheet.grid([40, 300], [600, 710])
    sheet.write(60, 685, "a").write(160, 685, "b")

    assert read(tmp_path, sheet).text == "a b\n"


def test_sides_may_be_open(tmp_path: Path) -> None:
    """Sides may be open."""
    sheet = Sheet().rule(200, 660, 200, 700)
    for y in (660, 680, 700):
        sheet.rule(50, y, 350, y)
    sheet.write(60, 685, "a").write(260, 685, "b").write(60, 665, "1").write(260, 665, "2")

    assert read(tmp_path, sheet).text == "a\tb\n1\t2\n\n"


def test_lines_of_a_cell_are_joined(tmp_path: Path) -> None:
    """Lines of a cell are joined."""
    sheet = Sheet().grid([50, 110, 200, 400], [650, 680, 700])
    sheet.write(60, 685, "x").write(120, 685, "y").write(210, 685, "z")
    sheet.write(55, 668, "住房保").write(55, 655, "障支出")
    sheet.write(115, 668, "123,456,789,012").write(115, 655, "345.00")
    sheet.write(210, 668, "12").write(210, 655, "34")

    text = read(tmp_path, sheet).text

    assert text == "x\ty\tz\n住房保障支出\t123,456,789,012345.00\t12 34\n\n"


def test_title_and_note_inside_the_lines_stand_alone(tmp_path: Path) -> None:
    """Title and note inside the lines stand alone."""
    sheet = Sheet().rule(150, 640, 150, 680).rule(50, 620, 50, 700).rule(250, 620, 250, 700)
    for y in (620, 640, 660, 680, 700):
        sheet.rule(50, y, 250, y)
    sheet.write(100, 685, "绩效目标表").write(60, 665, "a").write(160, 665, "b")
    sheet.write(60, 645, "1").write(160, 645, "2").write(60, 625, "注：无。")

    assert read(tmp_path, sheet).text == "绩效目标表\na\tb\n1\t2\n注：无。\n\n"


def test_wrapped_paragraph_is_one_line_even_over_a_page_border(tmp_path: Path) -> None:
    """Wrapped paragraph is one line even over a page border."""
    full = "本单位预算安排情况说明如下" * 3
    first = Sheet().write(120, 700, full[:-2]).write(100, 680, full).write(100, 660, "完毕。")
    first.write(120, 640, full[:-2]).write(300, 20, "- 1 -")
    second = Sheet().write(100, 700, "续。").write(120, 680, "新段。").write(300, 20, "- 2 -")

    source = read(tmp_path, first, second)

    assert source.text == f"{full[:-2]}{full}完毕。\n{full[:-2]}续。\n\n新段。\n"
    assert source.pages == (1, 1, 1, 2)


def test_running_titles_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    """Running titles and page numbers are left out."""
    sheets = [
        Sheet()
        .write(50, 770, "某局2024年部门预算", 8)
        .write(250, 740, "支出表", 16)
        .write(50, 700 - place, f"第{place}段。")
        .write(300, 20, f"第 {place} 页 共 3 页")
        for place in (1, 2, 3)
    ]

    source = read(tmp_path, *sheets)

    assert source.text == "支出表\n第1段。\n\n支出表\n第2段。\n\n支出表\n第3段。\n"
    assert source.pages == (1, 1, 1, 2, 2, 2, 3, 3)


def test_table_cut_by_a_page_border_is_two_runs_of_rows(tmp_path: Path) -> None:
    """Table cut by a page border is two runs of rows."""
    sheets = [
        Sheet().grid([50, 150, 250], [680, 700]).write(60, 685, "a").write(160, 685, figure)
        for figure in ("1", "2")
    ]

    source = read(tmp_path, *sheets)

    assert source.text == "a\t1\n\na\t2\n\n"
    assert source.pages == (1, 1, 2, 2)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_page_that_lies_on_its_side_is_read_upright(tmp_path: Path, turns: int) -> None:
    """Page that lies on its side is read upright."""
    sheet = Sheet().grid([50, 150, 250], [660, 680, 700]).write(60, 685, "code")
    sheet.write(160, 685, "sum").write(60, 665, "205").write(160, 665, "1,200.50")
    matrix = {1: "0 1 -1 0 700 0", 2: "-1 0 0 -1 600 800", 3: "0 -1 1 0 -100 700"}[turns]
    sheet.drawn.insert(0, f"{matrix} cm")
    sheet.extra = f"/Rotate {90 * turns} /MediaBox [-300 -300 900 1100]"

    assert read(tmp_path, sheet).text == "code\tsum\n205\t1,200.50\n\n"


def test_page_of_images_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    """Page of images is named and the rest is read."""
    scan = Sheet()
    scan.drawn.append(
        "600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 7F> EI",
    )

    source = read(tmp_path, draw_table(), scan, Sheet())

    assert source.text.startswith("支出预算总表\n")
    assert [(error.page, error.reason) for error in source.incomplete] == [
        (2, "页面只有图像，没有文字 / the page holds images and no text")
    ]


def test_pdf_without_text_is_refused(tmp_path: Path) -> None:
    """PDF without text is refused."""
    assert "holds no text" in refuse(tmp_path, build_pdf(Sheet()))


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5000)])
def test_damaged_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    """Damaged PDF is refused."""
    assert refuse(tmp_path, content) == "PDF 已损坏 / the PDF is damaged"


def test_locked_pdf_is_refused(tmp_path: Path) -> None:
    """Locked PDF is refused."""
    key = "00" * 32
    locked = build_pdf(
        draw_table(),
        trailer=f"/ID [<{'11' * 16}> <{'11' * 16}>] /Encrypt << /Filter /Standard /V 1 /R 2"
        f" /O <{key}> /U <{key}> /P -4 >>",
    )

    assert refuse(tmp_path, locked) == "PDF 有密码 / the PDF wants a password"


def test_limits_hold_for_pdf(tmp_path: Path) -> None:
    """Limits hold for PDF."""
    content = build_pdf(draw_table(), draw_table())

    assert "too large" in refuse(tmp_path, content, Limits(pdf_bytes=100))
    assert "too many pages: 2 > 1" in refuse(tmp_path, content, Limits(pdf_pages=1))


def test_drawing_of_countless_lines_is_named_not_waited_for(tmp_path: Path) -> None:
    """Drawing of countless lines is named not waited for."""
    sheet = Sheet().write(50, 780, "图")
    for place in range(1100):
        sheet.rule(place * 5, 0, place * 5, 9000).rule(0, place * 5, 9000, place * 5)
    sheet.extra = "/MediaBox [0 0 9000 9000]"

    source = read(tmp_path, draw_table(), sheet)

    assert [(error.page, error.reason) for error in source.incomplete] == [
        (2, "页面线条过多 / too many lines on the page")
    ]


def test_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing library is named with its remedy."""
    for name in [name for name in sys.modules if name.startswith("auditor.reading.pdf")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)

    with pytest.raises(ReadingError) as caught:
        read_container("pdf", build_pdf(draw_table()), "budget.pdf", Limits())

    assert 'pip install "auditor[pdf]"' in caught.value.reason


MONEY = re.compile(r"-?(?=.*[.,])\d[\d,]*(\.\d+)?")


def list_inventories() -> list[Any]:
    """List what is known of the published documents, if there are any."""
    inventory = CORPUS / "tables.json"
    if not inventory.is_file():
        return [pytest.param("", {}, marks=pytest.mark.skip(reason="no published documents here"))]
    known = json.loads(inventory.read_text(encoding="utf-8"))
    return [pytest.param(name, known[name], id=name[:4]) for name in sorted(known)]


@pytest.mark.parametrize(("name", "inventory"), list_inventories())
def test_published_tables_come_out_whole(name: str, inventory: dict[str, Any]) -> None:
    """Every money cell that the inventory counts in budget tables stands in a cell of its own.

    Forms are left out: the inventory counts some of their figures by hand.
    """
    begun = time.monotonic()
    source = read_document(CORPUS / name)
    taken = time.monotonic() - begun

    for table in inventory["tables"]:
        pages = range(table["page_first"], table["page_last"] + 1)
        neighbours = [other for other in inventory["tables"] if other is not table]
        shared = any(
            other["page_first"] in pages or other["page_last"] in pages for other in neighbours
        )
        if not table["form"] and not shared and "绩效" not in table["title"]:
            assert count_money(source, pages) == table["money_cells"], table["title"]
    assert taken < 5


def count_money(source: Source, pages: range) -> int:
    """Count the cells of rows that hold an amount."""
    lines = zip(source.text.split("\n"), source.pages, strict=False)
    rows = [line.split("\t") for line, page in lines if page in pages and "\t" in line]
    cells = [cell for row in rows for cell in row]
    return sum(MONEY.fullmatch(cell) is not None for cell in cells)
