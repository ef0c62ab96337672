"""Reports on many documents are a folder: safe names, all files or none, nothing overwritten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_parts import FakeParts
from hypothesis import given
from hypothesis import strategies as st
from made_audits import UNREADABLE, make_audit, make_run

from auditor.cli.errors import UsageError
from auditor.cli.folder_outputs import write_files
from auditor.cli.main import run_command
from auditor.reading.folders import REPORT_MARK
from auditor.report import folders
from auditor.report.folders import ReportFile, name_files, render_folder

SUFFIXES = {
    "terminal": "report.txt",
    "json": "report.json",
    "lines": "report.lines.txt",
    "markdown": "report.md",
    "sarif": "report.sarif",
    "junit": "report.xml",
    "github": "report.github.txt",
    "csv": "report.csv",
}


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.txt").write_text("海湾区2031年部门预算", encoding="utf-8")
    (tmp_path / "乙.txt").write_text("海湾区2031年单位预算", encoding="utf-8")
    return tmp_path


def check(line: str) -> int:
    """Run `auditor check` with small parts."""
    return run_command(["check", *line.split()], FakeParts())


def list_names(folder: Path) -> list[str]:
    """List all names in a folder, hidden ones too, but for the mark of a folder of reports."""
    return sorted(path.name for path in folder.iterdir() if path.name != REPORT_MARK)


def test_folder_holds_overview_pages_and_sheets(inside: Path) -> None:
    """Two documents give an overview, a workbook, and a page and a sheet each."""
    pytest.importorskip("openpyxl")

    status = check("甲.txt 乙.txt --format html --output out")

    assert status == 1
    assert list_names(inside / "out") == sorted(
        ["index.html", "总表.xlsx", "甲.html", "甲.xlsx", "乙.html", "乙.xlsx"]
    )


def test_pages_lead_to_each_other(inside: Path) -> None:
    """The overview links every page, and every page leads back."""
    check("甲.txt 乙.txt --format html --output out")

    overview = (inside / "out" / "index.html").read_text(encoding="utf-8")
    page = (inside / "out" / "甲.html").read_text(encoding="utf-8")

    assert 'href="%E7%94%B2.html"' in overview
    assert 'href="index.html"' in page


def test_without_the_extra_workbooks_are_left_out_and_it_is_said(
    inside: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages need no extra; what is missing is said with the command that installs it."""
    monkeypatch.setattr("auditor.cli.folder_outputs.can_write_workbooks", lambda: False)

    check("甲.txt 乙.txt --format html --output out")

    assert list_names(inside / "out") == sorted(["index.html", "甲.html", "乙.html"])
    assert 'pip install "auditor[office]"' in capsys.readouterr().err
    assert ".xlsx" not in (inside / "out" / "index.html").read_text(encoding="utf-8")


