"""The store from the command line: kept by check, asked by store, shown by report."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, find_browser

from auditor.cli.main import run_command

pytest.importorskip("duckdb")
from auditor.store import find_run, open_store
from auditor.store.schema import TABLES

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"


def run_auditor(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "auditor", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that has audited two documents, and again after one error was corrected."""
    folder = tmp_path_factory.mktemp("office")
    documents = folder / "部门"
    documents.mkdir()
    for name in ("faulty.txt", "sound-department.txt", "blank-riddled.txt"):
        shutil.copy(SAMPLES / name, documents / name)
    check = ("check", "部门", "--store", "库.duckdb", "--format", "json", "--output", "a.json")
    first = run_auditor(*check, "--run-label", "初查", folder=folder)
    report = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    correct_first(documents / "faulty.txt", report)
    second = run_auditor(*check, "--run-label", "复查", folder=folder)
    assert (first.returncode, second.returncode) == (1, 1), first.stderr + second.stderr
    assert "已存入数据库，第 2 次运行: 库.duckdb" in second.stderr
    assert "nanobind" not in second.stderr
    return folder


def correct_first(path: Path, report: dict[str, list[dict[str, object]]]) -> None:
    """Put the suggested figure in the place of the first finding that has one."""
    (document,) = (one for one in report["documents"] if str(one["path"]).endswith(path.name))
    findings: list[dict[str, str]] = document["findings"]  # type: ignore[assignment]  # JSON
    finding = next(one for one in findings if one["suggestion"])
    lines = path.read_text(encoding="utf-8").split("\n")
    line, column, end = (int(finding[name]) for name in ("line", "column", "end_column"))
    text = lines[line - 1]
    lines[line - 1] = text[: column - 1] + finding["suggestion"] + text[end - 1 :]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def ask(office: Path, *words: str) -> list[dict[str, object]]:
    """Ask the store and return the rows."""
    done = run_auditor("store", *words, "--format", "json", folder=office)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, object]] = json.loads(done.stdout)
    return rows


def test_runs_tell_what_was_corrected(office: Path) -> None:
    """The second run has the rest standing and what was corrected gone."""
    first, second = ask(office, "runs", "库.duckdb")

    assert (first["label"], second["label"]) == ("初查", "复查")
    assert int(str(second["corrected"])) >= 1
    assert first["new"] == int(str(second["standing"])) + int(str(second["corrected"]))
    assert second["unknown"] == 0


def test_life_names_what_was_corrected(office: Path) -> None:
    """The corrected finding is listed with its document and words."""
    rows = ask(office, "life", "库.duckdb")

    corrected = [row for row in rows if row["state"] == "corrected"]
    assert all(str(row["path"]).endswith("faulty.txt") for row in corrected)
    assert len(corrected) == ask(office, "runs", "库.duckdb")[1]["corrected"]


def test_figures_agree_with_the_report(office: Path) -> None:
    """There are as many figures, and as many of each state, as the JSON report counts."""
    report = json.loads((office / "a.json").read_text(encoding="utf-8"))

    rows = ask(office, "figures", "库.duckdb")

    for state in ("checked", "bounded"):
        counted = sum(one["coverage"][state] for one in report["documents"])
        assert sum(row["state"] == state for row in rows) == counted
    assert len(rows) == sum(one["coverage"]["figures"] for one in report["documents"])
    cells = [row for row in rows if row["table_id"]]
    assert len(cells) > len(rows) // 2
    assert all(row["column_name"] and row["yuan"] for row in cells)


def test_one_document_is_kept_as_fully_as_several(office: Path) -> None:
    """What is kept of a document does not depend on how many were audited with it."""
    words = ("--store", "one.duckdb", "--format", "json", "--output", "one.json")
    run_auditor("check", "部门/blank-riddled.txt", *words, folder=office)
    statement = (
        "SELECT rule, verdict, line, col, operands, operands_shown FROM outcomes "
        "JOIN documents d USING (run, document) "
        "WHERE d.path LIKE '%blank-riddled.txt' AND run = 1 ORDER BY ALL"
    )

    alone = ask(office, "sql", "one.duckdb", statement)
    among = ask(office, "sql", "库.duckdb", statement)

    assert alone
    assert alone == among


