"""Many documents in one run: any number of processes, deaths, interruptions, caches."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fake_parts import FakeParts

from auditor.cli.drafts import name_draft
from auditor.cli.main import run_command
from auditor.cli.outputs import write_file

if TYPE_CHECKING:
    from auditor.finding import Audit

ROOT = Path(__file__).parents[1]
SAMPLE = (ROOT / "samples" / "faults-of-every-kind.txt").read_text(encoding="utf-8")
FORMATS = tuple("json terminal lines markdown sarif junit github csv html".split())
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, or kills a fork")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with an empty place for unfinished runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path


def write_documents(count: int) -> None:
    """Write documents of different bodies, each with figures of its own."""
    Path("documents").mkdir()
    for number in range(count):
        text = SAMPLE.replace("松荫", f"松荫第{number:03}").replace("7.00", f"{number % 9}.00")
        Path("documents", f"d{number:03}.txt").write_text(text, encoding="utf-8")


def check(*words: str) -> bytes:
    """Audit the documents; return the JSON report."""
    command = ["check", "documents", "--format", "json", "--output", "report.json", *words]
    assert run_command(command) in (0, 1, 3)
    return Path("report.json").read_bytes()


def start(*words: str) -> subprocess.Popen[str]:
    """Start the whole program on the documents, as a user does."""
    command = [sys.executable, "-m", "auditor", "check", "documents", "--format", "json"]
    return subprocess.Popen(
        [*command, "--output", "killed.json", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_kept(count: int) -> None:
    """Wait until so many audits are kept for a run that is not finished."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if len(list_kept(Path("home"))) >= count:
            return
        time.sleep(0.005)
    pytest.fail("nothing was kept")


def list_kept(folder: Path) -> list[Path]:
    """List the audits and texts that a folder keeps."""
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".part"]


def list_children(process: int) -> list[int]:
    """List the processes that a process has started."""
    words = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [int(word) for word in words]


def is_alive(process: int) -> bool:
    """Say whether a process runs and is not merely waited for."""
    try:
        return ") Z" not in Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return False


