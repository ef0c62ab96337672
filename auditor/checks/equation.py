"""Kind `equation`: figures of one or several tables must satisfy a formula.

Fields: `equation` (formulas, one a line, see docs/equations.md), `in` (the tables in whose rows
bare columns stand), `when`, `tolerance`. A template may occur several times in a document: the
first tables of all templates belong together, then the second ones, and so on.
Not applicable where the condition does not hold, a table or one of its columns is missing, a
figure cannot be read, or all figures are blank. A row missing from a table that is there is 0.
Sources: 预算法实施条例 第五条 and the 勾稽关系 of the forms; each rule names its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.budget import Budget, TableRow, TableTemplate
from auditor.budget.pattern import normalise_label
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
from auditor.finding import Bilingual, Outcome
from auditor.rule import Tolerance
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
        """Gather what is the same at every place: cells and sums."""
        for number, term in enumerate(self._equation.terms):
            if term.binding in (Binding.CELL, Binding.SUM):
                found = gather_fixed(term, self._indexes[term.table.name])
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
        groups = _join_labels(
            [_group_rows(self._indexes[term.table.name].find_rows(term.rows)) for _, term in bound]
        )
        keys = dict.fromkeys(key for group in groups for key in group)
        for key in keys:
            yield self._compare(
                {
                    number: self._measure_key(term, group.get(key, ()), groups, key)
                    for (number, term), group in zip(bound, groups, strict=True)
                }
            )

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


def _group_rows(rows: Sequence[TableRow]) -> dict[str, list[TableRow]]:
    groups: dict[str, list[TableRow]] = {}
    for row in rows:
        groups.setdefault(row.key, []).append(row)
    return groups


def _join_labels(groups: list[dict[str, list[TableRow]]]) -> list[dict[str, list[TableRow]]]:
    """Give rows without a code the key of the one code that another table prints their name by."""
    if all(rows[0].code for group in groups for rows in group.values()):
        return groups
    codes: dict[str, set[str]] = {}
    for group in groups:
        for key, rows in group.items():
            if rows[0].code:
                codes.setdefault(normalise_label(rows[0].label), set()).add(key)
    return [_rename_keys(group, codes) for group in groups]


def _rename_keys(
    group: dict[str, list[TableRow]], codes: Mapping[str, set[str]]
) -> dict[str, list[TableRow]]:
    renamed: dict[str, list[TableRow]] = {}
    for key, rows in group.items():
        named = set() if rows[0].code else codes.get(normalise_label(rows[0].label), set())
        (other,) = named if len(named) == 1 else (key,)
        renamed.setdefault(key if other in group else other, []).extend(rows)
    return renamed
