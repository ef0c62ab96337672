"""Web pages as bureaus publish them become tabular text; what they hide or lack is said."""

import base64
import quopri

import pytest
from made_files import read_made

from auditor.budget import Unseen
from auditor.errors import ReadingError

TABLE = "<table><tr><td>科目<td>合计<tr><td>教育<td>{}</table>"
FRAMES = b"<html><frameset><frame></frameset></html>"
TEXT = "科目\t合计\n教育\t40.00\n"


def write_page(inner: str, head: str = "") -> bytes:
    """Write a whole page."""
    return f"<html><head>{head}</head><body>{inner}</body></html>".encode()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_page_saved_with_its_parts_is_read(encoding: str) -> None:
    """A web archive, also named .doc, is the page in it; a page of frames says nothing."""
    pack = quopri.encodestring if encoding == "quoted-printable" else base64.encodebytes
    parts = [
        b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: "
        + encoding.encode() + b"\n\n" + pack(page)
        for page in (FRAMES, write_page(TABLE.format("40.00")))
    ]  # fmt: skip
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'

    source = read_made(head + b"".join(b"--b\n" + part + b"\n" for part in parts) + b"--b--\n")

    assert source.text == TEXT


def test_archive_without_a_page_is_refused() -> None:
    """A letter is no budget."""
    with pytest.raises(ReadingError, match="no web page"):
        read_made(b"From: a\nMIME-Version: 1.0\nContent-Type: text/plain\n\nhallo\n")


@pytest.mark.parametrize(
    "figure",
    [
        '<span style="font-size:0">9</span>40.00',
        '<span style="opacity: 0">9</span>40.00',
        '<font color="#FFFFFF">9</font>40.00',
        '<span style="color:white">9</span>40.00',
        '<b style="display:none">9</b>40.00',
    ],
)
def test_what_nobody_sees_is_no_figure(figure: str) -> None:
    """It is kept as unseen and is no part of the figure beside it."""
    source = read_made(write_page(TABLE.format(figure)))

    assert source.text == TEXT
    assert [(one.kind, one.text) for one in source.unseen] == [("hidden-text", "9")]


def test_white_words_on_a_colour_are_text() -> None:
    """Headings are often white on the colour of their row."""
    row = '<tr style="background:#234"><td><span style="color:#fff">{}</span><td>{}'
    page = write_page(f"<table>{row.format('科目', '合计')}{row.format('教育', '40.00')}</table>")

    assert read_made(page).text == TEXT


def test_parts_that_restore_their_size_are_read() -> None:
    """A list without size, to close its gaps, shows the words inside it."""
    page = write_page(
        '<div style="font-size:0"><p style="font-size:14px">2026年</p></div>'
        + TABLE.format("40.00")
    )

    assert read_made(page).text == f"2026年\n{TEXT}"


def test_struck_out_figure_is_a_deletion() -> None:
    """What a page shows struck out is not its figure."""
    source = read_made(write_page(TABLE.format("<del>50.00</del><ins>40.00</ins>")))

    assert source.text == TEXT
    assert source.unseen == (Unseen("deletion", 1, "50.00"),)


def test_cells_that_a_merged_one_covers_take_no_room() -> None:
    """Sheets on web pages keep covered cells, switched off."""
    gone = '<td style="display:none"></td>'
    page = write_page(
        f"<table><tr><td rowspan=2>科目<td colspan=2>支出{gone}<tr>{gone}<td>基本<td>项目"
        "<tr><td>教育<td>30.00<td>10.00</table>"
    )

    assert read_made(page).text == "科目\t支出\t\n\t基本\t项目\n教育\t30.00\t10.00\n"


def test_head_and_foot_of_a_table_stand_where_a_browser_puts_them() -> None:
    """The foot may come first in the page; it is shown last."""
    page = write_page(
        "<table><tfoot><tr><td>合计<td>40.00</tfoot><tbody><tr><td>教育<td>40.00</tbody>"
        "<thead><tr><td>科目<td>合计</thead></table>"
    )

    assert read_made(page).text == "科目\t合计\n教育\t40.00\n合计\t40.00\n"


def test_text_set_out_beforehand_keeps_its_rows() -> None:
    """Rows by tabs inside `pre` are rows."""
    page = write_page("<pre>支出表\n科目\t合计\n教育\t40.00\n</pre>")

    assert read_made(page).text == f"支出表\n{TEXT}"


def test_fields_of_a_form_show_what_was_typed() -> None:
    """What stands in a field is printed; what a field hides is not."""
    page = write_page(TABLE.format('<input value="40.00"><input type="hidden" value="7">'))

    assert read_made(page).text == TEXT


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (write_page(TABLE.format("40.00"))[:-22], "its end is missing"),
        (b"<body>" + TABLE.format("40.00").encode(), "its end is missing"),
        (
            write_page(TABLE.format("40.00") + '<img width="800" height="1100" src="1.jpg">'),
            "a picture as large as a page",
        ),
    ],
)
def test_page_of_which_something_is_missing_is_incomplete(page: bytes, reason: str) -> None:
    """A page cut off, or a scan on it, is not judged as whole."""
    (error,) = read_made(page).incomplete

    assert reason in str(error)


def test_piece_of_a_page_with_its_tables_closed_is_whole() -> None:
    """Programs give pieces of pages, without head and body."""
    source = read_made(("<!--" + "x" * 5000 + "-->" + TABLE.format("40.00")).encode())

    assert (source.text, source.incomplete) == (TEXT, ())


def test_title_in_a_table_of_its_own_does_not_make_layout_of_the_rest() -> None:
    """Rows with figures are rows, also beside a cell in which a small table places the title."""
    title = "<tr><td colspan=3><table><tr><td>支出表<tr><td>单位：元</table>"
    row = "<tr><td>{}<td>{}<td>{}"
    rows = row.format("科目", "合计", "基本") + row.format("教育", "40.00", "40.00") * 2
    layout = f"<table><tr><td>左<td>{TABLE.format('40.00')}<td>右<tr><td>上<td>下<td>1.00</table>"

    texts = [
        read_made(write_page(page)).text for page in (f"<table>{title}{rows}</table>", layout)
    ]

    assert texts[0] == "支出表\n单位：元\n科目\t合计\t基本\n" + "教育\t40.00\t40.00\n" * 2
    assert texts[1].split("\n")[:3] == ["左", *TEXT.split("\n")[:2]]


@pytest.mark.parametrize(("broken", "is_read"), [(1, True), (40, False)])
def test_page_with_a_few_broken_characters_is_incomplete(broken: int, *, is_read: bool) -> None:
    """A byte that is no character is named; a page that is full of them is refused."""
    words = "<p>" + "收入预算" * 500 + "</p>"
    page = write_page(words + TABLE.format("40.00"), '<meta charset="gb2312">').decode()
    content = page.encode("gb18030").replace(b"</p>", b"\xff" * broken + b"</p>")

    if is_read:
        (error,) = read_made(content).incomplete
        assert "1 characters of the page" in str(error)
    else:
        with pytest.raises(ReadingError, match="unknown encoding"):
            read_made(content)
