"""A sheet as displayed, written as tabular text. Knows no file format."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from auditor.errors import ReadingError
from auditor.reading.composing import Composer, has_title, is_title

Place = tuple[int, int]
_MOST_CELLS = 2_000_000
_MOST_GAPS = 20  # empty columns between others that are kept
_WORDS_OF_HIDDEN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What one sheet displays: the text of each used cell, by row and column from 0.

    `covered` are the cells that a merged one covers; `notes` the comments, by cell,
    `boxes` the text of what is drawn over the cells; `unseen` the cells whose colour or format
    hides what they hold.
    """

    name: str
    is_hidden: bool
    texts: Mapping[Place, str]
    covered: frozenset[Place]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    notes: tuple[tuple[Place, str], ...] = ()
    boxes: tuple[str, ...] = ()
    unseen: tuple[tuple[Place, str], ...] = ()
    has_page_picture: bool = False


def write_sheet(sheet: Sheet, composer: Composer) -> None:
    """Write the visible cells; what is hidden, and comments, are kept as unseen."""
    composer.add_blank()
    composer.sheet = sheet.name
    if sheet.is_hidden:
        composer.add_unseen("hidden-sheet", _describe_hidden_sheet(sheet))
        return
    for text in _list_hidden(sheet, sheet.hidden_rows, axis=0):
        composer.add_unseen("hidden-row", text)
    for text in _list_hidden(sheet, sheet.hidden_columns, axis=1):
        composer.add_unseen("hidden-column", text)
    for (row, column), text in sheet.notes:
        composer.add_unseen("comment", f"{name_cell(row, column)} {text}")
    unseen = " ".join(f"{name_cell(*place)} {text}" for place, text in sorted(sheet.unseen))
    composer.add_unseen("hidden-text", _shorten(unseen))
    if sheet.has_page_picture:
        composer.incomplete.append(ReadingError(composer.shown, _name_picture(sheet.name)))
    rows = list(_list_rows(sheet))
    if is_title(sheet.name) and not has_title(rows):
        composer.add_text(sheet.name)  # the tab is all that says which table it is
    composer.add_table(rows)
    for text in sheet.boxes:
        composer.add_text(text)


def name_cell(row: int, column: int) -> str:
    """Return the name of a cell, as `B3`."""
    return f"{name_column(column)}{row + 1}"


def name_column(column: int) -> str:
    """Return the letters of a column from 0, as `AB`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _list_rows(sheet: Sheet) -> Iterator[list[str]]:
    """Yield the visible rows; rows and columns that merged cells cover wholly are left out."""
    shown = {
        place: text
        for place, text in sheet.texts.items()
        if place[0] not in sheet.hidden_rows
        and place[1] not in sheet.hidden_columns
        and place not in sheet.covered
        and text
    }
    if not shown:
        return
    rows = sorted({row for row, _ in shown})
    columns = sorted({column for _, column in shown})
    width = range(columns[0], columns[-1] + 1)
    kept = [column for column in width if column not in sheet.hidden_columns]
    if len(kept) > len(columns) + _MOST_GAPS:
        kept = columns  # a lone note far to the right must not set a thousand borders
    # A row that merged cells run through, or that is hidden, is no gap between two others.
    closed = sheet.hidden_rows | {row for row, _ in sheet.covered}
    before = rows[0]
    for row in rows:
        # One row of empty cells says as much as many; sheets reach down to row 1,048,576.
        if any(between not in closed for between in range(before + 1, min(row, before + 50))):
            yield [""] * len(kept)
        before = row
        yield [shown.get((row, column), "") for column in kept]


def _list_hidden(sheet: Sheet, hidden: frozenset[int], *, axis: int) -> Iterator[str]:
    """Yield what stands in each hidden row (axis 0) or column (1), named as the sheet does."""
    found: dict[int, list[str]] = {}
    for place in sorted(sheet.texts):
        if place[axis] in hidden and sheet.texts[place]:
            found.setdefault(place[axis], []).append(sheet.texts[place])
    for number in sorted(found):
        name = name_column(number) if axis else str(number + 1)
        yield f"{name}: {_shorten(' '.join(found[number]))}"


def _describe_hidden_sheet(sheet: Sheet) -> str:
    words = " ".join(sheet.texts[place] for place in sorted(sheet.texts) if sheet.texts[place])
    return f"{sheet.name}: {_shorten(words)}" if words else sheet.name


def _name_picture(sheet: str) -> str:
    zh = f"工作表“{sheet}”有整页图片，其中的文字未能读取"
    return f"{zh} / sheet {sheet}: a picture as large as a page, its text is not read"


def _shorten(text: str) -> str:
    return text if len(text) <= _WORDS_OF_HIDDEN else text[:_WORDS_OF_HIDDEN] + "…"


def cover_cells(merged: Iterable[tuple[int, int, int, int]]) -> frozenset[Place]:
    """Return the cells that merged ones cover, but for their own.

    Each is given by its first and last row and first and last column. Absurdly large ones cover
    nothing that matters and are left out.
    """
    covered: set[Place] = set()
    left = _MOST_CELLS
    for first_row, last_row, first_column, last_column in merged:
        left -= (last_row - first_row + 1) * (last_column - first_column + 1)
        if left < 0:
            break
        covered.update(
            (row, column)
            for row in range(first_row, last_row + 1)
            for column in range(first_column, last_column + 1)
            if (row, column) != (first_row, first_column)
        )
    return frozenset(covered)
