"""Causes behind broken sums: the fewest figures whose change mends what failed and breaks nothing.

Outcomes over the same figures form a graph; each part of it that hangs together is searched for
sets of one, two, then three figures. The search is bounded by counted steps, never by the clock.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.engine.linear import solve_changes
from auditor.engine.slips import Slip, find_slip
from auditor.finding import Operand, Outcome, Verdict

_MOST_FIGURES = 3
_MOST_STEPS = 20_000
_DECIDED = (Verdict.PASS, Verdict.FAIL)
FigureKey = tuple[int, int, str, str]


class Correction(NamedTuple):
    """A figure and what it would have to be, in its own unit."""

    operand: Operand
    right: Decimal
    slip: Slip


class Cause(NamedTuple):
    """Corrections that mend the failed outcomes `explains` (indexes into what was given).

    `rivals` counts the other smallest sets; `is_bounded` says that the search was cut short.
    """

    corrections: tuple[Correction, ...]
    explains: tuple[int, ...]
    rivals: int = 0
    is_bounded: bool = False


def find_causes(outcomes: Sequence[Outcome]) -> list[Cause]:
    """Find one cause for each part of the graph of failed outcomes that hangs together.

    A part that three figures cannot mend yields a cause without corrections.
    """
    failed = [i for i, o in enumerate(outcomes) if _is_judged(o) and o.verdict is Verdict.FAIL]
    if not failed:
        return []
    graph = _Graph(outcomes, failed)
    return [_explain(graph, component) for component in graph.split(failed)]


def _is_judged(outcome: Outcome) -> bool:
    """Say whether an outcome adds up figures that have weights."""
    return bool(outcome.operands) and all(operand.weight for operand in outcome.operands)


def key_of(operand: Operand) -> FigureKey:
    """Return what tells a figure from every other one."""
    place = operand.place
    return place.location.line, place.location.column, place.column, place.key


class _Graph:
    """The figures of failed outcomes, and all outcomes that rest on them."""

    def __init__(self, outcomes: Sequence[Outcome], failed: Sequence[int]) -> None:
        self.outcomes = outcomes
        self.operands: dict[FigureKey, Operand] = {}
        self.touching: dict[FigureKey, list[int]] = {}
        self.weights: dict[int, Counter[FigureKey]] = {}
        for index in failed:
            for operand in outcomes[index].operands:
                self.operands.setdefault(key_of(operand), operand)
        places = {operand.place.location for operand in self.operands.values()}
        for index, outcome in enumerate(outcomes):
            if outcome.verdict not in _DECIDED or not outcome.operands:
                continue
            if places.isdisjoint([operand.place.location for operand in outcome.operands]):
                continue
            if _is_judged(outcome):
                self._add(index, outcome)

    def _add(self, index: int, outcome: Outcome) -> None:
        weights = self.weights[index] = Counter()
        for operand in outcome.operands:
            key = key_of(operand)
            if key in self.operands:
                if key not in weights:
                    self.touching.setdefault(key, []).append(index)
                weights[key] += operand.weight  # type: ignore[assignment]  # a decimal

    def split(self, failed: Sequence[int]) -> Iterator[list[int]]:
        """Yield the failed outcomes in groups that share figures, in their order."""
        waiting = set(failed)
        for first in failed:
            if first not in waiting:
                continue
            waiting.discard(first)
            group, queue = [], [first]
            while queue:
                index = queue.pop()
                group.append(index)
                for key in self.weights[index]:
                    for other in self.touching[key]:
                        if other in waiting:
                            waiting.discard(other)
                            queue.append(other)
            yield sorted(group)


def _explain(graph: _Graph, component: list[int]) -> Cause:
    search = _Search(graph, component)
    for size in range(1, _MOST_FIGURES + 1):
        found = search.find_sets(size)
        if found:
            best = min(found, key=_rank)
            return Cause(
                corrections=best,
                explains=tuple(component),
                rivals=len(found) - 1,
                is_bounded=search.is_bounded,
            )
    return Cause(corrections=(), explains=tuple(component), is_bounded=search.is_bounded)


def _rank(corrections: tuple[Correction, ...]) -> tuple[int, int, int]:
    first = corrections[0].operand.place.location
    return sum(correction.slip for correction in corrections), first.line, first.column


class _Search:
    """Looks for sets of figures that mend one group of failed outcomes; counts its steps."""

    def __init__(self, graph: _Graph, component: list[int]) -> None:
        self._graph = graph
        self._component = component
        self._steps = 0
        self.is_bounded = False

    def find_sets(self, size: int) -> list[tuple[Correction, ...]]:
        """Find all sets of a size that mend everything and break nothing."""
        found: dict[frozenset[FigureKey], tuple[Correction, ...]] = {}
        for keys in self._list_covers((), set(self._component), size):
            if keys in found:
                continue
            corrections = self._try(tuple(sorted(keys)))
            if corrections is not None:
                found[keys] = corrections
        return list(found.values())

    def _list_covers(
        self, chosen: tuple[FigureKey, ...], open_failures: set[int], size: int
    ) -> Iterator[frozenset[FigureKey]]:
        """Yield sets of figures that take part in every failed outcome."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            self.is_bounded = True
            return
        if not open_failures:
            if len(chosen) == size:
                yield frozenset(chosen)
            return
        if len(chosen) == size:
            return
        target = min(open_failures, key=lambda i: (len(self._graph.weights[i]), i))
        for key in self._graph.weights[target]:
            if key not in chosen:
                rest = open_failures.difference(self._graph.touching[key])
                yield from self._list_covers((*chosen, key), rest, size)

    def _try(self, keys: tuple[FigureKey, ...]) -> tuple[Correction, ...] | None:
        """Solve for the changes of the figures; None if some outcome stays or gets broken."""
        touched = sorted({index for key in keys for index in self._graph.touching[key]})
        outcomes = self._graph.outcomes
        equalities = [index for index in touched if not outcomes[index].bounded]
        rows = [[Decimal(self._graph.weights[i][key]) for key in keys] for i in equalities]
        changes = solve_changes(
            rows,
            [-outcomes[i].residual for i in equalities],
            [outcomes[i].slack for i in equalities],
        )
        if changes is None or not all(changes):
            return None
        return tuple(self._correct(key, change) for key, change in zip(keys, changes, strict=True))

    def _correct(self, key: FigureKey, change: Decimal) -> Correction:
        operand = self._graph.operands[key]
        right = operand.value + change
        slip = find_slip(operand.value, right, operand.text)
        return Correction(operand=operand, right=right, slip=slip)
