"""Documents behind URLs are found, read and refused as those of this machine are."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import ReadingError
from auditor.reading import DEFAULT_LIMITS, find_documents, read_document

fsspec = pytest.importorskip("fsspec", reason="the extra [ray] is not installed")

TEXT = "海湾区测试局2031年部门预算\n"


@pytest.fixture
def bucket() -> str:
    """A folder in a storage that is no file system."""
    storage = fsspec.filesystem("memory")
    storage.store.clear()
    for name in ("b/2.txt", "b/1.csv", "a.txt", "c.zzz", ".hidden/x.txt", "~$lock.docx"):
        storage.pipe_file(f"/bucket/{name}", TEXT.encode())
    return "memory://bucket"


def test_a_folder_is_walked_in_the_order_of_names(bucket: str) -> None:
    """Hidden folders are passed over, files of no known kind are listed."""
    found = find_documents([bucket])
    assert found.files == tuple(f"{bucket}/{name}" for name in ("a.txt", "b/1.csv", "b/2.txt"))
    assert found.skipped == (f"{bucket}/c.zzz", f"{bucket}/~$lock.docx")
    assert found.problems == ()


def test_a_file_reads_the_same_from_anywhere(bucket: str, tmp_path: Path) -> None:
    """All but the path is that of the same file on this machine."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    here = read_document(tmp_path / "a.txt")
    there = read_document(f"{bucket}/a.txt")
    assert there == here._replace(path=f"{bucket}/a.txt")


def test_a_file_over_the_limit_is_refused(bucket: str) -> None:
    """The limit of size holds for storage as well."""
    limits = DEFAULT_LIMITS._replace(text_bytes=5)
    with pytest.raises(ReadingError, match="file too large"):
        read_document(f"{bucket}/a.txt", limits=limits)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("memory://bucket/none.txt", "no such file"),
        ("nowhere://bucket/a.txt", "nowhere"),
        ("ftp://user:secret@host.invalid/a.txt", "a password must not stand in a path"),
    ],
)
def test_what_cannot_be_opened_is_named(bucket: str, path: str, said: str) -> None:
    """The reason is said, a password is not."""
    del bucket
    (problem,) = find_documents([path]).problems
    assert said in str(problem)
    assert "secret" not in str(problem)
    with pytest.raises(ReadingError, match=said):
        read_document(path)
