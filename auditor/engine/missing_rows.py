"""Rows that a table does not print although another place speaks of them. Knows no rule."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.finding import Operand, Outcome, Place


class RowKey(NamedTuple):
    """A row by its table's id and its own key."""

    table: str
    key: str


def list_missing_rows(
    outcomes: Sequence[Outcome], operands: Iterable[Operand]
) -> frozenset[RowKey]:
    """List the rows of the operands of which no figure at all is printed."""
    blank = {_name_row(one) for one in operands if not one.text and one.place.key}
    if not blank:
        return frozenset()
    printed = {_name_row(one) for outcome in outcomes for one in outcome.operands if one.text}
    return frozenset(row for row in blank - printed if row.table)


def find_weight(outcome: Outcome, missing: Place) -> Decimal:
    """Find the weight that a row which is not printed would have in a sum over its family.

    0 unless the sum is over the same table and column, and the other rows are its siblings.
    """
    parent, *children = outcome.operands
    if not children or parent.place.key == missing.key:
        return Decimal(0)
    mine = all(
        operand.place.table == missing.table and operand.place.column == missing.column
        for operand in outcome.operands
    )
    if not mine or not all(_is_sibling(child.place.key, missing.key) for child in children):
        return Decimal(0)
    above = parent.place.key
    return (
        children[0].weight if not above.isdigit() or missing.key.startswith(above) else Decimal(0)
    )


def _is_sibling(key: str, missing: str) -> bool:
    return key.isdigit() and missing.isdigit() and len(key) == len(missing)


def _name_row(operand: Operand) -> RowKey:
    return RowKey(operand.place.table, operand.place.key)
