"""A workbook as plain values, before anything is written: sheets, cells, styles by name."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from auditor.reading.answers.form import Sheet
from auditor.report.cell_text import escape_cell
from auditor.report.words_exceptions import Column

Value = str | int | Decimal


class Cell(NamedTuple):
    """A value and the name of its style (xlsx/styles.py). Text is escaped already."""

    value: Value = ""
    style: str = "text"


Row = tuple[Cell, ...]


class SheetPlan(NamedTuple):
    """A sheet: lines across its width, then a headed table, `body` under `columns`.

    A `body` that nothing but the writing goes through may be made on the way. The first `frozen`
    columns stay in sight; the first `printed` ones are printed, 0 for all.
    `answers` says whether its answer columns are open to the auditee.
    """

    title: str
    heading: tuple[Cell, ...]
    columns: tuple[Column, ...] = ()
    body: Iterable[Row] = ()
    frozen: int = 0
    printed: int = 0
    answers: bool = False


class WorkbookPlan(NamedTuple):
    """A workbook; a locked one can be changed in its answer cells alone."""

    title: str
    language: str
    sheets: tuple[SheetPlan, ...]
    locked: bool = False


def make_cell(value: Value, language: str, style: str = "text") -> Cell:
    """Make a cell; text that we do not own becomes harmless, a 0 shows as nothing."""
    if isinstance(value, str):
        return Cell(escape_cell(value, language), style)
    return Cell(value or "", style)


def extract_text(plan: SheetPlan, language: str) -> Sheet:
    """Extract the text of a sheet as it will be read back, for the digest."""
    heads = tuple(column.heading.speak(language) for column in plan.columns)
    rows = (*((cell,) for cell in plan.heading), *plan.body)
    texts = tuple(tuple(str(cell.value) for cell in row) for row in rows)
    return Sheet(plan.title, (*texts, heads))
