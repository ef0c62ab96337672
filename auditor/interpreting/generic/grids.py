"""Grids that no template explains: header told from body, pieces of one table joined.

Knows no words of any form: only what numbers, codes and list marks look like.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from auditor.budget.pattern import normalise_label
from auditor.document import Grid
from auditor.interpreting.bodies import ReadRow
from auditor.interpreting.cells import ReadCell, read_cells
from auditor.interpreting.headers import has_amounts, is_numbering

_MARK = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．]\D"
)
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}|(?:\d{3}|\d{5}|\d{7})[\s\-—_]*[㐀-鿿].*")
_TOTAL = re.compile(r"(?:收入|支出)?(?:合计|总计|小计|共计)[:：]?")
_LEAST_HEADER_CELLS = 2
Texts = set[tuple[str, ...]]


class Body(NamedTuple):
    """Body rows under one header."""

    header: tuple[ReadRow, ...]
    rows: tuple[ReadRow, ...]


def split_bodies(grid: Grid) -> list[Body]:
    """Split a grid into bodies of rows, each under its header; repeated headers are dropped."""
    bodies: list[tuple[list[ReadRow], list[ReadRow]]] = []
    seen: Texts = set()
    for segment in grid.segments:
        rows = [ReadRow(row, read_cells(row)) for row in segment.rows]
        lead = next((i for i, row in enumerate(rows) if _is_body(row.cells)), len(rows))
        header = [row for row in rows[:lead] if _read_texts(row)]
        texts = {_read_texts(row) for row in header}
        is_header = bool(texts) and max(map(len, texts)) >= _LEAST_HEADER_CELLS
        if not bodies or (is_header and (_is_other(texts, seen) or _has_ended(bodies[-1][1]))):
            bodies.append((header, []))
            seen = texts
        seen = seen | texts
        bodies[-1][1].extend(row for row in rows[lead:] if _read_texts(row) not in seen)
    return [Body(tuple(header), tuple(rows)) for header, rows in bodies if rows]


def _is_other(texts: Texts, seen: Texts) -> bool:
    """Say whether a header shares less than half of its words with those above."""
    words = {word for row in texts for word in row}
    known = {word for row in seen for word in row}
    return 2 * len(words & known) < len(words)


def _has_ended(rows: Sequence[ReadRow]) -> bool:
    """Say whether the rows end in a total, behind which another table begins."""
    texts = _read_texts(rows[-1]) if len(rows) > 1 else ()
    return bool(texts) and _TOTAL.fullmatch(texts[0]) is not None


def _read_texts(row: ReadRow) -> tuple[str, ...]:
    return tuple(normalise_label(cell.text) for cell in row.cells if cell.text)


def _is_body(cells: Sequence[ReadCell]) -> bool:
    """Say whether a row cannot be a header: it prints amounts, a code, a list mark or a total."""
    if is_numbering(cells):
        return False
    if has_amounts(cells):
        return True
    texts = [normalise_label(cell.text) for cell in cells if cell.text]
    if not texts:
        return False
    if len(texts) == 1 and _TOTAL.fullmatch(texts[0]):
        return True
    return _MARK.match(texts[0]) is not None or _CODE.fullmatch(texts[0]) is not None


def join_pieces(grids: Iterable[Grid]) -> list[tuple[Grid, ...]]:
    """Group grids that follow each other and are one table, printed over several pages.

    A piece repeats the header of the one before, under the same title or none.
    """
    groups: list[list[Grid]] = []
    for grid in grids:
        if groups and _is_continued(groups[-1][-1], grid):
            groups[-1].append(grid)
        else:
            groups.append([grid])
    return [tuple(group) for group in groups]


def join_grids(grids: Sequence[Grid]) -> Grid:
    """Return one grid with the rows and notes of all pieces."""
    first, *others = grids
    if not others:
        return first
    return replace(
        first,
        segments=tuple(segment for grid in grids for segment in grid.segments),
        notes=tuple(note for grid in grids for note in grid.notes),
    )


def _is_continued(first: Grid, second: Grid) -> bool:
    if second.title is not None and _read_title(first) != _read_title(second):
        return False
    if first.rows and _has_ended([ReadRow(row, read_cells(row)) for row in first.rows[-2:]]):
        return False
    above, below = _read_head(first), _read_head(second)
    return bool(below) and above[: len(below)] == below


def _read_title(grid: Grid) -> str:
    title = normalise_label(grid.title.text) if grid.title else ""
    return re.sub(r"[(（]?续表?[)）]?\d*$", "", title)


def _read_head(grid: Grid) -> tuple[tuple[str, ...], ...]:
    found = []
    for row in grid.rows:
        read = ReadRow(row, read_cells(row))
        if _is_body(read.cells):
            break
        if _read_texts(read) and not is_numbering(read.cells):
            found.append(_read_texts(read))
    return tuple(found)
