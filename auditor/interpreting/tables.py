"""A recognised grid → a Table: headers named, figures placed, rows coded."""

import re
from collections.abc import Sequence

from auditor.amount import YUAN, Amount, Unit, find_unit
from auditor.budget import (
    Column,
    Entry,
    HeaderCell,
    Reading,
    RowKind,
    Side,
    Table,
    TableRow,
    TableTemplate,
    Unreadable,
)
from auditor.budget.pattern import normalise_label
from auditor.document import CaptionKind, Grid
from auditor.interpreting.besides import leave_out_beside, list_prices
from auditor.interpreting.bodies import Part, ReadRow, split_parts
from auditor.interpreting.cells import ReadCell
from auditor.interpreting.code_names import CodeNames
from auditor.interpreting.columns import list_printed_columns, order_columns
from auditor.interpreting.covered_headers import find_covered_header, leave_out_header
from auditor.interpreting.cutting import cut_strips
from auditor.interpreting.fitting import find_foreign_column, find_foreign_row
from auditor.interpreting.headers import list_header_cells, name_columns
from auditor.interpreting.misreading import is_misread
from auditor.interpreting.placing import HeaderLayout, Placement, place_figures
from auditor.interpreting.repairing import repair_placements
from auditor.interpreting.strips import Strip
from auditor.interpreting.unit_rows import mark_unit_rows
from auditor.location import Location

_UNIT_WORD = re.compile(r".*单位\s*[:：]?\s*(?:人民币)?\s*([^\s)）\]*]+)[\s)）\]*]*$")
_CLASS = 3


def find_unit_line(grid: Grid) -> tuple[Unit, Location] | None:
    """Find the unit that a caption of the grid states, with its place."""
    for caption in grid.captions:
        if caption.kind is CaptionKind.UNIT:
            found = _UNIT_WORD.search(caption.line.text)
            unit = find_unit("".join(found.group(1).split())) if found else None
            if unit is not None:
                return unit, caption.line.locate()
    return None


