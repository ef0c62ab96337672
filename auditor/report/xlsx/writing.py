"""Write a planned workbook with openpyxl. Knows no finding; no cell is ever a formula."""

import re
from collections.abc import Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as WrittenCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from auditor import __version__
from auditor.reading.answers.form import ANSWER, ANSWERS, EXPLANATION
from auditor.report import words_exceptions as words
from auditor.report.cell_text import is_formula_like
from auditor.report.xlsx.measuring import compute_height
from auditor.report.xlsx.packing import pack_workbook
from auditor.report.xlsx.plan import Cell, SheetPlan, WorkbookPlan
from auditor.report.xlsx.styles import apply_style, register_styles

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_A4 = 9
_MARGIN = 0.4  # inches
_GUIDE_WIDTH = 76


def write_workbook(plan: WorkbookPlan) -> bytes:
    """Write a workbook; the same plan gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    register_styles(workbook)
    workbook.properties.title = plan.title
    workbook.properties.creator = f"auditor {__version__}"
    for sheet in plan.sheets:
        _write_sheet(workbook.create_sheet(sheet.title), sheet, plan)
    if plan.locked:
        workbook.security = WorkbookProtection(lockStructure=True)
    return pack_workbook(workbook)


def _write_sheet(sheet: Worksheet, plan: SheetPlan, whole: WorkbookPlan) -> None:
    widths = [column.width for column in plan.columns] or [_GUIDE_WIDTH]
    printed = widths[: plan.printed or None]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, cell in enumerate(plan.heading, start=1):
        _write_line(sheet, number, cell, printed)
    if plan.columns:
        _write_table(sheet, plan, whole)
    _set_up_page(sheet, len(printed), whole.language)
    if whole.locked:
        _lock(sheet)


def _write_line(sheet: Worksheet, number: int, cell: Cell, widths: Sequence[int]) -> None:
    """Write a line across the sheet; merged cells do not grow by themselves."""
    _write_cell(sheet, number, 1, cell)
    if len(widths) > 1:
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(widths))
    sheet.row_dimensions[number].height = compute_height((cell,), (sum(widths),))


def _write_table(sheet: Worksheet, plan: SheetPlan, whole: WorkbookPlan) -> None:
    head = len(plan.heading) + 1
    widths = [column.width for column in plan.columns]
    heads = tuple(Cell(column.heading.speak(whole.language), "head") for column in plan.columns)
    for number, row in enumerate((heads, *plan.body), start=head):
        for place, cell in enumerate(row, start=1):
            _write_cell(sheet, number, place, cell)
        sheet.row_dimensions[number].height = compute_height(row, widths)
    last = head + len(plan.body)
    sheet.freeze_panes = f"{get_column_letter(plan.frozen + 1)}{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(plan.columns))}{last}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(plan.printed or len(plan.columns))}{last}"
    if plan.answers and plan.body:
        _ask(sheet, plan, head + 1, last, whole.language)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """Write text as text whatever it begins with, and _x0041_ as those very characters."""
    written = cast(
        "WrittenCell", sheet.cell(row, column)
    )  # nothing is merged before it is written
    value = cell.value
    if isinstance(value, str):
        written.value = _ESCAPE.sub("_x005F_", value) or None
        if value:
            written.data_type = "s"  # openpyxl takes `=` at the start for a formula
    else:
        written.value = value
    apply_style(written, cell.style, quoted=isinstance(value, str) and is_formula_like(value))


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
        sheet.add_data_validation(validation)


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