def test_answers_are_written_to_files(office: Path) -> None:
    """CSV, Parquet and a table for the screen."""
    done = run_auditor(
        "store", "figures", "库.duckdb", "--format", "csv", "--output", "数字.csv", folder=office
    )
    run_auditor(
        "store",
        "rules",
        "库.duckdb",
        "--format",
        "parquet",
        "--output",
        "r.parquet",
        folder=office,
    )
    exported = run_auditor("store", "export", "库.duckdb", "--output", "表", folder=office)
    table = run_auditor("store", "bureaus", "库.duckdb", folder=office)

    assert done.returncode == exported.returncode == table.returncode == 0
    assert (office / "数字.csv").read_bytes().startswith(b'\xef\xbb\xbf"issuer"')
    assert (office / "r.parquet").read_bytes()[:4] == b"PAR1"
    assert "14 个文件" in exported.stderr
    assert table.stdout.splitlines()[0].split()[0] == "单位"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("runs", "没有.duckdb"), "no such file"),
        (("runs", "库.duckdb", "--run", "9"), "holds no run 9"),
        (("sql", "库.duckdb", "DROP TABLE runs"), "cannot be run"),
        (("runs", "库.duckdb", "--output", "库.duckdb"), "would overwrite the store"),
        (("runs", "库.duckdb", "--format", "parquet"), "give it an --output"),
    ],
)
def test_question_that_cannot_be_answered(office: Path, words: tuple[str, ...], said: str) -> None:
    """The command ends with 2, says why, and leaves the store as it was."""
    before = (office / "库.duckdb").read_bytes()

    done = run_auditor("store", *words, folder=office)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert (office / "库.duckdb").read_bytes() == before


def test_other_file_stops_the_audit_before_it_begins(office: Path) -> None:
    """Nothing is audited where the run could not be kept; a document stays what it is."""
    document = office / "部门" / "faulty.txt"
    before = document.read_bytes()

    done = run_auditor("check", "部门", "--store", str(document), folder=office)

    assert (done.returncode, done.stdout) == (2, "")
    assert "no store of this program" in done.stderr
    assert document.read_bytes() == before


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser; where there is none the tests are skipped, but not silently in CI."""
    program = find_browser()
    if program is None:
        if os.environ.get("CI") and shutil.which("apt-get"):
            pytest.fail("no browser, though apt could install one: apt-get install chromium")
        pytest.skip("no Chromium is installed")
    with Browser(program) as started:
        yield started


@pytest.fixture(scope="module")
def overview(office: Path) -> Path:
    """The overview of the last run."""
    done = run_auditor("report", "--store", "库.duckdb", "--output", "总览", folder=office)
    assert done.returncode == 0, done.stderr
    return office / "总览" / "index.html"


def test_overview_is_the_same_every_time(office: Path, overview: Path) -> None:
    """The same run gives the same bytes."""
    run_auditor("report", "--store", "库.duckdb", "--output", "又", folder=office)

    again = {path.name: path.read_bytes() for path in (office / "又").iterdir()}
    assert again == {path.name: path.read_bytes() for path in overview.parent.iterdir()}


def test_count_leads_to_its_finding(browser: Browser, overview: Path) -> None:
    """A click on a count opens the document's report at the finding; a link leads back."""
    browser.open(overview)
    complaints = list(browser.complaints)

    browser.click("#issuers tbody td.error a")
    browser.wait(0.8)
    place = browser.evaluate("location.hash")
    shown = browser.evaluate("document.querySelector(location.hash).className")
    browser.click(".eyebrow a")
    browser.wait(0.8)

    assert complaints == []
    assert place.startswith("#F")
    assert "card" in shown
    assert browser.evaluate("document.querySelectorAll('#issuers tbody tr').length") == 2


def test_life_is_told_and_leads_to_the_finding(browser: Browser, overview: Path) -> None:
    """What was corrected is listed in words; what stands leads to its card, which says so."""
    browser.open(overview)
    corrected = browser.evaluate("document.querySelector('#life-corrected').innerText")
    browser.evaluate("document.querySelector('#life-standing').open = true")

    browser.click("#life-standing td:nth-child(2) a")
    browser.wait(0.8)
    card = browser.evaluate("document.querySelector(location.hash).querySelector('.life').title")

    assert "首见于第 1 次" in corrected
    assert "faulty.txt" in corrected
    assert card == "首见于第 1 次"
    assert browser.complaints == []


