"""One contradiction between documents, seen in many rows: told once. Knows no document.

A figure that is off in a row is off by as much in the rows and totals above it, and in every other
table that prints the same money.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.finding import Outcome, Verdict
from auditor.rule import Rule

Judged = tuple[Rule, Outcome]


class Folded(NamedTuple):
    """A failure that is told, and those that follow from it."""

    leader: Judged
    followers: tuple[Judged, ...]


def fold_failures(judged: Sequence[Judged]) -> tuple[list[Judged], list[Folded]]:
    """Part what was judged into what stands by itself, and failures with those they explain.

    Leaders are the failures of the finest rows; what is off by as much as one of them, or as all
    of them below it together, follows.
    """
    others = [one for one in judged if not _is_off(one[1])]
    failed = sorted((one for one in judged if _is_off(one[1])), key=_rank)
    leaders: list[Judged] = []
    followers: dict[int, list[Judged]] = {}
    for one in failed:
        place = next(_list_explaining(one[1], leaders), None)
        if place is None:
            followers[len(leaders)] = []
            leaders.append(one)
        else:
            followers[place].append(one)
    return others, [Folded(one, tuple(followers[n])) for n, one in enumerate(leaders)]


def _is_off(outcome: Outcome) -> bool:
    return outcome.verdict is Verdict.FAIL and bool(outcome.residual)


def _rank(judged: Judged) -> int:
    return -len(_find_code(judged[1]))


def _find_code(outcome: Outcome) -> str:
    key = outcome.place.key
    return key if key.isdigit() else ""


def _list_explaining(outcome: Outcome, leaders: Sequence[Judged]) -> Iterator[int]:
    """Yield the leaders by which an outcome is explained, the first of several together."""
    same = _measure(outcome)
    for number, (_, leader) in enumerate(leaders):
        if _measure(leader) == same:
            yield number
    code = _find_code(outcome)
    below: dict[tuple[str, str], list[int]] = {}
    for number, (_, leader) in enumerate(leaders):
        if _find_code(leader).startswith(code) and _find_code(leader) != code:
            below.setdefault((leader.place.title, leader.place.column), []).append(number)
    for numbers in below.values():
        if sum((_measure(leaders[n][1])[0] for n in numbers), Decimal(0)) == same[0]:
            yield numbers[0]


def _measure(outcome: Outcome) -> tuple[Decimal, str]:
    """Return by how much an outcome is off; an inequality counts like an equation."""
    return outcome.residual, outcome.unit
