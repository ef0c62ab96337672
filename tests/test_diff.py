"""`auditor diff`: findings new, gone, changed, unchanged; figures that are not the same."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from accepting import DOCUMENT, PACK, SOUND, Bench, Capture, write_files
from hypothesis import given
from hypothesis import strategies as st

import auditor.report
from auditor.engine.figure_changes import compare_figures
from auditor.engine.placed_figures import FigureBook
from auditor.finding.figure_change import PrintedFigure
from auditor.location import locate

SCHEMA = Path(auditor.report.__file__).parent / "schema" / "diff-1.schema.json"
TEXT = """\
一、概况
本年安排绿化经费12.50万元，涉及街区8个。
会议按季度召开，全年4次，费用3.20万元。
"""


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> Bench:
    """Stand in a folder with a faulty document and a sound one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    write_files(tmp_path, 甲=DOCUMENT, 乙=SOUND)
    return Bench(capsysbinary)


def diff(bench: Bench, *words: str) -> tuple[int, Any]:
    """Compare, validate against the schema, and return the one document's part."""
    status, out, said = bench.run("diff", "--format", "json", "--pack", "pack", *words)
    assert said == ""
    report = json.loads(out)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    assert report["exit"] == status
    return status, report["documents"][0]


def list_changes(document: Any) -> list[tuple[str, str | None, str | None]]:
    """Return what each changed figure is called, and its text before and after."""
    return [
        (
            " ".join(filter(None, (one["table"], one["row"], one["column_name"]))),
            one["old"] and one["old"]["text"],
            one["new"] and one["new"]["text"],
        )
        for one in document["figures"]
    ]


def list_rows(findings: Any) -> list[tuple[str, str]]:
    """Return rule and row of findings."""
    return [(one["rule"], one["row"]) for one in findings]


def test_same_document_has_no_difference(bench: Bench) -> None:
    """Identical inputs are said to be identical, with status 0."""
    write_files(Path(), 丙=DOCUMENT)

    status, document = diff(bench, "甲.txt", "丙.txt")
    shown = bench.run("diff", "甲.txt", "丙.txt", "--pack", "pack")

    assert status == 0
    assert document["same_content"] is True
    assert len(document["findings"]["unchanged"]) == 3
    assert document["figures"] == []
    assert shown[0] == 0
    assert "两份文件逐字节相同。\n  没有差别。" in shown[1]


def test_corrected_figures_and_what_became_of_the_findings(bench: Bench) -> None:
    """Gone findings, and exactly the figures that were changed, with both places."""
    status, document = diff(bench, "甲.txt", "乙.txt")

    assert status == 1
    assert list_rows(document["findings"]["gone"]) == [
        ("row-total", "甲类"),
        ("row-total", "丙类"),
    ]
    assert document["findings"]["new"] == []
    assert list_rows(document["findings"]["unchanged"]) == [("small-parts", "乙类")]
    assert list_changes(document) == [
        ("T3 甲类 合计", "1,900.00", "1,800.00"),
        ("T3 丙类 合计", "55.00", "50.00"),
    ]
    assert document["figures"][0]["new"] == {"text": "1,800.00", "line": 6, "column": 4}


def test_other_figures_are_a_changed_finding(bench: Bench) -> None:
    """The same fingerprint with another difference is changed, not new."""
    write_files(Path(), 乙=DOCUMENT.replace("1,900.00", "1,950.00"))

    _, document = diff(bench, "甲.txt", "乙.txt")

    (changed,) = document["findings"]["changed"]
    assert (changed["old"]["difference"], changed["new"]["difference"]) == ("100.00", "150.00")
    assert document["findings"]["new"] == document["findings"]["gone"] == []


def test_moved_lines_are_no_difference(bench: Bench) -> None:
    """Lines inserted and rows in another order: nothing has changed, status 0."""
    row = "乙类\t70.00\t30.00\t40.00\n"
    write_files(Path(), 乙="前言\n\n" + DOCUMENT.replace(row, "") + row)

    status, document = diff(bench, "甲.txt", "乙.txt")

    assert (status, document["figures"], document["same_content"]) == (0, [], False)


