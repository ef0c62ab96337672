"""The command line: which words mean what, which exit status, and where things are written."""

import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fake_parts import FakePack, FakeParts, LockedParts
from made_audits import CRASHED, MISTAKE, REVIEW, make_finding

import auditor.__main__ as entry
from auditor.cli.exit_status import compute_exit_status
from auditor.cli.main import run_command
from auditor.cli.versions import LIBRARIES, find_library_version

Capture = pytest.CaptureFixture[bytes]
COMPLETE: dict[str, Any] = {"findings": ()}


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Stand in a folder with one small document."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    Path("预算.txt").write_text("2031年部门预算\n", encoding="utf-8")
    return "预算.txt"


def check(words: str, parts: FakeParts | None = None) -> int:
    """Run `auditor check` with a small engine."""
    return run_command(["check", *words.split()], parts or FakeParts())


def read_report(capture: Capture) -> Any:
    """Read the JSON report from standard output."""
    return json.loads(capture.readouterr().out)


@pytest.mark.parametrize(
    ("fields", "words", "status"),
    [
        (COMPLETE, "", 0),
        ({}, "", 1),
        ({"findings": (REVIEW,)}, "", 0),
        ({"findings": (REVIEW,)}, "--fail-on info", 1),
        ({"findings": (REVIEW,)}, "--fail-on warning", 0),
        ({"findings": (make_finding(severity="warning"),)}, "--fail-on warning", 1),
        ({}, "--fail-on never", 0),
        ({"status": "incomplete"}, "", 3),
        ({"status": "incomplete"}, "--fail-on never", 3),
        ({"status": "incomplete"}, "--allow-incomplete", 1),
        ({**COMPLETE, "status": "incomplete"}, "--allow-incomplete", 0),
        ({**COMPLETE, "rule_failures": (CRASHED,)}, "", 3),
        ({**COMPLETE, "rule_failures": (CRASHED,)}, "--allow-incomplete", 0),
    ],
)
def test_exit_status(document: str, fields: dict[str, Any], words: str, status: int) -> None:
    """0 clean, 1 findings at the level, 3 incomplete; 3 goes before 1."""
    assert check(f"{document} {words}", FakeParts(**fields)) == status


def test_broken_rule_is_named_and_the_rest_runs(document: str, capsysbinary: Capture) -> None:
    """A mistake in a rule gives 2, before 3 and 1, and the report still stands."""
    parts = FakeParts(FakePack(mistakes=(MISTAKE,)), status="incomplete")

    assert check(f"{document} --format json", parts) == 2
    captured = capsysbinary.readouterr()
    assert captured.err.decode() == "rules/a.yaml:3:7: column-total: unknown name 合记\n"
    report = json.loads(captured.out)
    assert report["exit"] == 2
    assert report["documents"][0]["rule_errors"][0]["rule"] == "column-total"
    assert report["documents"][0]["findings"]


def test_unreadable_pack_stops_the_run(document: str, capsysbinary: Capture) -> None:
    """A pack that cannot be loaded: every mistake with its place, no report, 2."""
    assert check(f"{document} --pack broken") == 2

    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err == b"broken/pack.yaml:2:3: unknown key\n"


def test_unreadable_file_has_an_entry(document: str, capsysbinary: Capture) -> None:
    """A file that cannot be read is in the report, with the reason; 3."""
    assert check(f"{document} --format json", LockedParts()) == 3

    entry = read_report(capsysbinary)["documents"][0]
    assert (entry["path"], entry["status"]) == ("预算.txt", "unreadable")
    assert entry["reason"] == "文件已加密"


@pytest.mark.parametrize("missing", ["没有.txt", "空"])
def test_missing_file_and_empty_folder_are_named(
    document: str, capsysbinary: Capture, missing: str
) -> None:
    """What gives no document is an entry too, and the others are audited all the same."""
    Path("空").mkdir()

    assert check(f"{document} {missing} --format json") == 3
    entries = read_report(capsysbinary)["documents"]
    assert [(entry["path"], entry["status"]) for entry in entries] == [
        ("预算.txt", "complete"),
        (missing, "unreadable"),
    ]


