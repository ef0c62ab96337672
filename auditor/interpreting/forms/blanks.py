"""Labels of a performance form's head that nothing was filled in for. Knows no indicators."""

import re
from collections.abc import Iterator, Mapping, Sequence

from auditor.budget.form import Blank
from auditor.budget.form_book import FormBook
from auditor.document import Row
from auditor.interpreting.forms.goals import find_goal_headings, list_goals_beside
from auditor.interpreting.forms.words import FormCell, begins

_EMPTY_BOX = re.compile(r"[□☐◻▢]|<input(?![^>]*\bchecked)[^>]*>")
_TICKED_BOX = re.compile(r"[☑☒✓✔√■▣◼●]|<input[^>]*\bchecked[^>]*>")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")  # a box in a font of symbols: ticked or not
_GOAL = "目标"
_LEAST_BOXES = 2
_NEIGHBOURS = (-1, 1)
_Cells = tuple[FormCell, ...]


def find_blanks(rows: Sequence[Row], cells: Sequence[_Cells], book: FormBook) -> tuple[Blank, ...]:
    """Find the labels without anything beside them, boxes not ticked, headings without goals."""
    found: list[Blank] = []
    labels = _list_labels(book)
    for index, row in enumerate(cells):
        blanks = list(_find_in_row(row, labels, book))
        if blanks and not _has_loose_neighbour(cells, index, book):
            found += blanks
        found += _find_unticked(rows[index], row, book)
    return (*found, *_find_blank_goals(rows, cells, book))


def _list_labels(book: FormBook) -> dict[str, str]:
    """Return what each label of the head stands before."""
    kinds = (("day", (*book.start, *book.end)), ("body", book.bodies), ("project", book.project))
    return {label: what for what, spellings in kinds for label in spellings}


def _find_in_row(row: _Cells, labels: Mapping[str, str], book: FormBook) -> Iterator[Blank]:
    for index, cell in enumerate(row):
        if cell.label not in labels:
            continue
        follower = row[index + 1].label if index + 1 < len(row) else None
        if follower == cell.label:  # a merged cell that is printed once for each of its parts
            continue
        if follower is None or follower in book.recognise or follower in labels:
            yield Blank(labels[cell.label], cell.label, cell.location)


def _has_loose_neighbour(cells: Sequence[_Cells], index: int, book: FormBook) -> bool:
    """Say whether a row next to this one has no label: what is missing may have slid there."""
    around = [index + step for step in _NEIGHBOURS if 0 <= index + step < len(cells)]
    return any(_is_loose(cells[one], book) for one in around)


def _is_loose(row: _Cells, book: FormBook) -> bool:
    return bool(row) and not any(begins(cell.label, book.recognise) for cell in row)


def _find_unticked(row: Row, cells: _Cells, book: FormBook) -> Iterator[Blank]:
    """Yield the labels before boxes of which none, or more than one, is ticked."""
    for index, label in enumerate(cells):
        if label.label not in book.kinds:
            continue
        behind = (one for one in cells[index + 1 :] if one.label in (*book.kinds, *book.recognise))
        end = next((one.location.column - 1 for one in behind), None)
        text = row.line.text[label.location.end_column - 1 : end]
        empty, ticked = len(_EMPTY_BOX.findall(text)), len(_TICKED_BOX.findall(text))
        is_read = empty + ticked >= _LEAST_BOXES and not _PRIVATE.search(text)
        if is_read and ticked != 1:
            yield Blank("kind", label.label, label.location)


def _find_blank_goals(
    rows: Sequence[Row], cells: Sequence[_Cells], book: FormBook
) -> Iterator[Blank]:
    """Yield the headings of goals with nothing beside and nothing below them.

    Of two headings above one goal, that in whose column it does not stand is in doubt.
    """
    for index, row in enumerate(cells):
        if not any(_GOAL in cell.label for cell in row):
            continue
        headings = [cell for _, cell in find_goal_headings(row, book)]
        if not headings or any(list_goals_beside(row, book)):
            continue
        if index and _is_loose(cells[index - 1], book):
            continue
        below = cells[index + 1] if index + 1 < len(cells) else ()
        texts = [cell for cell in below if not _is_head_label(cell, book)]
        if not texts:
            yield from (Blank("goal", cell.label, cell.location) for cell in headings)
        elif len(texts) < len(headings) and "<" not in rows[index + 1].line.text:
            left = [cell for cell in headings if cell.position <= texts[0].position]
            own = left[-1] if left else headings[0]
            yield from (
                Blank("goal", cell.label, cell.location, is_certain=False)
                for cell in headings
                if cell is not own
            )


def _is_head_label(cell: FormCell, book: FormBook) -> bool:
    return cell.label in book.recognise or cell.label in book.fragments
