"""Write a planned workbook with openpyxl. Knows no finding; no cell is ever a formula.

Rows go to disk as they are written: a sheet of ten thousand documents is never held whole.
"""

import gc
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet  # what one for writing only has of it

from auditor import __version__
from auditor.reading.answers.form import ANSWER, ANSWERS, EXPLANATION
from auditor.report import words_exceptions as words
from auditor.report.cell_text import is_formula_like
from auditor.report.xlsx.measuring import compute_height
from auditor.report.xlsx.packing import pack_workbook
from auditor.report.xlsx.plan import Cell, Row, SheetPlan, WorkbookPlan
from auditor.report.xlsx.styles import apply_style, register_styles

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_A4 = 9
_MARGIN = 0.4  # inches
_GUIDE_WIDTH = 76


def write_workbook(plan: WorkbookPlan) -> bytes:
    """Write a workbook; the same plan gives the same bytes."""
    content = pack_workbook(_build_workbook(plan))
    gc.collect(0)  # its parts hold each other: those of a hundred workbooks would lie about
    return content


def _build_workbook(plan: WorkbookPlan) -> Workbook:
    workbook = Workbook(write_only=True)
    register_styles(workbook)
    workbook.properties.title = plan.title
    workbook.properties.creator = f"auditor {__version__}"
    for sheet in plan.sheets:
        _write_sheet(cast("Worksheet", workbook.create_sheet(sheet.title)), sheet, plan)
    if plan.locked:
        workbook.security = WorkbookProtection(lockStructure=True)
    return workbook


def _write_sheet(sheet: Worksheet, plan: SheetPlan, whole: WorkbookPlan) -> None:
    """Write a sheet: what stands before the rows in the file, the rows, what stands behind."""
    widths = [column.width for column in plan.columns] or [_GUIDE_WIDTH]
    printed = widths[: plan.printed or None]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    head = len(plan.heading) + 1
    if plan.columns:
        sheet.freeze_panes = f"{get_column_letter(plan.frozen + 1)}{head + 1}"
    _set_up_page(sheet, len(printed), whole.language)
    if whole.locked:
        _lock(sheet)
    for number, cell in enumerate(plan.heading, start=1):
        _write_line(sheet, number, cell, printed)
    if plan.columns:
        last = _write_table(sheet, plan, head, whole.language)
        _frame_table(sheet, plan, (head, last), whole.language)


def _write_line(sheet: Worksheet, number: int, cell: Cell, widths: Sequence[int]) -> None:
    """Write a line across the sheet; merged cells do not grow by themselves."""
    if len(widths) > 1:
        sheet.merged_cells.add(f"A{number}:{get_column_letter(len(widths))}{number}")
    _write_row(sheet, number, (cell,), (sum(widths),))


def _write_table(sheet: Worksheet, plan: SheetPlan, head: int, language: str) -> int:
    """Write heads and rows, and return the number of the last row."""
    widths = [column.width for column in plan.columns]
    heads = tuple(Cell(column.heading.speak(language), "head") for column in plan.columns)
    number = head
    for number, row in enumerate(chain((heads,), plan.body), start=head):
        _write_row(sheet, number, row, widths)
    return number


def _frame_table(sheet: Worksheet, plan: SheetPlan, rows: tuple[int, int], language: str) -> None:
    head, last = rows
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(plan.columns))}{last}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(plan.printed or len(plan.columns))}{last}"
    if plan.answers and last > head:
        _ask(sheet, plan, head + 1, last, language)


def _write_row(sheet: Worksheet, number: int, row: Row, widths: Sequence[int]) -> None:
    sheet.row_dimensions[number].height = compute_height(row, widths)
    sheet.append(list(_build_cells(sheet, row)))
    del sheet.row_dimensions[number]  # it is written


def _build_cells(sheet: Worksheet, row: Row) -> Iterator[WrittenCell]:
    """Build text as text whatever it begins with, and _x0041_ as those very characters."""
    for cell in row:
        built = WriteOnlyCell(sheet)
        value = cell.value
        if isinstance(value, str):
            built.value = _ESCAPE.sub("_x005F_", value) or None
            if value:
                built.data_type = "s"  # openpyxl takes `=` at the start for a formula
        else:
            built.value = value
        apply_style(built, cell.style, quoted=isinstance(value, str) and is_formula_like(value))
        yield built


def _ask(sheet: Worksheet, plan: SheetPlan, first: int, last: int, language: str) -> None:
    """Offer the answers as a list, and say what the explanation is for."""
    fields = [column.field for column in plan.columns]
    offered = ",".join(words_of.speak(language) for words_of in reversed(ANSWERS.values()))
    answers = DataValidation(
        type="list",
        formula1=f'"{offered}"',
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        error=words.REFUSED.speak(language),
        prompt=words.CHOOSE.speak(language),
    )
    explanations = DataValidation(
        showInputMessage=True, allow_blank=True, prompt=words.EXPLAIN.speak(language)
    )
    for validation, field in ((answers, ANSWER), (explanations, EXPLANATION)):
        letter = get_column_letter(fields.index(field) + 1)
        validation.add(f"{letter}{first}:{letter}{last}")
        sheet.data_validations.append(validation)


def _set_up_page(sheet: Worksheet, columns: int, language: str) -> None:
    sheet.page_setup.orientation = "landscape" if columns > 1 else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    for side in ("left", "right", "top"):
        setattr(sheet.page_margins, side, _MARGIN)
    sheet.page_margins.bottom = 2 * _MARGIN
    footer = HeaderFooterItem()
    footer.center.text = words.PAGES.speak(language)
    sheet.oddFooter = footer


def _lock(sheet: Worksheet) -> None:
    """Lock all but the open cells; filters, widths and heights stay free. There is no password."""
    sheet.protection.sheet = True
    sheet.protection.autoFilter = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