@pytest.mark.parametrize(
    ("old", "new"),
    [("1,900.00", "1900.00"), ("1,900.00", "１,９００.００"), ("70.00", "70.000")],
)
def test_another_way_of_printing_is_no_change(bench: Bench, old: str, new: str) -> None:
    """Grouping, full-width digits and further zeros leave the amount as it is."""
    write_files(Path(), 乙=DOCUMENT.replace(old, new))

    assert diff(bench, "甲.txt", "乙.txt")[1]["figures"] == []


def test_unit_of_a_table_changes_every_figure(bench: Bench) -> None:
    """The same digits in 万元 are other amounts."""
    write_files(Path(), 乙=DOCUMENT.replace("单位：元", "单位：万元"))

    assert len(diff(bench, "甲.txt", "乙.txt")[1]["figures"]) == 9


def test_row_and_cell_that_come_or_go(bench: Bench) -> None:
    """A new row's figures are new, a blanked figure is gone."""
    edited = DOCUMENT.replace("\t20.00", "\t") + "丁类\t9.00\t4.00\t5.00\n"
    write_files(Path(), 乙=edited)

    assert list_changes(diff(bench, "甲.txt", "乙.txt")[1]) == [
        ("T3 丙类 项目支出", "20.00", None),
        ("T3 丁类 合计", None, "9.00"),
        ("T3 丁类 基本支出", None, "4.00"),
        ("T3 丁类 项目支出", None, "5.00"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("12.50万元", "12.60万元", [("本年安排绿化经费", "12.50万元", "12.60万元")]),
        ("12.50万元", "125000元", []),
        ("一、概况", "一、概况\n\n又一段。", []),
        ("，涉及街区8个", "", [("本年安排绿化经费12.50万元，涉及街区", "8个", None)]),
        ("全年4次", "每年共4次", []),
        (
            "全年4次，费用3.20万元",
            "每年共5次，费用3.20万元",
            [("会议按季度召开，每年共", "4次", "5次")],
        ),
    ],
)
def test_figures_in_text_are_aligned(
    bench: Bench, old: str, new: str, changes: list[tuple[str, str | None, str | None]]
) -> None:
    """Lines are matched by their words, also where a few of those have changed."""
    write_files(Path(), 甲=DOCUMENT + TEXT, 乙=DOCUMENT + TEXT.replace(old, new))

    assert list_changes(diff(bench, "甲.txt", "乙.txt")[1]) == changes


def test_other_year_matches_by_place(bench: Bench) -> None:
    """Last year's budget: findings are matched by rule and place, and that is said."""
    write_files(Path(), 乙=DOCUMENT.replace("2031", "2032"))

    status, document = diff(bench, "甲.txt", "乙.txt")
    shown = bench.run("diff", "甲.txt", "乙.txt", "--pack", "pack", "--lang", "en")[1]

    assert (status, document["matched_by"]) == (0, "place")
    assert len(document["findings"]["unchanged"]) == 3
    assert "findings are matched by rule and place" in shown


@pytest.mark.parametrize("sides", [("甲.json", "乙.json"), ("甲.txt", "乙.json")])
def test_reports_are_compared_by_their_findings(bench: Bench, sides: tuple[str, str]) -> None:
    """Two reports, or one: the findings differ as the documents' do; figures are not compared."""
    for name in ("甲", "乙"):
        bench.check(f"{name}.txt", "--output", f"{name}.json")

    status, document = diff(bench, *sides)

    assert status == 1
    assert list_rows(document["findings"]["gone"]) == [
        ("row-total", "甲类"),
        ("row-total", "丙类"),
    ]
    assert document["figures"] is None
    assert "不含全部数字" in document["figures_reason"]


def test_waived_since_is_a_change(bench: Bench) -> None:
    """A finding that a baseline has come to hold is changed: its verdict is another."""
    bench.check("甲.txt", "--output", "a.json", "--write-baseline", "b.json")
    bench.check("甲.txt", "--output", "c.json", "--baseline", "b.json")

    changed = diff(bench, "a.json", "c.json")[1]["findings"]["changed"]

    assert [(one["old"]["outcome"], one["new"]["outcome"]) for one in changed] == [
        ("fail", "waived"),
        ("fail", "waived"),
    ]