def test_folder_is_walked_and_skipped_files_are_listed(
    document: str, capsysbinary: Capture
) -> None:
    """Documents in name order in the report; what was passed over on standard error."""
    assert document
    Path("照片.jpg").write_bytes(b"")
    Path("a.txt").write_text("x\n", encoding="utf-8")

    check(". --format json")

    captured = capsysbinary.readouterr()
    paths = [entry["path"] for entry in json.loads(captured.out)["documents"]]
    assert [Path(path).name for path in paths] == ["a.txt", "预算.txt"]
    assert "照片.jpg" in captured.err.decode()


def test_default_pack_and_its_reason(document: str, capsysbinary: Capture) -> None:
    """Without --pack the report says which pack the document chose and why."""
    check(f"{document} --format json")
    first = read_report(capsysbinary)
    check(f"{document} --format json --pack a --pack b")
    second = read_report(capsysbinary)

    assert first["documents"][0]["packs_chosen"] == [
        {"name": "cn", "why": "继承"},
        {"name": "cn-shanghai", "why": "文件的编制主体和表名不属于任何地区的规则包"},
    ]
    assert second["documents"][0]["packs_chosen"][1] == {"name": "cn-shanghai", "why": "指定"}
    assert second["settings"]["packs"] == ["a", "b"]


def test_outputs_belong_to_the_format_before_them(document: str, capsysbinary: Capture) -> None:
    """Files get their own format, the one without a file goes to standard output."""
    check(f"{document} --format json --output a.json --format terminal")

    captured = capsysbinary.readouterr()
    assert json.loads(Path("a.json").read_bytes())["schema"] == "auditor.audit/1"
    assert captured.out.decode().startswith("预算.txt\n")
    assert "报告已写入: a.json" in captured.err.decode()


def test_output_without_format_is_the_terminal_report(
    document: str, capsysbinary: Capture
) -> None:
    """A file alone gets the terminal report, and standard output stays empty."""
    check(f"{document} --output a.txt")

    assert Path("a.txt").read_bytes().startswith("预算.txt\n".encode())
    assert capsysbinary.readouterr().out == b""
    assert [path.name for path in sorted(Path().iterdir())] == ["a.txt", "预算.txt"]


def test_options_may_stand_between_the_paths(document: str, capsysbinary: Capture) -> None:
    """`auditor check A --lang en B` audits both; after `--` a name may begin with a hyphen."""
    Path("-b.txt").write_text("x\n", encoding="utf-8")
    Path("c.txt").write_text("x\n", encoding="utf-8")

    check(f"{document} --lang en c.txt --format json -- -b.txt")

    report = read_report(capsysbinary)
    assert report["settings"]["lang"] == "en"
    assert [entry["path"] for entry in report["documents"]] == ["预算.txt", "c.txt", "-b.txt"]


