"""Kind `agree`, demand `cells`: an amount that a sentence names is printed in a table.

What is named is looked for among the rows of the rule's tables (by code, by name, by the
spellings of declared rows) and among their columns, first those of total rows; if the rule names
`columns`, among these alone. With the level 合计 any total or declared row may be meant, whatever
the sentence calls it. Amounts of the same name differ from table to table (this account or all,
with what is carried over or without), so it is enough that one cell prints the amount.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from auditor.budget import Budget, Column, Statement, TableRow
from auditor.budget.pattern import Pattern, normalise_label
from auditor.checks.agree.elsewhere import stands_elsewhere
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.agree.rows import RowFinder
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.lookup import Quantity, TableIndex, find_lookup
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import list_named, measure_statement
from auditor.finding import Bilingual, Outcome, Verdict

_ONE = Decimal(1)
_TOTALS = 0
_CLOSE = Decimal("0.01")
_STATED = "说明"


class _Cell(NamedTuple):
    rows: TableIndex
    quantity: Quantity


def check_cells(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every amount that is named like something in the tables."""
    finder = _CellFinder(parameters, budget)
    if finder.is_empty():
        return
    for statement in list_named(budget, parameters.statements):
        parts = [part for part in statement.parts if part.name in parameters.parts]
        for stated in parts if parameters.parts else (statement,):
            cells = finder.find_cells(statement)
            if cells:
                yield _excuse(_compare(stated, statement, cells, parameters), stated, budget)


def _excuse(outcome: Outcome, stated: Statement, budget: Budget) -> Outcome:
    """Judge nothing where a table that is not recognised prints the amount."""
    is_doubtful = outcome.verdict is Verdict.FAIL and stands_elsewhere(
        measure_statement(stated), budget
    )
    if not is_doubtful:
        return outcome
    return Outcome(
        verdict=Verdict.NOT_APPLICABLE,
        place=outcome.place,
        reason=Bilingual(
            f"数字“{stated.text}”印在未能识别的表格中",
            f"the figure {stated.text!r} stands in a table that is not recognised",
        ),
    )


def _compare(
    stated: Statement, named: Statement, cells: list[_Cell], parameters: AgreeParameters
) -> Outcome:
    """Compare with the cell that comes nearest; where that is far off, with the first."""
    quantity = measure_statement(stated)
    if not quantity.is_readable:
        return Outcome(
            verdict=Verdict.NOT_APPLICABLE,
            place=locate_statement(stated),
            reason=Bilingual(
                f"数字“{stated.text}”无法辨认", f"the figure {stated.text!r} cannot be read"
            ),
        )
    nearest = min(cells, key=lambda cell: abs(cell.quantity.base - quantity.base))
    outcome = _judge(quantity, named, nearest, parameters)
    if outcome.verdict is not Verdict.FAIL:
        return outcome
    if abs(nearest.quantity.base - quantity.base) <= _CLOSE * abs(quantity.base):
        return outcome
    printed = [cell for cell in cells if not cell.quantity.is_nil]
    return _judge(quantity, named, (printed or cells)[0], parameters)


def _judge(
    stated: Quantity, named: Statement, cell: _Cell, parameters: AgreeParameters
) -> Outcome:
    title, printed = cell.rows.table.title, cell.quantity
    name = named.label or named.name
    facts = (
        ("item", Bilingual(name, name)),
        ("table_of_row", Bilingual(title, title)),
        ("printed", Bilingual(printed.text or "0", printed.text or "0")),
    )
    parts = [Part(_ONE, stated, _STATED), Part(-_ONE, printed, title)]
    return compare_parts(parts, 0, Demand(facts=facts, tolerance=parameters.tolerance))


class _CellFinder:
    """Finds the cells that a name may mean; built once for a budget and a rule."""

    def __init__(self, parameters: AgreeParameters, budget: Budget) -> None:
        lookup = find_lookup(budget)
        self._parameters = parameters
        self._indexes = [
            index for table in parameters.tables for index in lookup.find_indexes(table.name)
        ]
        self._rows = RowFinder(parameters, budget)
        self._known: dict[tuple[str, str, int], list[_Cell]] = {}

    def is_empty(self) -> bool:
        """Say whether none of the tables is in the document."""
        return not self._indexes

    def find_cells(self, statement: Statement) -> list[_Cell]:
        """Return the cells, of the rule's first table first."""
        if _TOTALS in self._parameters.lengths:
            return self._totals
        name = statement.label or statement.name
        key = (name, statement.code, statement.level)
        if key not in self._known:
            by_code = () if self._parameters.columns else self._find_coded(statement)
            self._known[key] = list(by_code) or self._find_named(name)
        return self._known[key]

    @cached_property
    def _totals(self) -> list[_Cell]:
        return [
            cell
            for index in self._indexes
            for row in index.table.rows
            if row.is_total or row.name
            for cell in self._list_cells(index, row)
        ]

    def _find_coded(self, statement: Statement) -> list[_Cell]:
        if self._rows.is_empty():
            return []
        targets = [
            target
            for code in self._rows.find_codes(statement)
            for target in self._rows.list_targets(code)
        ]
        return [cell for one in targets for cell in self._list_cells(one.rows, one.row)]

    def _find_named(self, label: str) -> list[_Cell]:
        """Find declared rows, and columns of total rows, that are spelled like a name."""
        names = self._list_spellings(label)
        wanted = {column.name for column in self._parameters.columns}
        found: list[_Cell] = []
        others: list[_Cell] = []
        for index in self._indexes:
            columns = [
                one
                for one in _list_columns(index)
                if (not wanted or one.name in wanted)
                and (one.name in names or _is_spelled(names, one.headers))
            ]
            for row in index.table.rows:
                labels = _list_labels(index, row) if row.name and not wanted else ()
                if labels and (row.name in names or _is_spelled(names, labels)):
                    found += self._list_cells(index, row)
                elif columns:
                    cells = self._list_cells(index, row, columns)
                    (found if row.is_total or row.name else others).extend(cells)
        return [*found, *others]

    def _list_spellings(self, label: str) -> list[str]:
        """Return a name as it is, and without the words at its ends that do not matter."""
        name = normalise_label(label)
        found = [name]
        for word in self._parameters.ignored:
            name = name.removeprefix(word)
            found += [name, name.removesuffix(word)]
        return [one for one in dict.fromkeys(found) if one]

    def _list_cells(
        self, index: TableIndex, row: TableRow, columns: Iterable[Column] | None = None
    ) -> list[_Cell]:
        chosen = _list_columns(index) if columns is None else columns
        measured = (index.measure(row, column) for column in chosen)
        return [_Cell(index, one) for one in measured if one.is_readable and one.unit.is_money()]


def _list_columns(index: TableIndex) -> list[Column]:
    """Return the columns of this year that a table prints."""
    template = index.table.template
    known = template.list_columns() if template else ()
    return [one for one in known if not one.period and one.name in index.table.columns]


def _list_labels(index: TableIndex, row: TableRow) -> tuple[Pattern, ...]:
    sides = index.table.template.sides if index.table.template else ()
    declared = (side.find_row(row.name) for side in sides if side.name == row.side)
    return next((one.labels for one in declared if one is not None), ())


def _is_spelled(names: Iterable[str], patterns: Iterable[Pattern]) -> bool:
    known = tuple(patterns)
    return any(pattern.matches(name) for name in names for pattern in known)
