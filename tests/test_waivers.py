"""Waivers: what they accept, what they never accept, and how they are read."""

import json
import re
from pathlib import Path

import pytest
from accepting import (
    APPROVED,
    DOCUMENT,
    SOUND,
    TODAY,
    Bench,
    Capture,
    summarize,
    write_files,
    write_waivers,
)
from made_packs import load_shanghai

from auditor.report.mistake_words import speak_mistake
from auditor.rulepack.waiver_drafts import DraftWaiver, render_waiver_drafts
from auditor.rulepack.waivers import KEYS, load_waivers

DOCS = Path(__file__).parents[1] / "docs"
BAD_ROWS = {("row-total", "甲类"), ("row-total", "丙类")}


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> Bench:
    """Stand in a folder with the pack and one document with faults."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, 甲=DOCUMENT)
    return Bench(capsysbinary)


def waive_place(place: str, difference: str = "100.00元") -> str:
    """Return the text of a waiver of a place."""
    return f"- rule: row-total\n  document: 甲.txt\n{place}  difference: {difference}\n{APPROVED}"


def test_without_waivers_everything_counts(bench: Bench) -> None:
    """The document has two errors and a warning that nobody may waive."""
    status, report, _ = bench.check("甲.txt")

    assert status == 1
    assert summarize(report) == [
        ("row-total", "甲类", "fail"),
        ("row-total", "丙类", "fail"),
        ("small-parts", "乙类", "fail"),
    ]


def test_fingerprint_is_waived_and_counted_apart(bench: Bench) -> None:
    """The finding stays in the report as waived; its outcome too; the rest decides."""
    name = bench.find_fingerprints()["row-total 甲类"]
    path = write_waivers(
        f"- rule: row-total\n  fingerprint: {name}\n  difference: 100.00元\n{APPROVED}"
    )

    status, report, _ = bench.check("甲.txt", "--waivers", path, *TODAY)

    assert status == 1
    assert ("row-total", "甲类", "waived") in summarize(report)
    assert ("row-total", "丙类", "fail") in summarize(report)
    outcomes = report["documents"][0]["outcomes"]
    assert (outcomes["waived"], outcomes["fail"]) == (1, 2)


def test_all_errors_waived_is_status_0(bench: Bench) -> None:
    """What is waived does not decide the exit status."""
    path = write_waivers(waive_place(""))

    status, report, _ = bench.check("甲.txt", "--waivers", path, *TODAY)

    assert status == 0
    assert {(rule, row) for rule, row, came in summarize(report) if came == "waived"} == BAD_ROWS


@pytest.mark.parametrize(
    ("place", "waived"),
    [
        ("  row: 甲类\n", {("row-total", "甲类")}),
        ("  table: T3\n  row: 丙类\n", {("row-total", "丙类")}),
        ("  table: 2031年部门支出总表\n  column: 合计\n", BAD_ROWS),
        ("  table: T4\n", set()),
        ("  row: 甲\n", set()),
    ],
)
def test_place_names_table_row_and_column(
    bench: Bench, place: str, waived: set[tuple[str, str]]
) -> None:
    """Each part that is stated must be that of the finding, whole."""
    path = write_waivers(waive_place(place))

    report = bench.check("甲.txt", "--waivers", path, *TODAY)[1]

    assert {(rule, row) for rule, row, came in summarize(report) if came == "waived"} == waived


@pytest.mark.parametrize(
    ("document", "is_meant"),
    [
        ("海湾区测试局", True),
        ("甲.txt", True),
        ("*.txt", True),
        ("*", True),
        ("某/甲.txt", False),
        ("湾区测试局", False),
        ("甲", False),
        ("[甲乙].txt", False),
    ],
)
def test_document_is_an_issuer_or_a_path(bench: Bench, document: str, *, is_meant: bool) -> None:
    """The issuer whole, or a path from its end with * for anything; no other pattern."""
    path = write_waivers(waive_place("").replace("document: 甲.txt", f"document: '{document}'"))

    status, _, said = bench.check("甲.txt", "--waivers", path, *TODAY)

    assert (status == 0) is is_meant
    assert ("豁免所指的文件不在本次审计之中（行 1）" in said) is not is_meant


@pytest.mark.parametrize(
    ("stated", "is_waived"),
    [
        ("difference: 100.00元", True),
        ("difference: -100 元", True),
        ("difference: 0.01万元", True),
        ("max_difference: 100.00元", True),
        ("difference: 50元\n  max_difference: 1,000.00元", True),
        ("difference: 99.99元", False),
        ("max_difference: 100个", False),
        ("document: 甲.txt", False),
    ],
)
def test_no_larger_difference_is_waived(bench: Bench, stated: str, *, is_waived: bool) -> None:
    """The difference that was waived is the largest, unless more is allowed; none is not all."""
    name = bench.find_fingerprints()["row-total 甲类"]
    path = write_waivers(f"- rule: row-total\n  fingerprint: {name}\n  {stated}\n{APPROVED}")

    report = bench.check("甲.txt", "--waivers", path, *TODAY)[1]

    assert (("row-total", "甲类", "waived") in summarize(report)) is is_waived


def test_grown_difference_counts_and_is_explained(bench: Bench) -> None:
    """A waived finding that grows is no longer waived, and the waiver says so there."""
    path = write_waivers(waive_place("  row: 甲类\n", "99.99元"))

    status, report, _ = bench.check("甲.txt", "--waivers", path, *TODAY, "--lang", "en")

    assert status == 1
    notice = next(
        one for one in report["documents"][0]["findings"] if one["rule"] == "waiver-unused"
    )
    assert (notice["severity"], notice["line"], notice["row"]) == ("warning", 6, "甲类")
    assert notice["message"] == (
        "the waiver of the rule row-total is not used: the finding is off by 100.00 元, "
        "more than the 99.99元 accepted, so it counts"
    )
    assert [(one["path"], one["line"]) for one in notice["evidence"]] == [
        ("豁免.yaml", 1),
        (None, 6),
    ]


def test_unused_waiver_is_a_finding(bench: Bench) -> None:
    """Nothing matches: line 1 of the document says so, as a warning."""
    write_files(Path(), 甲=SOUND)
    path = write_waivers(waive_place(""))

    status, report, _ = bench.check("甲.txt", "--waivers", path, *TODAY, "--fail-on", "warning")

    assert status == 1
    notice = report["documents"][0]["findings"][-1]
    assert (notice["rule"], notice["line"], notice["kind"]) == ("waiver-unused", 1, "waiver")
    assert notice["message"] == "规则 row-total 的豁免没有用到：没有与它相符的发现，可以删去"


def test_unused_waiver_without_a_document_is_only_a_hint(bench: Bench) -> None:
    """A fingerprint alone may be that of a document which is not part of this run."""
    path = write_waivers(f"- rule: row-total\n  fingerprint: f1:{'0' * 20}\n{APPROVED}")

    notice = bench.check("甲.txt", "--waivers", path, *TODAY)[1]["documents"][0]["findings"][-1]

    assert (notice["rule"], notice["severity"], notice["line"]) == ("waiver-unused", "info", 1)
    assert "也可能属于别的文件" in notice["message"]


@pytest.mark.parametrize(("day", "is_waived"), [("2031-12-31", True), ("2032-01-01", False)])
def test_waiver_holds_up_to_its_day(bench: Bench, day: str, *, is_waived: bool) -> None:
    """The day of expiry is the last; then what was waived counts again, and a finding says so."""
    path = write_waivers(waive_place(""))

    status, report, _ = bench.check("甲.txt", "--waivers", path, "--today", day)

    assert (status == 0) is is_waived
    rules = [rule for rule, _, _ in summarize(report)]
    assert (rules.count("waiver-expired") == 0) is is_waived
    assert "waiver-unused" not in rules


def test_rule_that_was_left_out_says_nothing_of_its_waivers(bench: Bench) -> None:
    """With --select of other rules a waiver is not called unused."""
    path = write_waivers(waive_place(""))

    report = bench.check("甲.txt", "--waivers", path, *TODAY, "--select", "years")[1]

    assert summarize(report) == []


def test_waivers_of_other_documents_are_no_findings_here(bench: Bench) -> None:
    """A report about one department must not speak of another; a note names the lines."""
    path = write_waivers(waive_place("").replace("甲.txt", "远山区某局"))

    _, report, said = bench.check("甲.txt", "--waivers", path, *TODAY)

    assert "waiver-unused" not in {rule for rule, _, _ in summarize(report)}
    assert said == "豁免.yaml: 豁免所指的文件不在本次审计之中（行 1）\n"
    assert "远山区" not in json.dumps(report, ensure_ascii=False)


def test_waiver_used_in_one_document_is_used(bench: Bench) -> None:
    """A waiver for every document is unused only if none of them needs it."""
    write_files(Path(), 甲=DOCUMENT, 乙=SOUND)
    path = write_waivers(waive_place("").replace("甲.txt", "'*'"))

    status, report, _ = bench.check("乙.txt", "甲.txt", "--no-sets", "--waivers", path, *TODAY)

    assert status == 0
    assert [rule for rule, _, _ in summarize(report, 0)] == ["small-parts"]


def test_files_may_be_several(bench: Bench) -> None:
    """--waivers is repeatable, and the record names each file with its hash."""
    first = write_waivers(waive_place("  row: 甲类\n"), "a.yaml")
    second = write_waivers(waive_place("  row: 丙类\n", "5元"), "b.yaml")

    status, report, _ = bench.check("甲.txt", "--waivers", first, "--waivers", second, *TODAY)

    assert status == 0
    settings = report["settings"]
    assert [one["path"] for one in settings["waivers"]] == ["a.yaml", "b.yaml"]
    assert all(len(one["sha256"]) == 64 for one in settings["waivers"])
    assert settings["today"] == "2031-06-30"


def test_config_names_waivers_and_baseline_beside_it(bench: Bench) -> None:
    """Relative names are looked for in the configuration file's own folder."""
    Path("设").mkdir()
    write_waivers(waive_place("  row: 甲类\n"), "设/豁免.yaml")
    bench.check("甲.txt", "--write-baseline", "设/基线.json")
    Path("设/a.toml").write_text('waivers = "豁免.yaml"\nbaseline = "基线.json"\n', "utf-8")

    status, report, _ = bench.check("甲.txt", "--config", "设/a.toml", *TODAY)

    assert status == 0
    assert report["settings"]["waivers"][0]["path"] == "设/豁免.yaml"
    assert report["settings"]["baseline"]["path"] == "设/基线.json"


