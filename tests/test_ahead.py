"""What the process that audits a document writes of it ahead: the same as at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from auditor.cli.main import run_command

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SAMPLE = (ROOT / "samples" / "faults-of-every-kind.txt").read_text(encoding="utf-8")
MEETING = sorted((ROOT / "samples" / "set").glob("*.txt"))
PIECES = ("json", "terminal", "lines", "markdown", "github")
COMPOSED = ("sarif", "junit", "csv")
WAIVERS = """\
- rule: forms-as-claimed
  document: 2025-narrative.txt
  reason: 复核
  approved_by: 李
  expires: 2099-01-01
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with an empty place for unfinished runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path


def write_strangers(count: int) -> None:
    """Write documents of issuers that have nothing to do with each other."""
    Path("documents").mkdir()
    for number in range(count):
        text = SAMPLE.replace("松荫", f"松荫第{number:03}").replace("7.00", f"{number}.00")
        Path("documents", f"d{number:03}.txt").write_text(text, encoding="utf-8")


def write_set() -> None:
    """Write a set of documents that contradict each other in the annex and in last year's."""
    Path("documents").mkdir()
    for place in MEETING:
        text = place.read_text(encoding="utf-8")
        if place.stem == "2025-annex":
            text = text.replace("1", "7", 3)
        Path("documents", place.name).write_text(text, encoding="utf-8")


def check(*words: str) -> bytes:
    """Audit the documents; return the report."""
    assert run_command(["check", "documents", *words, "--output", "report"]) in (0, 1, 3)
    return Path("report").read_bytes()


def check_in(formats: tuple[str, ...], *words: str) -> dict[str, bytes]:
    """Audit the documents; return the report in each format."""
    outputs = [word for one in formats for word in ("--format", one, "--output", f"r.{one}")]
    assert run_command(["check", "documents", *words, *outputs]) in (0, 1, 3)
    return {one: Path(f"r.{one}").read_bytes() for one in formats}


def forbid_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no process write anything of a document after the audits."""

    def refuse(_: object, numbers: list[int], *_rest: object) -> list[object]:
        assert not numbers
        return []

    monkeypatch.setattr("auditor.cli.many.texts.Texts._write_apart", refuse)


@pytest.mark.parametrize("words", [(), ("--no-sets", "--coverage", "--lang", "en")])
def test_strangers_are_written_once(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text is written again where nothing is added, and it says all that the audit says."""
    write_strangers(2)
    known = check_in(PIECES, "--jobs", "1", *words)
    forbid_writing(monkeypatch)

    ahead = check_in(PIECES, "--jobs", "2", *words)

    assert ahead == known
    assert all(known.values())


@pytest.mark.parametrize("is_accepting", [False, True])
def test_documents_that_meet_are_written_anew(*, is_accepting: bool) -> None:
    """What sets add, and what waivers accept, stands in the reports of many as in those of few."""
    write_set()
    Path("waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    words = ("--waivers", "waivers.yaml", "--today", "2030-01-01") if is_accepting else ()

    few = check_in((*PIECES, *COMPOSED), "--jobs", "1", *words)
    many = check_in((*PIECES, *COMPOSED), "--jobs", "2", *words)

    assert many == few


def test_composed_reports_are_whole_for_no_document() -> None:
    """Without documents a report is as well formed as ever."""
    Path("documents").mkdir()
    Path("documents", "a.txt").write_bytes(b"\x00\xff\x00\xfe" * 50)
    Path("documents", "b.txt").write_bytes(b"\x00\xff\x00\xfe" * 50)

    few = check_in(COMPOSED, "--jobs", "1")

    assert check_in(COMPOSED, "--jobs", "2") == few


def dump_store(path: str) -> dict[str, list[tuple[Any, ...]]]:
    """Read every table of a store, in the order in which its rows were written."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(path, read_only=True) as connection:
        tables = "SELECT table_name FROM duckdb_tables() ORDER BY 1"
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall()  # noqa: S608 - names of ours
            for (name,) in connection.execute(tables).fetchall()
        }


@pytest.mark.parametrize("write", [write_set, lambda: write_strangers(2)])
def test_store_of_many_is_that_of_few(write: Callable[[], None]) -> None:
    """Rows written ahead, and revised where sets or waivers add, are those of whole audits."""
    pytest.importorskip("duckdb")
    write()
    Path("waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    accepting = ("--waivers", "waivers.yaml", "--today", "2030-01-01")

    for words in ((), ("--no-sets",), accepting):
        check("--jobs", "1", "--store", "few.store", *words)
        check("--jobs", "2", "--store", "many.store", *words)

    few, many = dump_store("few.store"), dump_store("many.store")
    assert many == few
    assert len(many["runs"]) == 3
    assert many["outcomes"]


def test_store_of_cached_documents_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are kept with the audit, also where the document has another number or name now."""
    pytest.importorskip("duckdb")
    write_strangers(3)
    kept = ("--cache", "kept", "--jobs", "2", "--no-sets")
    check(*kept, "--store", "first.store")
    Path("documents/d000.txt").rename("documents/d009.txt")
    check("--jobs", "2", "--no-sets", "--store", "plain.store")
    monkeypatch.setattr("auditor.cli.many.run.run_tasks", None)

    check(*kept, "--store", "second.store")

    assert dump_store("second.store") == dump_store("plain.store")


def test_batches_of_any_size_give_the_same_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store does not depend on how many rows are sent at once."""
    pytest.importorskip("duckdb")
    write_strangers(2)
    check("--store", "whole.store")
    monkeypatch.setattr("auditor.store.batches._FULL", 1)

    check("--store", "parts.store")

    assert dump_store("parts.store") == dump_store("whole.store")


def test_parquet_of_many_is_that_of_few() -> None:
    """Its rows come from what the JSON report says of each document."""
    pytest.importorskip("pyarrow")
    write_strangers(2)

    few = check("--jobs", "1", "--format", "parquet")

    assert check("--jobs", "2", "--format", "parquet") == few


def test_folder_of_many_is_that_of_few() -> None:
    """Pages, sheets and overviews do not depend on which process wrote them."""
    write_strangers(2)
    for jobs in ("1", "2"):
        words = ["check", "documents", "--format", "html", "--output", f"out{jobs}/"]
        assert run_command([*words, "--jobs", jobs]) in (0, 1)

    first, second = (sorted(Path(f"out{jobs}").iterdir()) for jobs in ("1", "2"))
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_full_disk_keeps_no_half_of_an_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be kept is left out; the report is the same, and no draft stays behind."""
    write_strangers(2)
    known = check("--jobs", "2", "--format", "json")

    def fill(self: Path, content: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(content[:9])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill)

    report = check("--jobs", "2", "--cache", "kept", "--format", "json")

    assert report == known
    assert [path for path in Path("kept").rglob("*") if path.is_file()] == []
