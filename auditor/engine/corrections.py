"""Causes as values: which figures to correct, to what, and what else would do as well."""

from decimal import Decimal
from typing import NamedTuple

from auditor.engine.missing_rows import RowKey
from auditor.engine.slips import Slip
from auditor.finding import Operand


class Correction(NamedTuple):
    """A figure and what it would have to be, in its own unit.

    `text` is that in the figure's printed form. `witnesses` counts the places that print the
    same value; `is_vague` says that rounding leaves other values open; `is_certain` that no
    other value and no other smallest set would do as well.
    """

    operand: Operand
    right: Decimal
    slip: Slip
    text: str = ""
    witnesses: int = 0
    is_vague: bool = False
    is_certain: bool = False


class Cause(NamedTuple):
    """Corrections that mend the failed outcomes `explains` (indexes into what was given).

    `rivals` are the other smallest sets that would do as well, the likeliest first;
    `is_bounded` says that the search was cut short. `row` is a row that is not printed, if
    that is the cause, and `is_one` says that the corrections are of one slip: two figures in
    each other's place, or all of them in one row.
    """

    corrections: tuple[Correction, ...]
    explains: tuple[int, ...]
    rivals: tuple[tuple[Correction, ...], ...] = ()
    is_bounded: bool = False
    row: RowKey | None = None
    is_one: bool = False