def test_old_name_of_a_rule_is_understood(bench: Bench) -> None:
    """A rule that replaces another keeps its waivers."""
    path = write_waivers(waive_place("").replace("rule: row-total", "rule: old-row-total"))

    assert bench.check("甲.txt", "--waivers", path, *TODAY)[0] == 0


def test_date_comes_from_the_environment(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH stands in for the clock; without waivers no date is recorded."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1940000000")
    path = write_waivers(waive_place(""))

    with_waivers = bench.check("甲.txt", "--waivers", path)[1]
    without = bench.check("甲.txt")[1]

    assert with_waivers["settings"]["today"] == "2031-06-23"
    assert without["settings"]["today"] is None


def test_date_that_is_no_number_is_refused(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that cannot be read must not silently become today."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    status, _, said = bench.check("甲.txt", "--waivers", write_waivers(waive_place("")))

    assert status == 2
    assert "SOURCE_DATE_EPOCH: 'yesterday'" in said


MISTAKES = {
    "a: {}": "1:1: a list of waivers is wanted here",
    "- text": "1:3: a mapping is wanted here, with the keys: ",
    "- {rule: row-totl, document: x}": "1:10: there is no rule 'row-totl'; did you mean row-total",
    "- {rule: small-parts, document: x}": "1:10: the rule 'small-parts' cannot be waived",
    "- {rule: row-total}": "1:3: a waiver names a fingerprint, or a document and a place in it",
    "- {rule: row-total, documnt: x}": "1:21: unknown key 'documnt'; did you mean document?",
    "- {rule: row-total, document: x, row: a, row: b}": "1:42: the key 'row' stands here twice",
    "- {rule: row-total, fingerprint: f2:00}": "1:34: fingerprint: 'f2:00' is no fingerprint",
    "- {rule: row-total, document: x, difference: 100}": "1:46: difference: an amount with its",
    "- {rule: row-total, document: x, difference: 1e5元}": "1:46: difference: an amount with",
    "- {rule: row-total, document: x, difference: 9元, max_difference: 8元}": (
        "1:66: max_difference: is smaller than the difference that was waived"
    ),
    "- {rule: row-total, document: [x]}": "1:31: document: a text is wanted here",
}


@pytest.mark.parametrize("entry", MISTAKES)
def test_mistakes_are_named_with_their_place(bench: Bench, entry: str) -> None:
    """A wrong entry is left out and named; the audit is made all the same, with status 2."""
    approved = "reason: 已核实, approved_by: 王某, expires: 2031-12-31}"
    text = f"{entry[:-1]}, {approved}" if entry.endswith("}") and entry != "a: {}" else entry
    path = write_waivers(text)

    status, report, said = bench.check("甲.txt", "--waivers", path, *TODAY, "--lang", "en")

    assert status == 2
    assert f"豁免.yaml:{MISTAKES[entry]}" in said
    assert "waived" not in {came for _, _, came in summarize(report)}
    assert report["documents"][0]["rule_errors"][0]["rule"] is None


def test_all_mistakes_at_once_and_sound_entries_hold(bench: Bench) -> None:
    """Three bad entries are named together, in the reader's language; the good one works."""
    good = waive_place("")
    bad = "- {rule: row-total, document: x, reason: y, approved_by: 某}\n"
    draft = "- rule: row-total\n  document: x\n  reason: y\n  approved_by:\n  expires: ~\n"
    double = good.replace("已核实", "又一次")

    path = write_waivers(good + bad + draft + double)
    status, report, said = bench.check("甲.txt", "--waivers", path, *TODAY)

    assert status == 2
    assert said.splitlines() == [
        "豁免.yaml:7:3: 缺少 “expires” 这一项",
        "豁免.yaml:11:15: approved_by: 草稿不起作用，须由审计人员填写",
        "豁免.yaml:12:12: expires: 草稿不起作用，须由审计人员填写",
        "豁免.yaml:13:3: 与第 1 行的豁免重复",
    ]
    assert {(rule, row) for rule, row, came in summarize(report) if came == "waived"} == BAD_ROWS


def test_mistakes_are_said_in_chinese_too() -> None:
    """No reason that a waiver file can earn is left in English."""
    reasons = {said.split(": ", 1)[1] for said in MISTAKES.values()}
    whole = [
        "a list of waivers is wanted here",
        "the rule 'a' cannot be waived",
        "a waiver names a fingerprint, or a document and a place in it",
        "the waiver of line 3 accepts the same",
        "fingerprint: 'f2:00' is no fingerprint such as f1:0a1b…",
        "difference: an amount with its unit is wanted here, such as 100.00元",
        "max_difference: is smaller than the difference that was waived",
        "expires: a draft silences nothing until an auditor fills this in",
        "expires: '2031-13-01' is no date such as 2027-03-01",
    ]

    assert reasons
    assert [reason for reason in whole if speak_mistake(reason, "zh") == reason] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"- {a: b\n", "not YAML"),
        (b"- &a {rule: x}\n- *a\n", "anchors are not allowed"),
        (b"- !!python/object:os.system {}\n", "tags are not allowed"),
        (b"\xff\xfe-", "not UTF-8"),
        (b"- a\n---\n- b\n", "one document"),
        (b"x" * 1_000_001, "larger than"),
    ],
)
def test_what_is_no_yaml_stops_the_run(bench: Bench, text: bytes, said: str) -> None:
    """A file that cannot be read at all: its place and reason, no report, 2."""
    Path("豁免.yaml").write_bytes(text)

    status, report, err = bench.check("甲.txt", "--waivers", "豁免.yaml", "--lang", "en")

    assert (status, report) == (2, "")
    assert err.startswith("豁免.yaml:")
    assert said in err


