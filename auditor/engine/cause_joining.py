"""Join causes that are one: figures of one missing row, two figures in each other's place.

Knows nothing of how causes are found.
"""

from collections.abc import Sequence

from auditor.engine.corrections import Cause
from auditor.engine.missing_rows import RowKey
from auditor.engine.plausibility import are_swapped
from auditor.engine.slips import Slip
from auditor.finding import Outcome


def join_causes(causes: list[Cause], outcomes: Sequence[Outcome]) -> list[Cause]:
    """Join causes that say the same slip, each at the place of the first."""
    return _join_swaps(_add_sums(_join_rows(causes), outcomes))


def _join_rows(causes: list[Cause]) -> list[Cause]:
    """Make one cause of all those that miss a figure of the same row."""
    joined: list[Cause] = []
    known: dict[RowKey, int] = {}
    for cause in causes:
        if cause.row is None or cause.row not in known:
            if cause.row is not None:
                known[cause.row] = len(joined)
            joined.append(cause)
        else:
            first = joined[known[cause.row]]
            joined[known[cause.row]] = _absorb(first, cause)
    return joined


def _add_sums(causes: list[Cause], outcomes: Sequence[Outcome]) -> list[Cause]:
    """Add to a missing row the sums of its table that lack just its amount."""
    rows = [number for number, cause in enumerate(causes) if cause.row is not None]
    unsolved = [number for number, cause in enumerate(causes) if not cause.corrections]
    gone: set[int] = set()
    joined = list(causes)
    for number in rows:
        for other in unsolved:
            if other not in gone and _lacks(causes[other], causes[number], outcomes):
                joined[number] = _absorb(joined[number], causes[other])
                gone.add(other)
    return [cause for number, cause in enumerate(joined) if number not in gone]


def _lacks(cause: Cause, missing: Cause, outcomes: Sequence[Outcome]) -> bool:
    """Say whether each failed sum is of the row's table and off by the row's very amount."""
    (first, *_) = missing.corrections
    amount = abs(first.right * first.operand.weight)
    table = first.operand.place.table
    return all(
        abs(outcomes[index].residual) == amount
        and all(operand.place.table == table for operand in outcomes[index].operands)
        for index in cause.explains
    )


def _join_swaps(causes: list[Cause]) -> list[Cause]:
    """Make one cause of two whose figures stand in each other's place."""
    joined: list[Cause] = []
    for cause in causes:
        for number, known in enumerate(joined):
            pair = (*known.corrections, *cause.corrections)
            if len(known.corrections) == len(cause.corrections) == 1 and are_swapped(pair):
                joined[number] = _absorb(known, cause)._replace(
                    corrections=tuple(one._replace(slip=Slip.SHIFTED) for one in pair),
                    is_one=True,
                )
                break
        else:
            joined.append(cause)
    return joined


def _absorb(cause: Cause, other: Cause) -> Cause:
    return cause._replace(explains=(*cause.explains, *other.explains))
