"""`auditor verify`: a report repeats to the byte, and what has changed is named."""

import importlib.metadata
import json
from pathlib import Path

import pytest
from accepting import (
    APPROVED,
    DOCUMENT,
    PACK,
    SOUND,
    TODAY,
    Bench,
    Capture,
    write_files,
    write_waivers,
)

from auditor.report.json_difference import find_difference

SAME = "结果相同，逐字节一致：r.json\n"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> Bench:
    """Stand in a folder with two documents and the report about them."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, 甲=DOCUMENT, 乙=SOUND)
    bench = Bench(capsysbinary)
    bench.check("甲.txt", "乙.txt", "没有.txt", "--output", "r.json")
    return bench


def test_same_run_is_the_same_report(bench: Bench) -> None:
    """The documents named, or taken from where the report says: equal, 0."""
    assert bench.run("verify", "r.json", "甲.txt", "乙.txt") == (0, SAME, "")
    assert bench.run("verify", "r.json") == (0, SAME, "")


def test_all_settings_are_repeated(bench: Bench) -> None:
    """Language, selection, waivers, their date and the baseline all stand in the record."""
    path = write_waivers(f"- rule: row-total\n  document: 甲.txt\n  difference: 100元\n{APPROVED}")
    words = ["--waivers", path, "--today", "2032-01-01", "--write-baseline", "b.json"]
    words += ["--lang", "en", "--ignore", "years", "--fail-on", "never", "--no-sets"]
    bench.check("甲.txt", *words)

    status, _, _ = bench.check("甲.txt", *words, "--baseline", "b.json", "--output", "r.json")

    assert status == 0
    assert bench.run("verify", "r.json") == (0, SAME, "")


def test_files_may_have_moved(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """From another folder, with other names: content decides, the report's names stay."""
    path = write_waivers(f"- rule: row-total\n  document: 甲.txt\n  difference: 100元\n{APPROVED}")
    bench.check("甲.txt", "乙.txt", "--waivers", path, *TODAY, "--output", "r.json")
    Path("乙.txt").rename("别名.txt")
    Path("下").mkdir()
    monkeypatch.chdir("下")

    status, out, _ = bench.run(
        *("verify", "../r.json", "../别名.txt", "../甲.txt"),
        *("--pack", "../pack", "--waivers", f"../{path}"),
    )

    assert (status, out) == (0, "结果相同，逐字节一致：../r.json\n")


def test_changed_document_is_named(bench: Bench) -> None:
    """A changed document: its name, and the first place where the result differs."""
    Path("甲.txt").write_text(DOCUMENT.replace("1,900.00", "1,900.10"), encoding="utf-8")

    status, out, _ = bench.run("verify", "r.json", "--lang", "en")

    assert status == 1
    lines = out.splitlines()
    assert lines[0] == "not the same: r.json"
    assert lines[1] == "  the document has changed: 甲.txt"
    assert lines[2].startswith("  result: documents[0].findings[0].message: ")


def test_changed_pack_is_named(bench: Bench) -> None:
    """Another pack content has another hash, even if nothing else comes of it."""
    place = Path("pack/rules/tables.yaml")
    place.write_text(PACK["rules/tables.yaml"] + "# 注\n", encoding="utf-8")

    status, out, _ = bench.run("verify", "r.json")

    assert status == 1
    assert out.splitlines()[1].startswith("  程序、程序库或规则包: tool.packs[0].sha256: ")
    assert len(out.splitlines()) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"version": "', '"version": "9', "tool.version"),
        ('"lark": "', '"lark": "9', "tool.libraries.lark"),
        ('"difference": "100.00"', '"difference": "10.00"', "findings[0].difference"),
        ('"exit": 3', '"exit": 0', "exit: 0 → 3"),
        ('"severity": "error"', '"severity": "info"', "findings[0].severity"),
        ("  ", "   ", "从第 2 行起"),
    ],
)
def test_changed_report_is_found(bench: Bench, old: str, new: str, said: str) -> None:
    """What somebody changed in the report itself is where the result first differs."""
    text = Path("r.json").read_text(encoding="utf-8")
    assert old in text
    Path("r.json").write_text(text.replace(old, new, 1), encoding="utf-8")

    status, out, _ = bench.run("verify", "r.json")

    assert status == 1
    assert said in out