@pytest.mark.parametrize("name", ["没有.yaml", "pack", "a\0b"])
def test_unreadable_file_stops_the_run(bench: Bench, name: str) -> None:
    """A missing file, a folder and a name that the system refuses: named, no report, 2."""
    status, report, said = bench.check("甲.txt", "--waivers", name)

    assert (status, report) == (2, "")
    assert ":1:1: 无法读取：" in said


def test_empty_file_waives_nothing(bench: Bench) -> None:
    """A file of comments alone is a sound one."""
    status, _, said = bench.check("甲.txt", "--waivers", write_waivers("# 暂无\n"), *TODAY)

    assert (status, said) == (1, "")


def test_draft_of_an_answer_silences_nothing_until_approved(bench: Bench) -> None:
    """What `auditor waivers draft` writes is refused as it is, and holds once filled in."""
    name = bench.find_fingerprints()["row-total 甲类"]
    draft = DraftWaiver(
        rule="row-total",
        fingerprint=name,
        difference="-100.00",
        unit="元",
        reason="- a: {b}\n已核实",
        remark="甲类",
    )
    text = render_waiver_drafts([draft], "ab" * 32, "zh")
    approved = text.replace('approved_by: ""', "approved_by: 王某").replace(
        'expires: ""', "expires: 2031-12-31"
    )

    refused = bench.check("甲.txt", "--waivers", write_waivers(text), *TODAY)
    accepted = bench.check("甲.txt", "--waivers", write_waivers(approved), *TODAY)

    assert refused[0] == 2
    assert refused[2].count("草稿不起作用") == 2
    assert ("row-total", "甲类", "waived") not in summarize(refused[1])
    assert ("row-total", "甲类", "waived") in summarize(accepted[1])


