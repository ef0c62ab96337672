"""Find tables, rows and figures of a budget fast: every table is indexed once.

The lookup of the budget last asked for is kept, so that all rules of an audit share it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from auditor.amount import Unit
from auditor.budget import Budget, Column, Entry, Table, TableRow
from auditor.budget.pattern import normalise_label
from auditor.checks.misprints import correct_codes
from auditor.checks.places import locate_row
from auditor.checks.same_budget import SameBudget
from auditor.checks.spoken import make_statement_table
from auditor.checks.tolerance import compute_rounding_digit
from auditor.finding import Place
from auditor.location import Location
from auditor.rule.equation import RowChoice
from auditor.rule.formula import RowForm

_ZERO = Decimal(0)
_CLASS = 3


class Quantity(NamedTuple):
    """What a place of a table adds to a sum.

    `value` is in `unit`, `base` in the base unit. `digit` is the last digit printed in the
    column, in the base unit, 0 if the figure is exact; `shown` the same in `unit`, for printing.
    """

    place: Place
    text: str
    value: Decimal
    unit: Unit
    base: Decimal
    digit: Decimal
    shown: Decimal
    is_nil: bool
    is_readable: bool = True


class TableIndex:
    """The rows of one table by name, code and label, and its figures as quantities."""

    __slots__ = (
        "_by_code",
        "_by_label",
        "_by_name",
        "_digits",
        "_known",
        "_totals",
        "_unreadable",
        "table",
    )

    def __init__(self, table: Table) -> None:
        """Index the rows; labels and figures are looked at when they are first asked for."""
        self.table = table
        self._by_name: dict[str, list[TableRow]] = {}
        self._by_code: dict[str, list[TableRow]] = {}
        self._by_label: dict[str, list[TableRow]] | None = None
        self._digits = _find_digits(table)
        self._known: dict[tuple[int, str], Quantity] = {}
        self._unreadable = {unreadable.location for unreadable in table.unreadable}
        self._totals: dict[str, Location] = {}
        for row in table.rows:
            if row.is_total:
                self._totals.setdefault(row.side, row.location)
            if row.name:
                self._by_name.setdefault(row.name, []).append(row)
            if row.code:
                self._by_code.setdefault(row.code, []).append(row)

    def find_rows(self, choice: RowChoice) -> Sequence[TableRow]:
        """Return the rows that a formula means, in printed order."""
        rows = self._find_on_any_side(choice)
        if not choice.sides:
            return rows
        return [row for row in rows if row.side in choice.sides]

    def measure(self, row: TableRow, column: Column) -> Quantity:
        """Return what a row adds in a column; nil where it prints nothing there."""
        key = (id(row), column.name)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._measure(row, column)
        return found

    def measure_missing(self, column: Column, choice: RowChoice, like: Place) -> Quantity:
        """Return the zero of a row that the table does not print, at its parent or total row.

        `like` names the row that is missed.
        """
        place = Place(
            location=self._locate_parent(like.key) or self._locate_total(choice),
            table=self.table.id,
            title=self.table.title,
            row=like.row,
            key=like.key,
            column=column.name,
        )
        return self._make_nil(place, "", column)

    def _locate_parent(self, key: str) -> Location | None:
        """Find the row above the missing one in the hierarchy of codes."""
        for length in (5, 3):
            rows = self._by_code.get(key[:length], ()) if length < len(key) else ()
            if rows:
                return rows[0].location
        return None

    def _locate_total(self, choice: RowChoice) -> Location:
        """Return where the total of the sides looked at stands, else the title."""
        for side, location in self._totals.items():
            if not choice.sides or side in choice.sides:
                return location
        return self.table.title_location

    def _find_on_any_side(self, choice: RowChoice) -> Sequence[TableRow]:
        match choice.form:
            case RowForm.HERE:
                return self.table.rows
            case RowForm.NAME:
                return self._by_name.get(choice.text, ())
            case RowForm.CODE:
                return self._by_code.get(choice.text, ())
            case RowForm.LABEL:
                return self._index_labels().get(choice.text, ())
            case RowForm.ONLY:
                return self._find_only_row()
            case RowForm.ALL:
                return [row for row in self.table.rows if not row.is_total]
            case RowForm.SET:
                return self._find_set()
            case RowForm.LEVEL:
                length = choice.length
                return [r for r in self.table.rows if len(r.code) == length and not r.is_total]

    def _find_set(self) -> Sequence[TableRow]:
        """Return the rows of the set that stand under no other: the classes, if it has more."""
        rows = [row for row in self.table.rows if not row.is_total and not row.name]
        if not any(len(row.code) > _CLASS for row in rows):
            return rows
        return [row for row in rows if len(row.code) == _CLASS]

    def _index_labels(self) -> dict[str, list[TableRow]]:
        if self._by_label is None:
            self._by_label = {}
            for row in self.table.rows:
                self._by_label.setdefault(normalise_label(row.label), []).append(row)
        return self._by_label

    def _find_only_row(self) -> Sequence[TableRow]:
        """Return the row of a table of one row; its total row if several are printed."""
        filled = [row for row in self.table.rows if row.has_figure()]
        totals = [row for row in filled if row.is_total]
        return totals or filled or self.table.rows[:1]

    def _measure(self, row: TableRow, column: Column) -> Quantity:
        entry = row.find_entry(column.name)
        location = row.location if entry is None else entry.location
        place = locate_row(self.table, row, location, column.name)
        if entry is None or entry.amount is None:
            text = entry.text if entry else ""
            return self._make_nil(place, text, column, is_readable=self._is_readable(location))
        amount = entry.amount
        digit = self._digits.get(column.name, _ZERO)
        rounded = compute_rounding_digit(amount.unit, digit) if amount.value else _ZERO
        shown = digit / amount.unit.factor
        return Quantity(
            place,
            entry.text,
            amount.value,
            amount.unit,
            amount.compute_base(),
            rounded,
            shown,
            is_nil=False,
        )

    def _make_nil(
        self, place: Place, text: str, column: Column, *, is_readable: bool = True
    ) -> Quantity:
        unit = column.unit or self.table.unit
        shown = self._digits.get(column.name, _ZERO) / unit.factor
        return Quantity(
            place, text, _ZERO, unit, _ZERO, _ZERO, shown, is_nil=True, is_readable=is_readable
        )

    def _is_readable(self, location: Location) -> bool:
        return location not in self._unreadable


class Lookup(NamedTuple):
    """The indexes of a budget's tables by template name, each list in printed order."""

    indexes: Mapping[str, tuple[TableIndex, ...]]

    def find_indexes(self, template: str) -> tuple[TableIndex, ...]:
        """Return the tables of a template."""
        return self.indexes.get(template, ())


