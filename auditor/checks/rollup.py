"""Kind `rollup`: what the template says adds up, does: rows in each column, columns in each row.

By the kind of table: with codes, 类 = Σ款 = Σ项 and total = Σ类, a row standing under the nearest
level that is printed; two-sided, a side's total = the rows of its declared set, and each declared
row = the rows that are `of` it; items, total = the other rows. Rows with the same code are added
together. With `direction: across`, each column = the printed columns that are `of` it, row by
row; with `rates`, of each three `columns` the first = the second's change to the third, in %.
Fields: `in` (the tables), `columns` (empty: all that can be added), `when`, `tolerance`,
`direction`.
Not applicable where the condition does not hold, a table or column is missing, nothing adds up
to anything, all is blank, or a figure cannot be read; and where a sum is broken that a row
without a code may complete.
Source: 预算法 第三十二条, 第四十六条 (类、款、项 of the 政府收支分类科目).
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import PERCENT
from auditor.budget import Budget, Column, TableTemplate
from auditor.checks.comparison import BarePart, Demand, compare_parts
from auditor.checks.conditions import Condition, find_obstacle
from auditor.checks.families import Family, has_too_many_totals, list_families
from auditor.checks.lookup import TableIndex, find_lookup
from auditor.checks.places import make_not_applicable, make_table_missing
from auditor.checks.rates import check_rates
from auditor.checks.row_sums import check_across
from auditor.finding import Bilingual, Outcome, Verdict
from auditor.rule import Tolerance

_PLUS, _MINUS = Decimal(1), Decimal(-1)
_TOTAL = (("formula", Bilingual("合计 = 各行之和", "total = sum of the rows")),)
_PARENT = (("formula", Bilingual("本行 = 下级各行之和", "row = sum of the rows below it")),)
_NOTHING_TO_ADD = Bilingual("表中没有可加总的行", "no row of the table adds up others")
_TOO_MANY_TOTALS = Bilingual("表中合计行过多", "the table has too many total rows")


RATES = "rates"
DIRECTIONS = ("down", "across", RATES)


class RollupParameters(NamedTuple):
    """The tables and columns to add up; no columns means all that can be added."""

    tables: tuple[TableTemplate, ...]
    columns: tuple[str, ...] = ()
    condition: Condition | None = None
    tolerance: Tolerance = Tolerance()
    direction: str = DIRECTIONS[0]


def check_rollup(parameters: RollupParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every sum, column by column.

    Raises RuleError where the units that a table prints cannot be converted.
    """
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    lookup = find_lookup(budget)
    for template in parameters.tables:
        indexes = lookup.find_indexes(template.name)
        if not indexes:
            yield make_table_missing(template)
        for index in indexes:
            if parameters.direction == RATES:
                yield from check_rates(index, parameters.columns)
            elif parameters.direction == "across":
                yield from check_across(index, parameters.columns, parameters.tolerance)
            else:
                yield from _check_table(index, template, parameters)


def _check_table(
    index: TableIndex, template: TableTemplate, parameters: RollupParameters
) -> Iterator[Outcome]:
    if has_too_many_totals(index.table):
        yield make_not_applicable(_TOO_MANY_TOTALS, index.table)
        return
    families = list_families(index.table)
    if not families:
        yield make_not_applicable(_NOTHING_TO_ADD, index.table)
        return
    blank = []
    for column in _list_columns(template, parameters.columns):
        if column.name not in index.table.columns:
            if parameters.columns:
                yield _report_column(index, column)
            continue
        mine = [family for family in families if _has_column(family, column)]
        outcomes = list(_check_column(index, column, mine, parameters.tolerance))
        yield from outcomes
        if mine and not outcomes:
            blank.append(column.name)
    if blank:
        names = "、".join(blank), ", ".join(blank)
        reason = Bilingual(f"“{names[0]}”栏均为空", f"nothing stands in {names[1]}")
        yield make_not_applicable(reason, index.table)


def _list_columns(template: TableTemplate, names: Sequence[str]) -> list[Column]:
    columns = template.list_columns()
    if names:
        return [column for column in columns if column.name in names]
    return [column for column in columns if (column.unit or template.unit) != PERCENT]


def _report_column(index: TableIndex, column: Column) -> Outcome:
    reason = Bilingual(f"表中没有“{column.name}”栏", f"the table has no column {column.name}")
    return make_not_applicable(reason, index.table)


def _check_column(
    index: TableIndex, column: Column, families: Sequence[Family], tolerance: Tolerance
) -> Iterator[Outcome]:
    demands = {
        is_total: Demand(tolerance=tolerance, facts=_TOTAL if is_total else _PARENT)
        for is_total in (False, True)
    }
    for family in families:
        parts = _make_parts(index, column, family)
        if all(one.is_nil and one.is_readable for _, one, _ in parts):
            continue
        outcome = compare_parts(parts, 0, demands[family.is_total])
        yield _doubt(outcome, index, column, family)


def _has_column(family: Family, column: Column) -> bool:
    """Say whether the family's side of the table has the column."""
    rows = (*family.parents, *family.children)
    return any(row.find_entry(column.name) is not None for row in rows)


def _make_parts(index: TableIndex, column: Column, family: Family) -> list[BarePart]:
    name = column.name
    parents = [(_PLUS, index.measure(row, column), name) for row in family.parents]
    return parents + [(_MINUS, index.measure(row, column), name) for row in family.children]


def _doubt(outcome: Outcome, index: TableIndex, column: Column, family: Family) -> Outcome:
    """Turn a failure into not applicable where a row without a code may belong to the sum."""
    if outcome.verdict is not Verdict.FAIL:
        return outcome
    for row in family.doubtful:
        if not index.measure(row, column).is_nil:
            reason = Bilingual(
                f"“{row.label}”一行没有科目编码，不知应计入何处",
                f"the row {row.label} has no code: where it counts is not known",
            )
            return Outcome(verdict=Verdict.NOT_APPLICABLE, place=outcome.place, reason=reason)
    return outcome
