"""The lists of an office: which documents are expected, which amounts were approved."""

import subprocess
import sys
from pathlib import Path

from made_sets import (
    BEFORE,
    DEPARTMENT,
    PACK,
    ROOT,
    UNIT,
    check,
    list_set_findings,
    write_documents,
)


def test_manifest_tells_missing_unlisted_and_late(tmp_path: Path) -> None:
    """The list's own findings stand in the list, at the row that they are about."""
    write_documents(tmp_path)
    roster = tmp_path / "list.csv"
    roster.write_text(
        "文件,编制单位,年度,类型,级别,批复日期,公开日期\n"
        "a.txt,虹湾市文化局,2025,预算,部门,2025-02-01,2025-02-22\n"
        ",虹湾市档案馆,2025,预算,单位,,\n",
        encoding="utf-8",
    )

    status, report, _ = check(str(tmp_path), "--manifest", str(roster))

    department, unit, own = report["documents"]
    assert status == 1
    assert list_set_findings(department) == [("published-late", 1)]
    assert list_set_findings(unit) == [("document-unlisted", 1)]
    assert own["role"] == "manifest"
    assert list_set_findings(own) == [("published-late", 2), ("document-missing", 3)]


def test_manifest_alone_says_what_to_audit(tmp_path: Path) -> None:
    """The files of the list are looked for beside it; one that is not there is missing."""
    write_documents(tmp_path)
    roster = tmp_path / "list.csv"
    roster.write_text("path,issuer\nb.txt,虹湾市图书馆\nc.txt,虹湾市档案馆\n", encoding="utf-8")

    _, report, _ = check("--manifest", str(roster))

    unit, own = report["documents"]
    assert Path(unit["path"]).name == "b.txt"
    assert list_set_findings(own) == [("document-missing", 3)]


def test_patterns_are_expanded(tmp_path: Path) -> None:
    """Where no shell has done so, * names all files that match, in name order."""
    write_documents(tmp_path)

    _, report, _ = check(str(tmp_path / "*.txt"))

    assert [Path(one["path"]).name for one in report["documents"]] == ["a.txt", "b.txt"]


def test_twentieth_day_is_in_time(tmp_path: Path) -> None:
    """The law allows twenty days; the twenty-first is late."""
    write_documents(tmp_path)
    roster = tmp_path / "list.csv"
    roster.write_text(
        "issuer,year,level,approved,published\n"
        "虹湾市文化局,2025,部门,2025-02-01,2025-02-21\n"
        "虹湾市图书馆,2025,单位,2025年2月1日,2025/2/10\n",
        encoding="utf-8",
    )

    status, report, _ = check(str(tmp_path), "--manifest", str(roster))

    assert status == 0
    assert [list_set_findings(document) for document in report["documents"]] == [[], [], []]


