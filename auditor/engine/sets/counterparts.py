"""The published figures that a control line may be about. Compares nothing.

They are looked for in the tables of a budget in printed order: a row of that code or name (its
total column), a column of that name in a total row, the form of a project of that name.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.budget import Budget, Column, Form, RowKind, Table, TableRow
from auditor.budget.pattern import normalise_label
from auditor.checks.lookup import Quantity, TableIndex, find_lookup
from auditor.checks.stating import find_money
from auditor.engine.sets.control_lines import ControlLine

_FUNDS = ("年度资金申请总额", "项目资金总额")
_SIDES = ("收入", "支出")
_PADDING = "00"


class Scope(NamedTuple):
    """How much money a table is about, by its totals and its levels, with the last digit.

    Tables about the same money print the same amount for a code; others need not.
    """

    amounts: frozenset[Decimal]
    digit: Decimal

    def is_that_of(self, other: "Scope") -> bool:
        """Say whether two tables are about the same money."""
        near = max(self.digit, other.digit)
        return any(abs(one - two) <= near for one in self.amounts for two in other.amounts)


class Counterpart(NamedTuple):
    """Published figures of one table that add up to what is looked for, nearly always one.

    `scope` is what their table is about; None where their name alone may mean something else.
    """

    figures: tuple[Quantity, ...]
    scope: Scope | None

    def is_nil(self) -> bool:
        """Say whether nothing is printed."""
        return all(figure.is_nil for figure in self.figures)


class Counterparts:
    """The figures of a budget that control lines may be about."""

    def __init__(self, bound: Budget) -> None:
        """Index the tables and forms of a budget."""
        self._forms = {normalise_label(form.project): form for form in bound.forms}
        found = find_lookup(bound).indexes.values()
        first = [indexes[0] for indexes in found]
        self._indexes = [index for index in first if index.table.title]
        self._scopes = [_measure_scope(index) for index in self._indexes]
        self._rows: dict[str, list[tuple[int, TableRow]]] = {}
        for number, index in enumerate(self._indexes):
            for row in index.table.rows:
                for key in dict.fromkeys((row.code, normalise_label(row.label), row.name)):
                    self._rows.setdefault(key, []).append((number, row))

    def find(self, line: ControlLine, *, alone: bool = True) -> Sequence[Counterpart]:
        """Find the figures of a line by its code, else by its name, the filled ones first.

        A name may be that of several codes: such rows are taken one by one if the line stands
        alone, else all together.
        """
        found: list[Counterpart] = []
        if line.is_total:
            found = [*self._find_totals(line)]
        elif line.code:
            bare = line.code
            while bare.endswith(_PADDING) and bare not in self._rows:
                bare = bare.removesuffix(_PADDING)
            found = [*self._find_rows(bare)]
        if not found:
            named = dict.fromkeys(map(normalise_label, (line.item, line.row.read("item"))))
            found = [one for name in named if name for one in self._find_named(name, alone=alone)]
        return sorted(found, key=Counterpart.is_nil)

    def list_totals(self) -> list[Quantity]:
        """List the grand totals of the first table that has a total on each of its sides."""
        for index in self._indexes:
            totals = index.table.list_totals()
            if totals:
                return [index.measure(row, _find_total(index.table, row)) for row in totals]
        return []

    def _find_rows(self, key: str, *, alone: bool = False) -> Iterator[Counterpart]:
        """Find the rows of a key, those of one table as one, or each for itself."""
        by_table: dict[int, list[Quantity]] = {}
        codes: dict[int, set[str]] = {}
        for number, row in self._rows.get(key, ()):
            index = self._indexes[number]
            figure = index.measure(row, _find_total(index.table, row))
            by_table.setdefault(number, []).append(figure)
            codes.setdefault(number, set()).add(row.code)
        for number, figures in by_table.items():
            if alone and len(codes[number]) > 1:
                yield from (Counterpart((figure,), None) for figure in figures)
            else:
                yield Counterpart(tuple(figures), self._scopes[number])

    def _find_named(self, name: str, *, alone: bool) -> Iterator[Counterpart]:
        yield from self._find_rows(name, alone=alone)
        for number, index in enumerate(self._indexes):
            for row in index.table.rows:
                if not (row.is_total or len(index.table.rows) == 1):
                    continue
                for column in _list_columns(index.table, row):
                    if column.name == name:
                        yield Counterpart((index.measure(row, column),), self._scopes[number])
        money = _find_form_money(self._forms.get(name))
        if money is not None:
            yield Counterpart((money,), None)

    def _find_totals(self, line: ControlLine) -> Iterator[Counterpart]:
        """Find the totals of the tables of many rows, on the side that the line speaks of."""
        side = next((side for side in _SIDES if side in line.item), "")
        for number, index in enumerate(self._indexes):
            template = index.table.template
            if template is None or template.row_kind not in (RowKind.CODED, RowKind.TWO_SIDED):
                continue
            for row in index.table.list_totals():
                if not side or not row.side or row.side == side:
                    figure = index.measure(row, _find_total(index.table, row))
                    yield Counterpart((figure,), self._scopes[number])


def _find_form_money(form: Form | None) -> Quantity | None:
    return None if form is None else find_money(form, _FUNDS)


def _measure_scope(index: TableIndex) -> Scope:
    """Measure what a table is about; a misprint in its total does not hide it."""
    table = index.table
    figures = [(row, index.measure(row, _find_total(table, row))) for row in table.rows]
    return make_scope((row.is_total, row.code, one.base, one.digit) for row, one in figures)


def make_scope(figures: Iterable[tuple[bool, str, Decimal, Decimal]]) -> Scope:
    """Make the scope of figures: whether it is a total, the code, amount and last digit of each.

    It is each total, and the sum of each level of codes.
    """
    totals: set[Decimal] = set()
    levels: dict[int, Decimal] = {}
    largest = Decimal(0)
    for is_total, code, base, digit in figures:
        largest = max(largest, digit)
        if is_total:
            totals.add(base)
        elif code:
            levels[len(code)] = levels.get(len(code), Decimal(0)) + base
    return Scope(frozenset({*totals, *levels.values()} - {Decimal(0)}), largest)


def _list_columns(table: Table, row: TableRow) -> list[Column]:
    if table.template is None:
        return []
    sides = [side for side in table.template.sides if side.name == row.side]
    return [c for side in sides for c in side.columns if c.name in table.columns]


def _find_total(table: Table, row: TableRow) -> Column:
    columns = _list_columns(table, row)
    totals = [column for column in columns if column.role == "total"]
    return (totals or columns or [Column(name="", headers=())])[0]
