"""What a table looks like: titles, columns with roles, declared rows. Made from tables.yaml."""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from auditor.amount import YUAN, Unit
from auditor.budget.pattern import Pattern
from auditor.budget.remembering import Remembered


class RowKind(Enum):
    """How the rows of a table are told apart."""

    CODED = "coded"
    TWO_SIDED = "two-sided"
    ITEMS = "items"
    SINGLE = "single"


class Column(NamedTuple):
    """A column: its name in formulas, its printed spellings, its role (total, part or "").

    An optional column counts as there only where the header prints it. `above` names the columns
    that it is a part of, the nearest first. `period` is that of the header group above it: last
    (the year before), change (from one year to the other), carried (the parts of what is
    carried over), or "" for the year at hand.
    """

    name: str
    headers: tuple[Pattern, ...]
    role: str = ""
    optional: bool = False
    unit: Unit | None = None
    above: tuple[str, ...] = ()
    period: str = ""

    def __hash__(self) -> int:
        """Hash the name alone: the spellings would cost more than what is looked up."""
        return hash(self.name)


class RowTemplate(NamedTuple):
    """A declared row: its name in formulas, other names for it, and its printed spellings.

    `above` names the rows that it is a part of, the nearest first.
    """

    name: str
    labels: tuple[Pattern, ...]
    is_total: bool = False
    aliases: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


class Side(NamedTuple):
    """One side of a table. Tables that are not two-sided have exactly one.

    `codes` names the catalogue that gives codes to rows: functional, economic or "".
    `row_set` names all rows of the side that are neither totals nor declared; `set_above` the
    rows that they are a part of, the nearest first, () for the total.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[RowTemplate, ...] = ()
    codes: str = ""
    row_set: str = ""
    set_above: tuple[str, ...] = ()

    @property
    def is_tree(self) -> bool:
        """True if the template says which of its rows add up to which."""
        return bool(self.set_above) or any(row.above for row in self.rows)

    def find_row(self, name: str) -> RowTemplate | None:
        """Find a declared row by its name or another name for it."""
        return next((row for row in self.rows if name in (row.name, *row.aliases)), None)


_COLUMNS: Remembered[tuple[Side, ...], tuple[Column, ...]] = Remembered()


class TableTemplate(NamedTuple):
    """A standard table; `unit` is what it usually prints, assumed where no unit line stands.

    `beside` are headers of columns that take no part: words and codes of another classification.
    """

    name: str
    number: str
    titles: tuple[Pattern, ...]
    row_kind: RowKind
    sides: tuple[Side, ...]
    unit: Unit = YUAN
    beside: tuple[Pattern, ...] = ()

    def list_columns(self) -> tuple[Column, ...]:
        """Return the columns of all sides, each name once: the very same tuple every time."""
        known = _COLUMNS.list_answers(self.sides)
        if "" not in known:
            seen: dict[str, Column] = {}
            for side in self.sides:
                for column in side.columns:
                    seen.setdefault(column.name, column)
            known[""] = tuple(seen.values())
        return known[""]


class ColumnSum(NamedTuple):
    """A column and the printed columns that are its parts."""

    whole: Column
    parts: tuple[Column, ...]


def list_sums(columns: Sequence[Column]) -> tuple[ColumnSum, ...]:
    """Return which of the printed columns add up to which.

    A column counts under the nearest printed one that it is a part of, so that a form may leave
    out what stands between (合计 = 人员经费 + 公用经费 + 项目支出).
    """
    return _list_sums(tuple(columns))


@lru_cache(maxsize=512)  # asked for row by row
def _list_sums(columns: tuple[Column, ...]) -> tuple[ColumnSum, ...]:
    known = {column.name: column for column in columns}
    parts: dict[str, list[Column]] = {}
    for column in columns:
        whole = next((name for name in column.above if name in known), None)
        if whole is not None:
            parts.setdefault(whole, []).append(column)
    return tuple(ColumnSum(known[name], tuple(found)) for name, found in parts.items())
