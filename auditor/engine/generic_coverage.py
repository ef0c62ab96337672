"""What the ledger says of tables that no template fits: recognised by generic roles, or not.

A table counts as recognised where its figures confirm at least one relation.
"""

from bisect import bisect_right
from operator import itemgetter
from typing import NamedTuple

from auditor.budget import Budget
from auditor.budget.generic import GenericTable
from auditor.checks.inferred.inferring import find_inferences
from auditor.finding import Bilingual, TableSummary
from auditor.location import Location

_NO_ROLES = Bilingual(
    "所在表格未能识别：表头和各行看不出各栏的含义",
    "its table is not recognised: header and rows do not tell what the columns mean",
)
_NO_RELATION = Bilingual(
    "所在表格未能识别：各栏各行之间看不出勾稽关系",
    "its table is not recognised: nothing in it shows what adds up",
)
_NOT_CONFIRMED = Bilingual(
    "所在表格未能识别：推断的勾稽关系没有得到数字证实",
    "its table is not recognised: the figures confirm no relation that its form suggests",
)
_NOT_COVERED = Bilingual(
    "表格按通用角色识别，没有推断出涉及这个数字的关系",
    "its table has generic roles only, and no relation was inferred for this figure",
)


class GenericCoverage(NamedTuple):
    """Tables recognised by generic roles, the first lines of their pieces, and reasons by line."""

    tables: tuple[TableSummary, ...]
    pieces: frozenset[int]
    spans: tuple[tuple[int, int, Bilingual], ...]

    def find_reason(self, location: Location) -> Bilingual:
        """Return why no relation has tested a figure of a table without a template."""
        at = bisect_right(self.spans, location.line, key=itemgetter(0)) - 1
        if at >= 0 and location.line <= self.spans[at][1]:
            return self.spans[at][2]
        return _NO_ROLES


def cover_generic_tables(budget: Budget) -> GenericCoverage:
    """Say which tables without a template have a confirmed relation, and why the others not."""
    inferences = find_inferences(budget)
    confirmed = inferences.list_confirmed()
    related = {relation.table for relation in inferences.relations}
    tables: list[TableSummary] = []
    pieces: set[int] = set()
    spans: list[tuple[int, int, Bilingual]] = []
    for place, table in enumerate(budget.generic_tables):
        is_confirmed = place in confirmed
        if is_confirmed:
            tables.append(_summarise(table))
            pieces.update(table.pieces)
        lines = [row.row.location.line for row in table.rows]
        doubt = _NOT_CONFIRMED if place in related else _NO_RELATION
        reason = _NOT_COVERED if is_confirmed else doubt
        spans.append((min(lines), max(lines), reason))
    spans.sort(key=itemgetter(0))
    return GenericCoverage(tuple(tables), frozenset(pieces), tuple(spans))


def _summarise(table: GenericTable) -> TableSummary:
    return TableSummary(
        id=table.table.id,
        title=table.table.title,
        line=table.table.title_location.line,
        template="",
        rows=len({row.row.location.line for row in table.rows}),
        figures=table.table.figures,
    )
