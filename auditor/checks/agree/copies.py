"""Kind `agree`, demand `copies`: a table that is printed in two files is the same in both.

Rows are matched by side and key, cells by column; a row that one file leaves out says nothing,
for rows without figures are often left out. Not applicable where no table is printed twice. A
document numbers its tables of one template, so that two of one number are of two documents.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from auditor.budget import Budget, Table, TableRow
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.places import locate_row
from auditor.checks.stating import measure_amount
from auditor.finding import Outcome

_ONE = Decimal(1)
_OF_FORM = "F"  # each form has its own funds, which are compared by project


def check_copies(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every cell that two files print."""
    printed: dict[tuple[str, int], list[Table]] = {}
    for table in budget.tables:
        if table.template is not None and not table.id.startswith(_OF_FORM):
            printed.setdefault((table.template_name, table.ordinal), []).append(table)
    for tables in printed.values():
        for one, other in pairwise(tables):
            yield from _compare_tables(one, other, parameters)


def _compare_tables(one: Table, other: Table, parameters: AgreeParameters) -> Iterator[Outcome]:
    rows = _index_rows(other)
    for key, row in _index_rows(one).items():
        copy = rows.get(key)
        if row is None or copy is None:
            continue
        for entry in row.entries:
            again = copy.find_entry(entry.column)
            if entry.amount is None or again is None or again.amount is None:
                continue
            place = locate_row(one, row, entry.location, entry.column)
            there = locate_row(other, copy, again.location, again.column)
            parts = [
                Part(_ONE, measure_amount(entry.amount, entry.text, place), one.title),
                Part(-_ONE, measure_amount(again.amount, again.text, there), other.title),
            ]
            yield compare_parts(parts, 0, Demand(facts=(), tolerance=parameters.tolerance))


def _index_rows(table: Table) -> dict[tuple[str, str], TableRow | None]:
    """Index rows by side and key; one that is printed several times is nobody's copy."""
    found: dict[tuple[str, str], TableRow | None] = {}
    for row in table.rows:
        key = (row.side, "" if row.is_total else row.key)
        found[key] = None if key in found else row
    return found
