"""Read the text of every sheet of a workbook that nobody vouches for. Knows no answers.

Nothing is evaluated: a formula is known as one and its result is not believed.
"""

import re
from typing import TYPE_CHECKING

from auditor.errors import ReadingError
from auditor.reading.answers.form import Sheet
from auditor.reading.markup import (
    find_child,
    get_attribute,
    get_name,
    iterate_children,
    iterate_named,
    parse_xml,
)
from auditor.reading.source import Limits
from auditor.reading.unpacking import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FORMULA = "\x00"  # stands for a formula; no cell can hold it
LIMITS = Limits(office_bytes=20_000_000, unpacked_bytes=200_000_000)
_MOST_SHEETS = 100
_MOST_TEXT = 50_000_000  # characters and cells: one long text may stand in many cells
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WHOLE = re.compile(r"(?<=[0-9])\.0+$")
_FIRST_HALF, _LAST_HALF = 0xD800, 0xDFFF  # halves of characters
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_WORKBOOK = "不是 Excel 工作簿（.xlsx） / not an Excel workbook (.xlsx)"
_TOO_LARGE = "工作簿过大 / the workbook is too large"
_ODD_CELL = "单元格位置有误 / a cell has no valid place"


def read_sheets(content: bytes, shown: str) -> tuple[Sheet, ...]:
    """Read each sheet of an .xlsx file, in the workbook's order.

    Raises ReadingError where it is damaged, locked, too large, or holds document types.
    """
    if len(content) > LIMITS.office_bytes:
        raise ReadingError(shown, _TOO_LARGE)
    if not content.startswith(b"PK\x03\x04"):
        raise ReadingError(shown, _NO_WORKBOOK)
    archive = Archive(content, shown, LIMITS)
    if not archive.has("xl/workbook.xml"):
        raise ReadingError(shown, _NO_WORKBOOK)
    targets = _read_targets(archive, shown)
    strings = _read_strings(archive, shown)
    workbook = parse_xml(archive.read("xl/workbook.xml"), shown)
    entries = tuple(iterate_named(workbook, "sheet"))
    if len(entries) > _MOST_SHEETS:
        raise ReadingError(shown, _TOO_LARGE)
    reader = _SheetReader(strings, shown)
    return tuple(
        Sheet(
            get_attribute(entry, "name"),
            reader.read(parse_xml(archive.read(targets.get(_get_target(entry), "")), shown)),
        )
        for entry in entries
    )


def decode_escapes(text: str) -> str:
    """Return the characters that office programs write as _x000D_; what is none stays."""
    return _ESCAPED.sub(_decode_escape, text)


def _decode_escape(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    is_character = code and not _FIRST_HALF <= code <= _LAST_HALF
    return chr(code) if is_character else found[0]


def _read_targets(archive: Archive, shown: str) -> dict[str, str]:
    root = parse_xml(archive.read("xl/_rels/workbook.xml.rels"), shown)
    targets = {}
    for relation in iterate_named(root, "Relationship"):
        target = relation.get("Target") or ""
        path = target if target.startswith("/") else f"xl/{target}"
        targets[relation.get("Id") or ""] = path.lstrip("/")
    return targets


def _get_target(entry: "Element") -> str:
    """Return the id of the relation, whose attribute has a name like that of the sheet's id."""
    for key, value in entry.attrib.items():
        if str(key).endswith("}id"):
            return str(value)
    return ""


def _read_strings(archive: Archive, shown: str) -> tuple[str, ...]:
    if not archive.has("xl/sharedStrings.xml"):
        return ()
    root = parse_xml(archive.read("xl/sharedStrings.xml"), shown)
    return tuple(_join_runs(each) for each in iterate_children(root, "si"))


def _join_runs(element: "Element") -> str:
    """Join the text of a string, its own or that of its runs; readings of characters are none."""
    runs = [element, *iterate_children(element, "r")]
    texts = (text.text or "" for run in runs for text in iterate_children(run, "t"))
    return decode_escapes("".join(texts))


class _SheetReader:
    """Reads the cells of sheets; counts cells and characters, and stops at the limit."""

    def __init__(self, strings: tuple[str, ...], shown: str) -> None:
        self._strings = strings
        self._shown = shown
        self._left = _MOST_TEXT

    def read(self, root: "Element") -> tuple[tuple[str, ...], ...]:
        """Read the rows, with empty ones in between so that row numbers hold."""
        rows: dict[int, dict[int, str]] = {}
        for cell in iterate_named(root, "c"):
            text = self._read_cell(cell)
            if text:
                row, column = self._find_place(cell)
                rows.setdefault(row, {})[column] = text
                self._count(len(text))
        last = max(rows, default=0)
        self._count(last + sum(max(row) for row in rows.values()))
        return tuple(_fill_row(rows.get(number, {})) for number in range(1, last + 1))

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise ReadingError(self._shown, _TOO_LARGE)

    def _find_place(self, cell: "Element") -> tuple[int, int]:
        found = _PLACE.fullmatch(cell.get("r") or "")
        if found is None:
            raise ReadingError(self._shown, _ODD_CELL)
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return int(found[2]), column

    def _read_cell(self, cell: "Element") -> str:
        if any(get_name(child) == "f" for child in cell):
            return FORMULA
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = find_child(cell, "is")
            return "" if inline is None else _join_runs(inline)
        value = find_child(cell, "v")
        text = "" if value is None else value.text or ""
        if kind == "s":
            return self._find_string(text)
        return _render_number(text) if kind == "n" else decode_escapes(text)

    def _find_string(self, text: str) -> str:
        if not (text.isascii() and text.isdigit()) or int(text) >= len(self._strings):
            raise ReadingError(self._shown, _ODD_CELL)
        return self._strings[int(text)]


def _fill_row(cells: dict[int, str]) -> tuple[str, ...]:
    return tuple(cells.get(column, "") for column in range(1, max(cells, default=0) + 1))


def _render_number(text: str) -> str:
    """Write a whole number without a point, as whoever wrote the form did."""
    return _WHOLE.sub("", text)
