"""Which rows of a list stand under which, where nothing but codes or the figures tell it.

Lists of units and projects print a body, its units, and their projects one below the other; the
blanks that showed the levels are often lost. Knows no column but the one that tells most.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.budget import TableRow

_LEAST_CODE = 3
_MOST_ROWS = 200
_MOST_STEPS = 20_000
_MOST_TRIED = 200_000
_LEAST_PARTS = 2
_MOST_LEVELS = 8
_LEAST_HELD = 3
_NOTHING = Decimal(0)
Below = tuple[tuple[int, tuple[int, ...]], ...]


class NestedList(NamedTuple):
    """The rows that stand under no other, and those that have rows below them, with these."""

    tops: tuple[int, ...]
    below: Below = ()


def nest_list(rows: Sequence[TableRow], total: TableRow | None) -> NestedList | None:
    """Find how the rows of a list are nested: by unit codes, else flat, else by the figures.

    Flat is what adds up to the total, and what falls short of it or misses it by one digit. None
    where the rows come to more: some may tell of parts of others, and it is not known which.
    """
    coded = _nest_codes(rows)
    if coded is not None:
        return coded
    flat = NestedList(tuple(range(len(rows))))
    if total is None or len(rows) > _MOST_ROWS:
        return flat
    column = _find_telling(rows, total)
    if not column:
        return flat
    values = [_value(row, column) for row in rows]
    whole = _value(total, column)
    difference = sum(values, _NOTHING) - whole
    if not difference or min(values) < 0:
        return flat
    trees = _Trees(values)
    parsed = trees.parse(whole) or _nest_levels(rows, values, whole)
    if parsed is not None:
        return parsed
    is_short = difference < 0 and not trees.has_any()
    mended = None if is_short else _parse_mended(values, whole)
    if mended is not None and len(mended.below) >= _LEAST_PARTS:
        return mended
    return flat if is_short or is_slip(difference) or _is_shifted(whole, difference) else None


def _nest_levels(
    rows: Sequence[TableRow], values: Sequence[Decimal], whole: Decimal
) -> NestedList | None:
    """Nest rows by the cell in which their names begin, if most sums come out so.

    Further words stand behind a name, so that of the cells up to each the last one is tried.
    """
    cells = [row.text.split("\t") for row in rows]
    best: tuple[int, NestedList] | None = None
    for last in range(min(_MOST_LEVELS, max(map(len, cells), default=0))):
        levels = [
            max((at for at, cell in enumerate(row[: last + 1]) if cell.strip()), default=-1)
            for row in cells
        ]
        found = _nest_by(levels)
        sums = [(values[at], [values[n] for n in below]) for at, below in found.below]
        sums.append((whole, [values[at] for at in found.tops]))
        held = sum(not sum(below, -value) for value, below in sums if len(below) > 1)
        failed = sum(bool(sum(below, -value)) for value, below in sums)
        score = held - failed
        if held >= _LEAST_HELD and failed * 2 <= held and (best is None or score > best[0]):
            best = (score, found)
    return best[1] if best is not None else None


def _nest_by(levels: Sequence[int]) -> NestedList:
    """Put each row under the nearest one above it that begins further left."""
    below: dict[int, list[int]] = {}
    tops: list[int] = []
    stack: list[int] = []
    for at, level in enumerate(levels):
        while stack and levels[stack[-1]] >= level:
            stack.pop()
        if stack:
            below.setdefault(stack[-1], []).append(at)
        else:
            tops.append(at)
        stack.append(at)
    return NestedList(tuple(tops), tuple((at, tuple(found)) for at, found in below.items()))


def _parse_mended(values: Sequence[Decimal], whole: Decimal) -> NestedList | None:
    """Nest rows one of which has a digit typed wrong: the nesting with the most sums."""
    best: NestedList | None = None
    steps = 0
    for at, value in enumerate((*values, whole)):
        for mended in _list_slips(value):
            changed = [*values[:at], mended, *values[at + 1 :]] if at < len(values) else values
            trees = _Trees(changed)
            found = trees.parse(whole if at < len(values) else mended)
            steps += trees.steps
            if found is not None and (best is None or len(found.below) > len(best.below)):
                best = found
            if steps > _MOST_TRIED:
                return best
    return best


def _list_slips(value: Decimal) -> Iterator[Decimal]:
    """Yield the numbers that differ from a positive one in a single digit."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or not value:
        return
    for at, digit in enumerate(digits):
        for other in range(10):
            if other != digit:
                yield Decimal((sign, (*digits[:at], other, *digits[at + 1 :]), exponent))


