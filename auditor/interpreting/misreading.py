"""Was a table read amiss? Many broken rows at once are evidence of that, not of many faults.

A single sum that does not hold never is: that is what an audit is to find. Knows no rule.
"""

from collections.abc import Sequence

from auditor.budget import RowKind, TableTemplate, list_sums
from auditor.interpreting.bodies import ReadRow
from auditor.interpreting.placing import Placement
from auditor.interpreting.strips import adds_up, get_value

_LEAST_ROWS = 3
_LEAST_PARTS = 2
_THIRDS = 3


def is_misread(
    template: TableTemplate, sides: Sequence[Sequence[Placement]], odd: Sequence[ReadRow]
) -> bool:
    """Say whether rows, columns or figures cannot stand where the table was read to have them.

    `odd` are rows in which nothing was understood.
    """
    placements = [placement for side in sides for placement in side]
    return (
        _is_broken_throughout(placements)
        or _is_torn(placements, odd)
        or (template.row_kind is RowKind.TWO_SIDED and _has_lost_side(sides))
    )


def _is_broken_throughout(placements: Sequence[Placement]) -> bool:
    """Say whether two thirds of the rows that can tell are broken, and a third of all rows.

    Rows of equal figures count once. Three wrong figures among many rows of one part are faults.
    Where no part is printed at all, nothing is broken.
    """
    if not any(_list_parts(placement) for placement in placements):
        return False
    broken, sound, known = set(), set(), set()
    for placement in placements:
        figures = tuple(get_value(placement.values, name) for name in placement.values)
        if any(figures):
            known.add(figures)
        if not adds_up(placement.values, placement.columns):
            broken.add(figures)
        elif _can_tell(placement):
            sound.add(figures)
    count = len(broken)
    is_most = _THIRDS * count >= 2 * (count + len(sound))
    return count >= _LEAST_ROWS and is_most and _THIRDS * count >= len(known)


def _can_tell(placement: Placement) -> bool:
    """Say whether a sum of the row has several parts: one part alone fits in any column."""
    return max(_list_parts(placement), default=0) >= _LEAST_PARTS


def _list_parts(placement: Placement) -> list[int]:
    """Return for each sum of a row that has parts how many of them are not zero."""
    filled = {name for name in placement.values if get_value(placement.values, name)}
    counts = [
        len([part for part in parts if part.name in filled])
        for _, parts in list_sums(placement.columns)
    ]
    return [count for count in counts if count]


def _is_torn(placements: Sequence[Placement], odd: Sequence[ReadRow]) -> bool:
    """Say whether a third of the rows have figures in no column, or figures and no name."""
    stray = sum(bool(placement.misplaced) for placement in placements)
    stray += sum(any(cell.has_amount for cell in read.cells) for read in odd)
    figures = stray + sum(_has_figures(placement) for placement in placements)
    return stray >= _LEAST_ROWS and _THIRDS * stray > figures


def _has_figures(placement: Placement) -> bool:
    return any(cell is not None and cell.has_amount for cell in placement.values.values())


def _has_lost_side(sides: Sequence[Sequence[Placement]]) -> bool:
    """Say whether a side of several rows prints nothing in its columns, and another does."""
    filled = [any(_is_filled(placement) for placement in side) for side in sides]
    return any(filled) and any(
        len(side) >= _LEAST_ROWS and not has_any
        for side, has_any in zip(sides, filled, strict=True)
    )


def _is_filled(placement: Placement) -> bool:
    return bool(placement.undecided) or any(placement.values.values())
