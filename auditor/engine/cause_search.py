"""Look for the smallest sets of figures whose change mends what failed. Ranks nothing.

The search is bounded by counted steps, never by the clock.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from auditor.engine.figure_graph import FigureGraph, FigureKey, compute_left_over
from auditor.engine.linear import fits, solve_changes
from auditor.engine.printed_figures import PrintedFigures, find_usual_decimals
from auditor.engine.settling import Row, Settled, settle_change
from auditor.finding import Verdict

_MOST_FIGURES = 3
_MOST_STEPS = 20_000
Changes = dict[FigureKey, Decimal]


class CauseSearch:
    """Looks for sets of figures that mend one group of failed outcomes; counts its steps."""

    def __init__(
        self, graph: FigureGraph, printed: PrintedFigures, component: Sequence[int]
    ) -> None:
        """Take the group: indexes of failed equalities that hang together."""
        self._graph = graph
        self._printed = printed
        self._component = component
        self._steps = 0
        self.is_bounded = False

    def find_smallest_sets(self) -> list[Changes]:
        """Find all sets of one figure, else of two, else of three, that mend everything."""
        for size in range(1, _MOST_FIGURES + 1):
            found = self._find_sets(size)
            if found:
                return found
        return []

    def _find_sets(self, size: int) -> list[Changes]:
        found: dict[frozenset[FigureKey], Changes] = {}
        tried: set[frozenset[FigureKey]] = set()
        for keys in self._list_covers((), set(self._component), size):
            if keys in tried:
                continue
            tried.add(keys)
            changes = self._try(tuple(sorted(keys)))
            if changes is not None:
                found[keys] = changes
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

    def _try(self, keys: tuple[FigureKey, ...]) -> Changes | None:
        """Solve for the changes of the figures; None if some outcome stays or gets broken."""
        graph = self._graph
        touched = sorted({index for key in keys for index in graph.touching[key]})
        rows = [[Decimal(graph.weights[i][key]) for key in keys] for i in touched]
        wanted = [-graph.outcomes[i].residual for i in touched]
        slack = [graph.outcomes[i].slack for i in touched]
        solved = solve_changes(rows, wanted, slack)
        if solved is None or not all(solved):
            return None
        if any(slack):
            rounded = [self._round(key, x) for key, x in zip(keys, solved, strict=True)]
            if all(rounded) and fits(rows, rounded, wanted, slack):
                solved = tuple(rounded)
        changes = dict(zip(keys, solved, strict=True))
        return None if self._breaks_limit(changes) else changes

    def _round(self, key: FigureKey, change: Decimal) -> Decimal:
        """Round what the figure would be to the last digit that its like print."""
        operand, digit = self._graph.operands[key], self._find_digit(key)
        if not digit:
            return change
        return (operand.value + change).quantize(digit, ROUND_HALF_UP) - operand.value

    def settle(self, key: FigureKey, change: Decimal) -> Settled:
        """Settle the change of the one figure of a set where rounding leaves room."""
        graph = self._graph
        operand = graph.operands[key]
        rows = [
            Row(
                Decimal(graph.weights[i][key]),
                -graph.outcomes[i].residual,
                graph.outcomes[i].slack,
            )
            for i in graph.touching[key]
        ]
        return settle_change(rows, operand.text, change, self._find_digit(key), operand.value)

    def _find_digit(self, key: FigureKey) -> Decimal:
        operand = self._graph.operands[key]
        decimals = find_usual_decimals(self._printed.list_like(operand))
        return operand.digit if decimals is None else Decimal(1).scaleb(-decimals)

    def _breaks_limit(self, changes: Changes) -> bool:
        """Say whether an inequality that holds would no longer hold."""
        graph = self._graph
        touched = {index for key in changes for index in graph.limits.get(key, ())}
        return any(
            graph.outcomes[index].verdict is Verdict.PASS and not holds(graph, index, changes)
            for index in touched
        )


def holds(graph: FigureGraph, index: int, changes: Changes) -> bool:
    """Say whether an inequality holds after the changes."""
    outcome = graph.outcomes[index]
    return outcome.sense * compute_left_over(graph, index, changes) <= outcome.slack
