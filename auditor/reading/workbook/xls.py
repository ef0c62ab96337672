"""Read an XLS workbook (BIFF) as displayed, also a bare workbook stream. Needs xlrd."""

import contextlib
import io
import struct
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError

from auditor.errors import ReadingError
from auditor.reading.composing import Composer
from auditor.reading.persons import is_person
from auditor.reading.source import Limits, Source
from auditor.reading.workbook.built_in_formats import BUILT_IN_FORMATS, GENERAL
from auditor.reading.workbook.displaying import render_number, render_words
from auditor.reading.workbook.sheet import Place, Sheet, cover_cells, write_sheet

_DAMAGED = "工作簿已损坏，或不是可读的 XLS / the workbook is damaged, or no XLS that can be read"
_NO_SHEETS = "可见的工作表中没有文字 / no visible sheet of the workbook holds text"
_VALUES = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_TEXT, xlrd.XL_CELL_DATE)
_WHITE = (1, 9)  # of the palette
# What the library raises for files that are not what they say: it checks little itself.
_BROKEN = (
    xlrd.XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    MemoryError,
    OverflowError,
    RecursionError,
    NotImplementedError,
)


def read_xls(content: bytes, shown: str, limits: Limits) -> Source:
    """Read all visible sheets in their order; raises ReadingError.

    BIFF is not packed, so that of `limits` only the size of the file counts, unless the workbook
    is protected and goes through an office program.
    """
    composer = Composer(shown, content)
    try:
        # The library prints what it finds odd.
        with contextlib.redirect_stdout(io.StringIO()):
            book = xlrd.open_workbook(
                file_contents=content, formatting_info=True, logfile=io.StringIO()
            )
        author = book.user_name.rstrip("\0 ")
        if is_person(author):
            composer.add_unseen("author", author, line=1)
        for sheet in book.sheets():
            write_sheet(_describe_sheet(book, sheet), composer)
    except _BROKEN as error:
        if isinstance(error, xlrd.XLRDError) and "encrypt" in str(error).lower():
            from auditor.reading.legacy import read_protected  # noqa: PLC0415 - seldom

            return read_protected(content, shown, limits)
        raise ReadingError(shown, _DAMAGED) from error
    if composer.is_empty:
        raise ReadingError(shown, _NO_SHEETS)
    return composer.build_source()


def _describe_sheet(book: Any, sheet: Any) -> Sheet:  # noqa: ANN401 - xlrd is not typed
    merged = ((top, end - 1, left, right - 1) for top, end, left, right in sheet.merged_cells)
    return Sheet(
        name=sheet.name,
        is_hidden=sheet.visibility != 0,
        texts=dict(_read_texts(book, sheet)),
        unseen=tuple(_list_unseen(book, sheet)),
        covered=cover_cells(merged),
        hidden_rows=frozenset(
            row for row, told in sheet.rowinfo_map.items() if told.hidden or told.height == 0
        ),
        hidden_columns=frozenset(
            column for column, told in sheet.colinfo_map.items() if told.hidden or told.width == 0
        ),
        notes=tuple(sorted((place, note.text) for place, note in sheet.cell_note_map.items())),
    )


def _read_texts(book: Any, sheet: Any) -> Iterator[tuple[Place, str]]:  # noqa: ANN401
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _render_cell(book, sheet, row, column)
            if text and not _is_white(book, sheet, row, column):
                yield (row, column), text


def _list_unseen(book: Any, sheet: Any) -> Iterator[tuple[Place, str]]:  # noqa: ANN401
    """Yield what cells hold that their colour or number format hides."""
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _render_cell(book, sheet, row, column)
            held = "" if text else _read_masked(sheet, row, column)
            if held or (text and _is_white(book, sheet, row, column)):
                yield (row, column), text or held


def _read_masked(sheet: Any, row: int, column: int) -> str:  # noqa: ANN401
    """Return what a cell holds whose format shows nothing of it; "" for zeros and blanks."""
    value = sheet.cell_value(row, column)
    if not value or sheet.cell_type(row, column) not in _VALUES:
        return ""
    return (
        value.strip() if isinstance(value, str) else render_number(Decimal(repr(value)), GENERAL)
    )


def _is_white(book: Any, sheet: Any, row: int, column: int) -> bool:  # noqa: ANN401
    """Say whether a cell is written in white on no colour."""
    number = sheet.cell_xf_index(row, column)
    if number >= len(book.xf_list):
        return False
    style = book.xf_list[number]
    if style.background.fill_pattern or style.font_index >= len(book.font_list):
        return False
    return book.font_list[style.font_index].colour_index in _WHITE


def _render_cell(book: Any, sheet: Any, row: int, column: int) -> str:  # noqa: ANN401
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if kind == xlrd.XL_CELL_ERROR:
        return str(error_text_from_code.get(value, "#VALUE!"))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    code = _find_format(book, sheet, row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return render_words(value, code)
    if value == 0 and not sheet.show_zero_values:
        return ""
    # The library gives a float; its shortest spelling is the number that was typed.
    return render_number(Decimal(repr(value)), code, is_1904=book.datemode == 1)


def _find_format(book: Any, sheet: Any, row: int, column: int) -> str:  # noqa: ANN401
    style = sheet.cell_xf_index(row, column)
    if style >= len(book.xf_list):
        return GENERAL
    key = book.xf_list[style].format_key
    form = book.format_map.get(key)
    own = str(form.format_str) if form is not None else ""
    return own or BUILT_IN_FORMATS.get(key, GENERAL)
