"""Performance forms: told from tables by their labels, not by title; cut at their projects."""

import re
from collections.abc import Sequence

from auditor.amount import YUAN, Unit, find_unit
from auditor.budget import Form
from auditor.budget.form_book import FormBook, FormType
from auditor.budget.pattern import normalise_label
from auditor.document import CaptionKind, Grid, Line, Row
from auditor.interpreting.forms.heads import (
    find_annual_year,
    read_dates,
    read_funds,
    read_goals,
)
from auditor.interpreting.forms.indicators import read_indicators
from auditor.interpreting.forms.words import FormCell, list_form_cells
from auditor.location import Location

_MAY_HOLD_LABEL = re.compile(r"指\s*标|项\s*目|资\s*金|目\s*标|部\s*门|单\s*位|日\s*期")
_LEAST_LABELS = 4
_FORM_YEAR = re.compile(r"[（(]\s*((?:\d\s*){4})年\s*度?\s*[)）]?")
_UNIT = re.compile(r"(?<![百千])([万千]?元)\)?")
_TITLE_END = re.compile(r"[支出]{0,2}绩效\S{0,3}目标\S{0,4}表")
_BODY = re.compile(r"[\u4e00-\u9fff]{3}")
_HEAD_ROWS = 4
_LABEL_CELLS = 4


def is_form(grid: Grid, book: FormBook) -> bool:
    """Say whether the rows of a grid carry enough labels of a performance form."""
    seen: set[str] = set()
    for row in grid.rows:
        if not _MAY_HOLD_LABEL.search(row.line.text):
            continue
        for text in row.line.text.split("\t"):
            label = normalise_label(text) if text else ""
            for part in (label, label.removeprefix("其中:")):
                if part in book.recognise:
                    seen.add(part)
        if len(seen) >= _LEAST_LABELS:
            return True
    return False


def read_forms(grid: Grid, first_number: int, book: FormBook) -> list[Form]:
    """Read the forms of a grid: one for every row that names a project, at least one."""
    rows = grid.rows
    named = [i for i, row in enumerate(rows) if find_project(row, book) is not None]
    starts = named or [0]
    ends = [*starts[1:], len(rows)]
    title = _find_title(grid, book)
    place = grid.title.locate() if grid.title else rows[0].location
    forms = []
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        location = rows[start].location if index else place
        forms.append(
            _read_form(rows[start:end], book, title, f"F{first_number + index}", location)
        )
    return forms


def _read_form(
    rows: Sequence[Row], book: FormBook, title: str, form_id: str, location: Location
) -> Form:
    cells = [list_form_cells(row) for row in rows]
    kind = _find_type(title, book)
    unit = _find_money_unit(cells) or (kind.unit if kind else YUAN)
    start, end = read_dates(cells, book)
    body = read_indicators(rows, cells, book)
    head = cells[: body.first_row]
    span, goals = read_goals(head, book)
    return Form(
        id=form_id,
        title=title,
        project=find_project(rows[0], book) or "" if rows else "",
        location=location,
        template=kind.name if kind else "",
        unit=unit,
        funds=read_funds(head, unit, book),
        start=start,
        end=end,
        span=span,
        annual=find_annual_year(head, book),
        goals=goals,
        headed=body.header_location is not None,
        header_location=body.header_location,
        branches=body.branches,
        levels=body.levels,
        indicators=body.indicators,
        bodies=_find_bodies(rows[:_HEAD_ROWS], book),
    )


def find_project(row: Row, book: FormBook) -> str | None:
    """Find the project that a row names; None if it names none."""
    cells = [text.strip() for text in row.line.text.split("\t")]
    for index, text in enumerate(cells[:_LABEL_CELLS]):
        label = normalise_label(text) if text else ""
        for spelling in book.project:
            if label == spelling:
                return next((cell for cell in cells[index + 1 :] if cell), "")
            if label.startswith(spelling) and " " in text:
                return text.split(maxsplit=1)[1]
    return None


def _find_bodies(rows: Sequence[Row], book: FormBook) -> tuple[str, ...]:
    """Find the organisations that the head of a form names, each once."""
    found: dict[str, None] = {}
    for row in rows:
        cells = [text.strip() for text in row.line.text.split("\t")]
        for index, text in enumerate(cells):
            if text and normalise_label(text) in book.bodies:
                name = next((cell for cell in cells[index + 1 :] if cell), "")
                if _BODY.search(name) and normalise_label(name) not in book.recognise:
                    found["".join(name.split())] = None
    return tuple(found)


def _find_title(grid: Grid, book: FormBook) -> str:
    if grid.title is not None:
        return grid.title.text.strip(" #*\u3000\t")
    heads = list_head_lines(grid, book)
    for line in heads:
        joined = "".join(line.text.split())
        if _TITLE_END.search(joined):
            return joined
    return "".join(grid.rows[0].line.text.split()) if grid.rows else ""


def _find_type(title: str, book: FormBook) -> FormType | None:
    label = normalise_label(title)
    for kind in book.types:
        if any(pattern.search(label) for pattern in kind.titles):
            return kind
    return None


def _find_money_unit(cells: Sequence[tuple[FormCell, ...]]) -> Unit | None:
    """Find the unit beside 项目资金, on its row or the next ones."""
    for row in cells:
        for cell in row[:2]:
            found = _UNIT.search(cell.label)
            if found and (cell.label.endswith(("元)", "元")) or "资金" in cell.label):
                return find_unit(found.group(1))
    return None


def find_form_years(grid: Grid, book: FormBook) -> list[tuple[int, str, Location]]:
    """Find the years of a form's title: in the title, a caption, or a row of its head."""
    found = []
    lines = [] if grid.title is None else [grid.title]
    lines += [caption.line for caption in grid.captions if caption.kind is CaptionKind.YEAR]
    lines += list_head_lines(grid, book)
    for line in lines:
        match = _FORM_YEAR.search(line.text)
        if match:
            digits = "".join(match.group(1).split())
            column = match.start(1) + 1
            end = column + len(match.group(1).rstrip())
            place = Location(line.number, column, line.number, end)
            found.append((int(digits), match.group(1).strip(), place))
    return found


def list_head_lines(grid: Grid, book: FormBook) -> list[Line]:
    """Return the head rows above the first labelled row: there the title may have slipped."""
    lines = []
    for row in grid.rows[:_HEAD_ROWS]:
        if find_project(row, book) is not None:
            break
        lines.append(row.line)
    return lines
