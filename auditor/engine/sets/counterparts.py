"""The published figure that a control line is about. Compares nothing.

It is looked for in the tables of a budget in printed order: a row of that code or name (its total
column), a column of that name in a total row, the form of a project of that name.
"""

from collections.abc import Iterator

from auditor.budget import Budget, Column, Table, TableRow
from auditor.budget.pattern import normalise_label
from auditor.checks.lookup import Quantity, TableIndex, find_lookup
from auditor.checks.stating import find_money
from auditor.engine.sets.control_lines import ControlLine

_FUNDS = ("年度资金申请总额", "项目资金总额")


class Counterparts:
    """The figures of a budget that control lines may be about."""

    def __init__(self, bound: Budget) -> None:
        """Index the tables and forms of a budget."""
        self._forms = {normalise_label(form.project): form for form in bound.forms}
        found = find_lookup(bound).indexes.values()
        first = [indexes[0] for indexes in found]
        self._indexes = [index for index in first if index.table.title]

    def find(self, line: ControlLine) -> Quantity | None:
        """Find a figure by code, else by name; the first one that is filled."""
        found: list[Quantity] = []
        for index in self._indexes:
            found += self._find_in(index, line)
        form = self._forms.get(normalise_label(line.item)) if line.item else None
        money = find_money(form, _FUNDS) if form is not None else None
        found += [money] if money is not None else []
        return next((one for one in found if not one.is_nil), found[0] if found else None)

    def list_totals(self) -> list[Quantity]:
        """List the grand totals of the first table that has a total on each of its sides."""
        for index in self._indexes:
            totals = index.table.list_totals()
            if totals:
                return [index.measure(row, _find_total(index.table, row)) for row in totals]
        return []

    def _find_in(self, index: TableIndex, line: ControlLine) -> Iterator[Quantity]:
        table = index.table
        wanted = normalise_label(line.item)
        for row in table.rows:
            is_named = wanted and wanted in (normalise_label(row.label), row.name)
            if (line.code and row.code == line.code) or (not line.code and is_named):
                yield index.measure(row, _find_total(table, row))
            elif row.is_total or len(table.rows) == 1:
                for column in _list_columns(table, row):
                    if not line.code and column.name == wanted:
                        yield index.measure(row, column)


def _list_columns(table: Table, row: TableRow) -> list[Column]:
    if table.template is None:
        return []
    sides = [side for side in table.template.sides if side.name == row.side]
    return [c for side in sides for c in side.columns if c.name in table.columns]


def _find_total(table: Table, row: TableRow) -> Column:
    columns = _list_columns(table, row)
    totals = [column for column in columns if column.role == "total"]
    return (totals or columns or [Column(name="", headers=())])[0]
