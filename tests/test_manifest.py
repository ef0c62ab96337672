"""Manifests as people make them: headings, paths, dates, merged cells, and their faults."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
from made_sets import BEFORE, DEPARTMENT, UNIT, make_facts
from openpyxl import Workbook
from reading_budgets import load_shipped_pack

from auditor.engine import Settings
from auditor.engine.sets import OfficeFile, judge_sets, list_packs, list_paths
from auditor.engine.sets.days import parse_day, parse_year
from auditor.engine.sets.judging import OfficeFiles
from auditor.engine.sets.list_paths import PathBook
from auditor.reading import read_document

PATHS = ("docs/a.txt", "docs/b.txt", "docs/c.txt")


def judge_manifest(
    manifest: OfficeFile | str, *, unread: tuple[str, ...] = (), texts: tuple[str, ...] = ()
) -> list[list[tuple[str, str, int]]]:
    """Judge the department, its unit and last year's document; the manifest's findings last."""
    file = OfficeFile("list.csv", "x", manifest) if isinstance(manifest, str) else manifest
    named = zip(texts or (DEPARTMENT, UNIT, BEFORE), PATHS, strict=True)
    documents = [make_facts(text, path) for text, path in named]
    verdicts = judge_sets(
        documents,
        lambda _: load_shipped_pack(),
        Settings(select=("set",), ignore=("document-versions",)),
        OfficeFiles(manifest=file),
        compares=True,
        unread=unread,
    )
    return [
        [(one.rule, one.severity, one.outcome.place.location.line) for one in told.findings]
        for told in (verdicts.get(number) for number in range(len(documents) + 1))
        if told is not None
    ]


def list_everything(manifest: OfficeFile | str) -> list[tuple[str, str, int]]:
    """Judge a manifest; all findings, wherever they stand."""
    return [one for told in judge_manifest(manifest) for one in told]


def read_list(path: Path) -> OfficeFile:
    """Read a list as the command does."""
    source = read_document(str(path))
    return OfficeFile(source.path, source.sha256, source.text, source.sheets)


HEADS = ["序号", "单位名称", "文件名", "年份", "文件类型", "级别", "批复时间", "公开时间", "备注"]
ROWS = [
    [
        "1",
        "虹湾市文化局",
        "docs\\a.txt",
        "2025年度",
        "部门预算",
        "部门",
        "2025年2月1日",
        "2025/2/10",
        "",
    ],
    ["", "", "", "", "", "", "", "", ""],
    [
        "2",
        "虹湾市图书馆",
        ".\\docs\\b.txt",
        "2025",
        "单位预算",
        "单位",
        "20250201",
        "2025-2-10",
        "x",
    ],
    ["3", "虹湾市文化局", "../Docs/C.TXT", "2024", "预算", "", "2024.2.1", "2024.2.1 9:30", ""],
]


@pytest.mark.parametrize(
    ("separator", "encoding", "above"),
    [
        (",", "utf-8-sig", ()),
        (",", "gb18030", ("2025年预决算公开名单",)),
        (";", "utf-8", ()),
        ("\t", "utf-8-sig", ("名单", "")),
    ],
)
def test_every_way_of_writing_a_list_is_understood(
    tmp_path: Path, separator: str, encoding: str, above: tuple[str, ...]
) -> None:
    """Separators, encodings, a title above, blank rows, backslashes and dates of all kinds."""
    rows = [[title, *[""] * 8] for title in above]
    text = "\r\n".join(separator.join(row) for row in [*rows, HEADS, *ROWS])
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))

    assert list_everything(read_list(path)) == []


def test_workbook_with_merged_cells_and_dates(tmp_path: Path) -> None:
    """A merged issuer counts for all its rows; dates are dates, texts or bare numbers."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["预决算公开情况登记表"])
    sheet.merge_cells("A1:E1")
    sheet.append(["编制单位", "年度", "类型", "批复日期", "公开日期"])
    sheet.append(
        [
            "虹湾市文化局",
            2025,
            "部门预算",
            date(2025, 2, 1),
            datetime.combine(date(2025, 2, 21), time(9, 30)),
        ]
    )
    sheet.append([None, "2024年度", "预算", 45323, "2024-02-10 00:00:00"])
    sheet.merge_cells("A3:A4")
    sheet.append(["虹湾市图书馆", 2025, "单位预算", None, None])
    sheet.append(["合计 3 份"])
    notes = book.create_sheet("说明")
    notes.append(["填表人：某某", "2025年"])
    book.save(tmp_path / "list.xlsx")

    assert list_everything(read_list(tmp_path / "list.xlsx")) == []


