"""How plausible one smallest set of corrections is beside another. Searches nothing."""

from collections.abc import Sequence

from auditor.engine.corrections import Correction
from auditor.engine.figure_graph import key_of
from auditor.engine.slips import Slip

_PAIR = 2


def rank(corrections: Sequence[Correction]) -> tuple[int, int, int, int]:
    """Rank a set: the likeliest slips first, then what is printed elsewhere, then the place."""
    first = corrections[0].operand.place.location
    return *_weigh(corrections), first.line, first.column


def _weigh(corrections: Sequence[Correction]) -> tuple[int, int]:
    slips = sum(int(correction.slip) for correction in corrections)
    if is_swap(corrections):
        slips = int(Slip.SHIFTED)
    seen = sum(correction.witnesses > 0 for correction in corrections)
    return slips, 0 if is_in_one_row(corrections) else -seen


def outweighs(best: Sequence[Correction], other: Sequence[Correction]) -> bool:
    """Say whether a set is so much likelier than another that the other need not be shown.

    It is if the other would print a negative figure, if its values are printed elsewhere and
    the other's are not, or if each of its slips is known and none of the other's is.
    """
    if any(one.slip is Slip.NEGATIVE for one in other):
        return True
    (slips, seen), (other_slips, other_seen) = _weigh(best), _weigh(other)
    if slips > other_slips or seen > other_seen:
        return False
    if seen < other_seen and all(one.right for one in other):  # a 0 has no witnesses
        return True
    return slips + _PAIR < other_slips and all(one.slip < Slip.BLANK for one in best)


def is_certain(one: Correction, rivals: Sequence[Sequence[Correction]]) -> bool:
    """Say whether every set that would do as well asks for the very same value there."""
    return not one.is_vague and all(_contains(rival, one) for rival in rivals)


def _contains(rival: Sequence[Correction], one: Correction) -> bool:
    key = key_of(one.operand)
    return any(key_of(other.operand) == key and other.right == one.right for other in rival)


def is_swap(corrections: Sequence[Correction]) -> bool:
    """Say whether a set puts two figures back in each other's place."""
    return len(corrections) == _PAIR and all(one.slip is Slip.SHIFTED for one in corrections)


def is_in_one_row(corrections: Sequence[Correction]) -> bool:
    """Say whether several figures of one row are off by the same amount."""
    rows = {(one.operand.place.table, one.operand.place.location.line) for one in corrections}
    changes = {one.right - one.operand.value for one in corrections}
    return len(corrections) > 1 and len(rows) == len(changes) == 1


def are_swapped(corrections: Sequence[Correction]) -> bool:
    """Say whether two figures of one row or column stand in each other's place."""
    if len(corrections) != _PAIR:
        return False
    first, second = corrections
    here, there = first.operand.place, second.operand.place
    is_near = here.table == there.table and (
        here.location.line == there.location.line or here.column == there.column
    )
    return (
        is_near
        and first.operand.unit == second.operand.unit
        and first.right == second.operand.value
        and second.right == first.operand.value
    )


def locate(correction: Correction) -> tuple[int, int]:
    """Return the line and column of the figure to correct."""
    location = correction.operand.place.location
    return location.line, location.column
