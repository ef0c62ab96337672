"""Causes behind broken sums: the fewest figures whose change mends what failed and breaks nothing.

Outcomes over the same figures form a graph; each part of it that hangs together is searched, and
what is found is ranked by the slips that would print the wrong texts.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from auditor.engine.cause_joining import join_causes
from auditor.engine.cause_search import CauseSearch, Changes, holds
from auditor.engine.corrections import Cause, Correction
from auditor.engine.figure_graph import FigureGraph, FigureKey, is_judged, key_of
from auditor.engine.missing_rows import RowKey
from auditor.engine.plausibility import (
    are_swapped,
    is_certain,
    is_in_one_row,
    is_swap,
    locate,
    outweighs,
    rank,
)
from auditor.engine.printed_figures import PrintedFigures
from auditor.engine.printing import is_wide, print_like
from auditor.engine.settling import Settled
from auditor.engine.slips import Misprint, Slip, find_slip
from auditor.finding import Operand, Outcome, Verdict
from auditor.location import Location

_PAIR = 2


def find_causes(
    outcomes: Sequence[Outcome],
    said_changes: Mapping[Location, Decimal] | None = None,
    lines: Sequence[str] = (),
) -> list[Cause]:
    """Find one cause for each part of the graph of failed equalities that hangs together.

    A part that three figures cannot mend yields a cause without corrections. `said_changes`
    tells by how much a figure at a place is said to have changed since the year before; `lines`
    are those of the document, where the very spelling of a figure is not in its operand.
    """
    failed = [i for i, o in enumerate(outcomes) if _is_broken(o) and is_judged(o)]
    if not failed:
        return []
    graph = FigureGraph(outcomes, failed)
    finder = _Finder(graph, PrintedFigures(outcomes, lines), said_changes or {})
    causes = [finder.explain(component) for component in graph.split(failed)]
    return join_causes(finder.explain_together(causes), outcomes)


def _is_broken(outcome: Outcome) -> bool:
    return outcome.verdict is Verdict.FAIL and not outcome.bounded


class _Finder:
    """Finds the cause of each group of failed outcomes."""

    def __init__(
        self,
        graph: FigureGraph,
        printed: PrintedFigures,
        said_changes: Mapping[Location, Decimal],
    ) -> None:
        self._graph = graph
        self._printed = printed
        self._said_changes = said_changes

    def explain(self, component: list[int]) -> Cause:
        """Find the likeliest smallest set; without one the cause has no corrections."""
        search = CauseSearch(self._graph, self._printed, component)
        sets = search.find_smallest_sets()
        if not sets:
            return Cause((), tuple(component), is_bounded=search.is_bounded)
        concerned = {key for index in component for key in self._graph.weights[index]}
        found = sorted((self._correct(search, changes, concerned) for changes in sets), key=rank)
        best, *others = found
        rivals = tuple(other for other in others if not outweighs(best, other))
        is_open = search.is_bounded or is_in_one_row(best)
        settled = tuple(
            one._replace(is_certain=not is_open and is_certain(one, rivals)) for one in best
        )
        changes = next(c for c in sets if set(c) == {key_of(one.operand) for one in best})
        return Cause(
            corrections=settled,
            explains=(*component, *self._list_mended_limits(changes)),
            rivals=rivals,
            is_bounded=search.is_bounded,
            row=self._find_row(best),
            is_one=is_swap(best) or is_in_one_row(best),
        )

    def explain_together(self, causes: list[Cause]) -> list[Cause]:
        """Search groups once more as one where an equality that holds ties their figures."""
        unsolved = [cause.explains for cause in causes if not cause.corrections]
        if len(unsolved) < _PAIR:
            return causes
        kept = [cause for cause in causes if cause.corrections]
        for tied in self._graph.tie(unsolved):
            cause = self.explain(sorted(index for group in tied for index in group))
            known = [one for one in causes if one.explains in tied]
            kept += [cause] if cause.corrections else known
        return sorted(kept, key=lambda cause: cause.explains)

    def _correct(
        self, search: CauseSearch, changes: Changes, concerned: set[FigureKey]
    ) -> tuple[Correction, ...]:
        settled = {key: Settled(change) for key, change in changes.items()}
        if len(changes) == 1:
            settled = {key: search.settle(key, change) for key, change in changes.items()}
        corrections = [
            self._correct_figure(key, change, concerned) for key, change in settled.items()
        ]
        if are_swapped(corrections):
            corrections = [one._replace(slip=Slip.SHIFTED) for one in corrections]
        return tuple(sorted(corrections, key=locate))

    def _correct_figure(
        self, key: FigureKey, settled: Settled, concerned: set[FigureKey]
    ) -> Correction:
        operand = self._graph.operands[key]
        right = operand.value + settled.change
        said = self._said_changes.get(operand.place.location, Decimal(0))
        digit = Decimal(0) if not operand.value else operand.digit
        slip = find_slip(Misprint(operand.value, operand.text, digit, said), right)
        return Correction(
            operand=operand,
            right=right,
            slip=slip,
            text=self._print(operand, right, slip, concerned),
            witnesses=self._printed.count_witnesses(operand, right, concerned),
            is_vague=settled.is_vague,
        )

    def _print(
        self, operand: Operand, right: Decimal, slip: Slip, concerned: set[FigureKey]
    ) -> str:
        """Print the right figure in the form of its place; "" where no figure would do."""
        if slip is Slip.NEGATIVE:
            return ""
        known = self._printed.find_text(operand, right, concerned)
        if known is not None and is_wide(known) == is_wide(operand.text):
            return known
        spelled = operand._replace(text=self._printed.spell(operand))
        return print_like(spelled, right, self._printed.list_like(operand), slip)

    def _list_mended_limits(self, changes: Changes) -> list[int]:
        """List the broken inequalities that hold after the changes."""
        graph = self._graph
        touched = sorted({index for key in changes for index in graph.limits.get(key, ())})
        return [
            index
            for index in touched
            if graph.outcomes[index].verdict is Verdict.FAIL and holds(graph, index, changes)
        ]

    def _find_row(self, corrections: Sequence[Correction]) -> RowKey | None:
        rows = {self._graph.name_missing_row(key_of(one.operand)) for one in corrections}
        return rows.pop() if len(rows) == 1 else None