def test_english_headings_in_any_case_and_order() -> None:
    """Words, capitals, blanks and dashes of headings do not matter."""
    manifest = (
        "PUBLISHED ON\tApproval Date\tKind\tIssuer\tFiscal Year\tfile_name\n"
        "2025-03-10\t2025-02-01\tBudget\t虹湾市文化局\t2025\ta.txt\n"
        "2025-02-10\t2025-02-01\tbudget\t虹湾市图书馆\t2025\tb.txt\n"
        "2024-02-10\t2024-02-01\tbudget\t虹湾市文化局\t2024\tc.txt"
    )

    assert judge_manifest(manifest) == [
        [("published-late", "error", 1)],
        [],
        [],
        [("published-late", "error", 2)],
    ]


def test_what_is_wrong_in_a_list_is_said_where_it_stands() -> None:
    """A year, a day or a column that means nothing, a row without a name, a row twice."""
    manifest = (
        "编制单位\t文件\t年度\t类型\t批复日期\t公开日期\t联系方式\n"
        "\t\t2025\t\t\t\t\n"
        "虹湾市文化局\ta.txt\t25\t其他\t2025-02-30\t2025-3-1\t1\n"
        "虹湾市图书馆\tb.txt\t2025\t预算\t2025-02-01\t待定\t1\n"
        "虹湾市文化局\tdocs\\c.txt\t2024\t预算\t\t\t1\n"
        "虹湾市文化局\tdocs/c.txt\t2024\t预算\t\t\t1"
    )

    *_, own = judge_manifest(manifest)

    assert sorted(own, key=lambda one: one[2]) == [
        ("list-unreadable", "info", 1),
        ("list-unreadable", "error", 2),
        ("list-unreadable", "error", 3),
        ("list-unreadable", "info", 3),
        ("list-unreadable", "error", 3),
        ("list-unreadable", "error", 4),
        ("manifest-repeated", "warning", 6),
    ]


def test_headings_that_are_missing_are_named_at_the_nearest_row() -> None:
    """Who forgot the issuer's column is told so, at the row that looks like headings."""
    assert list_everything("名单\n文件\t年度\na.txt\t2025") == [("list-unreadable", "error", 2)]


def test_second_version_is_told_at_the_row() -> None:
    """The list has one document, and two versions of it are here."""
    other = DEPARTMENT.replace("主要职能", "职能") + "注：再版\n"
    manifest = "编制单位\t年度\n虹湾市文化局\t2025\n虹湾市图书馆\t2025"

    *_, own = judge_manifest(manifest, texts=(DEPARTMENT, UNIT, other))

    assert own == [("document-superseded", "warning", 2)]