def is_slip(difference: Decimal) -> bool:
    """Say whether one digit typed wrong may make a difference, or there is none."""
    return len(difference.normalize().as_tuple().digits) == 1


def _is_shifted(whole: Decimal, difference: Decimal) -> bool:
    """Say whether a total is what its rows make, but ten times too small or more."""
    rows = (whole + difference).normalize().as_tuple().digits
    return bool(whole) and rows == whole.normalize().as_tuple().digits


def _nest_codes(rows: Sequence[TableRow]) -> NestedList | None:
    """Nest rows by the codes in their first cells, each of which begins with its whole's."""
    codes = [row.text.split("\t", 1)[0].strip() for row in rows]
    lengths = {len(code) for code in codes}
    is_coded = all(code.isdigit() and len(code) >= _LEAST_CODE for code in codes)
    if not is_coded or len(lengths) < _LEAST_PARTS or len(set(codes)) < len(codes):
        return None
    below: dict[int, list[int]] = {}
    tops = []
    for at, code in enumerate(codes):
        above = [n for n, other in enumerate(codes) if other != code and code.startswith(other)]
        if above:
            below.setdefault(max(above, key=lambda n: len(codes[n])), []).append(at)
        else:
            tops.append(at)
    return NestedList(tuple(tops), tuple((at, tuple(found)) for at, found in below.items()))


def _find_telling(rows: Sequence[TableRow], total: TableRow) -> str:
    """Find the column of the total in which most rows print a figure, the first of several."""
    names = [entry.column for entry in total.entries if entry.amount is not None]
    counts = {name: sum(bool(_value(row, name)) for row in rows) for name in names}
    best = max(counts, key=lambda name: counts[name], default="")
    return best if counts.get(best) else ""


def _value(row: TableRow, column: str) -> Decimal:
    entry = row.find_entry(column)
    return entry.amount.value if entry is not None and entry.amount is not None else _NOTHING


class _Trees:
    """Rows in printed order as trees: a row is alone, or the sum of the trees right behind it."""

    def __init__(self, values: Sequence[Decimal]) -> None:
        self._rows = [at for at, value in enumerate(values) if value]
        self._values = [values[at] for at in self._rows]
        self._ends: dict[tuple[int, Decimal], dict[int, Below]] = {}
        self.steps = 0

    def parse(self, whole: Decimal) -> NestedList | None:
        """Nest all rows so that the outermost add up; None if no nesting does."""
        found = self._list_ends(0, whole).get(len(self._rows))
        if found is None or self.steps > _MOST_STEPS:
            return None
        inner = {child for _, children in found for child in children}
        tops = tuple(self._rows[at] for at in range(len(self._rows)) if at not in inner)
        named = tuple(
            (self._rows[at], tuple(self._rows[child] for child in children))
            for at, children in found
        )
        return NestedList(tops, named)

    def has_any(self) -> bool:
        """Say whether any row is the sum of two or more behind it."""
        return any(
            end - at > _LEAST_PARTS
            for at, value in enumerate(self._values)
            for end in self._list_ends(at + 1, value)
        )

    def _list_ends(self, start: int, whole: Decimal) -> dict[int, Below]:
        """Return where rows from `start` on may end that add up, with what is below them."""
        key = (start, whole)
        if key in self._ends:
            return self._ends[key]
        self._ends[key] = {}
        self.steps += 1
        if start >= len(self._values) or self._values[start] > whole or self.steps > _MOST_STEPS:
            return {}
        ends: dict[int, Below] = {}
        rest = whole - self._values[start]
        for end, below in self._list_trees(start):
            further = self._list_ends(end, rest) if rest else {end: ()}
            for last, others in further.items():
                if len(below) + len(others) >= len(ends.get(last, ())):
                    ends[last] = (*below, *others)
        self._ends[key] = ends
        return ends

    def _list_trees(self, at: int) -> Iterator[tuple[int, Below]]:
        """Yield where the tree of a row may end: behind it, or behind what adds up to it."""
        yield at + 1, ()
        for end, below in self._list_ends(at + 1, self._values[at]).items():
            inner = {child for _, children in below for child in children}
            children = tuple(n for n in range(at + 1, end) if n not in inner)
            yield end, ((at, children), *below)
