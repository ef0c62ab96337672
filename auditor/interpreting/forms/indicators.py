"""The indicators of a performance form, in spite of labels and cells that slid or were lost.

Labels are known by their words, names and values by what stands right of the labels: how far,
the other rows of the form tell. A row that does not fit them is kept, but not as certain.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from auditor.amount.numeral import fold
from auditor.budget.form import Indicator
from auditor.budget.form_book import FormBook
from auditor.document import Row
from auditor.interpreting.forms.words import FormCell, drop_year, find_level
from auditor.location import Location

_MEASURE = re.compile(r"[≥≤＞＜>=<≧≦＝]|[\d０-９]+(?:[.．]\s?\d+)?\s*(?:[%％]|[（(]|$|\D{1,3}$)")
_LEAST_NAME = 5
_INDICATOR = "指标"
_LONGEST_NUMBER = 6
_MARKS = "。；;，,、：:"
_JUNK = re.compile(r"[^\w…×.]+|[A-Za-z!|_]")


class Body(NamedTuple):
    """What was read below the header row of the indicators (`first_row` is its index)."""

    first_row: int
    header_location: Location | None
    branches: tuple[str, ...]
    levels: tuple[str, ...]
    indicators: tuple[Indicator, ...]


class _Header(NamedTuple):
    row: int
    third: int | None
    value: int | None
    sign: int | None
    unit: int | None
    others: frozenset[int]  # columns between the name and the value that are none of these


class _Line(NamedTuple):
    """A body row: its labels, and what stands right of them."""

    row: Row
    level1: str
    level2: str
    label_index: int  # of level 2, -1 where it prints none
    rest: tuple[FormCell, ...]


def read_indicators(
    rows: Sequence[Row], cells: Sequence[tuple[FormCell, ...]], book: FormBook
) -> Body:
    """Read everything below the header row of the indicators; without one, nothing."""
    header = _find_header(cells, book)
    if header is None:
        return Body(len(rows), None, (), (), ())
    width = _find_last_column(header, cells)
    lines = [
        _read_line(row, found, book, width, header.others)
        for row, found in zip(rows[header.row + 1 :], cells[header.row + 1 :], strict=True)
        if found
    ]
    branches = tuple(dict.fromkeys(line.level1 for line in lines if line.level1))
    levels = tuple(dict.fromkeys(line.level2 for line in lines if line.level2))
    reader = _IndicatorReader(book, lines, header)
    return Body(header.row, rows[header.row].location, branches, levels, reader.read())


def _find_header(cells: Sequence[tuple[FormCell, ...]], book: FormBook) -> _Header | None:
    for number, row in enumerate(cells):
        third = _find_index(row, book.third_header)
        if third is not None:
            value = _find_index(row, book.value_header)
            sign, unit = _find_index(row, book.sign_header), _find_index(row, book.unit_header)
            between = {cell.position for cell in row if third < cell.position < (value or 0)}
            return _Header(number, third, value, sign, unit, frozenset(between - {sign, unit}))
    return None


def _find_index(row: Iterable[FormCell], spellings: tuple[str, ...]) -> int | None:
    for cell in row:
        if cell.label in spellings or drop_year(cell.label) in spellings:
            return cell.position
    return None


def _find_last_column(header: _Header, cells: Sequence[tuple[FormCell, ...]]) -> int | None:
    """Return the value's column if more columns follow it: weights are no target."""
    if header.value is None:
        return None
    last = max((cell.position for cell in cells[header.row]), default=0)
    wanted = max(header.value, header.sign or 0, header.unit or 0)
    return wanted if last > wanted else None


def _read_line(
    row: Row,
    cells: tuple[FormCell, ...],
    book: FormBook,
    width: int | None,
    others: frozenset[int],
) -> _Line:
    level1 = level2 = ""
    index = last = -1
    seconds = {second: first for first, all_ in book.levels for second in all_}
    firsts = tuple(first for first, _ in book.levels)
    for cell in cells:
        second = find_level(cell.label, seconds, bare=not level2 and cell.position <= 2)
        first = None if second else find_level(cell.label, firsts, bare=False)
        if second and not level2:
            level2, index, last = second, cell.position, cell.position
        elif first and not level1:
            level1, last = first, cell.position
        elif first and not level2:
            level2, index, last = first, cell.position, cell.position
    rest = tuple(
        cell
        for cell in cells
        if cell.position > last
        and cell.label not in book.fragments
        and (width is None or cell.position <= width)
        and cell.position not in others
    )
    return _Line(row, level1, level2, index, rest)