class TableReader:
    """Reads one grid by one template. `codes` looks names up."""

    def __init__(self, grid: Grid, template: TableTemplate, unit: Unit, codes: CodeNames) -> None:
        """Take the grid, its template, and the unit for cells that print none."""
        self._grid = grid
        self._template = template
        self._unit = unit
        self._codes = codes
        self._rows: list[TableRow] = []
        self._placements: list[list[Placement]] = [[] for _ in template.sides]
        self._headers: list[HeaderCell] = []
        self._readings: list[Reading] = []
        self._unreadable: list[Unreadable] = []
        self._columns: dict[str, None] = {}
        self._is_trimmed = not any(row.line.text.endswith("\t") for row in grid.rows)
        self.odd: list[ReadRow] = []
        self.misplaced: list[ReadCell] = []
        self.prices: list[ReadCell] = []
        self._foreign = ""
        self._above: dict[str, str] = {}
        self._prints_codes = False

    def read(self, ordinal: int) -> Table | None:
        """Read the whole grid; None if its header or rows are those of another form.

        Nor is a table read whose rows, so many at once, say that they were misread.
        """
        above, base = "", None
        for printed in split_parts(self._grid.segments, self._template):
            self.prices += list_prices(printed, self._template.beside)
            part = self._uncover(leave_out_beside(printed, self._template.beside))
            above, base = self._read_part(part, above, base)
            if self._foreign:
                return None
        repaired = [list(repair_placements(placements)) for placements in self._placements]
        if is_misread(self._template, repaired, self.odd):
            return None
        for side, placements in zip(self._template.sides, repaired, strict=True):
            for placement in placements:
                self._add_row(side, placement)
        return self._make_table(tuple(self._rows), ordinal)

    def _uncover(self, part: Part) -> Part:
        """Leave out a header row that merged cells cover on paper, and say so."""
        covered = find_covered_header(part, self._template.list_columns())
        if covered is None:
            return part
        words = "、".join(cell.text for cell in covered.row.cells if cell.text)
        reason = ("这一行表头与上一行矛盾", "this header row contradicts the one above it")
        place = covered.row.row.location
        self._readings.append(
            Reading(location=place, row=words, reason=reason, placed=covered.named)
        )
        return leave_out_header(part, covered)

    def _read_part(self, part: Part, above: str, base: int | None) -> tuple[str, int | None]:
        columns = self._template.list_columns()
        self._headers += list_header_cells([row.cells for row in part.header], columns)
        strips, odd = cut_strips(part.body, self._template, self._is_code_name, above, base)
        self.odd += odd
        if self._template.row_kind is RowKind.CODED:
            strips = mark_unit_rows(strips, part)
        self._foreign = find_foreign_row(part, strips, self._template)
        for number, side in enumerate(self._template.sides):
            mine = [strip for strip in strips if strip.side == number]
            self._read_side(part, number, side, mine)
        coded = [strip for strip in strips if strip.code]
        self._prints_codes = self._prints_codes or bool(coded)
        return (coded[-1].code, coded[-1].base) if coded else (above, base)

    def _read_side(self, part: Part, number: int, side: Side, strips: Sequence[Strip]) -> None:
        rows = [row.cells for row in part.header]
        span = self._find_span(number, strips)
        self._foreign = self._foreign or find_foreign_column(rows, side.columns, strips, span)
        if self._foreign:
            return
        columns, header = self._find_columns(part, number, side, strips)
        self._columns.update(dict.fromkeys(column.name for column in columns))
        self._placements[number] += place_figures(
            strips, columns, header, _find_width(part, strips), is_trimmed=self._is_trimmed
        )

    def _find_columns(
        self, part: Part, number: int, side: Side, strips: Sequence[Strip]
    ) -> tuple[tuple[Column, ...], HeaderLayout | None]:
        first, last = self._find_span(number, strips)
        rows = [row.cells for row in part.header]
        named = name_columns(rows, side.columns, first, last)
        bases = [strip.base for strip in strips if strip.code or not strip.is_total] or [
            strip.base for strip in strips
        ]
        base = max(set(bases), key=bases.count) if bases else 0
        widths = {len(row) for row in rows}
        aligned = any(len(strip.cells) in widths for strip in strips)
        columns = side.columns
        if aligned and self._template.row_kind is RowKind.SINGLE:
            columns = list_printed_columns(columns, rows, base)
        return order_columns(columns, named, strips, base if aligned else None)

    def _find_span(self, number: int, strips: Sequence[Strip]) -> tuple[int, int]:
        """Find the cell indexes between which the header speaks of this side."""
        if self._template.row_kind is not RowKind.TWO_SIDED:
            return 0, 10_000
        bases = [strip.base for strip in strips]
        ends = [strip.end for strip in strips]
        usual = max(set(bases), key=bases.count) if bases else 0
        if number < len(self._template.sides) - 1:
            return usual, max(set(ends), key=ends.count) if ends else 0
        return usual, 10_000

    def _add_row(self, side: Side, placement: Placement) -> None:
        strip = placement.strip
        entries = tuple(
            self._make_entry(column, placement.values[column.name], strip)
            for column in placement.columns
        )
        code = strip.code or self._find_row_code(side, strip)
        self._above[side.name] = code or self._above.get(side.name, "")
        label = strip.label
        row = TableRow(
            side=side.name,
            label=label,
            code=code,
            printed_code=strip.printed_code,
            name=strip.name,
            key=strip.name or code or normalise_label(label),
            is_total=strip.is_total,
            entries=entries,
            location=strip.row.location,
            text=strip.row.line.text,
            label_location=strip.name_cell.location if strip.name_cell else strip.row.location,
            code_location=_find_code_location(strip),
        )
        self._rows.append(row)
        self.misplaced += placement.misplaced
        self._note_reading(placement, row)
        self._note_unreadable(placement)

    def _find_row_code(self, side: Side, strip: Strip) -> str:
        if not side.codes or strip.is_total or strip.name:
            return ""
        above = self._above.get(side.name, "")
        if self._template.row_kind is RowKind.TWO_SIDED:
            found = self._codes.find(side.codes, strip.label, _CLASS)
            return found or (self._codes.find_below(side.codes, strip.label, above) or "")
        if self._prints_codes:
            return ""
        return self._codes.find_below(side.codes, strip.label, above) or ""

    def _is_code_name(self, label: str) -> bool:
        return self._codes.find("functional", label, _CLASS) is not None

    def _make_entry(self, column: Column, cell: ReadCell | None, strip: Strip) -> Entry:
        if cell is None:
            return Entry(column.name, "", None, _locate_end(strip))
        amount = None
        if cell.has_amount:
            numeral = cell.numeral
            unit = find_unit(numeral.unit) if numeral.unit else None
            amount = Amount(numeral.value, unit or column.unit or self._unit, numeral.digit)
        return Entry(column.name, cell.text, amount, cell.location)

    def _note_reading(self, placement: Placement, row: TableRow) -> None:
        placed = tuple((e.column, e.text) for e in row.entries if e.amount is not None)
        reasons: list[tuple[str, str]] = []
        if placement.strip.joined is not None:
            reasons.append(("数字印在下一行", "the figures stand on the line below"))
        if placement.is_repaired:
            reasons.append(("数字与栏次错位", "the figures stand beside their columns"))
        if placement.misplaced:
            words = "、".join(cell.text for cell in placement.misplaced)
            reasons.append((f"数字 {words} 不在任何栏内", f"{words} stands in no column"))
        if reasons:
            zh, en = zip(*reasons, strict=True)
            reason = ("，".join(zh), ", ".join(en))
            self._readings.append(
                Reading(location=row.location, row=row.label, reason=reason, placed=placed)
            )

    def _note_unreadable(self, placement: Placement) -> None:
        for name, cell in placement.values.items():
            if cell is not None and not cell.has_amount and not cell.is_nil:
                self._unreadable.append(
                    Unreadable(text=cell.text, location=cell.location, malformed=cell.is_malformed)
                )
            elif name in placement.undecided:
                place = _locate_end(placement.strip)
                self._unreadable.append(Unreadable(text="", location=place, malformed=False))

    def _make_table(self, rows: tuple[TableRow, ...], ordinal: int) -> Table:
        grid, template = self._grid, self._template
        unit_line = find_unit_line(grid)
        preparer = next((c for c in grid.captions if c.kind is CaptionKind.PREPARER), None)
        title = grid.title
        figures = sum(1 for row in rows for entry in row.entries if entry.amount is not None)
        return Table(
            id=template.number,
            title=title.text.strip(" #*\u3000\t") if title else template.name,
            template=template,
            location=grid.location,
            title_location=title.locate() if title else grid.location,
            unit=self._unit,
            unit_given=unit_line is not None,
            unit_location=unit_line[1] if unit_line else None,
            columns=tuple(self._columns) or tuple(c.name for c in template.list_columns()),
            rows=rows,
            headers=tuple(self._headers),
            notes=tuple((note.text, note.locate()) for note in grid.notes),
            readings=tuple(self._readings),
            unreadable=tuple(self._unreadable),
            figures=figures,
            ordinal=ordinal,
            preparer_location=preparer.line.locate() if preparer else None,
        )


def assume_unit(template: TableTemplate, printed: Sequence[tuple[TableTemplate, Unit]]) -> Unit:
    """Return the unit most printed on tables that usually have the same one, else that one."""
    units = [unit for other, unit in printed if other.unit == template.unit]
    return max(units, key=units.count) if units else template.unit or YUAN


def _locate_end(strip: Strip) -> Location:
    """Return the place of a figure that is not printed: the end of the row."""
    end = strip.row.location
    return Location(end.line, end.end_column, end.end_line, end.end_column)


def _find_width(part: Part, strips: Sequence[Strip]) -> int:
    """Find how many cells a complete row has: as many as most header rows and the first rows."""
    counts = [len(row.cells) for row in part.header]
    counts += [len(strip.cells) for strip in strips[: max(len(counts), 1)]]
    return max(set(counts), key=counts.count) if counts else 0


def _find_code_location(strip: Strip) -> Location:
    """Return where the last part of the code stands, which may be the name's own cell."""
    if strip.name_cell is None:
        return strip.row.location
    before = [cell for cell in strip.cells[: strip.first - 1] if cell.is_digits]
    own = strip.name_cell.text[:1].isdigit()
    return strip.name_cell.location if own or not before else before[-1].location