def test_manifest_says_of_a_document_what_it_does_not_say(tmp_path: Path) -> None:
    """A file without a name of its own takes its issuer from the list, and its rule pack."""
    (tmp_path / "a.txt").write_text(
        DEPARTMENT.replace("虹湾市文化局2025年部门预算", "2025年部门预算"), encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text(BEFORE.replace("70.00", "60.00"), encoding="utf-8")
    roster = tmp_path / "list.csv"
    roster.write_text(
        "path,issuer,pack\na.txt,虹湾市文化局,cn-shanghai\nb.txt,虹湾市文化局,\n",
        encoding="utf-8",
    )

    _, report, _ = check(str(tmp_path), "--manifest", str(roster))

    document = report["documents"][0]
    rules = {one["rule"] for one in document["not_applied"]}
    assert document["packs_chosen"][-1] == {"name": PACK, "why": "名单指定"}
    assert "change-of-funds-agrees" not in rules


def test_published_figures_are_compared_with_approved_ones(tmp_path: Path) -> None:
    """A difference is told on both sides; what has no counterpart is listed on either."""
    write_documents(tmp_path)
    control = tmp_path / "approved.csv"
    control.write_text(
        "编制单位,科目编码,金额（万元）\n"
        "虹湾市文化局,207,80.00\n"
        "虹湾市图书馆,207,40.00\n"
        "虹湾市图书馆,206,1.00\n",
        encoding="utf-8",
    )

    status, report, _ = check(str(tmp_path), "--against", str(control))

    department, unit, own = report["documents"]
    assert status == 1
    assert list_set_findings(department) == [
        ("published-as-approved", 12),
        ("total-uncontrolled", 13),
    ]
    assert list_set_findings(unit) == [("total-uncontrolled", 8)]
    assert list_set_findings(own) == [("published-as-approved", 2), ("control-unmatched", 4)]
    (differs,) = (one for one in own["findings"] if one["rule"] == "published-as-approved")
    assert (differs["expected"], differs["found"]) == ("90.00", "80.00")


def test_list_without_headings_is_said(tmp_path: Path) -> None:
    """A list that cannot be read is a finding in it, not silence."""
    write_documents(tmp_path)
    roster = tmp_path / "list.csv"
    roster.write_text("甲,乙\n1,2\n", encoding="utf-8")

    _, report, _ = check(str(tmp_path), "--manifest", str(roster))

    assert list_set_findings(report["documents"][-1]) == [("list-unreadable", 1)]


def test_list_that_is_not_there_is_refused() -> None:
    """A misspelt name of a list stops the run before any document is read."""
    status, report, _ = check("samples/set", "--manifest", "nowhere.csv")

    assert (status, report) == (2, None)


def test_hostile_list_is_shown_as_text(tmp_path: Path) -> None:
    """Names of a list are data: no terminal obeys them, no spreadsheet computes them."""
    write_documents(tmp_path)
    roster = tmp_path / "list.csv"
    name = "=HYPERLINK(1)\x1b[31m\u202e局"
    roster.write_text(f"编制单位,年度\n{name},2025\n", encoding="utf-8")

    def render(form: str) -> str:
        command = [sys.executable, "-m", "auditor", "check", str(tmp_path), "--format", form]
        command += ["--manifest", str(roster)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        return run.stdout.decode()

    shown, table = render("terminal"), render("csv")
    assert "document-missing" in shown
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown
    assert "\n=HYPERLINK" not in table
    assert ",=HYPERLINK" not in table


def test_verify_repeats_a_run_with_lists(tmp_path: Path) -> None:
    """The lists are entries of the report, so that a run with them can be repeated."""
    write_documents(tmp_path)
    roster, report = tmp_path / "list.csv", tmp_path / "report.json"
    roster.write_text("issuer,year\n虹湾市文化局,2025\n虹湾市档案馆,2025\n", encoding="utf-8")
    _, _, content = check(str(tmp_path), "--manifest", str(roster))
    report.write_bytes(content)

    command = [sys.executable, "-m", "auditor", "verify", str(report)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)

    assert run.returncode == 0, run.stdout.decode()


def test_control_line_is_about_the_budget_that_prints_it(tmp_path: Path) -> None:
    """A department and its own office have one name: each line is about one of their budgets."""
    write_documents(tmp_path)
    office = UNIT.replace("虹湾市图书馆", "虹湾市文化局").replace("400,000.00", "500,000.00")
    (tmp_path / "c.txt").write_text(office, encoding="utf-8")
    control = tmp_path / "approved.csv"
    control.write_text(
        "编制单位,科目编码,金额（万元）\n"
        "虹湾市文化局,207,90.00\n"
        "虹湾市文化局,207,50.00\n"
        "虹湾市文化局,207,80.00\n",
        encoding="utf-8",
    )

    _, report, _ = check(str(tmp_path), "--against", str(control))

    department, _, its_office, own = report["documents"]
    assert list_set_findings(own) == [("published-as-approved", 4)]
    assert ("published-as-approved", 12) in list_set_findings(department)
    assert list_set_findings(its_office) == [("total-uncontrolled", 8)]


def test_list_of_which_nothing_is_wrong_says_so(tmp_path: Path) -> None:
    """A list prints no tables; that is no reason to doubt it."""
    write_documents(tmp_path)
    roster = tmp_path / "list.csv"
    roster.write_text("issuer\n虹湾市文化局\n虹湾市图书馆\n", encoding="utf-8")
    command = [sys.executable, "-m", "auditor", "check", str(tmp_path), "--format", "lines"]

    run = subprocess.run(
        [*command, "--manifest", str(roster)], cwd=ROOT, capture_output=True, check=False
    )

    said = [line for line in run.stdout.decode().splitlines() if "list.csv" in line]
    assert said[-1].endswith("note: 与本次的文件没有不符。 [verdict]")
    assert not any("not-judged" in line for line in said)
