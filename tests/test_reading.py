"""Text files become tabular text unchanged, or are refused by name."""

import hashlib
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import ReadingError
from auditor.reading import Limits, find_documents, read_document
from auditor.reading.decoding import decode_text

BUDGET = "2024年部门支出预算总表\n单位：元\n科目\t合计\t基本支出\n教育支出\t1,200.00\t800.00\n"


def write(folder: Path, content: bytes, name: str = "budget.txt") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path


def refuse(path: Path, **limits: int) -> str:
    """Return the reason for which a file is refused."""
    with pytest.raises(ReadingError) as caught:
        read_document(path, limits=Limits(**limits))
    assert caught.value.path == path.as_posix()
    return caught.value.reason


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "gb18030",
        "gbk",
    ],
)
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    """Every encoding gives the same text."""
    mark = "\ufeff" if encoding == "utf-32-le" else ""
    path = write(tmp_path, (mark + BUDGET).encode(encoding))

    source = read_document(path)

    assert source.text == BUDGET
    assert source.path == path.as_posix()
    assert (source.pages, source.sheets, source.incomplete) == ((), (), ())


def test_byte_order_mark_of_big_endian_utf_16_is_dropped(tmp_path: Path) -> None:
    """Byte-order mark of big endian UTF-16 is dropped."""
    path = write(tmp_path, b"\xfe\xff" + BUDGET.encode("utf-16-be"))

    assert read_document(path).text == BUDGET


@pytest.mark.parametrize("encoding", ["big5", "shift-jis"])
def test_foreign_encoding_is_refused_not_garbled(tmp_path: Path, encoding: str) -> None:
    """Foreign encoding is refused not garbled."""
    reason = refuse(write(tmp_path, "財政總表報告書".encode(encoding, errors="ignore")))

    assert "unknown encoding" in reason


def test_cut_utf_8_is_refused_not_garbled(tmp_path: Path) -> None:
    """Cut UTF-8 is refused not garbled."""
    assert "unknown encoding" in refuse(write(tmp_path, BUDGET.encode()[:-40] + b"\xe5\n"))