def test_closed_standard_output_is_said_and_is_2(
    document: str, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python has no stream then: that is the caller's doing, not our own fault."""
    monkeypatch.setattr(sys, "stdout", None)

    assert check(document) == 2
    monkeypatch.undo()
    assert capsysbinary.readouterr().err.decode() == (
        "auditor: 标准输出已关闭 / standard output is closed\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
def test_full_standard_output_is_said_and_is_2() -> None:
    """Half a report must not end like a whole one."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "auditor", "explain", "code-shape"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode == 2
    assert "cannot write to standard output" in done.stderr.decode()


def test_missing_folder_is_said_before_anything_is_written(document: str) -> None:
    """With two outputs, one of them impossible, neither appears, nor any draft of it."""
    words = "--format json --output a.json --format lines --output nowhere/a.txt"

    assert check(f"{document} {words}") == 2
    assert [path.name for path in Path().iterdir()] == [document]


def test_long_name_of_a_report_can_be_written(document: str) -> None:
    """A name as long as the system takes leaves room for no longer one beside it."""
    name = "报" * 80 + ".json"

    assert check(f"{document} --format json --output {name}") == 1
    assert json.loads(Path(name).read_bytes())["exit"] == 1


def test_file_in_the_way_is_replaced_whole(document: str) -> None:
    """An older, longer report leaves nothing behind."""
    Path("a.json").write_text("x" * 100_000, encoding="utf-8")

    check(f"{document} --format json --output a.json")

    assert json.loads(Path("a.json").read_bytes())["exit"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--format json --format terminal", "standard output"),
        ("--format json --output a --format terminal --output a", "named twice"),
        ("--format xml", "is no report format"),
        ("--output 预算.txt", "would overwrite a document"),
        ("--output nowhere/a.txt", "No such file"),
        ("--output nowhere/there/", "No such file"),
        ("--select row-totl", "no such rule: row-totl (row-total, "),
        ("--select wording", "no rule is left"),
        ("--ignore equation", "no rule is left"),
        ("--ignore nonsense", "no such rule: nonsense"),
        ("--config none.toml", "No such file"),
        (f"--config {'x' * 5000}", "--config"),
    ],
)
def test_usage_errors(document: str, capsysbinary: Capture, words: str, said: str) -> None:
    """What cannot be done is refused with 2 and a reason, and the document is untouched."""
    assert check(f"{document} {words}") == 2

    assert said in capsysbinary.readouterr().err.decode()
    assert Path(document).read_text(encoding="utf-8") == "2031年部门预算\n"


@pytest.mark.parametrize(
    "words",
    [
        "check",
        "check a --lang fr",
        "check a --jobs 0",
        f"check a --max-size {10**30}",
        "nonsense",
        "",
        "rules",
    ],
)
def test_argparse_refuses_with_2(words: str, capsysbinary: Capture) -> None:
    """Usage errors that argparse finds have the same status."""
    with pytest.raises(SystemExit) as stop:
        run_command(words.split(), FakeParts())

    assert stop.value.code == 2
    assert b"usage: auditor" in capsysbinary.readouterr().err


@pytest.mark.parametrize("name", ["row-total", "old-row-total", "equation", "wording,equation"])
def test_select_takes_rules_old_ids_and_kinds(document: str, name: str) -> None:
    """Every name that exists is taken."""
    assert check(f"{document} --select {name} --ignore codes,years") == 1


def test_config_sets_what_the_command_line_leaves_open(
    document: str, capsysbinary: Capture
) -> None:
    """The file's options hold, except those given on the command line."""
    Path("a.toml").write_text(
        'pack = ["x", "packs/y"]\nlang = "en"\nfail-on = "never"\nignore = "codes"\n'
        "allow-incomplete = true\nno-sets = true\nmax-size = 7\n"
        'limit = ["seconds=5", "pages=9"]\n',
        encoding="utf-8",
    )

    assert check(f"{document} --config a.toml --lang zh --format json") == 0
    assert read_report(capsysbinary)["settings"] == {
        "packs": ["x", "packs/y"],
        "config": "a.toml",
        "lang": "zh",
        "fail_on": "never",
        "select": [],
        "ignore": ["codes"],
        "allow_incomplete": True,
        "sets": False,
        "max_size_mb": 7,
        "limits": ["pages=9", "seconds=5"],
        "waivers": [],
        "today": None,
        "baseline": None,
    }


def test_all_mistakes_of_a_config_are_said_at_once(document: str, capsysbinary: Capture) -> None:
    """Unknown keys and wrong values, each with its name."""
    Path("a.toml").write_text('lnag = "zh"\njobs = 0\nlang = "fr"\npack = 1\n', encoding="utf-8")

    assert check(f"{document} --config a.toml") == 2
    said = capsysbinary.readouterr().err.decode()
    assert [name in said for name in ("'lnag'", "jobs:", "lang:", "pack:")] == [True] * 4


def test_jobs_change_nothing_but_the_time(document: str, capsysbinary: Capture) -> None:
    """Two processes give the same bytes as one."""
    Path("b.txt").write_text("乙\n", encoding="utf-8")
    check(f"{document} b.txt --format json")
    alone = capsysbinary.readouterr().out
    check(f"{document} b.txt --format json --jobs 2")

    assert capsysbinary.readouterr().out == alone


def test_explain_prints_all_of_a_rule(capsysbinary: Capture) -> None:
    """Title, kind, severity, authority, reasons and examples; an old id finds the new rule."""
    assert run_command(["explain", "old-row-total"], FakeParts()) == 0

    assert capsysbinary.readouterr().out.decode() == (
        "row-total  每行合计等于各列之和\n\n"
        "  类别: equation\n  级别: 错误\n  状态: 已批准\n  适用的表: 支出总表\n"
        "  依据: 测试办法 第一条\n  理由: 合计是各列的和\n  可否豁免: 可以\n"
        "  取代: old-row-total\n  出处: cn-test\n\n"
        "  例子: one digit off → 未通过，第 2 行\n    项目 │ 合计\n    甲 │ 1\n"
    )


def test_explain_refuses_an_unknown_rule(capsysbinary: Capture) -> None:
    """A slip of the pen gets a hint."""
    assert run_command(["explain", "row-totals"], FakeParts()) == 2
    assert "no such rule: row-totals (row-total?)" in capsysbinary.readouterr().err.decode()


@pytest.mark.parametrize(
    ("action", "mistakes", "status", "said"),
    [
        (
            "list",
            (),
            0,
            (
                "row-total  error  equation  cn-test  approved  每行合计等于各列之和\n"
                "已关闭的规则: retired\n"
            ),
        ),
        ("lint", (), 0, "规则 1 条，错误 0 处\n"),
        ("lint", (MISTAKE,), 2, "规则 1 条，错误 1 处\n"),
        (
            "test",
            (),
            1,
            "row-total: one digit off: came out pass\n例子 2 个，未通过 1 个\n",
        ),
    ],
)
def test_rules(
    capsysbinary: Capture, action: str, mistakes: tuple[Any, ...], status: int, said: str
) -> None:
    """List, lint and test; mistakes give 2, a failing example 1."""
    parts = FakeParts(FakePack(mistakes=mistakes))

    assert run_command(["rules", action, "--pack", "cn-test"], parts) == status
    assert capsysbinary.readouterr().out.decode() == said


def test_our_own_fault_is_2_and_says_so(
    document: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture
) -> None:
    """A crash never looks like findings; with AUDITOR_DEBUG it says where."""
    Path(document).write_text("CRASH\n", encoding="utf-8")
    monkeypatch.setattr(entry, "run_command", lambda: check(document))
    monkeypatch.setenv("AUDITOR_DEBUG", "")

    assert entry.main() == 2
    said = capsysbinary.readouterr().err.decode()
    assert "our own fault: ZeroDivisionError: out of cheese" in said
    assert "Traceback" not in said

    monkeypatch.setenv("AUDITOR_DEBUG", "1")
    assert entry.main() == 2
    assert "Traceback" in capsysbinary.readouterr().err.decode()


def test_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> None:
    """Ctrl-C ends with 130 and no words."""

    def interrupt() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "run_command", interrupt)

    assert entry.main() == 130
    assert capsysbinary.readouterr() == (b"", b"")


def test_exit_status_of_nothing_is_0() -> None:
    """No documents and no mistakes: nothing to report."""
    assert compute_exit_status((), (), fail_on="error", allow_incomplete=False) == 0


@pytest.mark.parametrize("name", LIBRARIES)
def test_library_versions_are_those_installed(name: str) -> None:
    """The cheap way of finding a version agrees with the slow one."""
    assert find_library_version(name) == importlib.metadata.version(name)


def run_process(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "auditor", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **environment},
    )


def test_output_is_utf8_whatever_the_locale() -> None:
    """A terminal that claims ASCII still gets UTF-8: help and messages are Chinese too."""
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    shown = run_process("check", "--help", **environment)
    refused = run_process("parse", "没有.txt", **environment)

    assert shown.returncode == 0
    assert "逗号分隔" in shown.stdout.decode()
    assert refused.returncode == 3
    assert "文件不存在" in refused.stderr.decode()


def test_json_does_not_import_rich() -> None:
    """The JSON report does not pay for the terminal's library."""
    code = (
        "import sys, auditor.cli.check, auditor.cli.check_options, auditor.report.json_report\n"
        "print('rich' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "False"
