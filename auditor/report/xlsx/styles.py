"""What cells look like. Knows no content."""

from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

_FACE = "等线"  # DengXian, in every Chinese office program since 2016; others put their own
_THIN = Side(style="thin", color="FFBFBFBF")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_NONE = Border()
_PREFIX = "auditor "  # the styles show in the office program's list


class CellStyle(NamedTuple):
    """All that a cell's look consists of; `is_open` lets an auditee write into a locked sheet."""

    size: int = 10
    bold: bool = False
    colour: str = "FF1F1F1F"
    fill: str = ""
    align: str = "left"
    centred: bool = False
    bordered: bool = True
    number: str = "General"
    is_open: bool = False


_TEXT = CellStyle()
STYLES = {
    "title": CellStyle(size=14, bold=True, bordered=False, centred=True),
    "note": CellStyle(bordered=False),
    "loud": CellStyle(bordered=False, bold=True, colour="FF9C2A00", fill="FFFFF1E6"),
    "head": CellStyle(bold=True, fill="FFDCE6F1", align="center", centred=True),
    "text": _TEXT,
    "small": CellStyle(size=8, colour="FF595959"),
    "amount": CellStyle(align="right", number="@"),
    "whole": CellStyle(align="right", number="#,##0"),
    "number": CellStyle(align="center", number="0"),
    "money": CellStyle(align="right", number="#,##0.00"),
    "share": CellStyle(align="right", number="0.0%"),
    "answer": CellStyle(fill="FFFFFBE0", align="center", number="@", is_open=True),
    "explanation": CellStyle(fill="FFFFFBE0", number="@", is_open=True),
    "error": CellStyle(bold=True, colour="FF9C0006", align="center"),
    "warning": CellStyle(bold=True, colour="FF7F5200", align="center"),
    "info": CellStyle(colour="FF1F4E79", align="center"),
    "passed": CellStyle(bold=True, colour="FF1E6B2E"),
    "to_correct": CellStyle(bold=True, colour="FF9C0006"),
    "incomplete": CellStyle(bold=True, colour="FF7F5200"),
    "unreadable": CellStyle(bold=True, colour="FF7F5200"),
    "total": CellStyle(bold=True, fill="FFF2F2F2", align="right", number="#,##0"),
}


def register_styles(workbook: Workbook) -> None:
    """Make the styles known to a workbook, by their names: cells share them, which is fast."""
    for name, style in STYLES.items():
        workbook.add_named_style(_build_style(name, style))


def apply_style(cell: Cell, name: str, *, quoted: bool) -> None:
    """Give a cell its look; `quoted` makes it text for good, as a leading apostrophe does."""
    cell.style = _PREFIX + name
    if quoted:
        cell.quotePrefix = True


def _build_style(name: str, style: CellStyle) -> NamedStyle:
    built = NamedStyle(name=_PREFIX + name)
    built.font = Font(name=_FACE, size=style.size, bold=style.bold, color=style.colour)
    if style.fill:
        built.fill = PatternFill("solid", fgColor=style.fill)
    vertical = "center" if style.centred else "top"
    built.alignment = Alignment(horizontal=style.align, vertical=vertical, wrap_text=True)
    built.border = _GRID if style.bordered else _NONE
    built.number_format = style.number
    built.protection = Protection(locked=not style.is_open)
    return built
