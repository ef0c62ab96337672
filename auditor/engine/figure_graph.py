"""The graph behind causes: figures of failed equalities, and all outcomes that rest on them.

Knows nothing of how a cause is found in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.engine.missing_rows import RowKey, find_weight, list_missing_rows
from auditor.finding import Operand, Outcome, Verdict

_DECIDED = (Verdict.PASS, Verdict.FAIL)
FigureKey = tuple[int, int, str, str]


def key_of(operand: Operand) -> FigureKey:
    """Return what tells a figure from every other one: its place and text, else its cell.

    One that is not printed shares its place with others.
    """
    place = operand.place
    line, column = place.location[:2]
    if operand.text:
        return line, column, operand.text, ""
    return line, column, place.column, place.key


def is_judged(outcome: Outcome) -> bool:
    """Say whether an outcome adds up figures that have weights."""
    return bool(outcome.operands) and all(operand.weight for operand in outcome.operands)


class FigureGraph:
    """The figures of failed equalities, and all outcomes that rest on them.

    `touching` lists for each figure its equalities, `limits` its inequalities; `weights` tells
    of each outcome how much one unit of each figure adds to it.
    """

    def __init__(self, outcomes: Sequence[Outcome], failed: Sequence[int]) -> None:
        """Take the outcomes of a document; `failed` are the indexes of failed equalities."""
        self.outcomes = outcomes
        self.operands: dict[FigureKey, Operand] = {}
        self.touching: dict[FigureKey, list[int]] = {}
        self.limits: dict[FigureKey, list[int]] = {}
        self.weights: dict[int, Counter[FigureKey]] = {}
        for index in failed:
            for operand in outcomes[index].operands:
                self.operands.setdefault(key_of(operand), operand)
        self.missing = list_missing_rows(outcomes, self.operands.values())
        places = {operand.place.location for operand in self.operands.values()}
        for index, outcome in enumerate(outcomes):
            if outcome.verdict not in _DECIDED or not outcome.operands:
                continue
            if places.isdisjoint([operand.place.location for operand in outcome.operands]):
                continue
            if is_judged(outcome):
                self._add(index, outcome)
        self._add_missing(failed)

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
                for other in self._list_neighbours(index):
                    if other in waiting:
                        waiting.discard(other)
                        queue.append(other)
            yield sorted(group)

    def tie(self, groups: Sequence[tuple[int, ...]]) -> list[list[tuple[int, ...]]]:
        """Put those groups of failed outcomes together whose figures share an equality."""
        owners: dict[FigureKey, set[int]] = {}
        for number, group in enumerate(groups):
            for index in group:
                for key in self.weights[index]:
                    owners.setdefault(key, set()).add(number)
        names = list(range(len(groups)))
        for index, weights in self.weights.items():
            if self.outcomes[index].bounded:
                continue
            tied = {names[number] for key in weights for number in owners.get(key, ())}
            if len(tied) > 1:
                first = min(tied)
                names = [first if name in tied else name for name in names]
        found: dict[int, list[tuple[int, ...]]] = {}
        for name, group in zip(names, groups, strict=True):
            found.setdefault(name, []).append(group)
        return list(found.values())

    def name_missing_row(self, key: FigureKey) -> RowKey | None:
        """Return the row that is not printed to which a figure belongs; None if it is printed."""
        place = self.operands[key].place
        row = RowKey(place.table, place.key)
        return row if row in self.missing else None

    def _list_neighbours(self, index: int) -> Iterator[int]:
        for key in self.weights[index]:
            yield from self.touching.get(key, ())

    def _add(self, index: int, outcome: Outcome) -> None:
        weights = self.weights[index] = Counter()
        known = self.limits if outcome.bounded else self.touching
        for operand in outcome.operands:
            key = key_of(operand)
            if key in self.operands:
                if key not in weights:
                    known.setdefault(key, []).append(index)
                weights[key] += operand.weight  # type: ignore[assignment]  # a decimal

    def _add_missing(self, failed: Iterable[int]) -> None:
        """Let figures of rows that are not printed take part in the sums over their family."""
        lost = [
            (key, operand)
            for key, operand in self.operands.items()
            if RowKey(operand.place.table, operand.place.key) in self.missing
        ]
        for index in failed if lost else ():
            for key, operand in lost:
                weight = find_weight(self.outcomes[index], operand.place)
                if weight and key not in self.weights[index]:
                    self.touching[key].append(index)
                    self.weights[index][key] = weight  # type: ignore[assignment]  # a decimal


def compute_left_over(
    graph: FigureGraph, index: int, changes: dict[FigureKey, Decimal]
) -> Decimal:
    """Compute left minus right of an outcome after figures have changed, in the base unit."""
    weights = graph.weights[index]
    added = sum((weights[key] * change for key, change in changes.items()), Decimal(0))
    return graph.outcomes[index].residual + added
