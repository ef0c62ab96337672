"""How strong the rules are on one document: slips that were planted, and what was said of them."""

from collections.abc import Iterable
from typing import NamedTuple


class Tally(NamedTuple):
    """Counts of planted slips: all, those caught, those of which only something quiet was said.

    Of those caught: the first new finding is at the changed figure; new findings; the right
    text is suggested; a wrong one is.
    """

    name: str
    slips: int = 0
    caught: int = 0
    quiet: int = 0
    first: int = 0
    findings: int = 0
    right: int = 0
    wrong: int = 0


class EditTally(NamedTuple):
    """Edits of one kind that change nothing a rule may speak of: all, and those left alone."""

    name: str
    edits: int
    silent: int


class PlantedSlip(NamedTuple):
    """A slip as a report names it: its kind, where it was planted, and the two texts."""

    kind: str
    figure: str
    line: int
    column: int
    right: str
    wrong: str
    rules: tuple[str, ...] = ()


class Strength(NamedTuple):
    """What came of all slips in one document, and of edits that must stay silent.

    `planned` counts the slips that there could have been, where only a sample was planted.
    `total` leaves out figures that only an inequality bounds. `missed` are slips after which
    there was no new error or warning, `wrong` those after which another text than the right one
    was suggested, `alarms` the edits after which there was a new error or warning.
    """

    path: str
    planned: int
    total: Tally
    by_figure: tuple[Tally, ...]
    by_slip: tuple[Tally, ...]
    missed: tuple[PlantedSlip, ...]
    wrong: tuple[PlantedSlip, ...]
    edits: tuple[EditTally, ...]
    alarms: tuple[PlantedSlip, ...]


def join_tallies(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Add up the tallies of each name, in the order in which names first come."""
    joined: dict[str, Tally] = {}
    for tally in tallies:
        known = joined.get(tally.name, Tally(tally.name))
        sums = (a + b for a, b in zip(known[1:], tally[1:], strict=True))
        joined[tally.name] = Tally(tally.name, *sums)
    return tuple(joined.values())
