"""In every row, a column equals the sum of the printed columns that are its parts.

Part of kind `rollup`. Which columns are parts of which is said by the template; knows no rule.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.budget import Column, ColumnSum, TableRow, list_sums
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.lookup import TableIndex
from auditor.checks.places import make_not_applicable
from auditor.finding import Bilingual, Outcome
from auditor.rule import Tolerance

_PLUS, _MINUS = Decimal(1), Decimal(-1)
_LEAST_PARTS = 2
_NOTHING_TO_ADD = Bilingual("表中没有可加总的栏", "no column of the table adds up others")


def check_across(
    index: TableIndex, columns: Sequence[str], tolerance: Tolerance
) -> Iterator[Outcome]:
    """Yield an outcome for every sum of columns, row by row; `columns` empty means all."""
    template = index.table.template
    if template is None:
        return
    count = 0
    for side in template.sides:
        rows = [row for row in index.table.rows if row.side == side.name and row.has_figure()]
        for row in rows:
            for found in list_row_sums(row, side.columns):
                if columns and found.whole.name not in columns:
                    continue
                count += 1
                yield _compare(index, row, found, tolerance)
    if not count:
        yield make_not_applicable(_NOTHING_TO_ADD, index.table)


def list_row_sums(row: TableRow, columns: Sequence[Column]) -> list[ColumnSum]:
    """Return the sums of the columns that the row's table prints, of two parts or more."""
    printed = {entry.column for entry in row.entries}
    sums = list_sums([column for column in columns if column.name in printed])
    return [found for found in sums if len(found.parts) >= _LEAST_PARTS]


def _compare(index: TableIndex, row: TableRow, found: ColumnSum, tolerance: Tolerance) -> Outcome:
    whole = found.whole
    parts = [Part(_PLUS, index.measure(row, whole), whole.name)]
    parts += [Part(_MINUS, index.measure(row, part), part.name) for part in found.parts]
    zh = f"{whole.name} = {' + '.join(part.name for part in found.parts)}"
    return compare_parts(
        parts, 0, Demand(tolerance=tolerance, facts=(("formula", Bilingual(zh, zh)),))
    )
