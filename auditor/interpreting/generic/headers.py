"""The header of a table that no template explains: over each column the cells that speak of it.

Knows no figures.
"""

from collections.abc import Sequence

from auditor.budget.pattern import normalise_label
from auditor.interpreting.bodies import ReadRow
from auditor.interpreting.headers import is_numbering

Paths = tuple[tuple[str, ...], ...]


def list_paths(header: Sequence[ReadRow], width: int) -> Paths:
    """Return the header path of each cell index, outermost first.

    A cell with others below it and blanks right of it spans those blanks that have something
    below them, as far as the cell above it spans.
    """
    rows = [_read_row(row, width) for row in header if not is_numbering(row.cells)]
    spread: list[list[str]] = []
    owners = [0] * width  # which cell of the row above spans the index
    for depth, texts in enumerate(rows):
        below = [any(row[index] for row in rows[depth + 1 :]) for index in range(width)]
        filled, owners = _spread_row(texts, below, owners)
        spread.append(filled)
    return tuple(_read_path([row[index] for row in spread]) for index in range(width))


def _read_row(row: ReadRow, width: int) -> list[str]:
    texts = [normalise_label(cell.text) for cell in row.cells][:width]
    return texts + [""] * (width - len(texts))


def _spread_row(
    texts: Sequence[str], below: Sequence[bool], owners: Sequence[int]
) -> tuple[list[str], list[int]]:
    """Write group headings over all they span; also return the owner of each index."""
    filled: list[str] = []
    mine: list[int] = []
    start = -1  # where the heading that spans stands
    for index, text in enumerate(texts):
        if text:
            start = index
        is_spanned = (
            start >= 0 and below[index] and below[start] and owners[start] == owners[index]
        )
        filled.append(text or (texts[start] if is_spanned else ""))
        mine.append(start if text or is_spanned else -index - 1)
        if not text and not is_spanned:
            start = -1
    return filled, mine


def _read_path(stack: Sequence[str]) -> tuple[str, ...]:
    path: list[str] = []
    for text in stack:
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)
