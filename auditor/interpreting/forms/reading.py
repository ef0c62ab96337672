"""Performance forms: told from tables by their labels, not by title; cut at their projects."""

import re
from collections.abc import Sequence
from dataclasses import replace

from auditor.amount import YUAN, Unit, find_unit
from auditor.budget import Form
from auditor.budget.form_book import FormBook, FormType
from auditor.budget.pattern import normalise_label
from auditor.document import CaptionKind, Grid, Line, Row
from auditor.interpreting.forms.blanks import find_blanks
from auditor.interpreting.forms.goals import find_annual_year, read_goals
from auditor.interpreting.forms.heads import has_other_money, read_dates, read_funds
from auditor.interpreting.forms.indicators import read_indicators
from auditor.interpreting.forms.layouts import find_layout
from auditor.interpreting.forms.words import FormCell, list_form_cells
from auditor.interpreting.tables import find_unit_line
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
    if find_layout(grid.rows, book) is not None:
        return True
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
    title = _find_title(grid, book)
    layout = find_layout(grid.rows, book)
    if layout is not None:
        from auditor.interpreting.forms.columns import read_column_forms  # noqa: PLC0415 - few forms

        unit = _find_unit(grid, title, book)
        found = read_column_forms(grid.rows, layout, title, unit, book)
        return [
            replace(form, id=f"F{number}") for number, form in enumerate(found, start=first_number)
        ]
    rows = _drop_repeated_heads(grid.rows, book)
    named = [i for i, row in enumerate(rows) if find_project(row, book) is not None]
    starts = named or [0]
    ends = [*starts[1:], len(rows)]
    unit = _find_unit(grid, title, book)
    place = grid.title.locate() if grid.title else rows[0].location
    return [
        _read_form(
            rows[start:end],
            book,
            title,
            f"F{first_number + index}",
            location=rows[start].location if index else place,
            unit=unit,
        )
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _find_unit(grid: Grid, title: str, book: FormBook) -> Unit:
    """Find the unit of money that the form's type or a line above its rows gives."""
    kind = _find_type(title, book)
    line = None if kind else find_unit_line(grid)
    return kind.unit if kind else (line[0] if line else YUAN)


def _drop_repeated_heads(rows: Sequence[Row], book: FormBook) -> Sequence[Row]:
    """Drop the head of a form, down to its indicators, where a new page prints it once more."""
    texts = [row.line.text for row in rows]
    if texts.count(next(iter(texts), "")) <= 1:
        return rows
    size = count_head_rows(rows, book)
    kept = list(rows[:size])
    index = size
    while index < len(rows):
        if size and texts[index : index + size] == texts[:size]:
            index += size
            continue
        kept.append(rows[index])
        index += 1
    return tuple(kept)


def count_head_rows(rows: Sequence[Row], book: FormBook) -> int:
    """Count the rows down to the header of the indicators; 0 if there is none."""
    for index, row in enumerate(rows):
        texts = row.line.text.split("\t")
        if any(text and normalise_label(text) in book.third_header for text in texts):
            return index + 1
    return 0


def _read_form(
    rows: Sequence[Row],
    book: FormBook,
    title: str,
    form_id: str,
    *,
    location: Location,
    unit: Unit,
) -> Form:
    cells = [list_form_cells(row) for row in rows]
    kind = _find_type(title, book)
    unit = _find_money_unit(cells) or unit
    start, end = read_dates(cells, book)
    body = read_indicators(rows, cells, book)
    head = cells[: body.first_row]
    span, goals = read_goals(head, book)
    funds = read_funds(head, unit, book)
    return Form(
        id=form_id,
        title=title,
        project=_read_project(rows, book),
        location=location,
        template=kind.name if kind else "",
        unit=unit,
        funds=funds,
        has_other_money=len(funds) < len(book.funds) and has_other_money(head, unit, funds),
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
        blanks=find_blanks(rows, head, book),
    )


def _read_project(rows: Sequence[Row], book: FormBook) -> str:
    """Read the project's name, with the rest of it that a page border has cut off."""
    name = find_project(rows[0], book) or "" if rows else ""
    if not name or len(rows) == 1 or rows[1].line.number == rows[0].line.number + 1:
        return name
    places = [cell.position for cell in list_form_cells(rows[0]) if cell.text == name]
    below = list_form_cells(rows[1])
    is_rest = len(below) == 1 and below[0].position in places
    return name + below[0].text if is_rest and below[0].label not in book.recognise else name


def find_project(row: Row, book: FormBook) -> str | None:
    """Find the project that a row names; None if it names none."""
    cells = [text.strip() for text in row.line.text.split("\t")]
    for index, text in enumerate(cells[:_LABEL_CELLS]):
        label = normalise_label(text) if text else ""
        if label in book.project:
            name = next((cell for cell in cells[index + 1 :] if cell), "")
            return "" if normalise_label(name) in book.recognise else name
        if " " in text and label.startswith(book.project):
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
