"""Codes that one table misprints: another prints the same name and amount by another code.

What compares tables or adds up their rows goes by the right code, so that one slip is one finding,
which kind `codes` reports. Knows no catalogue.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from auditor.budget import Budget, Table, TableRow
from auditor.budget.pattern import normalise_label
from auditor.checks.same_budget import SameBudget

_FUNCTIONAL = "functional"
_STEP = 2  # each level of the classification adds two digits
_CLASS = 3


class Misprint(NamedTuple):
    """A row, and the row of another table that prints the same by another code."""

    table: Table
    row: TableRow
    other_table: Table
    other: TableRow


@lru_cache(maxsize=1)
def find_misprints(same: SameBudget) -> tuple[Misprint, ...]:
    """Find the rows whose code alone differs from what another table prints.

    Of two rows that differ from each other the one without its parent is misprinted, else the
    one whose code fewer tables print, else the later one.
    """
    tables = [table for table in same.budget.tables if is_functional(table)]
    codes = [{row.code for row in table.rows if row.code} for table in tables]
    found = list(_iterate_candidates(tables, codes)) if len(tables) > 1 else []
    return tuple(one for one in found if not _is_outdone(one, found, codes))


def is_functional(table: Table) -> bool:
    """Say whether a table lists expenditure or income by functional codes."""
    return table.template is not None and table.template.sides[0].codes == _FUNCTIONAL


def _iterate_candidates(tables: Sequence[Table], codes: Sequence[set[str]]) -> Iterator[Misprint]:
    by_code: dict[str, dict[int, set[str]]] = {}
    for number, table in enumerate(tables):
        for row in table.rows:
            if row.code:
                by_code.setdefault(row.code, {}).setdefault(number, set()).add(row.label)
    for number, table in enumerate(tables):
        for row in table.rows:
            there = by_code.get(row.code, {})
            if not row.code or any(row.label in there[n] for n in there if n != number):
                continue
            match = _find_match(row, number, tables, codes)
            if match is not None:
                yield Misprint(table, row, *match)


def _find_match(
    row: TableRow, number: int, tables: Sequence[Table], codes: Sequence[set[str]]
) -> tuple[Table, TableRow] | None:
    """Find the row that only the code tells from this one; None if several codes come in."""
    label = normalise_label(row.label)
    amounts = _list_amounts(row)
    found: dict[str, tuple[Table, TableRow]] = {}
    for n, table in enumerate(tables):
        for other in table.rows if n != number and label and amounts else ():
            if len(other.code) != len(row.code) or normalise_label(other.label) != label:
                continue
            if other.code == row.code:
                return None  # the same but for blanks and brackets
            if other.code not in codes[number] and amounts & _list_amounts(other):
                found.setdefault(other.code, (table, other))
    return next(iter(found.values())) if len(found) == 1 else None


def _list_amounts(row: TableRow) -> set[object]:
    return {
        entry.amount.compute_base() for entry in row.entries if entry.amount and entry.amount.value
    }


def _is_outdone(one: Misprint, found: Sequence[Misprint], codes: Sequence[set[str]]) -> bool:
    """Say whether rather the other row is misprinted."""
    if not any(two.row is one.other or two.other is one.row for two in found if two is not one):
        return False
    return _rank(one.row, one.table, codes) < _rank(one.other, one.other_table, codes)


def _rank(row: TableRow, table: Table, codes: Sequence[set[str]]) -> tuple[bool, int, int]:
    """Rank a row by how likely its code is misprinted."""
    own = {other.code for other in table.rows}
    lacks_parent = len(row.code) > _CLASS and row.code[:-_STEP] not in own
    return lacks_parent, -sum(row.code in there for there in codes), table.location.line


def correct_codes(budget: Budget) -> Sequence[Table]:
    """Return the budget's tables, misprinted codes replaced by the right ones."""
    misprints = find_misprints(SameBudget(budget))
    if not misprints:
        return budget.tables
    right = {id(one.row): one.other.code for one in misprints}
    return tuple(_correct_table(table, right) for table in budget.tables)


def _correct_table(table: Table, right: dict[int, str]) -> Table:
    if not any(id(row) in right for row in table.rows):
        return table
    rows = tuple(
        replace(row, code=right[id(row)], key=right[id(row)]) if id(row) in right else row
        for row in table.rows
    )
    return replace(table, rows=rows)
