"""Forms of several projects in one table: a column of projects, of money, of goals, indicators.

A row that names a project and its money begins the project's form; a page may begin with the
same name once more. Knows nothing of forms with labels of their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from auditor.amount import Amount, Unit
from auditor.amount.numeral import fold
from auditor.budget.form import Form, Fund, Goal
from auditor.budget.form_book import FormBook
from auditor.document import Row
from auditor.interpreting.forms.heads import read_amount
from auditor.interpreting.forms.indicators import read_indicators
from auditor.interpreting.forms.layouts import Layout, find_cell
from auditor.interpreting.forms.words import FormCell, begins, drop_year, list_form_cells

_TOTALS = ("合计", "总计", "小计")
_LEAST_CODE = 8


class _Piece(NamedTuple):
    """What was read of one project: the row that begins it, and all its rows."""

    name: str
    head: Sequence[FormCell]
    rows: list[Row]
    bodies: tuple[str, ...]


def read_column_forms(
    rows: Sequence[Row], layout: Layout, title: str, unit: Unit, book: FormBook
) -> Iterator[Form]:
    """Yield the form of every project that has a goal or indicators."""
    header = rows[layout.last]
    for piece in _divide(rows[layout.last + 1 :], layout, unit, book):
        cells = [list_form_cells(row) for row in piece.rows]
        indicators = [tuple(c for c in row if c.position >= layout.first) for row in cells]
        body = read_indicators([header, *piece.rows], [list_form_cells(header), *indicators], book)
        goals = tuple(_read_goals(cells, layout))
        if goals or body.indicators:
            yield Form(
                id="",
                title=title,
                project=_drop_code(piece.name) if layout.is_of_projects else "",
                location=piece.rows[0].location,
                unit=unit,
                funds=tuple(_read_funds(piece.head, layout, unit)),
                goals=goals,
                headed=True,
                header_location=header.location,
                branches=body.branches,
                levels=body.levels,
                indicators=body.indicators,
                bodies=piece.bodies,
            )


def _drop_code(name: str) -> str:
    """Drop the number by which the treasury knows a project."""
    code, mark, rest = name.partition("-")
    is_code = len(code) >= _LEAST_CODE and code.isascii() and code.isalnum()
    return rest if mark and rest and is_code else name


def _divide(rows: Sequence[Row], layout: Layout, unit: Unit, book: FormBook) -> list[_Piece]:
    """Divide the rows at the projects; what is a header once more takes no part."""
    pieces: list[_Piece] = []
    above = 0
    for row in rows:
        cells = list_form_cells(row)
        name = next((cell for cell in cells if cell.position == layout.project), None)
        if _is_header(cells, layout, book) or (name and name.label in _TOTALS):
            continue
        is_below = row.line.number == above + 1
        above = row.line.number
        if name is None:
            _extend(pieces, row)
        elif pieces and _goes_on(pieces[-1], name, cells, layout, unit, is_below=is_below):
            rest = "" if fold(pieces[-1].name) == fold(name.text) else name.text
            pieces[-1] = pieces[-1]._replace(name=pieces[-1].name + rest)
            _extend(pieces, row)
        else:
            known = pieces[-1].bodies if pieces else ()
            pieces.append(_Piece(name.text, cells, [row], _find_bodies(cells, layout) or known))
    return pieces


def _is_header(cells: Sequence[FormCell], layout: Layout, book: FormBook) -> bool:
    if find_cell(cells, book.third_header):
        return True
    spellings = (*book.project_column, *book.body_column)
    named = [cell for cell in cells if cell.position == layout.project]
    money = [cell for cell in cells if cell.position in [place for _, place in layout.money]]
    is_named = find_cell(named, spellings) is not None
    return is_named and any(begins(drop_year(cell.label), book.money_column) for cell in money)


def _find_bodies(cells: Sequence[FormCell], layout: Layout) -> tuple[str, ...]:
    """Find who carries a project out; cells merged over several projects print it once."""
    return tuple(cell.text for cell in cells if cell.position in layout.bodies)


def _extend(pieces: Sequence[_Piece], row: Row) -> None:
    if pieces:
        pieces[-1].rows.append(row)


def _goes_on(
    piece: _Piece,
    name: FormCell,
    cells: Sequence[FormCell],
    layout: Layout,
    unit: Unit,
    *,
    is_below: bool,
) -> bool:
    """Say whether a named row goes on with the project above: on a new page, or cut by it."""
    bodies = _find_bodies(cells, layout)
    if bodies and piece.bodies and bodies != piece.bodies:
        return False
    is_same = fold(piece.name) == fold(name.text)
    if not layout.money or is_below:
        return is_same and not is_below
    column = layout.money[0][1]
    amount = _find_amount(cells, column, unit)
    known = _find_amount(piece.head, column, unit)
    return amount is None or (is_same and amount == known)


def _find_amount(cells: Iterable[FormCell], column: int, unit: Unit) -> Amount | None:
    return next((read_amount(cell, unit) for cell in cells if cell.position == column), None)


def _read_funds(cells: Sequence[FormCell], layout: Layout, unit: Unit) -> Iterator[Fund]:
    for name, column in layout.money:
        for cell in cells:
            if cell.position == column:
                yield Fund(name, cell.text, read_amount(cell, unit), cell.location)


def _read_goals(rows: Sequence[Sequence[FormCell]], layout: Layout) -> Iterator[Goal]:
    """Yield the goals of a project, each once: a new page prints them again."""
    seen: set[str] = set()
    for cells in rows:
        for cell in cells:
            if cell.position == layout.goal and cell.text not in seen:
                seen.add(cell.text)
                yield Goal(is_annual=True, text=cell.text, location=cell.location)
