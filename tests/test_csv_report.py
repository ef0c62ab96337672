"""CSV: the columns of the exceptions sheet, one file, nothing that a spreadsheet would run."""

import csv
import io
from pathlib import Path

import pytest
from made_audits import MISTAKE, SUM, UNREADABLE, make_audit, make_finding, make_run

from auditor.cli.main import run_command
from auditor.finding import Bilingual, Evidence, Waiver
from auditor.location import locate
from auditor.report.csv_report import render_csv
from auditor.report.run import Run, RunSettings
from auditor.report.words_exceptions import COLUMNS

MARK = "\ufeff"


def read_csv(run: Run) -> list[dict[str, str]]:
    """Read the report as a program would."""
    text = render_csv(run).removeprefix(MARK)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_whole_report_begins_with_a_mark_and_ends_lines_as_the_standard_says() -> None:
    """Spreadsheets know UTF-8 by its mark; RFC 4180 wants CR LF and quotes that double."""
    finding = make_finding(message=Bilingual('称“甲", 乙"', ""))

    text = render_csv(make_run(make_audit(findings=(finding,))))

    assert text.startswith(f'{MARK}"序号","级别","要求"')
    assert text.endswith('"\r\n')
    assert text.count("\r\n") == text.count("\n") == 6
    assert '"称“甲"", 乙"""' in text


def test_columns_are_those_of_the_sheet() -> None:
    """The same headings in the same order, in the language of the report."""
    english = read_csv(make_run(settings=RunSettings(language="en")))[0]

    assert list(english) == [column.heading.en for column in COLUMNS]
    assert english["Finding"] == "甲类支出 is off by 100.00"
    assert (english["Line"], english["Expected"], english["Unit"]) == ("5", "1,800.00", "元")


def test_nothing_is_silent() -> None:
    """After the findings: broken rules, what was not judged, unreadable files."""
    rows = read_csv(make_run(make_audit(), UNREADABLE, mistakes=(MISTAKE,)))

    said = [(row["文件"], row["要求"], row["结论"]) for row in rows]
    path = "甲/预算.txt"
    assert said == [
        (path, "每行合计等于各列之和", "未通过"),
        (path, "不应空白", "待复核"),
        ("", "规则无法执行", "未判断"),
        (path, "有表格未能识别", "未判断"),
        (path, "有的行未理解", "未判断"),
        (path, "核对范围", "未判断"),
        (path, "有规则从未适用", "未判断"),
        ("丙/坏.pdf", "文件无法读取", "未判断"),
    ]
    assert [row["序号"] for row in rows] == [str(number) for number in range(1, 9)]


def test_coverage_lists_each_unchecked_figure() -> None:
    """With --coverage each figure that no rule tested has its own row."""
    without = read_csv(make_run())
    rows = read_csv(make_run(coverage=True))

    added = [row["发现"] for row in rows if row not in without]
    assert "未核对：2031（没有规则用到它）" in added


def test_waived_findings_come_after_those_that_count() -> None:
    """They say so, and by whom they were accepted."""
    waiver = Waiver("waiver", "口径不同", "王一", "2032-06-30", "豁免.yaml", 4)
    waived = make_finding(waiver=waiver, rule="waived")

    rows = read_csv(make_run(make_audit(findings=(waived, make_finding()))))

    assert [row["规则"] for row in rows[:2]] == ["row-total", "waived"]
    assert rows[1]["豁免"] == "口径不同 · 王一 · 有效期至 2032-06-30 · 豁免.yaml:4"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("＝1", "'＝1"),
        (" =1", "' =1"),
        ("\t=1", " │ =1"),
        ("甲;=1", "甲;'=1"),
        ("\r=1", "⟨U+000D⟩=1"),
        ("甲\x07\u202e", "甲⟨U+0007⟩⟨U+202E⟩"),
        ("-5", "-5"),
        ("-1,234.50", "-1,234.50"),
        ("-", "-"),
        ("1,900.00", "1,900.00"),
    ],
)
def test_no_cell_is_a_formula_and_figures_stay_figures(text: str, written: str) -> None:
    """An apostrophe goes before what would run; a negative figure needs none."""
    finding = make_finding(SUM._replace(found=text))

    row = read_csv(make_run(make_audit(findings=(finding,))))[0]

    assert row["实为"] == written


def test_every_line_of_a_cell_is_guarded() -> None:
    """Where lines of a cell are taken for rows, a later line is the start of a cell."""
    there = locate(1, 1, 1)
    evidence = (
        Evidence(location=there, text="1", role="甲"),
        Evidence(location=there, text="2", role="乙", path="=附表.txt"),
    )
    finding = make_finding(evidence=evidence)

    row = read_csv(make_run(make_audit(findings=(finding,))))[0]

    assert row["依据数字"] == "1:1  甲  1\n'=附表.txt:1:1  乙  2"


def test_a_file_of_several_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`auditor check --format csv` puts all documents into one file."""
    monkeypatch.chdir(tmp_path)
    for name in ("甲.txt", "乙.txt"):
        Path(name).write_text("2031年部门预算\n2030年收入\n", encoding="utf-8")

    run_command(["check", "甲.txt", "乙.txt", "--format", "csv", "--output", "发现.csv"])

    text = Path("发现.csv").read_bytes().decode("utf-8-sig")
    documents = {row["文件"] for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert documents == {"甲.txt", "乙.txt"}