def test_one_document_is_one_page(inside: Path) -> None:
    """A single document gives a single file, as named."""
    check("甲.txt --format html --output a.html")

    assert (inside / "a.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert list_names(inside) == sorted(["a.html", "甲.txt", "乙.txt"])


def test_one_document_into_a_folder_is_a_folder(inside: Path) -> None:
    """A name that ends as folders do is one, also for a single document."""
    check("甲.txt --format html --output out/")

    assert {"index.html", "甲.html"} <= set(list_names(inside / "out"))


def test_one_page_can_go_to_standard_output(
    inside: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A single page is a text like any other report."""
    assert inside.is_dir()

    check("甲.txt --format html")

    assert capsysbinary.readouterr().out.endswith(b"</html>\n")


@pytest.mark.parametrize(("report_format", "name"), SUFFIXES.items())
def test_other_formats_are_one_file_in_the_folder(
    inside: Path, report_format: str, name: str
) -> None:
    """A format that holds many documents gets a file of its own in a folder that is named."""
    (inside / "there").mkdir()

    check(f"甲.txt 乙.txt --format {report_format} --output there")
    check(f"甲.txt 乙.txt --format {report_format} --output new/")

    assert list_names(inside / "there") == list_names(inside / "new") == [name]


def test_formats_share_a_folder(inside: Path) -> None:
    """Pages and a file beside them can have one folder."""
    check("甲.txt 乙.txt --format html --output out/ --format json --output out/")

    assert {"index.html", "report.json"} <= set(list_names(inside / "out"))


def test_again_replaces_reports_and_leaves_other_files(inside: Path) -> None:
    """A second run replaces its own files; what else is in the folder stays."""
    check("甲.txt 乙.txt --format html --output out")
    (inside / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    (inside / "out" / "index.html").write_text("old", encoding="utf-8")

    check("甲.txt 乙.txt --format html --output out")

    assert (inside / "out" / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (inside / "out" / "index.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert not [name for name in list_names(inside / "out") if name.startswith(".")]


def test_reports_of_an_earlier_run_are_no_documents(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder of reports inside the folder that is audited is passed over, and it is said."""
    check(". --format html --output out")
    first = list_names(inside / "out")

    status = check(". --format html --output out")

    assert status == 1
    assert list_names(inside / "out") == first
    assert "跳过（以前的报告）: ./out/" in capsys.readouterr().err


def test_reports_of_another_run_are_no_documents(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reports that lie deeper in the audited folder are passed over, unless they are named."""
    (inside / "部门").mkdir()
    (inside / "甲.txt").rename(inside / "部门" / "甲.txt")
    check("部门 --format html --output 部门报告/")

    check(". --format json --output all.json")
    check("部门报告 --format json --output named.json")

    assert "跳过（以前的报告）: ./部门报告/" in capsys.readouterr().err
    paths = [
        [document["path"] for document in json.loads(path.read_bytes())["documents"]]
        for path in (inside / "all.json", inside / "named.json")
    ]
    assert paths[0] == ["./乙.txt", "./部门/甲.txt"]
    assert "部门报告/甲.html" in paths[1]


def test_documents_in_a_folder_that_was_there_stay_documents(inside: Path) -> None:
    """Reports written beside documents do not hide them from the next run."""
    (inside / "部门").mkdir()
    (inside / "甲.txt").rename(inside / "部门" / "甲.txt")

    check("部门 --format html --output 部门/")

    assert REPORT_MARK not in {path.name for path in (inside / "部门").iterdir()}


def test_documents_beside_their_reports_are_read(inside: Path) -> None:
    """A folder that is itself audited may take the reports; what is named is always read."""
    check(". --format html --output .")

    assert {"甲.html", "乙.html", "index.html"} <= set(list_names(inside))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("甲.txt 乙.txt --format html", "name it with --output"),
        ("甲.txt 乙.txt --format html --output 甲.txt", "would overwrite"),
        ("甲.txt 乙.txt --format html --output notes", "this is a file"),
        ("甲.txt 乙.txt --format html --output no/where", "No such file"),
        ("甲.txt page.html --format html --output .", "would overwrite"),
        ("甲.txt 乙.txt --format html --output taken", "Is a directory"),
    ],
)
def test_folder_that_cannot_be_written(
    inside: Path, line: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, a reason, and not one file more or less than before."""
    (inside / "notes").write_text("mine", encoding="utf-8")
    (inside / "page.html").write_text("海湾区", encoding="utf-8")
    (inside / "taken" / "甲.html" / "deep").mkdir(parents=True)
    (inside / "taken" / "index.html").write_text("old", encoding="utf-8")
    before = sorted(inside.rglob("*"))

    status = check(line)

    assert status == 2
    assert words in capsys.readouterr().err
    assert sorted(inside.rglob("*")) == before
    assert (inside / "taken" / "index.html").read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="may write everywhere")
def test_folder_without_the_right_to_write(inside: Path) -> None:
    """A folder that is closed to us is left as it is."""
    (inside / "closed").mkdir(mode=0o500)

    assert check("甲.txt 乙.txt --format html --output closed") == 2
    assert check("甲.txt 乙.txt --format json --output closed/a.json") == 2
    assert list_names(inside / "closed") == []


def test_failure_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    """If a later file cannot be rendered, no earlier one appears."""

    def render() -> object:
        yield ReportFile("a.html", b"new")
        raise OSError(28, "No space left on device")

    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.html").write_bytes(b"old")

    for name in ("old", "new"):
        with pytest.raises(UsageError, match="No space left"):
            write_files(str(tmp_path / name), render())  # type: ignore[arg-type]  # a generator

    assert list_names(tmp_path) == ["old"]
    assert list_names(tmp_path / "old") == ["a.html"]
    assert (tmp_path / "old" / "a.html").read_bytes() == b"old"


def test_files_that_were_replaced_are_put_back(tmp_path: Path) -> None:
    """If one file cannot take its place, those before it return to what they were."""
    (tmp_path / "a.html").write_bytes(b"old")
    (tmp_path / "z.html").mkdir()
    files = [ReportFile(name, b"new") for name in ("a.html", "b.html", "z.html")]

    with pytest.raises(UsageError, match=r"z\.html"):
        write_files(str(tmp_path), files)

    assert list_names(tmp_path) == ["a.html", "z.html"]
    assert (tmp_path / "a.html").read_bytes() == b"old"


def test_names_are_safe_and_tell_documents_apart() -> None:
    """Alike names are numbered; what a system reserves or forbids does not occur."""
    paths = (
        "甲/预算.txt",
        "乙/预算.pdf",
        "Budget.txt",
        "budget.csv",
        "index.txt",
        "CON.txt",
        "a/..",
        'x<>:"|?*\u202e\n.txt',
        "…" * 90 + "长" * 90 + ".txt",
    )

    names = name_files(paths)

    assert names[:6] == ("预算", "预算-2", "Budget", "budget-2", "index-2", "_CON")
    assert names[6] == "document"
    assert names[7] == "x"
    assert max(len(name.encode()) for name in names) <= 150


@given(st.lists(st.text(st.characters(exclude_characters="\0")), max_size=12))
def test_any_names_are_safe_and_unique(paths: list[str]) -> None:
    """Whatever the documents are called, the files are harmless and no two are one."""
    names = name_files(paths)

    assert len({name.casefold() for name in names} | {"index", "总表"}) == len(paths) + 2
    for name in names:
        name.encode("utf-8")
        assert not set(name) & set('/\\:*?"<>|\0\n\t')
        assert name == name.strip(". ")
        assert name
        assert len(name.encode()) < 200


def test_names_follow_the_documents_alone() -> None:
    """The same documents give the same names, files in the order of the documents."""
    run = make_run(make_audit(path="a.txt"), make_audit(path="b.txt"), UNREADABLE)

    files = [file.name for file in render_folder(run, workbooks=False)]

    assert files == ["a.html", "b.html", "坏.html", "index.html"]
    assert list(render_folder(run, workbooks=False)) == list(render_folder(run, workbooks=False))


def test_unreadable_document_has_a_page_and_no_sheet() -> None:
    """There is nothing to answer about a file that was not read."""
    pytest.importorskip("openpyxl")
    run = make_run(make_audit(path="a.txt"), UNREADABLE)

    files = {file.name: file.content for file in render_folder(run, workbooks=True)}

    assert "坏.html" in files
    assert "坏.xlsx" not in files
    assert files[folders.WORKBOOK].startswith(b"PK")


def test_check_in_the_terminal_does_not_pay_for_pages() -> None:
    """Nothing of HTML or folders is imported unless it is asked for."""
    code = (
        "import sys, auditor.cli.check, auditor.cli.main\n"
        "print([name for name in sys.modules if '.html' in name or 'folder' in name])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
