"""Which slips are planted in a document, and where: the plan of all trials.

The plan depends on the text, the outcomes of its audit and the seed alone.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from random import Random
from typing import NamedTuple

from auditor.engine.strength.misprints import (
    CELLS,
    OTHER_YEAR,
    ROW,
    SCALE,
    SIGN,
    UNIT,
    find_other_unit,
    misprint_digit,
    misprint_scale,
    misprint_sign,
    misprint_year,
)
from auditor.engine.strength.targets import TABLE, Target, find_parents, list_targets, list_years
from auditor.finding import Audit

_DROPPED = None


class Spot(NamedTuple):
    """Where a slip shows: a line, and the columns from `start` up to `end` (0: all of them).

    `right` is the text that was there, `wrong` what is there now.
    """

    line: int
    start: int = 0
    end: int = 0
    right: str = ""
    wrong: str = ""


class Planted(NamedTuple):
    """A slip: the lines that it changes (None: dropped) and the spots where it shows.

    Lines are numbered as in the sound document, spots as in the changed one. A slip of the kind
    "" is none: an edit after which the document says the same.
    """

    kind: str
    figure: str
    lines: tuple[tuple[int, str | None], ...]
    spots: tuple[Spot, ...]
    name: str = ""
    is_ended_by_cr: bool = False


def plan_slips(audit: Audit, year_rules: frozenset[str], seed: str) -> tuple[Planted, ...]:
    """Plan one slip of each kind that fits for every constrained figure, year and row."""
    planner = _Planner(audit, seed)
    planted = [slip for target in list_targets(audit) for slip in planner.plan_figure(target)]
    planted += planner.plan_years(list_years(audit, year_rules))
    planted += planner.plan_rows(list_targets(audit))
    return tuple(planted)


def draw_sample(planted: Sequence[Planted], count: int, seed: str) -> tuple[Planted, ...]:
    """Draw at most `count` of the slips, in their order; the same at every run."""
    if count >= len(planted):
        return tuple(planted)
    random = Random(f"{seed}:sample")  # noqa: S311 - a sample, not a secret
    return tuple(planted[i] for i in sorted(random.sample(range(len(planted)), count)))


def apply_edit(lines: Sequence[str], planted: Planted) -> str:
    """Return the text with a slip in it."""
    changed = dict(planted.lines)
    kept = [changed.get(number, line) for number, line in enumerate(lines, start=1)]
    end = "\r\n" if planted.is_ended_by_cr else "\n"
    return end.join(line for line in kept if line is not None)


class _Planner:
    """Plans the slips of one document."""

    def __init__(self, audit: Audit, seed: str) -> None:
        self._lines = audit.lines
        self._seed = seed
        self._parents = find_parents(audit)

    def plan_figure(self, target: Target) -> Iterator[Planted]:
        """Yield a slip of a digit, the sign, a factor of ten, and the unit word in a sentence."""
        drawn = misprint_digit(target.text, self._start_drawing(target))
        if drawn is not None:
            yield self._print(drawn[0], target, drawn[1])
        turned, larger = misprint_sign(target.text), misprint_scale(target.text)
        if turned is not None:
            yield self._print(SIGN, target, turned)
        if larger is not None:
            yield self._print(SCALE, target, larger)
        other = find_other_unit(target.text, target.unit)
        if other is not None:
            yield self._change_unit(target, other)

    def plan_years(self, years: Sequence[Target]) -> Iterator[Planted]:
        """Yield another year at each place."""
        for target in years:
            wrong = misprint_year(target.text, self._start_drawing(target))
            yield self._print(OTHER_YEAR, target, wrong)

    def plan_rows(self, targets: Sequence[Target]) -> Iterator[Planted]:
        """Yield each table row dropped, and each two neighbours in a row swapped."""
        cells = [target for target in targets if target.kind == TABLE]
        for number, found in groupby(cells, key=lambda target: target.location.line):
            row = list(found)
            if any(sign in "123456789" for target in row for sign in target.text):
                yield self._drop_row(number, row)  # a row of zeros adds nothing
            for left, right in pairwise(row):
                if left.text != right.text:
                    yield self._swap(left, right)

    def _start_drawing(self, target: Target) -> Random:
        where = f"{target.location.line}:{target.location.column}"
        return Random(f"{self._seed}:{where}")  # noqa: S311 - a sample, not a secret

    def _print(self, kind: str, target: Target, wrong: str) -> Planted:
        where = target.location
        line = self._lines[where.line - 1]
        start, end = where.column - 1, where.column - 1 + len(target.text)
        text = line[:start] + wrong + line[end:]
        spot = Spot(where.line, where.column, where.column + len(wrong), target.text, wrong)
        return Planted(kind, target.kind, ((where.line, text),), (spot,))

    def _change_unit(self, target: Target, other: str) -> Planted:
        where = target.location
        line = self._lines[where.line - 1]
        at = line.index(target.unit, where.end_column - 1)
        text = line[:at] + other + line[at + len(target.unit) :]
        spot = Spot(
            where.line,
            where.column,
            at + 1 + len(other),
            f"{target.text}{target.unit}",
            f"{target.text}{other}",
        )
        return Planted(UNIT, target.kind, ((where.line, text),), (spot,))

    def _drop_row(self, number: int, row: Sequence[Target]) -> Planted:
        """Drop a row: it shows where it stood, and where its figures are added up."""
        above = {number} | {line for line in self._parents[number] if line != number}
        near = sorted({line - (line > number) for line in above} | {number - 1})
        spots = tuple(Spot(line, right=self._lines[number - 1]) for line in near)
        return Planted(ROW, row[0].kind, ((number, _DROPPED),), spots)

    def _swap(self, left: Target, right: Target) -> Planted:
        first, second = left.location, right.location
        line = self._lines[first.line - 1]
        between = line[first.end_column - 1 : second.column - 1]
        head, tail = line[: first.column - 1], line[second.end_column - 1 :]
        text = f"{head}{right.text}{between}{left.text}{tail}"
        middle = first.column + len(right.text) + len(between)
        spots = (
            Spot(first.line, first.column, first.column + len(right.text), left.text, right.text),
            Spot(first.line, middle, middle + len(left.text), right.text, left.text),
        )
        return Planted(CELLS, left.kind, ((first.line, text),), spots)
