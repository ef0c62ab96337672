"""Propose relations for the tables that no template fits, and keep what the figures confirm.

Once a budget: all rules and the ledger share what is found.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from auditor.budget import Budget
from auditor.budget.generic import GenericTable
from auditor.checks.inferred.changes import propose_changes
from auditor.checks.inferred.check import COLUMN_TOTAL, HIERARCHY, ROW_TOTAL
from auditor.checks.inferred.columns import propose_row_totals
from auditor.checks.inferred.rows import propose_row_sums
from auditor.checks.inferred.sums import Relation, Tally, fails_by_one_digit
from auditor.checks.inferred.totals import propose_equal_totals
from auditor.checks.lookup import TableIndex
from auditor.checks.same_budget import SameBudget

_LEAST_TRUSTED = 3
_LEAST_PROVEN = 5
_LEAST_SHARE = Decimal("0.8")
_MOST_FAILED = 2
_OF_SUMS = frozenset((ROW_TOTAL, COLUMN_TOTAL, HIERARCHY))
Reading = tuple[str, str]


class Inferences(NamedTuple):
    """The relations of all generic tables, confirmed or not, in the order of the tables."""

    relations: tuple[Relation, ...]
    trusted: frozenset[Reading] = frozenset()
    proven: frozenset[Reading] = frozenset()
    counts: Mapping[Reading, int] = MappingProxyType({})
    legible: frozenset[int] = frozenset()

    def count_elsewhere(self, relation: Relation) -> int:
        """Count the sums by which other tables vouch for a relation; 0 if its own suffice."""
        if relation.tally.is_confirmed():
            return 0
        return self.counts.get(_name_reading(relation), 0) - relation.tally.confirmed

    def is_confirmed(self, relation: Relation) -> bool:
        """Say whether the figures confirm a relation.

        One that holds everywhere, but could hardly have failed (each sum has one part, or all
        is zero), is taken where other tables of the document confirm the same reading. So is one
        that printed words or codes say and that fails in one or two places only, and one that
        fails in one place, by one digit, where every figure and name is legible.
        """
        tally = relation.tally
        if tally.is_confirmed():
            return True
        reading = _name_reading(relation)
        if not tally.failed:
            return reading in self.trusted
        is_sum = relation.kind in _OF_SUMS and relation.table in self.legible
        if is_sum and tally.failed == 1 and fails_by_one_digit(relation.sums):
            return True
        is_alone = tally.failed <= _MOST_FAILED and tally.failed <= relation.most_failed
        return is_alone and reading in self.proven

    def list_confirmed(self) -> frozenset[int]:
        """Return the places of the tables of which any relation is confirmed."""
        return frozenset(
            relation.table for relation in self.relations if self.is_confirmed(relation)
        )


def _name_reading(relation: Relation) -> Reading:
    return relation.kind, relation.reading


def find_inferences(budget: Budget) -> Inferences:
    """Return the relations of a budget's generic tables, made when first asked for."""
    return _infer(SameBudget(budget))


@lru_cache(maxsize=1)
def _infer(same: SameBudget) -> Inferences:
    relations = tuple(_propose(same.budget))
    tallies: dict[Reading, Tally] = {}
    for relation in relations:
        if relation.most_failed or relation.tally.is_confirmed():
            reading = _name_reading(relation)
            tallies[reading] = tallies.get(reading, Tally()).add(relation.tally)
    counts = {reading: tally.confirmed for reading, tally in tallies.items()}
    trusted = _list_held(tallies, _LEAST_TRUSTED)
    proven = _list_held(tallies, _LEAST_PROVEN)
    legible = frozenset(
        place for place, table in enumerate(same.budget.generic_tables) if _is_legible(table)
    )
    return Inferences(relations, trusted, proven, MappingProxyType(counts), legible)


def _is_legible(table: GenericTable) -> bool:
    """Say whether each figure of a table can be read, and each row of figures has a name."""
    rows = (row.row for row in table.rows if row.row.has_figure())
    return not table.table.unreadable and all(row.label for row in rows)


def _list_held(tallies: Mapping[Reading, Tally], least: int) -> frozenset[Reading]:
    """Return the readings that so many sums of the document confirm, and few break."""
    return frozenset(
        reading
        for reading, tally in tallies.items()
        if tally.confirmed >= least and tally.share >= _LEAST_SHARE
    )


def _propose(budget: Budget) -> Iterator[Relation]:
    tables = budget.generic_tables
    indexes = [TableIndex(table.table) for table in tables]
    for place, (table, index) in enumerate(zip(tables, indexes, strict=True)):
        yield from propose_row_totals(table, place, index)
        yield from propose_row_sums(table, place, index)
        yield from propose_changes(table, place, index)
    yield from propose_equal_totals(tables, indexes)