@pytest.mark.parametrize("name", ["waivers.md", "waivers.zh-CN.md"])
def test_documented_waivers_are_sound(name: str, tmp_path: Path) -> None:
    """The example of the docs loads with the shipped pack, and the table names every key."""
    text = (DOCS / name).read_text(encoding="utf-8")
    lines = text.split("```yaml\n")[1].split("   ```")[0].splitlines()
    place = tmp_path / "waivers.yaml"
    place.write_text("\n".join(line[3:] for line in lines), encoding="utf-8")

    book = load_waivers([str(place)], load_shanghai())

    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    assert book.mistakes == ()
    assert len(book.entries) == 2
    assert {key for row in rows for key in re.findall("`([a-z_]+)`", row)} == set(KEYS)


def test_nothing_inside_a_document_waives(bench: Bench) -> None:
    """A document that carries a waiver file's text is audited like any other."""
    write_files(Path(), 甲=DOCUMENT + "\n" + waive_place(""))

    assert bench.check("甲.txt")[0] == 1


def test_hostile_waiver_is_harmless_on_the_terminal(bench: Bench) -> None:
    """Control and direction characters of a waiver show as code points."""
    text = waive_place("").replace("已核实", '"\\e[31m\\u202E已"')
    path = write_waivers(text.replace("王某", '"王\\u0007"'))

    _, report, _ = bench.check("甲.txt", "--waivers", path, *TODAY, form="terminal")

    assert "\x1b" not in report
    assert "⟨U+202E⟩" in report


def test_report_is_no_waiver_file_to_overwrite(bench: Bench) -> None:
    """An output that would destroy the waivers is refused."""
    path = write_waivers(waive_place(""))

    status, _, said = bench.check("甲.txt", "--waivers", path, *TODAY, "--output", path)

    assert status == 2
    assert "--output" in said
    assert Path(path).read_text(encoding="utf-8") == waive_place("")
