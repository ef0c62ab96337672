"""Web pages, OFD and aligned text become the same tabular text as other formats."""

from pathlib import Path

import pytest
from made_files import make_ofd, read_made, write_ofd_lines, write_ofd_text

from auditor.budget import Unseen
from auditor.errors import ReadingError
from auditor.reading import Limits, read_document

TABLE = "科目\t支出\t\n\t基本支出\t项目支出\n教育支出\t800.00\t400.00\n"
CELLS = (
    "<table><tr><td rowspan=2>科目<td colspan=2>支出<tr><td>基本支出<td>项目支出"
    "<tr><td>教育支出<td>800.00<td>400.00</table>"
)
ALIGNED = """\
                      支出总表
编制单位：示例局                              单位：元

科目编码     科目名称           合计        基本支出      项目支出

205        教育支出       1,200.00      800.00      400.00
20502      普通教育       1,200.00      800.00      400.00
208        社会保障和就业支出      50.00       50.00

           合计         1,250.00      850.00      400.00
"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_web_table_has_its_merged_cells_at_their_top_left(encoding: str) -> None:
    """Cells never closed, and any encoding, give the same rows."""
    page = f"<html><head><script>var x='<table>';</script></head><body><p>支出表{CELLS}"

    source = read_made(page.encode(encoding))

    assert source.text == f"支出表\n{TABLE}"


def test_table_that_only_places_things_is_no_table() -> None:
    """A layout table's cells are text and tables in their order."""
    page = f"<html><body><table><tr><td>目录<td><p>支出表</p>{CELLS}</table></body></html>"

    assert read_made(page.encode()).text == f"目录\n支出表\n{TABLE}"


def test_hidden_text_of_a_web_page_is_unseen() -> None:
    """Hidden by style sheet or attribute; a folded menu without figures is no secret."""
    page = (
        "<html><head><style>.x{display:none}</style></head><body><div class=x>首页 栏目</div>"
        f"<p style='display:none'>底数1,234.00</p>{CELLS}</body></html>"
    )

    source = read_made(page.encode())

    assert source.text == TABLE
    assert source.unseen == (Unseen("hidden-text", 1, "底数1,234.00"),)


@pytest.mark.parametrize(
    "body",
    ["", "<a href=a.pdf>2026年部门预算.pdf</a>", "<p>发布时间：2026-02-01 浏览次数：35</p>"],
)
def test_page_that_only_leads_to_a_budget_is_refused(body: str) -> None:
    """A landing page holds nothing to judge."""
    with pytest.raises(ReadingError, match="without tables or budget text"):
        read_made(f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def test_words_placed_by_coordinates_make_rows() -> None:
    """Converters from PDF place every word; words on one height are a row."""
    rows = [("科目", "合计", "支出")] + [
        (f"第{n}类", f"{n},000.00", f"{n}00.00") for n in range(1, 9)
    ]
    words = "".join(
        f"<p style='position:absolute;top:{40 + 20 * row}px;left:{40 + 200 * column}px'>{text}</p>"
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
    )

    source = read_made(f"<html><body><div style='position:relative'>{words}</div></html>".encode())

    assert source.text.splitlines() == ["\t".join(cells) for cells in rows]


def test_merged_cells_without_end_are_refused() -> None:
    """Cells that claim millions of columns are a bomb."""
    page = "<html><table>" + "<tr>" + "<td colspan=1000>1" * 3000 + "</table>"

    with pytest.raises(ReadingError, match="too much room"):
        read_made(page.encode())


def test_page_nested_hundreds_of_levels_deep_is_read() -> None:
    """Elements that are never closed do no harm; nested tables have their limit."""
    page = "<html><body>" + "<font><b>" * 400 + CELLS

    assert read_made(page.encode()).text == TABLE
    with pytest.raises(ReadingError, match="nested over 50"):
        read_made(("<html>" + "<table><tr><td>" * 60).encode(), Limits())


def test_ofd_page_becomes_rows_by_its_ruling_lines() -> None:
    """Characters fall into the cells of drawn lines; each line knows its page."""
    cells = [("科目", "合计"), ("教育", "1,200.00"), ("卫生", "300.00")]
    words = "".join(
        write_ofd_text(text, 20 + 40 * column, 52 + 10 * row)
        for row, texts in enumerate(cells)
        for column, text in enumerate(texts)
    )
    lines = write_ofd_lines([18, 58, 98], [50, 60, 70, 80])

    source = read_made(make_ofd(write_ofd_text("支出表", 50, 30) + words + lines))

    assert source.text == "支出表\n科目\t合计\n教育\t1,200.00\n卫生\t300.00\n\n"
    assert set(source.pages) == {1}
    assert source.unseen == (Unseen("author", 1, "某某"),)


def test_ofd_text_that_is_not_shown_is_unseen() -> None:
    """An object may be switched off and is published all the same."""
    shown = write_ofd_text("部门预算", 50, 30)

    source = read_made(make_ofd(shown + write_ofd_text("底稿", 50, 40, 'Visible="false"')))

    assert source.text == "部门预算\n"
    assert Unseen("invisible-text", 1, "底稿") in source.unseen


def test_ofd_without_text_is_refused() -> None:
    """A scanned OFD is not clean."""
    image = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="4"/>'

    with pytest.raises(ReadingError, match="no text"):
        read_made(make_ofd(image))


def test_columns_made_of_blanks_become_cells(tmp_path: Path) -> None:
    """Blanks that stand under each other over the lines are borders, whatever a sign's width."""
    path = tmp_path / "layout.txt"
    path.write_text(ALIGNED, encoding="utf-8")

    source = read_document(path)

    assert source.text.splitlines()[:7] == [
        "支出总表",
        "编制单位：示例局\t\t\t单位：元\t",
        "科目编码\t科目名称\t合计\t基本支出\t项目支出",
        "205\t教育支出\t1,200.00\t800.00\t400.00",
        "20502\t普通教育\t1,200.00\t800.00\t400.00",
        "208\t社会保障和就业支出\t50.00\t50.00\t",
        "\t合计\t1,250.00\t850.00\t400.00",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "收入  1,200.00  万元\n支出  1,100.00  万元\n",
        "一、收入  100.00  200.00\n\n说明文字。\n",
        "科目\t合计\n教育    支出\t1,200.00    800.00\n",
    ],
)
def test_text_without_such_tables_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    """A few wide gaps make no table."""
    path = tmp_path / "plain.txt"
    path.write_text(text, encoding="utf-8")

    assert read_document(path).text == text