def find_lookup(budget: Budget) -> Lookup:
    """Return the lookup of a budget, made when it is first asked for."""
    return _make_lookup(SameBudget(budget))


@lru_cache(maxsize=1)
def _make_lookup(same: SameBudget) -> Lookup:
    grouped: dict[str, list[TableIndex]] = {}
    for table in (*correct_codes(same.budget), *same.budget.fund_tables):
        if table.template is not None:
            grouped.setdefault(table.template.name, []).append(TableIndex(table))
    if same.budget.statements:
        table = make_statement_table(same.budget.statements)
        grouped[table.template_name] = [TableIndex(table)]
    return Lookup(indexes={name: tuple(found) for name, found in grouped.items()})


def _find_digits(table: Table) -> dict[str, Decimal]:
    """Find the finest last digit printed in each column, in the base unit; zeros tell nothing."""
    digits: dict[str, Decimal] = {}
    for row in table.rows:
        for entry in row.entries:
            if entry.amount is not None and entry.amount.value:
                _note_digit(digits, entry)
    return digits


def _note_digit(digits: dict[str, Decimal], entry: Entry) -> None:
    amount = entry.amount
    if amount is None or not amount.digit:
        return
    digit = amount.compute_base_digit()
    if digit < digits.get(entry.column, digit + 1):
        digits[entry.column] = digit
