"""Open workbooks as their readers do: an office program, and somebody who looks into the file."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from made_audits import make_audit, make_finding, make_run
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from auditor.report.run import Run
from auditor.report.xlsx import render_exceptions

# Each is a fault that somebody has put into a spreadsheet before, and how it must look.
HOSTILE = {
    "=1+1": "=1+1",
    "+1+cmd|' /C calc'!A0": "+1+cmd|' /C calc'!A0",
    "-2+3": "-2+3",
    "@SUM(A1:A9)": "@SUM(A1:A9)",
    '=HYPERLINK("http://x.example","甲")': '=HYPERLINK("http://x.example","甲")',
    "＝1+1": "＝1+1",
    "\t=1+1": " │ =1+1",
    "\r=1+1": "⟨U+000D⟩=1+1",
    "_x003D_1+1": "_x003D_1+1",
    "甲\x07\u202e\ufffe\udc80乙": "甲⟨U+0007⟩⟨U+202E⟩⟨U+FFFE⟩⟨U+DC80⟩乙",
    "</t></is></c><f>1</f>": "</t></is></c><f>1</f>",
    "]]>&amp;<!--": "]]>&amp;<!--",
    "auditor.exceptions/1 sha256:00": "auditor.exceptions/1 sha256:00",
}


def open_workbook(content: bytes) -> Workbook:
    """Open a workbook anew."""
    return load_workbook(io.BytesIO(content))


def open_exceptions(run: Run | None = None) -> Workbook:
    """Render the exceptions sheet of a run and open it."""
    return open_workbook(render_exceptions(run or make_run()))


def save(workbook: Workbook) -> bytes:
    """Save a workbook, as an office program would."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def find_head(sheet: Worksheet, first: str = "序号") -> int:
    """Find the row of the headings."""
    return next(row[0].row for row in sheet.iter_rows() if row[0].value == first)


def read_rows(sheet: Worksheet, first: str = "序号") -> list[dict[str, Any]]:
    """Read the rows under the headings, by heading."""
    head = find_head(sheet, first)
    heads = [str(cell.value) for cell in sheet[head]]
    body = sheet.iter_rows(min_row=head + 1, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in body]


def answer(content: bytes, **answers: tuple[str, str]) -> bytes:
    """Fill answers in: r1=(answer, explanation) for the first finding, and so on."""

    def fill(workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        head = find_head(sheet)
        column = [cell.value for cell in sheet[head]].index("答复") + 1
        for name, (said, why) in answers.items():
            row = head + int(name.removeprefix("r"))
            sheet.cell(row, column).value = said
            sheet.cell(row, column + 1).value = why

    return change(content, fill)


def change(content: bytes, edit: Callable[[Workbook], None]) -> bytes:
    """Open a workbook, edit it and save it."""
    workbook = open_workbook(content)
    edit(workbook)
    return save(workbook)


def read_parts(content: bytes) -> dict[str, str]:
    """Read the XML of all parts, as somebody who looks into the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def find_cell_xml(xml: str, text: str) -> str:
    """Find the element of the cell that holds a text (as XML writes it)."""
    cells: list[str] = re.findall(r"<c [^>]*>.*?</c>", xml, re.DOTALL)
    return next(cell for cell in cells if f">{text}<" in cell)


def make_many(count: int) -> Run:
    """Make a run of one document with findings that all have names of their own."""
    findings = (
        make_finding(fingerprint=f"f1:{number:020x}", rule=f"rule-{number}")
        for number in range(1, count + 1)
    )
    return make_run(make_audit(findings=tuple(findings)))