def test_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    """Hash is that of the bytes."""
    content = b"\xef\xbb\xbfa\r"

    source = read_document(write(tmp_path, content))

    assert source.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\nb\r\nc", "a\nb\r\nc"),
        ("a\rb\rc", "a\nb\nc"),
        ("a\rb\nc\r\n", "a\nb\nc\r\n"),
        ("a\r\r\nb", "a\r\nb"),
        ("a\u2028b\x0bc\x0cd\u00a0\n", "a\u2028b\x0bc\x0cd\u00a0\n"),
    ],
)
def test_only_a_lone_return_is_rewritten(tmp_path: Path, written: str, read: str) -> None:
    """Only a lone return is rewritten."""
    assert read_document(write(tmp_path, written.encode())).text == read


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u3000".encode()])
def test_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Empty file is refused."""
    assert "empty file" in refuse(write(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        b"budget\x00\x01\x02\n",
        bytes(range(256)) * 8,
        b"\x00" * 4096,
        b"\x01\x02\x03\x04\x05\x06abc\x07",
        b"\xef\xbb\xbfa\x00b",
        "合计\x00\n".encode(),
    ],
)
def test_binary_file_is_refused(tmp_path: Path, content: bytes) -> None:
    """Binary file is refused."""
    assert "not a text file" in refuse(write(tmp_path, content))


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1", "its end is missing"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file is damaged"),
        (b"<html><body>", "web page"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html>", "web page"),
        ("\ufeff<html>".encode("utf-16-le"), "web page"),
    ],
)
def test_known_format_is_refused_by_name(tmp_path: Path, start: bytes, name: str) -> None:
    """Known format is refused by name."""
    for suffix in ("budget.txt", "budget.pdf"):
        assert name in refuse(write(tmp_path, start, suffix))


def test_archive_is_refused_by_name_whatever_its_suffix(tmp_path: Path) -> None:
    """An archive that is no document is refused by name whatever its suffix."""
    path = tmp_path / "budget.txt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert "a zip archive" in refuse(path)


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    """Missing file and folder are refused."""
    assert "no such file" in refuse(tmp_path / "none.txt")
    assert "a folder, not a file" in refuse(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """Pipe is refused and not waited for."""
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)

    assert "not a regular file" in refuse(path)


@pytest.mark.skipif(os.name == "nt", reason="the file would take its space on the disk")
def test_too_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Too large file is refused before it is read."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.write(b"a")
        stream.truncate(50_000_000_000)  # sparse: reading it would take minutes
    begun = time.monotonic()

    reason = refuse(path)

    sizes = "50,000,000,000 > 10,000,000"
    assert reason == f"文件过大：{sizes} 字节 / file too large: {sizes} bytes"
    assert time.monotonic() - begun < 1


def test_limit_is_inclusive(tmp_path: Path) -> None:
    """Limit is inclusive."""
    path = write(tmp_path, b"12345")

    assert read_document(path, limits=Limits(text_bytes=5)).text == "12345"
    assert "too large" in refuse(path, text_bytes=4)


def test_line_of_five_megabytes_is_read(tmp_path: Path) -> None:
    """Line of five megabytes is read."""
    text = "预算" * 850_000

    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        assert read_document(write(tmp_path, text.encode(encoding))).text == text


def test_comma_separated_values_become_tabular_text(tmp_path: Path) -> None:
    """Comma separated values become tabular text."""
    content = '科目,合计\r\n,\r\n"教育\n支出","1,200.00"\r\n'.encode("gb18030")

    source = read_document(write(tmp_path, content, "budget.CSV"))

    assert source.text == "科目\t合计\n\t\n教育 支出\t1,200.00\n"


def test_title_and_note_alone_in_their_record_are_text(tmp_path: Path) -> None:
    """A title, a unit and a note that stand alone in their records are lines of text."""
    content = ",,收支总表\n,,单位：元\n科目,合计,支出\n教育,1,1\n注：不含上年结转。,,\n".encode()

    source = read_document(write(tmp_path, content, "budget.csv"))

    assert source.text == (
        "收支总表\n单位：元\n科目\t合计\t支出\n教育\t1\t1\n注：不含上年结转。\n"
    )


def test_open_quote_in_comma_separated_values_is_refused(tmp_path: Path) -> None:
    """Open quote in comma separated values is refused."""
    assert "malformed CSV" in refuse(write(tmp_path, b'a,"b\nc', "budget.csv"))


@given(text=st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cc", "Cs"])))
def test_any_text_in_utf_8_is_read_unchanged(text: str) -> None:
    """Whatever it says, and with a mark or without."""
    text = text.removeprefix("\ufeff")
    assert decode_text(text.encode()) == text or text.startswith("\ufeff")
    assert decode_text(text.encode("utf-8-sig")) == text


def test_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    """Folder is walked in the order of names."""
    for name in ("b/2.txt", "b/10.md", "a.PDF", "c.jpg", "b/.hidden.txt", ".git/x.txt", "d.tsv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    base = tmp_path.as_posix()

    found = find_documents([base])

    names = [path.removeprefix(f"{base}/") for path in found.files]
    skipped = [path.removeprefix(f"{base}/") for path in found.skipped]
    assert names == ["a.PDF", "b/10.md", "b/2.txt", "d.tsv"]
    assert skipped == [".git", "b/.hidden.txt", "b/loop", "c.jpg"]
    assert found.problems == ()


def test_link_that_leads_nowhere_or_to_itself_stops_no_other_file(tmp_path: Path) -> None:
    """A document that is not there is named when it is read; the files beside it are read."""
    (tmp_path / "good.txt").write_text("预算", encoding="utf-8")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "gone.txt").symlink_to("nothing.txt")
    (tmp_path / "round").symlink_to("round")
    base = tmp_path.as_posix()

    found = find_documents([base])

    names = [path.removeprefix(f"{base}/") for path in found.files]
    assert names == ["circle.txt", "gone.txt", "good.txt"]
    assert [path.removeprefix(f"{base}/") for path in found.skipped] == ["round"]
    assert "cannot be opened" in refuse(tmp_path / "circle.txt")
    assert "no such file" in refuse(tmp_path / "gone.txt")


def test_path_that_cannot_be_looked_at_is_named_and_the_others_are_found(tmp_path: Path) -> None:
    """An empty path, a name too long for the system, a file that is taken for a folder."""
    good = tmp_path / "good.txt"
    good.write_text("预算", encoding="utf-8")

    found = find_documents(["", "x" * 5000, f"{good}/part.txt", str(good)])

    assert found.files == (good.as_posix(),)
    assert len(found.problems) == 3


def test_reason_is_spoken_in_one_language(tmp_path: Path) -> None:
    """A Chinese report has no English in it, and the other way round."""
    with pytest.raises(ReadingError) as caught:
        read_document(tmp_path / "none.txt")
    page = ReadingError("a.pdf", "页面已损坏 / the page is damaged", 3)

    assert caught.value.speak("zh") == "文件不存在"
    assert caught.value.speak("en") == "no such file"
    assert page.speak("zh") == "第 3 页：页面已损坏"
    assert page.speak("en") == "page 3: the page is damaged"


def test_named_file_is_taken_whatever_its_suffix_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named file is taken whatever its suffix and only once."""
    monkeypatch.chdir(tmp_path)
    Path("budget.001").write_bytes(b"x")
    Path("other.txt").write_bytes(b"x")

    found = find_documents(["budget.001", "./budget.001", "."])

    assert found.files == ("budget.001", "./other.txt")


def test_missing_path_and_empty_folder_are_named(tmp_path: Path) -> None:
    """Missing path and empty folder are named."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.jpg").write_bytes(b"x")
    (tmp_path / "other" / "~$x.docx").write_bytes(b"Word leaves such a file while it is open")

    found = find_documents([str(tmp_path / name) for name in ("none", "empty", "other")])

    assert found.files == ()
    assert [problem.path for problem in found.problems] == [
        (tmp_path / name).as_posix() for name in ("none", "empty", "other")
    ]
    assert [problem.reason.split(" / ")[1].split(" (")[0] for problem in found.problems] == [
        "no such file or folder",
        "no file of a known kind in this folder",
        "no file of a known kind in this folder",
    ]


def test_import_loads_no_pdf_library() -> None:
    """Import loads no PDF library."""
    program = "import sys, auditor.reading; sys.exit('pypdfium2' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