class DeadlyParts(FakeParts):
    """An engine that a document with the right word in it kills, always or only once."""

    def audit_document(self, source: Any, rule_pack: Any, options: Any) -> Audit:
        """Die, or audit."""
        if "DEADLY" in source.text or ("ONCE" in source.text and not Path("died").exists()):
            Path("died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "SLOW" in source.text:
            with Path("slept").open("a", encoding="ascii") as stream:
                stream.write(".")
            time.sleep(60)
        return super().audit_document(source, rule_pack, options)


def check_deadly(documents: dict[str, str], *more: str) -> tuple[int, list[tuple[str, str, str]]]:
    """Audit documents that kill; return status and path, status and reason of each."""
    for name, text in documents.items():
        Path(name).write_text(text, encoding="utf-8")
    words = ["check", *documents, "--format", "json", "--output", "r.json", "--lang", "en"]
    status = run_command([*words, "--jobs", "2", *more], DeadlyParts())
    found = json.loads(Path("r.json").read_bytes())["documents"]
    return status, [(one["path"], one["status"], one["reason"] or "") for one in found]


def test_the_number_of_processes_changes_no_byte(folder: Path, capsys: Capture) -> None:
    """One, two or three at a time: the same reports."""
    del folder
    write_documents(5)
    reports = []
    for jobs in ("1", "2", "3"):
        check("--jobs", jobs)
        run_command(["check", "documents", "--jobs", jobs])
        reports.append((Path("report.json").read_bytes(), capsys.readouterr().out))

    assert reports[1:] == reports[:1] * 2
    assert [one["path"] for one in json.loads(reports[0][0])["documents"]] == [
        f"documents/d{number:03}.txt" for number in range(5)
    ]


@pytest.mark.parametrize("report_format", FORMATS)
def test_what_is_kept_says_all_that_reports_say(report_format: str, folder: Path) -> None:
    """A document alone, audited in this process, and from a cache: the same bytes."""
    del folder
    Path("one.txt").write_text(SAMPLE, encoding="utf-8")
    words = ["check", "one.txt", "--coverage", "--format", report_format, "--output"]

    run_command([*words, "plain"])
    run_command([*words, "first", "--cache", "kept"])
    run_command([*words, "second", "--cache", "kept"])

    plain = Path("plain").read_bytes()
    assert Path("first").read_bytes() == plain
    assert Path("second").read_bytes() == plain


@LINUX
def test_a_document_that_kills_loses_only_itself(folder: Path) -> None:
    """It is named, after a second process has died of it; the others are audited."""
    del folder

    status, found = check_deadly({"a.txt": "甲", "b.txt": "DEADLY", "c.txt": "丙"})

    reason = "the process that audits this file ended unexpectedly, twice (signal 9)"
    assert status == 3
    assert found == [
        ("a.txt", "complete", ""),
        ("b.txt", "unreadable", reason),
        ("c.txt", "complete", ""),
    ]


@LINUX
def test_a_document_that_takes_too_long_loses_only_itself(folder: Path) -> None:
    """It is named after its time, not after a second try; the others are audited."""
    del folder

    status, found = check_deadly({"a.txt": "甲", "b.txt": "SLOW"}, "--limit", "audit=1")

    assert status == 3
    assert found == [
        ("a.txt", "complete", ""),
        ("b.txt", "unreadable", "the audit exceeds the time limit of 1 seconds"),
    ]
    assert Path("slept").read_text(encoding="ascii") == "."


@LINUX
def test_a_process_that_is_killed_once_loses_nothing(folder: Path) -> None:
    """Whoever killed it, a fresh process audits the document."""
    del folder

    _, found = check_deadly({"a.txt": "ONCE", "b.txt": "乙", "c.txt": "丙"})

    assert Path("died").exists()
    assert {status for _, status, _ in found} == {"complete"}


def test_a_fault_of_ours_in_one_document_is_named(folder: Path) -> None:
    """What would stop the program on one document alone costs only that one among many."""
    del folder

    status, found = check_deadly({"a.txt": "甲", "b.txt": "CRASH"})

    assert status == 3
    assert [(path, what) for path, what, _ in found] == [
        ("a.txt", "complete"),
        ("b.txt", "unreadable"),
    ]


@LINUX
@pytest.mark.parametrize("kept", [1, 7])
def test_killed_and_resumed_is_as_if_undisturbed(kept: int, folder: Path) -> None:
    """No report appears, no process stays behind, and the second run goes on from there."""
    write_documents(16)
    whole = check()
    process = start("--jobs", "2")
    wait_for_kept(kept)
    workers = list_children(process.pid)
    process.kill()
    process.communicate()
    before = len(list_kept(folder / "home"))

    resumed = start("--resume")
    resumed.communicate()

    assert not list(folder.glob("*.part"))
    assert before >= kept
    assert Path("killed.json").read_bytes() == whole
    assert list_kept(folder / "home") == []
    assert workers
    assert not any(map(is_alive, workers))


def test_resuming_takes_what_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is stopped before its report has nothing left to audit."""
    write_documents(5)  # so many that processes share them
    whole = check()
    with monkeypatch.context() as patch:
        patch.setattr("auditor.cli.check.render_report", None)
        patch.setattr("auditor.cli.check.iterate_pieces", None)
        with pytest.raises(TypeError):
            check()
    assert len(list_kept(folder / "home")) == 5
    monkeypatch.setattr("auditor.cli.many.run.run_tasks", None)

    assert check("--resume") == whole


@LINUX
def test_interrupted_by_the_keyboard(folder: Path) -> None:
    """Exit status 130, no report, and how to go on."""
    write_documents(16)
    process = start("--jobs", "2", "--lang", "en")
    wait_for_kept(1)
    workers = list_children(process.pid)

    process.send_signal(signal.SIGINT)

    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert re.fullmatch(
        r"interrupted after \d+ documents: the same command with --resume goes on from here\n",
        said,
    )
    assert not Path("killed.json").exists()
    assert list_kept(folder / "home")
    assert not any(map(is_alive, workers))


@LINUX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end(number: signal.Signals, folder: Path) -> None:
    """It ends as by the keyboard, and the exit status names the signal."""
    write_documents(16)
    process = start("--jobs", "2", "--lang", "en")
    wait_for_kept(1)
    workers = list_children(process.pid)

    process.send_signal(number)

    _, said = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert "--resume goes on from here" in said
    assert list_kept(folder / "home")
    assert not any(map(is_alive, workers))


@LINUX
def test_no_process_outlives_the_first(folder: Path) -> None:
    """Killed in the midst of a document that takes long, it takes its processes along."""
    del folder
    write_documents(6)
    text = Path("documents/d000.txt").read_text(encoding="utf-8")
    Path("documents/a.txt").write_text(text * 40, encoding="utf-8")
    process = start("--jobs", "2")
    wait_for_kept(2)  # one process is still at the long one
    workers = list_children(process.pid)

    process.kill()

    process.communicate()
    deadline = time.monotonic() + 2
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert workers
    assert not any(map(is_alive, workers))


@LINUX
def test_a_report_that_cannot_be_written_loses_no_audit(folder: Path, capsys: Capture) -> None:
    """What is done is kept, and how to go on is said."""
    write_documents(5)

    status = run_command(["check", "documents", "--lang", "en", "--output", "/dev/full"])

    assert status == 2
    assert "5 documents are done" in capsys.readouterr().err
    assert len(list_kept(folder / "home")) == 5


@LINUX
def test_drafts_of_what_was_killed_are_removed(folder: Path) -> None:
    """Those of this machine, unless their process still runs."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    own = name_draft(folder).name
    mine = own.replace(str(os.getpid()), "1")
    theirs = f".{ended.pid}-00000000.part"
    dead = own.replace(str(os.getpid()), str(ended.pid))
    for name in (mine, theirs, dead):
        (folder / name).touch()

    write_file("report.txt", b"")

    assert sorted(path.name for path in folder.iterdir()) == sorted((mine, theirs, "report.txt"))


@LINUX
@pytest.mark.parametrize("words", [("--cache", "kept"), ("--resume",)])
def test_what_is_no_file_is_never_waited_for(words: tuple[str, ...], folder: Path) -> None:
    """A pipe among the documents is named, and nobody waits for what it might say."""
    write_documents(2)
    os.mkfifo(folder / "documents" / "pipe.txt")
    process = start(*words)

    process.communicate(timeout=60)

    found = json.loads(Path("killed.json").read_bytes())["documents"]
    assert process.returncode == 3
    assert [one["status"] for one in found] == ["complete", "complete", "unreadable"]


def test_an_unchanged_document_is_not_audited_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a cache the second run starts no process and says the same."""
    del folder
    write_documents(3)
    first = check("--cache", "kept")
    monkeypatch.setattr("auditor.cli.many.run.run_tasks", None)

    assert check("--cache", "kept") == first
    assert check("--cache", "kept", "--resume") == first


def test_what_changes_the_result_is_audited_again(folder: Path) -> None:
    """A changed document, other rules, no sets, another name: never an old result."""
    del folder
    write_documents(3)
    check("--cache", "kept")
    Path("documents/d000.txt").rename("documents/d009.txt")
    text = Path("documents/d001.txt").read_text(encoding="utf-8")
    Path("documents/d001.txt").write_text(text.replace("2", "5"), encoding="utf-8")

    for words in ((), ("--ignore", "equation"), ("--no-sets",), ("--pack", "cn")):
        assert check("--cache", "kept", *words) == check(*words)


def test_a_damaged_cache_counts_as_none(folder: Path) -> None:
    """Cut short, changed, of another program, or a folder where a file should be."""
    write_documents(4)
    first = check("--cache", "kept")
    harms = (lambda _: b"", lambda old: old[:-9], lambda old: old[:99] + b"?" + old[100:])
    for number, path in enumerate(sorted(list_kept(folder / "kept"))):
        path.write_bytes(harms[number % 3](path.read_bytes()))

    assert check("--cache", "kept") == first


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_cache_that_others_can_write_is_refused(folder: Path, capsys: Capture) -> None:
    """Its results could be anybody's."""
    write_documents(1)
    (folder / "kept").mkdir()
    (folder / "kept").chmod(0o777)

    status = run_command(["check", "documents", "--cache", "kept"])

    assert status == 2
    assert "others can write into this folder" in capsys.readouterr().err


def test_what_could_not_be_read_is_never_kept(folder: Path) -> None:
    """Next time it may be readable: the limits, the machine or its programs differ."""
    Path("a.pdf").write_bytes(b"%PDF-1.7\nno more")
    Path("b.txt").write_bytes(b"\x00\xff\x00\xfe" * 50)

    status = run_command(["check", "a.pdf", "b.txt", "--cache", "kept", "--output", "r.txt"])

    assert status == 3
    assert list_kept(folder / "kept") == []


def test_a_pack_that_cannot_be_loaded_stops_the_run(folder: Path, capsys: Capture) -> None:
    """Wherever it is noticed, its mistakes are shown as for one document."""
    del folder
    write_documents(2)

    status = run_command(["check", "documents", "--pack", "broken"], FakeParts())

    assert status == 2
    assert "broken/pack.yaml:2:3" in capsys.readouterr().err


@pytest.mark.parametrize("kept", [(), ("--cache", "kept")])
def test_waivers_and_baselines_hold_for_many(kept: tuple[str, ...], folder: Path) -> None:
    """What is accepted in one document alone is accepted among many, and noticed as unused."""
    del folder
    write_documents(2)
    only = ("check", "documents/d000.txt", "--no-sets", "--format", "json", "--output")
    first = json.loads(check("--no-sets"))["documents"][0]
    used, unused = first["findings"][0]["rule"], first["not_applied"][0]["rule"]
    entry = "- rule: {}\n  document: d000.txt\n  reason: 复核\n"
    entry += "  approved_by: 李\n  expires: 2099-01-01\n"
    text = entry.format(used) + "  difference: 9亿元\n" + entry.format(unused)
    Path("waivers.yaml").write_text(text, encoding="utf-8")
    words = ("--waivers", "waivers.yaml", "--today", "2030-01-01", "--baseline", "base.json")
    run_command(["check", "documents", "--no-sets", "--write-baseline", "base.json"])

    for accepting in (words[:4], words[4:], words):
        run_command([*only, "one.json", *accepting])
        together = json.loads(check("--no-sets", *kept, *accepting))["documents"]
        alone = json.loads(Path("one.json").read_bytes())["documents"]

        assert together[0] == alone[0]
        assert alone[0]["outcomes"]["waived"] > 0
