"""What a table looks like: titles, columns with roles, declared rows. Made from tables.yaml."""

from enum import Enum
from typing import NamedTuple

from auditor.amount import YUAN, Unit
from auditor.budget.pattern import Pattern


class RowKind(Enum):
    """How the rows of a table are told apart."""

    CODED = "coded"
    TWO_SIDED = "two-sided"
    ITEMS = "items"
    SINGLE = "single"


class Column(NamedTuple):
    """A column: its name in formulas, its printed spellings, its role (total, part or "").

    An optional column counts as there only where the header prints it.
    """

    name: str
    headers: tuple[Pattern, ...]
    role: str = ""
    optional: bool = False
    unit: Unit | None = None


class RowTemplate(NamedTuple):
    """A declared row: its name in formulas, other names for it, and its printed spellings."""

    name: str
    labels: tuple[Pattern, ...]
    is_total: bool = False
    aliases: tuple[str, ...] = ()


class Side(NamedTuple):
    """One side of a table. Tables that are not two-sided have exactly one.

    `codes` names the catalogue that gives codes to rows: functional, economic or "".
    `row_set` names all rows of the side that are neither totals nor declared.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[RowTemplate, ...] = ()
    codes: str = ""
    row_set: str = ""

    def find_row(self, name: str) -> RowTemplate | None:
        """Find a declared row by its name or another name for it."""
        return next((row for row in self.rows if name in (row.name, *row.aliases)), None)


class TableTemplate(NamedTuple):
    """A standard table; `unit` is what it usually prints, assumed where no unit line stands."""

    name: str
    number: str
    titles: tuple[Pattern, ...]
    row_kind: RowKind
    sides: tuple[Side, ...]
    unit: Unit = YUAN

    def list_columns(self) -> tuple[Column, ...]:
        """Return the columns of all sides, each name once."""
        seen: dict[str, Column] = {}
        for side in self.sides:
            for column in side.columns:
                seen.setdefault(column.name, column)
        return tuple(seen.values())