def test_changed_waivers_are_named(bench: Bench) -> None:
    """The hash of the waiver file is part of the record."""
    path = write_waivers("# 无\n")
    bench.check("甲.txt", "--waivers", path, *TODAY, "--output", "r.json")
    write_waivers("# 仍无\n")

    status, out, _ = bench.run("verify", "r.json")

    assert status == 1
    assert "设置、豁免或基线: settings.waivers[0].sha256" in out


def test_document_that_the_report_does_not_have_is_said(bench: Bench) -> None:
    """One file too many is a difference."""
    Path("丙.txt").write_text("别的\n", encoding="utf-8")

    status, out, _ = bench.run("verify", "r.json", "甲.txt", "乙.txt", "丙.txt")

    assert (status, out.splitlines()[1]) == (1, "  报告中没有这份文件: 丙.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("没有", "不是 JSON"),
        ("{}", "schema 应为 / must be 'auditor.audit/1'"),
        ('{"schema": "auditor.audit/1"}', "tool: 缺少这一项"),
        ('{"schema": "auditor.audit/1", "tool": {}, "settings": {}}', "settings.baseline: 缺少"),
    ],
)
def test_what_is_no_report_is_2(bench: Bench, text: str, said: str) -> None:
    """Any other file is refused with place and reason."""
    Path("r.json").write_text(text, encoding="utf-8")

    status, out, err = bench.run("verify", "r.json")

    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("lang", "\x1b[31m", "settings.lang: 应为"),
        ("fail_on", "always", "settings.fail_on: 应为"),
        ("select", ["no-such-rule"], "no-such-rule"),
        ("select", [1], "settings.select: 应为文字的列表"),
        ("max_size_mb", -1, "settings.max_size_mb: 不应为负数"),
        ("limits", ["nonsense=1"], "nonsense"),
        ("packs", ["no-such-pack"], "no-such-pack"),
        ("sets", None, "settings.sets: 应为"),
    ],
)
def test_report_with_an_unknown_setting_is_2(
    bench: Bench, name: str, value: object, said: str
) -> None:
    """What is no setting cannot be repeated."""
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    report["settings"][name] = value
    Path("r.json").write_text(json.dumps(report), encoding="utf-8")

    status, out, err = bench.run("verify", "r.json")

    assert (status, out) == (2, "")
    assert said in err
    assert "\x1b" not in err


def test_hostile_report_is_harmless_on_the_terminal(bench: Bench) -> None:
    """What a report holds is shown without control characters."""
    report = json.loads(Path("r.json").read_text(encoding="utf-8"))
    report["documents"][0]["issuer"] = "\x1b[31m\u202e"
    report["documents"][1]["sha256"] = "\x1b"
    Path("r.json").write_text(json.dumps(report), encoding="utf-8")

    status, out, _ = bench.run("verify", "r.json")

    assert status == 1
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_record_names_the_library_that_read_a_document(bench: Bench) -> None:
    """Of what reads other files than text, a report records what its own documents needed."""
    cells = [f"<td>{line}</td>".replace("\t", "</td><td>") for line in DOCUMENT.splitlines()]
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    Path("页.html").write_text(f"<html><body><table>{rows}</table></body></html>", "utf-8")

    text = bench.check("甲.txt")[1]["tool"]["libraries"]
    page = bench.check("页.html")[1]["tool"]["libraries"]

    assert set(text) == {"lark", "PyYAML", "rich"}
    assert page == {**text, "lxml": importlib.metadata.version("lxml")}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ({"a": 1}, {"a": 1}, None),
        ({"a": [1, 2]}, {"a": [1, 3]}, "a[1]"),
        ({"a": [1]}, {"a": [1, 2]}, "a[1]"),
        ({"a": 1}, {"a": 1, "b": None}, "b"),
        ({"a": True}, {"a": 1}, "a"),
        ({"a": {"b": "x"}}, {"a": []}, "a"),
    ],
)
def test_first_difference(old: object, new: object, place: str | None) -> None:
    """The first place in the order of the fields; true is not 1, null is not absent."""
    found = find_difference(old, new)

    assert (found.place if found else None) == place
