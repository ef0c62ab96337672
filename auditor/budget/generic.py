"""A table that no template fits, with generic roles: what its header and its rows say themselves.

Knows no relation: which figures add up to which is for the checks to propose and to confirm.
"""

from typing import NamedTuple

from auditor.amount import Unit
from auditor.budget.table import Table, TableRow
from auditor.budget.template import Column

AMOUNT = "amount"
COUNT = "count"
PERCENT = "percent"


class GenericColumn(NamedTuple):
    """A column of figures: its unique name, its header from the outermost cell to the lowest.

    `block` counts the groups of columns that have labels of their own (收入 | 支出); `kind` is
    amount, count or percent. `printed` are the header cells right above the column, without
    those that span it from the left; `period` is that of several years side by side.
    """

    name: str
    path: tuple[str, ...]
    block: int
    kind: str = AMOUNT
    unit: Unit | None = None
    printed: tuple[str, ...] = ()
    period: str = ""

    @property
    def column(self) -> Column:
        """The column as tables are measured by."""
        return Column(name=self.name, headers=(), unit=self.unit)


class GenericRow(NamedTuple):
    """A row of one block: with its code, printed or known by its name, and its list mark.

    `mark` is the kind of list mark (一、 or 1. and so on, "" for none), `indent` the blanks
    before the label. A memo (其中：) tells of a part and is no addend. An odd row has other than
    the usual count of cells, so that its figures may stand in other columns than they mean.
    """

    row: TableRow
    block: int
    code: str = ""
    mark: str = ""
    indent: int = 0
    is_total: bool = False
    is_memo: bool = False
    is_odd: bool = False


class GenericTable(NamedTuple):
    """A table with generic roles; `pieces` are the first lines of the grids it was printed in.

    `beside` are the headers of columns right of the names that hold words or codes.
    """

    table: Table
    columns: tuple[GenericColumn, ...]
    rows: tuple[GenericRow, ...]
    pieces: tuple[int, ...]
    beside: tuple[str, ...] = ()

    def list_blocks(self) -> list[int]:
        """Return the numbers of the blocks, left to right."""
        return sorted({column.block for column in self.columns})

    def list_columns(self, block: int) -> list[GenericColumn]:
        """Return the columns of a block, left to right."""
        return [column for column in self.columns if column.block == block]

    def list_rows(self, block: int) -> list[GenericRow]:
        """Return the rows of a block, in printed order."""
        return [row for row in self.rows if row.block == block]
