"""Header rows: where they stand, and which template columns they name, in which order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from auditor.budget import Column, HeaderCell
from auditor.budget.pattern import normalise_label
from auditor.budget.remembering import Remembered
from auditor.interpreting.cells import ReadCell, is_year_number

_MATCHED: Remembered[Sequence[Column], Column | None] = Remembered()
_LEAST_COLUMN_NUMBERS = 3
_YEARS = re.compile(r"(20\d\d)年")
_LAST = re.compile(r"上年(?:度)?(?:预算|执行|决算)?数?")
_CURRENT = re.compile(r"(?:当年|本年)(?:度)?(?:预算|执行|决算)?数?")
_CARRIED = re.compile(r"(?:上年|年初)(?:财政拨款)?(?:结转|结余)")
_CHANGE = re.compile(r"(?:增减|变动|增加|比上年)")
_THIS = "this"
_NUMBERING_MARKS = frozenset({"栏次", "**", "*"})
_WORDS = frozenset(
    "项目 科目 类 款 项 功能分类科目编码 功能分类科目名称 经济分类科目名称 "
    "科目编码 科目名称 编码 名称 部门预算经济分类科目编码 "
    "本年收入 本年支出 收入 支出 预算数 合计 小计".split()
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
    if not numbers or numbers[-1] - numbers[0] != len(numbers) - 1:
        return False
    is_long = len(numbers) >= _LEAST_COLUMN_NUMBERS
    if not is_long and not any(cell.text in _NUMBERING_MARKS for cell in cells):
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
    texts = [[cell.text for cell in row] for row in rows if not is_numbering(row)]
    shown = choose_columns(texts, columns)
    for index in range(max(first, 0), min(last, width)):
        stack = [row[index] for row in texts if index < len(row)]
        column = find_column(stack, shown(index), reach_right(texts, index))
        if column is not None and column.name not in named:
            named[column.name] = NamedColumn(column, index)
    return tuple(sorted(named.values(), key=lambda found: found.index))


def reach_right(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    """Return the header cells above an index, those that reach over it from the left among them.

    A cell reaches right over blanks, as far as the cell above it does, and as long as something
    stands below them.
    """
    stack = []
    first = 0  # where the cell above begins
    for depth, row in enumerate(rows):
        below = [low for low in rows[depth + 1 :] if index < len(low) and low[index]]
        if index >= len(row) or not (row[index] or below):
            continue
        at = next((left for left in range(index, first - 1, -1) if row[left]), None)
        if at is not None:
            stack.append(row[at])
            first = at
    return stack


def find_column(
    stack: Sequence[str], columns: Sequence[Column], reaching: Sequence[str] = ()
) -> Column | None:
    """Find the column that the header cells of one index name.

    First the lowest cell with all those above it (基本支出 above 小计) or reaching over it
    (`reaching`: 合计 over 决算数), then the lowest alone.
    """
    texts = [text for text in stack if text]
    above = [text for text in reaching if text]
    candidates = ["".join(texts[at:]) for at in range(len(texts) - 1)]
    candidates += ["".join(above[at:]) for at in range(len(above) - 1)] + texts[::-1]
    for size in range(2, len(texts)):
        candidates += ["".join(texts[at : at + size]) for at in range(len(texts) - size + 1)]
    for text in candidates:
        column = match_column(text, columns)
        if column is not None:
            return column
    return None


def choose_columns(
    rows: Sequence[Sequence[str]], columns: Sequence[Column]
) -> Callable[[int], Sequence[Column]]:
    """Return which columns a header can name at an index: those of the period above it.

    Several years side by side stand under a header each; a column that does not say `period`
    belongs to the year at hand.
    """
    if not any(column.period for column in columns):
        return lambda _: columns
    periods = read_periods(rows)
    if not any(periods):
        now = [column for column in columns if not column.period]
        return lambda _: now

    def choose(index: int) -> Sequence[Column]:
        period = periods[index] if index < len(periods) else ""
        return [column for column in columns if column.period == period]

    return choose


def read_periods(rows: Sequence[Sequence[str]]) -> list[str]:
    """Read the period of each index of a header: "" stands for the year at hand.

    A header cell reaches right to the next one. The latest year printed is the one at hand; last
    is the year before, change what lies between, carried the parts of what is carried over.
    """
    texts = [normalise_label(text) for row in rows for text in row]
    years = [int(year) for text in texts for year in _YEARS.findall(text)]
    latest = max(years, default=0)
    periods = [""] * max((len(row) for row in rows), default=0)
    for depth, row in enumerate(rows):
        reaching = ""
        for index, text in enumerate(row):
            if text:
                reaching = _find_period(normalise_label(text), latest)
                is_divided = any(index < len(low) and low[index] for low in rows[depth + 1 :])
                if _CARRIED.match(normalise_label(text)) and is_divided:
                    reaching = "carried"
            if reaching:
                periods[index] = reaching
    return ["" if period == _THIS else period for period in periods]


def _find_period(label: str, latest: int) -> str:
    years = {int(year) for year in _YEARS.findall(label)}
    if len(years) > 1 or _CHANGE.match(label):
        return "change"
    if years:
        return _THIS if latest in years else "last"
    if _LAST.fullmatch(label):
        return "last"
    return _THIS if _CURRENT.fullmatch(label) else ""


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
