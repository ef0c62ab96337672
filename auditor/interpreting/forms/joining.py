"""Join a performance form that a page border has cut: its next rows form a grid of their own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from auditor.budget.form_book import FormBook
from auditor.budget.pattern import normalise_label
from auditor.document import Grid
from auditor.interpreting.forms.reading import count_head_rows, find_project, is_form
from auditor.interpreting.forms.words import find_level

_MOST_LINES_BETWEEN = 8
_TABLE = "表"
_CONTINUED = "续"


def join_form_grids(grids: Iterable[Grid], book: FormBook) -> tuple[list[Grid], list[Grid]]:
    """Return the grids that are forms, pieces joined to what they continue, and all others."""
    forms: list[list[Grid]] = []
    others: list[Grid] = []
    before: Grid | None = None
    is_open = False  # the grid before is a form, or a piece of one
    for grid in grids:
        goes_on = before is not None and _continues(before, grid, book)
        if is_open and (goes_on or _repeats_head(forms[-1][0], grid, book)):
            forms[-1].append(grid)
        elif grid.rows and is_form(grid, book):
            head = [others.pop()] if not is_open and _opens(before, grid, book) else []
            forms.append([*head, grid])
            is_open = True
        else:
            others.append(grid)
            is_open = False
        before = grid
    return [_join(pieces) for pieces in forms], others


def _continues(before: Grid, grid: Grid, book: FormBook) -> bool:
    """Say whether a grid without a project of its own goes on with the form right above."""
    if not grid.rows or _is_titled(grid) or not _is_near(before, grid):
        return False
    return not _names_project(grid, book) and _holds_label(grid, book)


def _repeats_head(first: Grid, grid: Grid, book: FormBook) -> bool:
    """Say whether a page prints the whole head of a form once more, with or without its title."""
    title = "" if first.title is None else first.title.text
    if _is_titled(grid) and grid.title is not None and grid.title.text != title:
        return False
    texts = [row.line.text for row in grid.rows]
    if texts[:1] != [row.line.text for row in first.rows[:1]]:
        return False
    size = count_head_rows(first.rows, book)
    return size > 0 and texts[:size] == [row.line.text for row in first.rows[:size]]


def _opens(before: Grid | None, form: Grid, book: FormBook) -> bool:
    """Say whether the grid right before names the project that a form lacks."""
    if before is None or not before.rows or _is_titled(form) or not _is_near(before, form):
        return False
    return _names_project(before, book) and not _names_project(form, book)


def _is_near(before: Grid, grid: Grid) -> bool:
    last = before.segments[-1].rows[-1] if before.segments else None
    return last is not None and (
        grid.segments[0].rows[0].line.number - last.line.number <= _MOST_LINES_BETWEEN
    )


def _is_titled(grid: Grid) -> bool:
    """Say whether a grid has a title of its own: no page number, and not continued."""
    title = "" if grid.title is None else grid.title.text
    return _TABLE in title and _CONTINUED not in title


def _names_project(grid: Grid, book: FormBook) -> bool:
    return any(find_project(row, book) is not None for row in grid.rows)


def _holds_label(grid: Grid, book: FormBook) -> bool:
    """Say whether any cell is a label of forms, or an indicator of satisfaction."""
    stems = [stem for first, seconds in book.levels for stem in (first, *seconds)]
    for row in grid.rows:
        for text in row.line.text.split("\t"):
            label = normalise_label(text) if text else ""
            if label in book.recognise or find_level(label, stems, bare=False):
                return True
            if label and label.endswith(book.satisfaction):
                return True
    return False


def _join(pieces: Sequence[Grid]) -> Grid:
    if len(pieces) == 1:
        return pieces[0]
    return replace(
        pieces[0],
        segments=tuple(segment for piece in pieces for segment in piece.segments),
        notes=tuple(note for piece in pieces for note in piece.notes),
    )
