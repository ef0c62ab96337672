"""Files that would harm, or cannot be judged, are refused by name: never read as clean."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from made_files import (
    make_docx,
    make_ofd,
    make_xlsx,
    pack,
    read_made,
    write_cells,
    write_paragraph,
)
from test_reading import refuse, write

from auditor.errors import ReadingError
from auditor.reading import Limits, kinds, read_document
from auditor.reading.legacy import find_office, read_legacy

ENTITIES = (
    '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


def repack(content: bytes, **changed: bytes) -> bytes:
    """Put other bytes in the place of parts that end with a name."""
    parts = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            key = name.rpartition("/")[2].partition(".")[0]
            parts[name] = changed.get(key, archive.read(name))
    return pack(parts)


def test_zip_bomb_is_stopped_while_it_is_unpacked() -> None:
    """A part that unpacks to a thousand times its size is refused; the limit is configurable."""
    bomb = repack(make_docx(write_paragraph("预算")), document=b" " * 20_000_000)

    with pytest.raises(ReadingError, match="over 100 times its size"):
        read_made(bomb)
    with pytest.raises(ReadingError, match="over 5,000,000 bytes"):
        read_made(bomb, Limits(unpacked_ratio=10_000, unpacked_bytes=5_000_000))


def test_size_in_the_header_is_not_believed() -> None:
    """A header that understates the size does not help a bomb."""
    bomb = bytearray(repack(make_docx(write_paragraph("预算")), document=b" " * 20_000_000))
    size = (20_000_000).to_bytes(4, "little")
    while size in bomb:
        place = bomb.index(size)
        bomb[place : place + 4] = (1_000).to_bytes(4, "little")

    with pytest.raises(ReadingError, match=r"damaged|times its size"):
        read_made(bytes(bomb))


def test_entities_are_never_expanded() -> None:
    """A document type in an Office file is refused, whatever it would grow to."""
    with pytest.raises(ReadingError, match="declares a DTD or entities"):
        read_made(repack(make_docx(write_paragraph("预算")), document=ENTITIES.encode()))
    with pytest.raises(ReadingError, match="declares a DTD or entities"):
        read_made(repack(make_docx(""), document=ENTITIES.encode("utf-16")))


def test_elements_nested_without_end_are_refused() -> None:
    """XML a hundred thousand levels deep neither crashes nor passes."""
    deep = b"<w:x xmlns:w='w'>" * 1 + b"<w:p xmlns:w='w'>" * 100_000

    with pytest.raises(ReadingError, match=r"malformed XML|levels deep"):
        read_made(repack(make_docx(""), document=deep), Limits(unpacked_ratio=10_000))


@pytest.mark.parametrize("size", [30, 200, 600])
def test_cut_file_is_damaged(size: int) -> None:
    """A file that was not wholly copied is named as damaged."""
    for made in (make_docx(write_paragraph("预算")), make_xlsx([("表", "")]), make_ofd("")):
        with pytest.raises(ReadingError, match="damaged"):
            read_made(made[:size])


def test_changed_byte_is_noticed() -> None:
    """The sum of a part that was changed does not fit any more."""
    made = make_xlsx([("表", write_cells([["合计", "1"]]))])
    with zipfile.ZipFile(BytesIO(made)) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    place = entry.header_offset + 30 + len(entry.filename) + 4
    broken = made[:place] + bytes([made[place] ^ 0xFF]) + made[place + 1 :]

    with pytest.raises(ReadingError, match="damaged"):
        read_made(broken)


def test_other_archives_and_presentations_are_no_documents() -> None:
    """A zip file of pictures is named as what it is."""
    with pytest.raises(ReadingError, match="a zip archive"):
        read_made(pack({"1.jpg": b"x"}))


def test_document_that_is_missing_a_part_says_which() -> None:
    """A relation that leads nowhere is no empty document."""
    made = pack(
        {
            "[Content_Types].xml": '<Override ContentType="x.wordprocessingml.main+xml"/>',
            "_rels/.rels": "<Relationships/>",
        }
    )

    with pytest.raises(ReadingError, match="main part of the file is missing"):
        read_made(made)


def test_missing_extra_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library the command that installs it is said."""

    def fail(_kind: str) -> None:
        raise ModuleNotFoundError("No module named 'lxml'")

    monkeypatch.setattr(kinds, "_choose_reader", fail)

    with pytest.raises(ReadingError, match=r'pip install "auditor\[office\]"'):
        read_made(make_docx(write_paragraph("预算")))


def test_old_document_without_an_office_program_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A .doc is refused with the way to save it anew."""
    monkeypatch.setattr("auditor.reading.legacy.find_office", lambda: None)

    with pytest.raises(ReadingError, match=r"save it as \.docx or \.xlsx"):
        read_legacy(b"\xd0\xcf\x11\xe0", "a.doc", Limits())


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_old_document_is_read_through_an_office_program() -> None:
    """A page of Word 2003's XML is converted and read."""
    old = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
        "<w:body><w:p><w:r><w:t>收入预算120万元</w:t></w:r></w:p></w:body></w:wordDocument>"
    )

    assert read_made(old.encode()).text == "收入预算120万元\n"


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_rich_text_is_read_through_an_office_program() -> None:
    """RTF, as many a .doc is, is converted and read."""
    letters = "".join(f"\\u{ord(letter)}?" for letter in "收入预算")

    assert read_made(f"{{\\rtf1 {letters}120\\par}}".encode()).text == "收入预算120\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{\\rtf1 {\\b 120}", "its end is missing"),
        (
            b"<?xml version='1.0'?><d xmlns='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>",
            "malformed XML",
        ),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><?mso-application x?><a>&b;</a>',
            "declares a DTD or entities",
        ),
    ],
)
def test_cut_off_file_is_not_converted(content: bytes, reason: str) -> None:
    """What the converter would read as far as it goes, or expand, is refused before."""
    with pytest.raises(ReadingError, match=reason):
        read_made(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "an XML file"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "an XML file"),
        (b"BM\x00\x10\x00\x00\x00\x00\x00\x00", "an image"),
        (b"RIFF\x00\x10\x00\x00WEBPVP8 ", "an image"),
        (b"MZ\x90\x00", "a program"),
    ],
)
def test_foreign_file_is_named_as_what_it_is(tmp_path: Path, content: bytes, reason: str) -> None:
    """A server's answer, a picture or a program that is named as a budget is none."""
    assert reason in refuse(write(tmp_path, content, "budget.pdf"))


@pytest.mark.parametrize("name", ["budget.pdf", "budget.xls", "budget.doc", "budget.txt"])
def test_web_page_named_otherwise_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    """HTML saved as another format is read as the page that it is, or refused as one."""
    page = "<html><table><tr><td>合计<td>1.00</table></html>".encode()

    assert read_document(write(tmp_path, page, name)).text == "合计\t1.00\n"
    assert "without tables" in refuse(write(tmp_path, b"<html></html>", name))


@pytest.mark.parametrize("program", [None, "/bin/false"])
def test_encrypted_workbook_that_no_program_opens_wants_a_password(
    monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    """Only a workbook protected by the password that Excel knows is opened by its program."""
    monkeypatch.setattr("auditor.reading.legacy.find_office", lambda: program)
    monkeypatch.setattr(
        "auditor.reading.compound._list_streams", lambda *_: frozenset({"encryptedpackage"})
    )

    with pytest.raises(ReadingError, match="the file wants a password"):
        read_made(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
