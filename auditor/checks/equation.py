"""Kind `equation`: figures of one or several tables must satisfy a formula.

Fields: `equation` (formulas, one a line, see docs/equations.md), `in` (the tables in whose rows
bare columns stand), `when`, `tolerance`. A template may occur several times in a document: the
first tables of all templates belong together, then the second ones, and so on.
Not applicable where the condition does not hold, a table or one of its columns is missing, a
figure cannot be read, or all figures are blank. A row missing from a table that is there is 0,
but for rows by name where another document's table takes part.
Sources: 预算法实施条例 第五条 and the 勾稽关系 of the forms; each rule names its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.budget import Budget, TableRow, TableTemplate
from auditor.checks.comparison import BarePart, Demand, compare_parts
from auditor.checks.conditions import Condition, evaluate_condition, find_obstacle
from auditor.checks.gathering import (
    Indexes,
    Obstacle,
    find_missing_column,
    find_missing_table,
    gather_fixed,
    list_instances,
)
from auditor.checks.lookup import Lookup, Quantity, find_lookup
from auditor.checks.places import locate_row, make_not_applicable, make_table_missing
from auditor.checks.row_keys import find_level, group_rows
from auditor.finding import Bilingual, Outcome
from auditor.rule import Tolerance
from auditor.rule.across import is_earlier, is_far
from auditor.rule.equation import Binding, CompiledEquation, Term

__all__ = ["Condition", "EquationParameters", "check_equation", "evaluate_condition"]

_Groups = Mapping[str, Sequence[TableRow]]


class EquationParameters(NamedTuple):
    """The equations of a rule; `tables` are those that its `in` names."""

    equations: tuple[CompiledEquation, ...]
    condition: Condition | None = None
    tolerance: Tolerance = Tolerance()
    tables: tuple[TableTemplate, ...] = ()


def check_equation(parameters: EquationParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every place at which an equation stands.

    Raises RuleError where the units that a table prints cannot be converted.
    """
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    lookup = find_lookup(budget)
    for equation in parameters.equations:
        yield from _check_tables(equation, lookup, parameters.tolerance)


def _check_tables(
    equation: CompiledEquation, lookup: Lookup, tolerance: Tolerance
) -> Iterator[Outcome]:
    missing = find_missing_table(equation.tables, lookup)
    if missing is not None:
        yield make_table_missing(missing)
        return
    demand = Demand(
        relation=equation.relation,
        constant=equation.constant,
        dimension=equation.dimension,
        tolerance=tolerance,
        facts=(("formula", Bilingual(equation.text, equation.text)),),
    )
    for indexes in list_instances(equation.tables, lookup):
        yield from _Instance(equation, indexes, demand).check()
    yield from _report_left_over(equation, lookup)


def _report_left_over(equation: CompiledEquation, lookup: Lookup) -> Iterator[Outcome]:
    """Say that tables remain which have no counterpart."""
    counted = [(len(lookup.find_indexes(table.name)), table.name) for table in equation.tables]
    (fewest, rare), (most, frequent) = min(counted), max(counted)
    if fewest < most:
        yield make_not_applicable(
            Bilingual(
                f"“{frequent}”有{most}张，“{rare}”只有{fewest}张，其余无从比较",
                f"there are {most} of {frequent} and only {fewest} of {rare} to compare them with",
            )
        )


class _Instance:
    """An equation put to one set of tables that belong together."""

    def __init__(self, equation: CompiledEquation, indexes: Indexes, demand: Demand) -> None:
        self._equation = equation
        self._indexes = indexes
        self._demand = demand
        self._fixed: dict[int, list[BarePart]] = {}

    def check(self) -> Iterator[Outcome]:
        """Yield the outcomes at all places."""
        terms = self._equation.terms
        obstacle = find_missing_column(terms, self._indexes) or self._gather_fixed()
        if obstacle is not None:
            table = obstacle.index.table if obstacle.index else None
            yield make_not_applicable(obstacle.reason, table)
        elif self._equation.home is not None:
            yield from self._check_rows(self._equation.home)
        elif any(term.binding is Binding.EACH for term in terms):
            yield from self._check_keys()
        else:
            yield self._compare({})

    def _gather_fixed(self) -> Obstacle | None:
        """Gather what is the same at every place: cells and sums.

        Forms of two documents may divide their money otherwise: what only one names is no 0.
        """
        may_miss = not self._has_far()
        for number, term in enumerate(self._equation.terms):
            if term.binding in (Binding.CELL, Binding.SUM):
                found = gather_fixed(term, self._indexes[term.table.name], may_miss=may_miss)
                if isinstance(found, Obstacle):
                    return found
                self._fixed[number] = [(term.weight, one, term.role) for one in found]
        return None

    def _check_rows(self, home: TableTemplate) -> Iterator[Outcome]:
        index = self._indexes[home.name]
        bare = self._number_terms(Binding.HERE)
        for row in index.find_rows(bare[0][1].rows):
            yield self._compare(
                {number: [index.measure(row, term.column)] for number, term in bare}
            )

    def _check_keys(self) -> Iterator[Outcome]:
        bound = self._number_terms(Binding.EACH)
        groups = group_rows(
            [self._indexes[term.table.name].find_rows(term.rows) for _, term in bound]
        )
        keys = dict.fromkeys(key for group in groups for key in group)
        for key in self._list_comparable(keys, [term for _, term in bound], groups):
            yield self._compare(
                {
                    number: self._measure_key(term, group.get(key, ()), groups, key)
                    for (number, term), group in zip(bound, groups, strict=True)
                }
            )

    def _list_comparable(
        self, keys: Iterable[str], terms: Sequence[Term], groups: Sequence[_Groups]
    ) -> list[str]:
        """List the keys of levels that all tables print, where they are of two documents.

        One may divide its money further than the other: a level that it leaves out is no 0. A
        later document need not print again what has come to an end; its totals tell.
        """
        if not self._has_far():
            return list(keys)
        common = set.intersection(*({find_level(key) for key in group} for group in groups))
        earlier = [is_earlier(term.table.name) for term in terms]
        later = [group for group, is_old in zip(groups, earlier, strict=True) if not is_old]
        shown = later if any(earlier) and later else groups
        return [
            key
            for key in keys
            if find_level(key) in common and any(key in group for group in shown)
        ]

    def _has_far(self) -> bool:
        return any(is_far(term.table.name) for term in self._equation.terms)

    def _measure_key(
        self, term: Term, rows: Sequence[TableRow], groups: Sequence[_Groups], key: str
    ) -> list[Quantity]:
        index = self._indexes[term.table.name]
        if rows:
            return [index.measure(row, term.column) for row in rows]
        row = next(group[key][0] for group in groups if key in group)
        like = locate_row(index.table, row, row.location, term.column.name)
        return [index.measure_missing(term.column, term.rows, like)]

    def _number_terms(self, binding: Binding) -> list[tuple[int, Term]]:
        terms = enumerate(self._equation.terms)
        return [(number, term) for number, term in terms if term.binding is binding]

    def _compare(self, found: Mapping[int, list[Quantity]]) -> Outcome:
        """Put the figures found for this place beside the fixed ones, in the formula's order."""
        parts: list[BarePart] = []
        lead = 0
        for number, term in enumerate(self._equation.terms):
            if number == self._equation.lead:
                lead = len(parts)
            fixed = self._fixed.get(number)
            if fixed is None:
                weight, role = term.weight, term.role
                for one in found[number]:
                    parts.append((weight, one, role))  # noqa: PERF401 - mostly only one
            else:
                parts += fixed
        return compare_parts(parts, lead, self._demand)
