"""The same table in any format gives the same text, and the same findings."""

import json
from pathlib import Path

import pytest
from made_files import (
    make_docx,
    make_xls,
    make_xlsx,
    read_made,
    write_cells,
    write_paragraph,
    write_table,
)
from reading_budgets import SHARED

from auditor.cli.main import run_command
from auditor.reading import read_document
from auditor.reading.separated import convert_separated

TITLE = "2026年部门支出预算总表"
ROWS = [
    ["类", "款", "科目名称", "合计", "基本支出", "项目支出"],
    ["205", "", "教育支出", "1,200.00", "800.00", "400.00"],
    ["205", "02", "普通教育", "1,200.00", "800.00", "400.00"],
    ["", "", "合计", "1,200.00", "800.00", "400.00"],
]
TEXT = f"{TITLE}\n单位：元\n" + "".join("\t".join(row) + "\n" for row in ROWS)


def make_number(text: str) -> str | float:
    """Return a figure as a number, as a workbook stores it."""
    return float(text.replace(",", "")) if "." in text else text


def write_sheet() -> str:
    """Write the table as a sheet, with its title merged over all columns."""
    rows = [[TITLE], ["单位：元"]]
    rows += [
        [f'<c s="1"><v>{make_number(cell)}</v></c>' if "." in cell else cell for cell in row]
        for row in ROWS
    ]
    return write_cells(rows) + '<mergeCells><mergeCell ref="A1:F1"/></mergeCells>'


def write_page() -> bytes:
    """Write the table as a web page."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    page = f"<html><p>{TITLE}</p><p>单位：元</p><table>{rows}</table></html>"
    return page.encode("gb18030")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            make_docx(write_paragraph(TITLE) + write_paragraph("单位：元") + write_table(ROWS)),
            id="docx",
        ),
        pytest.param(make_xlsx([("表", write_sheet())], ["#,##0.00"]), id="xlsx"),
        pytest.param(
            make_xls(
                [[TITLE], ["单位：元", *[""] * 5], *([make_number(c) for c in r] for r in ROWS)],
                "#,##0.00",
            ),
            id="xls",
        ),
        pytest.param(write_page(), id="html"),
    ],
)
def test_same_table_gives_the_same_text(content: bytes) -> None:
    """Whatever the table was published as, it reads the same."""
    assert read_made(content).text == TEXT


def test_comma_separated_table_gives_the_same_text() -> None:
    """A title and a unit alone in their records are text here too."""
    records = [[TITLE, *[""] * 5], ["单位：元", *[""] * 5], *ROWS]
    text = "".join(",".join(f'"{cell}"' for cell in record) + "\n" for record in records)

    assert convert_separated(text) == TEXT


SAME = sorted((SHARED / "corpus").glob("sx*.*"))
WHOLE = [path for path in SAME if path.suffix in (".xlsx", ".xls", ".html", ".docx")]


@pytest.mark.skipif(len(WHOLE) < 4, reason="the published documents are not here")
def test_published_tables_agree_in_every_format(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    """A document published in four formats is recognised and checked alike, and found alike.

    Only one of them holds the sentences, so that what is found in tables is compared.
    """
    run_command(["check", "--format", "json", *map(str, WHOLE)])
    report = json.loads(capsysbinary.readouterr().out)

    told = []
    for document in report["documents"]:
        coverage = document["coverage"]
        loud = [f for f in document["findings"] if f["severity"] == "error" and f["table"]]
        tables = [table["template"] for table in coverage["tables"]]
        told.append((tables, sum(table["figures"] for table in coverage["tables"]), loud))
    assert told[0][0]
    assert told.count(told[0]) == len(WHOLE)


@pytest.mark.skipif(len(WHOLE) < 4, reason="the published documents are not here")
def test_workbooks_of_both_ages_give_the_same_text() -> None:
    """The old and the new workbook display the same."""
    texts = {
        path.suffix: read_made(path.read_bytes()).text
        for path in WHOLE
        if path.suffix in (".xlsx", ".xls")
    }

    assert texts[".xls"] == texts[".xlsx"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_told_by_the_records(separator: str) -> None:
    """Programs of other countries write other separators than the comma."""
    records = [[TITLE], ["单位：元"], *ROWS]
    text = "".join(
        separator.join(f'"{cell}"' if separator in cell else cell for cell in record) + "\n"
        for record in records
    )

    assert convert_separated(text) == TEXT
    assert convert_separated(f"sep={separator}\n{text}") == TEXT


@pytest.mark.parametrize("name", ["budget.xls", "budget.txt"])
def test_separated_values_of_another_name_are_read_as_such(tmp_path: Path, name: str) -> None:
    """What a program exported is told by its content; codes may be guarded as formulas."""
    rows = [[TITLE, *[""] * 5], ["单位：元", *[""] * 5], *ROWS]
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    path = tmp_path / name
    path.write_text(text.replace('"02"', '="02"'), encoding="gb18030")

    assert read_document(path).text == TEXT


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    """Figures with commas between thousands are no separated values."""
    text = "收入预算1,200,300.00元,支出预算1,200,300.00元,与上年相比,增加300,000.00元\n" * 9
    path = tmp_path / "budget.txt"
    path.write_text(text, encoding="utf-8")

    assert read_document(path).text == text
