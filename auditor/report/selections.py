"""Rows that a query gave, as a table for a screen, as CSV or as JSON. Knows no database."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice

from rich.cells import cell_len, set_cell_size

from auditor.report.cell_text import escape_cell, is_formula_like
from auditor.report.escaping import flatten_text
from auditor.report.json_text import render_json_line
from auditor.report.words_store import COLUMNS, NO_ROWS, SAID

_Row = Sequence[object]
_MARK = "\ufeff"  # a byte-order mark, by which spreadsheets know UTF-8
_GAP = "  "
_WIDEST = 44  # cells of a column on a screen; every other format has the whole text
_MEASURED = 1_000  # rows by which the widths are chosen
_MONEY = "yuan"


def render_selection(
    columns: Sequence[str], rows: Iterable[_Row], form: str, *, language: str, width: int
) -> Iterator[str]:
    """Render rows piece by piece; `form` is table, csv or json, `width` that of a screen."""
    if form == "csv":
        return _render_csv(columns, rows, language)
    if form == "json":
        return _render_json(columns, rows)
    return _render_table(columns, rows, language, width)


def _render_csv(columns: Sequence[str], rows: Iterable[_Row], language: str) -> Iterator[str]:
    """Render as RFC 4180; text that a spreadsheet would take for a formula gets an apostrophe."""
    yield _MARK + _write_line(columns)
    for row in rows:
        yield _write_line([_write_cell(cell, language) for cell in row])


def _write_line(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()


def _write_cell(cell: object, language: str) -> str:
    if not isinstance(cell, str):
        return _print_plainly(cell)
    text = escape_cell(cell, language)
    return f"'{text}" if is_formula_like(text) else text


def _render_json(columns: Sequence[str], rows: Iterable[_Row]) -> Iterator[str]:
    """Render a list of objects; amounts are strings, so that none becomes a float."""
    start = "[\n"
    for row in rows:
        fields = {
            name: cell if isinstance(cell, str | int | None) else _print_plainly(cell)
            for name, cell in zip(columns, row, strict=True)
        }
        yield start + render_json_line(fields)
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


def _print_plainly(cell: object) -> str:
    """Print a value; an amount exactly, without exponent and without zeros at its end."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        text = f"{cell:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(cell)


def _render_table(
    columns: Sequence[str], rows: Iterable[_Row], language: str, width: int
) -> Iterator[str]:
    """Render columns as wide as their first rows need; the last line counts the rows."""
    heads = [COLUMNS[name].speak(language) if name in COLUMNS else name for name in columns]
    lines = ([_show(*pair, language) for pair in zip(columns, row, strict=True)] for row in rows)
    first = list(islice(lines, _MEASURED))
    if not first:
        yield f"{NO_ROWS.speak(language)}\n"
        return
    sizes = [
        min(max(map(cell_len, (head, *(line[index] for line in first)))), max(_WIDEST, width // 2))
        for index, head in enumerate(heads)
    ]
    is_number = [_is_number_column(first, index) for index in range(len(heads))]
    yield _write_row(heads, sizes, is_number)
    yield _GAP.join("-" * size for size in sizes) + "\n"
    for line in chain(first, lines):
        yield _write_row(line, sizes, is_number)


def _is_number_column(lines: Sequence[Sequence[str]], index: int) -> bool:
    bare = [line[index].replace(",", "").replace(".", "").lstrip("-") for line in lines]
    return all(not text or text.isdecimal() for text in bare)


def _write_row(cells: Sequence[str], sizes: Sequence[int], is_number: Sequence[bool]) -> str:
    shown = [
        _fit(cell, size, is_number=numeric)
        for cell, size, numeric in zip(cells, sizes, is_number, strict=True)
    ]
    return _GAP.join(shown).rstrip() + "\n"


def _fit(text: str, size: int, *, is_number: bool) -> str:
    if cell_len(text) > size:
        return set_cell_size(text, size - 1) + "…"
    blanks = " " * (size - cell_len(text))
    return blanks + text if is_number else text + blanks


def _show(column: str, cell: object, language: str) -> str:
    """Show a value on one line; states and severities in words, money with its thousands."""
    if isinstance(cell, Decimal) and column.endswith(_MONEY):
        return f"{cell:,.2f}" if cell == round(cell, 2) else _print_plainly(cell)
    if not isinstance(cell, str):
        return _print_plainly(cell)
    said = SAID.get(column, {}).get(cell)
    return flatten_text(cell if said is None else said.speak(language))