def test_first_run_tells_no_life(office: Path) -> None:
    """In a first run all findings are new, and nothing is said of it."""
    done = run_auditor(
        *("report", "--store", "库.duckdb", "--run", "1", "--output", "初"), folder=office
    )

    assert done.returncode == 0, done.stderr
    pages = [path.read_text(encoding="utf-8") for path in (office / "初").glob("*.html")]
    assert len(pages) == 4
    assert not any('id="lives"' in page or 'class="life' in page for page in pages)


def test_issuer_unfolds_into_its_documents(browser: Browser, overview: Path) -> None:
    """The documents of an issuer are links, shown when they are asked for."""
    browser.open(overview)
    links = (
        "Array.from(document.querySelectorAll('#issuers th.n li a'))"
        ".filter(a => a.getClientRects().length && a.checkVisibility()).length"
    )

    before = browser.evaluate(links)
    browser.click("#issuers tbody tr:first-child summary")

    assert before == 0
    assert browser.evaluate(links) >= 1


def test_documents_are_sifted_below(browser: Browser, overview: Path) -> None:
    """The table of documents is sifted by words, and nothing but tables is wider than a page."""
    browser.open(overview)
    browser.click("#search")
    browser.type("blank")

    shown = browser.evaluate(
        "document.querySelectorAll('#documents tbody tr:not([hidden])').length"
    )

    assert shown == 1
    browser.open(overview, width=380)
    assert browser.evaluate("document.documentElement.scrollWidth") <= 380


def make_documents(folder: Path) -> None:
    """Make documents of different issuers, enough for a run that can be interrupted."""
    folder.mkdir()
    text = (SAMPLES / "faulty.txt").read_text(encoding="utf-8")
    for number in range(6):
        path = folder / f"{number:02}.txt"
        path.write_text(text.replace("虹湾区", f"虹湾{number}区"), encoding="utf-8", newline="\n")


def list_content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """List all rows of all tables."""
    with open_store(str(path)) as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()  # noqa: S608 - names of ours
            for name in TABLES
        }


@pytest.mark.skipif(os.name == "nt", reason="needs kill -9")
def test_killed_and_resumed_run_equals_an_undisturbed_one(tmp_path: Path) -> None:
    """Kill -9 at any moment, then --resume: the rows are those of a run that was left alone."""
    make_documents(tmp_path / "d")
    words = ["check", "d", "--jobs", "2", "--format", "json", "--output", "a.json", "--store"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "c")}
    start = [sys.executable, "-m", "auditor", *words]

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*start, *more],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    began = time.monotonic()
    assert run("whole.store").returncode == 1
    whole = time.monotonic() - began
    for share in (0.5, 0.9):
        with subprocess.Popen(
            [*start, "killed.store", "--resume"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as victim:
            time.sleep(whole * share)
            os.killpg(victim.pid, signal.SIGKILL)
    done = run("killed.store", "--resume")
    again = run("killed.store", "--resume")

    assert (done.returncode, again.returncode) == (1, 1), done.stderr + again.stderr
    assert list_content(tmp_path / "killed.store") == list_content(tmp_path / "whole.store")


def test_run_that_was_stopped_is_kept_beside_an_equal_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before its rows were kept, it is appended; behind them, it is there already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    make_documents(tmp_path / "d")
    words = ["check", "d", "--output", "r.txt", "--store", "s.store"]

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    def run_stopped(place: str, *more: str) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(place, stop)
            run_command([*words, *more])

    def count_runs() -> int:
        with open_store("s.store") as connection:
            return find_run(connection, "s.store", None)

    run_command(words)
    with pytest.raises(KeyboardInterrupt):
        run_stopped("auditor.cli.storing.keep_run")
    before = count_runs()
    with pytest.raises(KeyboardInterrupt):
        run_stopped("auditor.cli.storing.write_note", "--resume")  # behind the last row
    kept = count_runs()
    for _ in range(2):
        run_command([*words, "--resume"])

    assert (before, kept, count_runs()) == (1, 2, 2)
