"""Grids that no template explains → tables with generic roles, as far as they make sense.

Knows no relation between the figures: that is for the checks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.amount import YUAN, NumeralKind, Unit, parse_numeral
from auditor.budget import Table, Unreadable
from auditor.budget.generic import GenericColumn, GenericRow, GenericTable
from auditor.budget.pattern import normalise_label
from auditor.codes import Catalogue
from auditor.document import Grid
from auditor.interpreting.bodies import ReadRow
from auditor.interpreting.generic.columns import Block, list_blocks
from auditor.interpreting.generic.grids import Body, join_grids, join_pieces, split_bodies
from auditor.interpreting.generic.headers import Paths, list_paths
from auditor.interpreting.generic.rows import RowReader
from auditor.interpreting.headers import is_numbering, read_periods
from auditor.interpreting.tables import find_unit_line

INFERRED = "inferred"
_MOST_COLUMNS = 60
_MOST_MYRIADS = Decimal(1_000_000)
_MYRIAD = Unit("万元", "money", Decimal(10_000))


def read_generic_tables(
    grids: Sequence[Grid], catalogues: Mapping[str, Catalogue], units: Sequence[Unit]
) -> tuple[GenericTable, ...]:
    """Read the grids that no template explains; `units` are those the other tables print."""
    groups = [(join_grids(group), group) for group in join_pieces(grids)]
    printed = [unit for grid, _ in groups for unit in _list_unit(grid)] + list(units)
    usual = Counter(printed).most_common(1)
    found = []
    for grid, pieces in groups:
        lines = tuple(piece.location.line for piece in pieces)
        for body in split_bodies(grid):
            table = _read_body(grid, body, catalogues, usual[0][0] if usual else None)
            if table is not None:
                found.append(table._replace(pieces=lines))
    return tuple(found)


def _list_unit(grid: Grid) -> list[Unit]:
    line = find_unit_line(grid)
    return [line[0]] if line is not None and line[0].is_money() else []


def _read_body(
    grid: Grid, body: Body, catalogues: Mapping[str, Catalogue], usual: Unit | None
) -> GenericTable | None:
    """Read one body; None if it has no column of figures, or absurdly many."""
    width = max(len(row.cells) for row in (*body.header, *body.rows))
    if width > _MOST_COLUMNS:
        return None
    paths = list_paths(body.header, width)
    blocks = list_blocks([row.cells for row in body.rows], paths)
    if not blocks:
        return None
    title = grid.title.text.strip(" #*\u3000\t") if grid.title else ""
    units = _list_unit(grid)
    unit = units[0] if units else usual or _assume_unit(body)
    rows = [
        row
        for block in blocks
        for row in RowReader(block, body.rows, unit, title).read(catalogues)
    ]
    columns = [
        _describe_header(index, column, body.header)
        for block in blocks
        for index, column in zip(block.figures, block.columns, strict=True)
    ]
    table = _make_table(grid, body, unit, columns, rows)
    return GenericTable(
        table=table,
        columns=tuple(columns),
        rows=tuple(rows),
        pieces=(),
        beside=_list_beside(body, blocks, paths),
    )


def _assume_unit(body: Body) -> Unit:
    """Assume 万元 where no unit is printed anywhere and no figure is too large for it.

    So a rounding tail is not taken for a fault.
    """
    values = (cell.numeral.value for read in body.rows for cell in read.cells)
    return _MYRIAD if max(values, default=_MOST_MYRIADS) < _MOST_MYRIADS else YUAN


def _list_beside(body: Body, blocks: Sequence[Block], paths: Paths) -> tuple[str, ...]:
    """Return the headers of the columns right of the names of a table that are no figures."""
    if len(blocks) > 1:
        return ()
    names = [at for read in body.rows for at, cell in enumerate(read.cells) if cell.is_name]
    first = Counter(names).most_common(1)[0][0] if names else 0
    others = (i for i in range(first + 1, len(paths)) if i not in blocks[0].figures)
    return tuple(dict.fromkeys(paths[index][-1] for index in others if paths[index]))


def _describe_header(
    index: int, column: GenericColumn, header: Sequence[ReadRow]
) -> GenericColumn:
    """Add what a template of the table has to say of the column."""
    rows = [[cell.text for cell in row.cells] for row in header if not is_numbering(row.cells)]
    cells = [row[index] for row in rows if index < len(row)]
    printed = tuple(normalise_label(text) for text in cells if text)
    periods = read_periods(rows)
    period = periods[index] if index < len(periods) else ""
    return column._replace(printed=printed, period=period)


def _make_table(
    grid: Grid,
    body: Body,
    unit: Unit,
    columns: Sequence[GenericColumn],
    rows: Sequence[GenericRow],
) -> Table:
    unit_line = find_unit_line(grid)
    first = (*body.header, *body.rows)[0].row.location
    place = grid.title.locate() if grid.title else first
    figures = sum(entry.amount is not None for row in rows for entry in row.row.entries)
    return Table(
        id=INFERRED,
        title=grid.title.text.strip(" #*\u3000\t") if grid.title else "",
        template=None,
        location=grid.location,
        title_location=place,
        unit=unit,
        unit_given=unit_line is not None,
        unit_location=unit_line[1] if unit_line else None,
        columns=tuple(column.name for column in columns),
        rows=tuple(row.row for row in rows),
        headers=(),
        notes=(),
        readings=(),
        unreadable=tuple(_list_unreadable(rows)),
        figures=figures,
    )


def _list_unreadable(rows: Sequence[GenericRow]) -> Iterator[Unreadable]:
    """Yield the places in columns of figures that hold digits or words which are no figure."""
    for row in rows:
        for entry in row.row.entries:
            if entry.amount is None and entry.text:
                kind = parse_numeral(entry.text).kind
                if kind is not NumeralKind.NIL:
                    is_malformed = kind is NumeralKind.MALFORMED
                    yield Unreadable(entry.text, entry.location, is_malformed)
