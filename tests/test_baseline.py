"""The baseline: what was known does not count again, wherever it moved; what has grown does."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from accepting import (
    APPROVED,
    DOCUMENT,
    TODAY,
    Bench,
    Capture,
    summarize,
    write_files,
    write_waivers,
)

import auditor.report

SCHEMA = Path(auditor.report.__file__).parent / "schema" / "baseline-1.schema.json"
BASE = "基线.json"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> Bench:
    """Stand in a folder with a faulty document and its baseline."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, 甲=DOCUMENT)
    bench = Bench(capsysbinary)
    assert bench.check("甲.txt", "--write-baseline", BASE)[0] == 1
    return bench


def read_base() -> Any:
    """Read the baseline that was written."""
    return json.loads(Path(BASE).read_text(encoding="utf-8"))


def test_known_findings_do_not_count(bench: Bench) -> None:
    """They are in the report as waived by the baseline, and the status is 0."""
    status, report, _ = bench.check("甲.txt", "--baseline", BASE)

    assert status == 0
    assert summarize(report) == [
        ("row-total", "甲类", "waived"),
        ("row-total", "丙类", "waived"),
        ("small-parts", "乙类", "fail"),
    ]
    assert report["settings"]["baseline"]["path"] == BASE
    assert report["documents"][0]["outcomes"]["waived"] == 2


def test_file_keeps_its_schema_and_holds_no_line(bench: Bench) -> None:
    """One finding a row, sorted; never what no baseline accepts."""
    assert bench
    base = read_base()

    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(base)
    assert [(one["rule"], one["row"], one["difference"]) for one in base["findings"]] == [
        ("row-total", "丙类", "5.00"),
        ("row-total", "甲类", "100.00"),
    ]
    assert {name for one in base["findings"] for name in one}.isdisjoint({"line", "column"})


def test_same_findings_same_bytes(bench: Bench) -> None:
    """Written again, also over itself with --baseline, the file is the same."""
    before = Path(BASE).read_bytes()

    bench.check("甲.txt", "--baseline", BASE, "--write-baseline", BASE)

    assert Path(BASE).read_bytes() == before


@pytest.mark.parametrize(
    "moved",
    [
        "前言\n\n" + DOCUMENT,
        DOCUMENT.replace("项目\t", "\n项目\t"),
        DOCUMENT.replace("甲类\t", "子类\t5.00\t5.00\t\n甲类\t"),
        DOCUMENT.replace("子类", ""),
        DOCUMENT.replace("乙类\t70.00\t30.00\t40.00\n", "") + "乙类\t70.00\t30.00\t40.00\n",
        DOCUMENT.replace("甲类\t", "丁类\t9.00\t5.00\t5.00\n甲类\t"),
        DOCUMENT.replace("2031年部门支出总表", "2031年部门支出总表\n"),
    ],
)
def test_moved_lines_are_the_same_findings(bench: Bench, moved: str) -> None:
    """Lines inserted, rows moved, other findings before: what was known stays known."""
    write_files(Path(), 甲=moved)

    report = bench.check("甲.txt", "--baseline", BASE)[1]

    known = {(rule, row) for rule, row, came in summarize(report) if came == "waived"}
    assert known == {("row-total", "甲类"), ("row-total", "丙类")}


def test_new_finding_counts(bench: Bench) -> None:
    """A fault that was not there decides the status, whatever was known."""
    write_files(Path(), 甲=DOCUMENT + "丁类\t9.00\t5.00\t5.00\n")

    status, report, _ = bench.check("甲.txt", "--baseline", BASE)

    assert status == 1
    assert ("row-total", "丁类", "fail") in summarize(report)


@pytest.mark.parametrize(
    ("figure", "is_known"), [("1,850.00", True), ("1,900.00", True), ("1,900.01", False)]
)
def test_grown_difference_counts(bench: Bench, figure: str, *, is_known: bool) -> None:
    """A smaller or equal difference is known, a greater one is new."""
    write_files(Path(), 甲=DOCUMENT.replace("1,900.00", figure))

    report = bench.check("甲.txt", "--baseline", BASE)[1]

    assert (("row-total", "甲类", "waived") in summarize(report)) is is_known


def test_waivers_and_their_notices_are_not_written(bench: Bench) -> None:
    """What a waiver accepts until its day must not become known for ever."""
    waiver = f"- rule: row-total\n  document: 甲.txt\n  row: %s\n  difference: 100元\n{APPROVED}"
    path = write_waivers(waiver % "甲类" + waiver % "戊类")

    bench.check("甲.txt", "--waivers", path, *TODAY, "--write-baseline", BASE)

    assert [(one["rule"], one["row"]) for one in read_base()["findings"]] == [
        ("row-total", "丙类")
    ]


def test_waiver_comes_before_the_baseline(bench: Bench) -> None:
    """A waiver for a known finding is used, and is what the report names."""
    path = write_waivers(f"- rule: row-total\n  document: 甲.txt\n  difference: 100元\n{APPROVED}")

    report = bench.check("甲.txt", "--waivers", path, *TODAY, "--baseline", BASE)[1]

    assert "waiver-unused" not in {rule for rule, _, _ in summarize(report)}


GOOD_ROW = '{"fingerprint": "f1:00", "difference": null, "unit": null}'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "基线.json:1:1: 不是 JSON"),
        ("{", "基线.json: 1:2: 不是 JSON"),
        ("[]", "schema 应为 / must be 'auditor.baseline/1'"),
        ('{"schema": "auditor.audit/1"}', "基线.json: schema: schema 应为"),
        ('{"schema": "auditor.baseline/1"}', "基线.json: findings: 缺少这一项"),
        ('{"schema": "auditor.baseline/1", "findings": 1}', "findings: 应为 / must be 列表"),
        ('{"schema": "auditor.baseline/1", "findings": [1]}', "findings[0]: 应为"),
        (
            f'{{"schema": "auditor.baseline/1", "findings": [{GOOD_ROW}, {{}}]}}',
            "findings[1].fingerprint: 缺少这一项",
        ),
        (
            '{"schema": "auditor.baseline/1", "findings": [{"fingerprint": "x"}]}',
            "findings[0].fingerprint: 不是指纹",
        ),
        ('{"a": 1, "a": 2}', "'a' 出现两次"),
        ("[" * 100_000, "嵌套过深"),
        ("\ud800", "不是 JSON"),
    ],
)
def test_bad_baseline_is_2_with_place_and_reason(bench: Bench, content: str, said: str) -> None:
    """Nothing is audited, nothing written; the file, the place and the reason are said."""
    Path(BASE).write_bytes(content.encode("utf-8", "surrogatepass"))

    status, report, err = bench.check("甲.txt", "--baseline", BASE)

    assert (status, report) == (2, "")
    assert said.replace("json:1:1", "json: 1:1") in err


def test_missing_baseline_is_2(bench: Bench) -> None:
    """A name that leads nowhere is not an empty baseline."""
    status, report, said = bench.check("甲.txt", "--baseline", "没有.json")

    assert (status, report) == (2, "")
    assert "没有.json: 无法读取" in said


@pytest.mark.parametrize("place", ["nowhere/基线.json", ".", "甲.txt"])
def test_baseline_that_cannot_be_written_is_2(bench: Bench, place: str) -> None:
    """An unwritable place, or one that would destroy an input: said, and nothing half-written."""
    before = Path("甲.txt").read_bytes()

    status, _, said = bench.check("甲.txt", "--write-baseline", place)

    assert status == 2
    assert "--write-baseline" in said
    assert Path("甲.txt").read_bytes() == before
    assert not [path for path in Path().iterdir() if path.name.startswith(".")]
