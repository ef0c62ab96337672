"""The rows of a table that no template explains: labels, codes, list marks, totals.

Codes are those that are printed; where none is, those that the catalogues know the names by.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditor.amount import PERCENT as PERCENT_UNIT
from auditor.amount import Amount, Unit, find_unit
from auditor.budget import Entry, TableRow
from auditor.budget.generic import PERCENT, GenericColumn, GenericRow
from auditor.budget.pattern import normalise_label
from auditor.codes import Catalogue
from auditor.interpreting.bodies import ReadRow
from auditor.interpreting.cells import ReadCell
from auditor.interpreting.codes_and_names import read_code, strip_list_mark
from auditor.interpreting.generic.columns import Block
from auditor.interpreting.generic.names import name_codes
from auditor.location import Location

_TOTAL = re.compile(r"(?:.{0,16})(?:合计|总计|小计|共计|总额)(?:数|金额)?[:：]?")
_MEMO = re.compile(r"其中[:：]?|#")
_MARKS = (
    ("一", re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")),
    ("(一)", re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]")),
    ("1", re.compile(r"\d{1,2}[、.．](?!\d)")),
    ("(1)", re.compile(r"[(（]\d{1,2}[)）]")),
    ("①", re.compile(r"[①-⑳]")),
)


class _Label(NamedTuple):
    """The label of a row: its cell, its text without code and mark, and its code."""

    cell: ReadCell | None
    text: str
    code: str
    parts: tuple[str, ...]
    printed: str
    is_total: bool


class RowReader:
    """Reads the rows of one block of a table."""

    def __init__(self, block: Block, body: Sequence[ReadRow], unit: Unit, title: str) -> None:
        """Take the body and the table's unit; the title tells its rows from those of others."""
        self._block = block
        self._body = body
        self._unit = unit
        self._title = title
        self._usual = Counter(len(read.cells) for read in body).most_common(1)[0][0]
        self._width = max(len(read.cells) for read in body)

    def read(self, catalogues: Mapping[str, Catalogue]) -> list[GenericRow]:
        """Read the rows; those that print nothing in the block are left out."""
        found: list[GenericRow] = []
        above = ""
        for printed in self._body:
            read = self._align(printed)
            label = _read_label([_get_cell(read, index) for index in self._block.labels], above)
            above = label.code or above
            entries = tuple(
                self._make_entry(column, _get_cell(read, index), read)
                for index, column in zip(self._block.figures, self._block.columns, strict=True)
            )
            if label.cell is not None or any(entry.amount is not None for entry in entries):
                found.append(self._make_row(read, label, entries))
        return found if any(row.code for row in found) else name_codes(found, catalogues)

    def _align(self, read: ReadRow) -> ReadRow:
        """Move the figures of a row with merged label cells to where the others have theirs."""
        lacking = self._width - len(read.cells)
        block = self._block
        if lacking <= 0 or block.columns[0].block or not read.cells[0].is_name:
            return read
        shifted = [i for i in block.labels if 0 < i < len(read.cells) and read.cells[i].has_amount]
        if not shifted or len(block.labels) - shifted[0] != lacking:
            return read
        blank = read.cells[0]._replace(text="", is_name=False)
        at = shifted[0]
        return read._replace(cells=(*read.cells[:at], *[blank] * lacking, *read.cells[at:]))

    def _make_entry(self, column: GenericColumn, cell: ReadCell | None, read: ReadRow) -> Entry:
        if cell is None or not cell.text:
            end = read.row.location
            place = Location(end.line, end.end_column, end.end_line, end.end_column)
            location = place if cell is None else cell.location
            return Entry(column=column.name, text="", amount=None, location=location)
        amount = None
        if cell.has_amount:
            numeral = cell.numeral
            own = find_unit(numeral.unit) if numeral.unit else None
            usual = PERCENT_UNIT if column.kind == PERCENT else column.unit or self._unit
            amount = Amount(numeral.value, own or usual, numeral.digit)
        return Entry(column=column.name, text=cell.text, amount=amount, location=cell.location)

    def _make_row(self, read: ReadRow, label: _Label, entries: tuple[Entry, ...]) -> GenericRow:
        location = read.row.location
        place = label.cell.location if label.cell is not None else location
        printed = normalise_label(label.printed)
        number = self._block.columns[0].block
        row = TableRow(
            side=str(number),
            label=label.text,
            code=label.code,
            printed_code=label.parts,
            name="",
            key=f"{self._title}·{label.code or normalise_label(label.text)}",
            is_total=label.is_total,
            entries=entries,
            location=location,
            text=read.row.line.text,
            label_location=place,
            code_location=place,
        )
        return GenericRow(
            row=row,
            block=number,
            code=label.code,
            mark=next((name for name, pattern in _MARKS if pattern.match(printed)), ""),
            indent=place.column - location.column,
            is_total=label.is_total,
            is_memo=_MEMO.match(printed) is not None,
            is_odd=len(read.cells) != self._usual,
        )


def _get_cell(read: ReadRow, index: int) -> ReadCell | None:
    return read.cells[index] if index < len(read.cells) else None


def _read_label(cells: Sequence[ReadCell | None], above: str) -> _Label:
    """Read the first cell of words, and the code cells left of it; any cell may say 合计."""
    texts = [cell for cell in cells if cell is not None and cell.text]
    words = [cell for cell in texts if cell.is_name]
    if not words:
        only = texts[0] if texts else None
        text = only.text if only else ""
        code = text if text.isdigit() else ""
        return _Label(only, text, code, (code,) if code else (), text, is_total=False)
    total = next((cell for cell in words if _is_total(cell.text)), None)
    first = total or words[0]
    at = next(index for index, cell in enumerate(cells) if cell is first)
    left = tuple(cell for cell in cells[:at] if cell is not None and not cell.is_name)
    printed = read_code(left, first.text, above)
    return _Label(
        cell=first,
        text=strip_list_mark(printed.name),
        code="" if total else printed.code,
        parts=printed.parts,
        printed=first.text,
        is_total=total is not None,
    )


def _is_total(text: str) -> bool:
    label = strip_list_mark(text)
    return _TOTAL.fullmatch(label) is not None and not _MEMO.match(normalise_label(text))