def test_folders_are_paired_by_name(bench: Bench) -> None:
    """Each document with its own; one that only a side has is said."""
    for folder, names in (("旧", ("一", "二")), ("新", ("二", "三"))):
        Path(folder).mkdir()
        for name in names:
            text = DOCUMENT.replace("2031", {"一": "2030", "二": "2031", "三": "2032"}[name])
            Path(folder, f"{name}.txt").write_text(text, encoding="utf-8")

    status, out, _ = bench.run("diff", "旧", "新", "--pack", "pack", "--format", "json")

    documents = json.loads(out)["documents"]
    pairs = [[one[side] and one[side]["path"] for side in ("old", "new")] for one in documents]
    assert status == 1
    assert pairs == [["旧/一.txt", None], ["旧/二.txt", "新/二.txt"], [None, "新/三.txt"]]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("甲.txt", "没有.txt"), 3, "文件不存在"),
        (("没有.json", "甲.txt"), 3, "文件不存在"),
        (("甲.txt", "坏.json"), 2, "坏.json: schema"),
        (("甲.txt", "乙.txt", "--pack", "无此包"), 2, "无此包"),
        (("甲.txt", "乙.txt", "--output", "nowhere/x"), 2, "--output: nowhere/x"),
        (("甲.txt", "乙.txt", "--output", "甲.txt"), 2, "--output"),
    ],
)
def test_what_cannot_be_compared(
    bench: Bench, words: tuple[str, ...], status: int, said: str
) -> None:
    """Unreadable documents give 3, no report and bad options 2, each with its reason."""
    Path("坏.json").write_text("{}", encoding="utf-8")

    came = bench.run("diff", *words)

    assert came[:2] == (status, "")
    assert said in came[2]
    assert Path("甲.txt").read_text(encoding="utf-8") == DOCUMENT


def test_incomplete_audit_is_3(bench: Bench) -> None:
    """What an incomplete audit found is compared all the same, and the status says so."""
    bench.check("乙.txt", "--output", "乙.json")
    text = Path("乙.json").read_text(encoding="utf-8")
    Path("乙.json").write_text(text.replace('"complete"', '"incomplete"'), encoding="utf-8")

    status, document = diff(bench, "甲.txt", "乙.json")
    allowed, _ = diff(bench, "甲.txt", "乙.json", "--allow-incomplete")

    assert (status, allowed) == (3, 1)
    assert document["findings"]["gone"]


def test_hostile_text_is_harmless_on_the_terminal(bench: Bench) -> None:
    """Names and labels of the documents show no control or direction character."""
    text = DOCUMENT.replace("甲类", "甲\x1b[31m\u202e类")
    write_files(Path(), 甲=text, 乙=text.replace("1,900.00", "1,800.00"))

    status, out, _ = bench.run("diff", "甲.txt", "乙.txt", "--pack", "pack")

    assert status == 1
    assert "\x1b" not in out
    assert "⟨U+202E⟩" in out


def test_pack_is_the_usual_one_without_the_option(bench: Bench) -> None:
    """Without --pack each document is judged by the pack that it asks for."""
    assert PACK

    status, out, _ = bench.run("diff", "甲.txt", "乙.txt")

    assert status in (1, 3)
    assert "1,900.00 (6:4) → 1,800.00 (6:4)" in out


def make_book(lines: list[str]) -> FigureBook:
    """Make the figures of lines in which every run of digits is one."""
    loose = []
    for number, line in enumerate(lines, start=1):
        column = 1
        for piece in line.split(" "):
            if piece.isdigit():
                where = locate(number, column, len(piece))
                loose.append(PrintedFigure(piece, where, None, ""))
            column += len(piece) + 1
    return FigureBook(named=(), loose=tuple(loose), lines=tuple(lines))


LINES = st.lists(
    st.lists(st.sampled_from(["甲", "乙", "丙", "1", "22", "333"]), max_size=6).map(" ".join),
    max_size=6,
)


@given(LINES)
def test_nothing_differs_from_itself(lines: list[str]) -> None:
    """Whatever the lines, compared with themselves nothing has changed."""
    assert compare_figures(make_book(lines), make_book(lines)) == ()


@given(LINES, LINES)
def test_every_figure_is_on_one_side_of_one_change_at_most(old: list[str], new: list[str]) -> None:
    """No figure is used twice, and what is left over balances."""
    before, after = make_book(old), make_book(new)

    changes = compare_figures(before, after)

    used = [one.old for one in changes if one.old], [one.new for one in changes if one.new]
    assert all(len(side) == len({one.location for one in side}) for side in used)
    unchanged = (len(before.loose) - len(used[0]), len(after.loose) - len(used[1]))
    assert unchanged[0] == unchanged[1]
