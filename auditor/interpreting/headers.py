"""Header rows: where they stand, and which template columns they name, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.budget import Column, HeaderCell
from auditor.budget.pattern import normalise_label
from auditor.budget.remembering import Remembered
from auditor.interpreting.cells import ReadCell, is_year_number

_MATCHED: Remembered[Sequence[Column], Column | None] = Remembered()
_LEAST_COLUMN_NUMBERS = 3
_NUMBERING_MARKS = frozenset({"栏次", "**", "*"})
_WORDS = frozenset(
    "项目 类 款 项 功能分类科目编码 功能分类科目名称 经济分类科目名称 科目编码 科目名称 编码 名称 "
    "部门预算经济分类科目编码 本年收入 本年支出 收入 支出 预算数 合计 小计".split()
)


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A template column and the cell index at which the header prints it."""

    column: Column
    index: int


def is_header_word(text: str) -> bool:
    """Say whether a cell's text is one that headers of coded tables carry."""
    return normalise_label(text) in _WORDS


def is_numbering(cells: Sequence[ReadCell]) -> bool:
    """Say whether a row numbers the columns (栏次 1 2 3 … or ** 1 2 3 …)."""
    numbers = [cell.numeral.value for cell in cells if cell.has_amount]
    marked = any(cell.text in _NUMBERING_MARKS for cell in cells)
    if len(numbers) < (1 if marked else _LEAST_COLUMN_NUMBERS):
        return False
    return numbers == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))


def has_amounts(cells: Sequence[ReadCell]) -> bool:
    """Say whether a row prints amounts; bare years and column numbers are none."""
    amounts = [cell for cell in cells if cell.has_amount or cell.is_nil]
    if not amounts or all(is_year_number(cell) or cell.is_nil for cell in amounts):
        return any(cell.has_amount and not is_year_number(cell) for cell in amounts)
    return not is_numbering(cells)


def list_level_rows(rows: Sequence[Sequence[ReadCell]], width: int) -> list[tuple[str, ...]]:
    """Return the texts of header rows cell above cell, as wide as the body rows.

    Rows whose trailing blanks were trimmed are filled up; none if no row is as wide as the body.
    """
    level = [[cell.text for cell in row] for row in rows if not is_numbering(row)]
    if not any(len(texts) == width for texts in level):
        return []
    return [
        (*texts, *[""] * (width - len(texts)))
        for texts in level
        if 1 < len(texts) <= width or width == 1
    ]


def name_columns(
    rows: Sequence[Sequence[ReadCell]], columns: Sequence[Column], first: int, last: int
) -> tuple[NamedColumn, ...]:
    """Find the columns that header rows name between two cell indexes, in printed order.

    A name may be split over the header rows of one index (事业单位 above 经营收入). Each
    column is taken once, at its first legible place in the lowest row.
    """
    named: dict[str, NamedColumn] = {}
    width = max((len(row) for row in rows), default=0)
    for index in range(max(first, 0), min(last, width)):
        column = find_column([row[index].text for row in rows if index < len(row)], columns)
        if column is not None and column.name not in named:
            named[column.name] = NamedColumn(column, index)
    return tuple(sorted(named.values(), key=lambda found: found.index))


def find_column(stack: Sequence[str], columns: Sequence[Column]) -> Column | None:
    """Find the column that the header cells of one index name, the lowest cell first."""
    texts = [text for text in stack if text]
    candidates = list(reversed(texts))
    for size in range(2, len(texts) + 1):
        candidates += ["".join(texts[at : at + size]) for at in range(len(texts) - size + 1)]
    for text in candidates:
        column = match_column(text, columns)
        if column is not None:
            return column
    return None


def match_column(text: str, columns: Sequence[Column]) -> Column | None:
    """Find the column that a header cell names by its whole text."""
    label = normalise_label(text)
    known = _MATCHED.list_answers(columns)
    if label not in known:
        matching = (c for c in columns if any(p.matches(label) for p in c.headers))
        known[label] = next(matching, None)
    return known[label]


def list_header_cells(
    rows: Sequence[Sequence[ReadCell]], columns: Sequence[Column]
) -> tuple[HeaderCell, ...]:
    """Return every printed header cell with the column it names, if any."""
    return tuple(
        HeaderCell(
            text=cell.text,
            location=cell.location,
            column=getattr(match_column(cell.text, columns), "name", ""),
        )
        for row in rows
        for cell in row
        if cell.text
    )
