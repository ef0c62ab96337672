"""Gather the figures that the terms of an equation mean in the tables of a document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.budget import TableTemplate
from auditor.checks.lookup import Lookup, Quantity, TableIndex
from auditor.checks.spoken import SPOKEN
from auditor.finding import Bilingual, Place
from auditor.rule.equation import Binding, RowChoice, Term
from auditor.rule.formula import RowForm

# A row that is declared once, printed more often than this, is no such row.
_MOST_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Why figures cannot be compared, and the table where that shows (None: the document)."""

    reason: Bilingual
    index: TableIndex | None = None


Indexes = Mapping[str, TableIndex]


def list_instances(tables: Sequence[TableTemplate], lookup: Lookup) -> Iterator[Indexes]:
    """Yield the tables that belong together: the first of each template, then the second ones."""
    found = [(table.name, lookup.find_indexes(table.name)) for table in tables]
    for k in range(min(len(indexes) for _, indexes in found)):
        yield {name: indexes[k] for name, indexes in found}


def find_missing_table(tables: Sequence[TableTemplate], lookup: Lookup) -> TableTemplate | None:
    """Find the first table that the document does not have."""
    return next((table for table in tables if not lookup.find_indexes(table.name)), None)


def find_missing_column(terms: Sequence[Term], indexes: Indexes) -> Obstacle | None:
    """Find the first column that a table of this document does not have."""
    for term in terms:
        index = indexes[term.table.name]
        if term.column.name not in index.table.columns:
            return Obstacle(reason=_describe_missing(term), index=index)
    return None


def _describe_missing(term: Term) -> Bilingual:
    table, column = term.table.name, term.column.name
    if table == SPOKEN:
        return Bilingual(f"说明文字中没有“{column}”", f"no sentence states {column}")
    return Bilingual(f"表格“{table}”没有“{column}”栏", f"{table} has no column {column}")


def gather_fixed(
    term: Term, index: TableIndex, *, may_miss: bool = True
) -> list[Quantity] | Obstacle:
    """Gather the figures of a cell or a sum: at least one, a nil where no row is printed.

    Where none `may_miss`, a row by name that is not printed is an obstacle.
    """
    rows = index.find_rows(term.rows)
    if not rows and not may_miss and term.rows.form is RowForm.NAME:
        return Obstacle(reason=_describe_no_row(term), index=index)
    if term.binding is Binding.CELL:
        obstacle = _find_row_obstacle(term, index, len(rows))
        if obstacle is not None:
            return obstacle
    if rows:
        return [index.measure(row, term.column) for row in rows]
    like = Place(row=term.rows.text, key=term.rows.text)
    return [index.measure_missing(term.column, term.rows, like)]


def _describe_no_row(term: Term) -> Bilingual:
    table, row = term.table.name, term.rows.text
    return Bilingual(f"表格“{table}”没有“{row}”一行", f"{table} has no row {row}")


def describe_unreadable(text: str) -> Bilingual:
    """Say that a figure that is needed cannot be read."""
    return Bilingual(f"数字“{text}”无法辨认", f"the figure {text!r} cannot be read")


def _find_row_obstacle(term: Term, index: TableIndex, count: int) -> Obstacle | None:
    """Find why the rows of a cell are not the one row that is meant."""
    if term.rows.form is RowForm.ONLY and count != 1:
        reason = Bilingual(
            f"表格“{term.table.name}”应有一行数字，实有{count}行",
            f"{term.table.name} should have one row of figures and has {count}",
        )
        return Obstacle(reason=reason, index=index)
    if count > _MOST_ROWS:
        return Obstacle(reason=_describe_repeated(term.rows, count), index=index)
    return None


def _describe_repeated(rows: RowChoice, count: int) -> Bilingual:
    return Bilingual(
        f"“{rows.text}”一行出现了{count}次", f"the row {rows.text} is printed {count} times"
    )