class _IndicatorReader:
    """Tells names from values by what is usual in the form."""

    def __init__(self, book: FormBook, lines: Sequence[_Line], header: _Header) -> None:
        self._book = book
        self._lines = lines
        self._header = header
        self._parents = {second: first for first, all_ in book.levels for second in all_}
        pairs = [line for line in lines if len(line.rest) == 2]
        labelled = [line for line in pairs if line.label_index >= 0]
        self._name_gap = _find_usual(line.rest[0].position - line.label_index for line in labelled)
        self._value_gap = _find_usual(
            line.rest[1].position - line.label_index for line in labelled
        )
        self._name_column = _find_usual(line.rest[0].position for line in pairs)
        self._value_column = _find_usual(line.rest[1].position for line in pairs)
        self._level_column = _find_usual(
            line.label_index for line in lines if line.label_index >= 0
        )

    def read(self) -> tuple[Indicator, ...]:
        """Return the indicators in printed order."""
        found: list[Indicator] = []
        branch = level = ""
        for line in self._lines:
            if line.level1:
                branch, level = line.level1, ""
            if line.level2:
                level = line.level2
                branch = self._parents.get(level, branch) if not line.level1 else branch
            rest = self._drop_debris(line)
            if not rest:
                continue
            if self._completes_above(line, rest, found):
                above = found[-1]
                found[-1] = above._replace(
                    value=rest[0].text, value_location=rest[0].location, is_certain=False
                )
                continue
            found.append(self._read_indicator(line, rest, branch, level))
        return tuple(found)

    def _drop_debris(self, line: _Line) -> tuple[FormCell, ...]:
        """Drop bare signs, and a misread label that stands in the column of level 2."""
        rest = line.rest
        if len(rest) > 1 and self._header.unit is None and self._header.sign is None:
            rest = tuple(cell for cell in rest if not _JUNK.fullmatch(cell.text))
        is_unlabelled = len(rest) > 2 and not line.level2
        if is_unlabelled and rest[0].position <= (self._level_column or 0):
            return rest[1:]
        return rest

    def _completes_above(
        self, line: _Line, rest: tuple[FormCell, ...], found: Sequence[Indicator]
    ) -> bool:
        """Say whether a value alone in its row belongs to the name above."""
        if len(rest) != 1 or line.level1 or line.level2 or not found or found[-1].value:
            return False
        return _MEASURE.match(rest[0].text) is not None

    def _read_indicator(
        self, line: _Line, rest: tuple[FormCell, ...], branch: str, level: str
    ) -> Indicator:
        name, value, is_certain = self._split(line, rest)
        place = line.row.location
        end = Location(place.line, place.end_column, place.line, place.end_column)
        return Indicator(
            branch=branch,
            level=level,
            name=_read_name(name),
            value="".join(cell.text for cell in value),
            location=place,
            name_location=name[0].location if name else place,
            value_location=value[0].location if value else end,
            is_certain=is_certain,
            is_labelled=bool(line.level2),
        )

    def _split(
        self, line: _Line, rest: tuple[FormCell, ...]
    ) -> tuple[tuple[FormCell, ...], tuple[FormCell, ...], bool]:
        """Split the cells into name and value; also say whether their columns are sure."""
        if len(rest) > 1:
            return self._split_several(rest)
        (cell,) = rest
        if _MEASURE.match(cell.text):
            return (), rest, False
        if line.label_index >= 0 and self._name_gap is not None:
            gap = cell.position - line.label_index
            if gap == self._name_gap:
                return rest, (), True
            if gap == self._value_gap:
                return (), rest, True
            return rest, (), False
        if cell.position == self._name_column:  # a short one may be the end of the name above
            return rest, (), len(cell.label) >= _LEAST_NAME
        is_value = cell.position == self._value_column
        return ((), rest, True) if is_value else (rest, (), False)

    def _split_several(
        self, rest: tuple[FormCell, ...]
    ) -> tuple[tuple[FormCell, ...], tuple[FormCell, ...], bool]:
        header = self._header
        columns = [header.sign, header.unit, header.value]
        if sum(column is not None for column in columns) > 1 and header.third is not None:
            return self._split_by_header(rest)
        if rest[-1].label in self._book.name_ends:
            return rest, (), False
        return rest[:-1], rest[-1:], True

    def _split_by_header(
        self, rest: tuple[FormCell, ...]
    ) -> tuple[tuple[FormCell, ...], tuple[FormCell, ...], bool]:
        """Put sign, value and unit together where they have columns of their own.

        A sign and a unit without a number between them are no value.
        """
        order = (self._header.sign, self._header.value, self._header.unit)
        value = tuple(cell for column in order for cell in rest if cell.position == column)
        name = tuple(cell for cell in rest if cell.position == self._header.third)
        if any(cell.position == self._header.value for cell in value) or not name:
            return name, value, bool(name)
        has_slid = len(name) + len(value) < len(rest) or any(map(_has_digit, value))
        return name, value if has_slid else (), not has_slid


def _read_name(cells: Iterable[FormCell]) -> str:
    """Put a name together; the mark that ends it like a sentence is none of it."""
    name = "".join("".join(cell.text.split()) for cell in cells)
    number, _, rest = fold(name[:_LONGEST_NUMBER]).partition(":")
    if rest and number.startswith(_INDICATOR) and number[len(_INDICATOR) :].isdigit():
        name = name[len(number) + 1 :]  # 指标1：
    return name.rstrip(_MARKS) or name


def _has_digit(cell: FormCell) -> bool:
    return any(sign.isdigit() for sign in cell.text)


def _find_usual(values: Iterable[int]) -> int | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None