def test_file_that_cannot_be_read_is_not_called_absent() -> None:
    """Something is there, and whoever looks for it must know."""
    manifest = OfficeFile(
        "list.csv", "x", "编制单位\t文件\n虹湾市档案馆\tx.pdf\n虹湾市文化局\t\n虹湾市图书馆\t"
    )
    documents = [
        make_facts(text, path) for text, path in zip((DEPARTMENT, UNIT), PATHS[:2], strict=True)
    ]

    verdicts = judge_sets(
        documents,
        lambda _: load_shipped_pack(),
        Settings(),
        OfficeFiles(manifest=manifest),
        unread=("docs/x.pdf",),
    )

    (missing,) = verdicts[2].findings
    assert missing.message.zh == "名单上的文件在，但无法读取：虹湾市档案馆 x.pdf"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-2-28", date(2025, 2, 28)),
        ("2025年2月28日", date(2025, 2, 28)),
        ("2025 年 2 月 28 日（星期五）", date(2025, 2, 28)),
        ("20250228", date(2025, 2, 28)),
        ("2025/2/28 0:00", date(2025, 2, 28)),
        ("2025-02-28T09:30:00", date(2025, 2, 28)),
        ("２０２５．２．２８", date(2025, 2, 28)),
        ("45716", date(2025, 2, 28)),
        ("2/28/25", date(2025, 2, 28)),
        ("02-28-2025 9:30", date(2025, 2, 28)),
        ("28-Feb-25", date(2025, 2, 28)),
        ("28/2/25", None),
        ("28-Feb", None),
        ("二〇二五年二月二十八日", date(2025, 2, 28)),
        ("二○二四年十二月三十一日", date(2024, 12, 31)),
        ("二〇二五年十月十日", date(2025, 10, 10)),
        ("二〇二五年二月三十日", None),
        ("99999", None),
        ("2025-02-30", None),
        ("20251301", None),
        ("二月", None),
        ("2025", None),
    ],
)
def test_days_are_read_as_they_are_written(text: str, expected: date | None) -> None:
    """What is no day is none; nothing is guessed."""
    assert parse_day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2025", 2025), ("2025年度", 2025), ("2025.0", 2025), ("二〇二五年", 2025), ("25", None)],
)
def test_years_are_read_as_they_are_written(text: str, expected: int | None) -> None:
    """A year has four digits, of whatever script."""
    assert parse_year(text) == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("docs\\a.txt", [0]),
        ("A.TXT", [0]),
        ("../../docs/./b.txt", [1]),
        ("D:\\share\\docs\\b.txt", [1]),
        ("b", [1]),
        ("cs/a.txt", []),
        ("", []),
    ],
)
def test_paths_mean_the_files_they_end_like(named: str, expected: list[int]) -> None:
    """Lists are written on other machines; half a folder's name is nobody's."""
    assert list(PathBook(["docs/a.txt", "docs/b.txt"]).find(named)) == expected


def test_packs_and_paths_of_a_list() -> None:
    """A pack is given by the path; separators are those of the machine that audits."""
    file = OfficeFile("list.csv", "x", "单位\t文件\t规则包\n甲局\tdocs\\a.txt\tcn\n乙局\tb.txt\t")

    assert list_packs(file, PATHS) == (("docs/a.txt", "cn"),)
    assert list_paths(file) == ("docs/a.txt", "b.txt")


def test_title_with_a_word_of_the_headings_is_none() -> None:
    """Who fills in a list is named above it, with the very words of its headings."""
    manifest = (
        "填报单位：虹湾市财政局\t\t2025年3月1日\n部门\t\t\n公开情况\t\t\n"
        "编制单位\t文件\t年度\n虹湾市文化局\ta.txt\t2025\n虹湾市图书馆\tb.txt\t2025\n"
        "虹湾市文化局\tc.txt\t2024"
    )

    assert list_everything(manifest) == []


def test_list_without_an_entry_is_said() -> None:
    """Headings alone expect nothing, and that is hardly meant."""
    assert list_everything("编制单位\t年度\n\n") == [("list-unreadable", "error", 1)]


def test_issuer_is_known_by_the_end_of_its_name() -> None:
    """Offices call each other in short, where only one here can be meant."""
    street = DEPARTMENT.replace("虹湾市文化局", "虹湾市临江区人民政府松荫街道办事处")
    other = UNIT.replace("虹湾市图书馆", "虹湾市临江区人民政府槐柳街道办事处")
    manifest = "单位\t文件\n松荫街道办事处\ta.txt\n槐柳街道办事处\t\n{}\tc.txt"
    texts = (street, other, BEFORE)

    *_, sound = judge_manifest(manifest.format("虹湾市文化局"), texts=texts)
    vague, _ = judge_manifest(manifest.format("街道办事处"), texts=texts)

    assert sound == []
    assert vague == [("manifest-contradicted", "warning", 1)]
