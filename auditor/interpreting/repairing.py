"""Repair the places of figures: on structural evidence only, the one choice that fits the row.

As printed wins ties; a figure is never changed; what is repaired is marked and reported.
Why it is so careful: docs/decisions/ on column repair.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import prod

from auditor.interpreting.placing import Placement
from auditor.interpreting.strips import Values, adds_up, is_sum

_MOST_CHOICES = 300


def repair_placements(placements: Sequence[Placement]) -> list[Placement]:
    """Repair the doubtful placements of one side of a whole table."""
    if not any(placement.is_doubtful for placement in placements):
        return list(placements)
    return [_withhold_stray(placement) for placement in _Repair(placements).run()]


def _withhold_stray(placement: Placement) -> Placement:
    """Leave open where the figures of a row belong that does not add up and has stray ones."""
    if not placement.misplaced or adds_up(placement.values, placement.columns):
        return placement
    return placement._replace(
        values=dict.fromkeys(placement.values),
        misplaced=tuple(cell for _, cell in placement.strip.list_amounts()),
        undecided=frozenset(placement.values),
        is_repaired=False,
    )


class _Repair:
    """Find for each doubtful strip the one choice of columns that its neighbours confirm."""

    def __init__(self, placements: Sequence[Placement]) -> None:
        self._placements = list(placements)
        strips = [placement.strip for placement in placements]
        self._tried: set[int] = set()
        self._doubtful = {i for i, p in enumerate(placements) if p.is_doubtful}
        self._by_code = {s.code: i for i, s in enumerate(strips) if s.code}
        self._total = next((i for i, s in enumerate(strips) if s.is_total), None)
        self._children: dict[int, list[int]] = {}
        for index in range(len(strips)):
            parent = self._find_parent(index)
            if parent is not None:
                self._children.setdefault(parent, []).append(index)

    def run(self) -> list[Placement]:
        """Repair top down: totals, then family by family from the shortest codes on."""
        strips = [placement.strip for placement in self._placements]
        order = sorted(
            self._doubtful, key=lambda i: (not strips[i].is_total, len(strips[i].code), i)
        )
        for index in order:
            if index not in self._doubtful:
                continue
            parent = self._find_parent(index)
            if parent is not None and parent not in self._tried:
                self._tried.add(parent)
                self._repair_family(parent)
            if index in self._doubtful:
                self._settle(index, self._repair_alone(index))
        return self._placements

    def _settle(self, index: int, placement: Placement) -> None:
        self._placements[index] = placement
        self._doubtful.discard(index)

    def _repair_family(self, parent: int) -> None:
        """Settle the doubtful children of a row if one set of choices makes up its figures."""
        children = self._children[parent]
        doubtful = [child for child in children if child in self._doubtful]
        if self._is_sound(parent, children):
            for child in doubtful:
                self._settle(child, self._placements[child])
            return
        choices = [self._list_fitting(child) for child in doubtful]
        if not all(choices) or prod(len(found) for found in choices) > _MOST_CHOICES:
            return
        settled = [self._placements[c].values for c in children if c not in self._doubtful]
        matching = [
            chosen
            for chosen in product(*choices)
            if self._makes_up(parent, [*settled, *(placement.values for placement in chosen)])
        ]
        if not matching:
            return
        printed = [chosen for chosen in matching if not any(p.is_repaired for p in chosen)]
        if printed or len(matching) == 1:
            for child, placement in zip(doubtful, (printed or matching)[0], strict=True):
                self._settle(child, placement)

    def _is_sound(self, parent: int, children: Sequence[int]) -> bool:
        """Say whether the children fit and make up their parent just as they are printed."""
        printed = [self._placements[child] for child in children]
        if any(placement.misplaced for placement in printed):
            return False
        return self._makes_up(parent, [placement.values for placement in printed]) and all(
            self._fits(child, self._placements[child].values) for child in children
        )

    def _list_fitting(self, index: int) -> list[Placement]:
        """Return the row as printed and every other choice, as far as each fits by itself."""
        printed = self._placements[index]
        found = []
        if not printed.misplaced and self._fits(index, printed.values):
            found.append(printed)
        found += [
            printed._replace(values=values, misplaced=(), is_repaired=True)
            for values in self._list_choices(printed)
            if values != printed.values and self._fits(index, values)
        ]
        return found

    def _makes_up(self, parent: int, children: list[Values]) -> bool:
        """Say whether the children add up to their parent in every column."""
        above = self._placements[parent].values
        return all(is_sum(above, column, children) for column in above)

    def _repair_alone(self, index: int) -> Placement:
        """Choose by the row itself: as printed, else the only choice, else what all share."""
        printed = self._placements[index]
        alone = self._find_parent(index) is None and index not in self._children
        is_fit = not printed.misplaced and self._fits(index, printed.values)
        if is_fit and not (alone and printed.is_strong):
            return printed
        fitting = self._list_fitting(index)
        if fitting and not fitting[0].is_repaired:
            return _share(printed, fitting)
        if not fitting and (printed.misplaced or not self._agrees(index, printed.values)):
            fitting = [
                printed._replace(values=values, misplaced=(), is_repaired=True)
                for values in self._list_choices(printed)
                if self._agrees(index, values)
            ]
        return _share(printed, fitting) if fitting else printed

    def _list_choices(self, printed: Placement) -> Iterator[Values]:
        """Yield every way to put the row's numbers into columns without changing their order."""
        cells = [cell for _, cell in printed.strip.list_amounts()]
        names = [column.name for column in printed.columns]
        for count, chosen in enumerate(combinations(names, len(cells))):
            if count >= _MOST_CHOICES:
                return
            yield {**dict.fromkeys(names), **dict(zip(chosen, cells, strict=True))}

    def _fits(self, index: int, values: Values) -> bool:
        columns = self._placements[index].columns
        return adds_up(values, columns) and self._agrees(index, values)

    def _agrees(self, index: int, values: Values) -> bool:
        """Say whether the parent has figures in the same columns, and the children too."""
        filled = _list_filled(values)
        parent = self._find_parent(index)
        if parent is not None and not filled <= _list_filled(self._placements[parent].values):
            return False
        children = self._children.get(index, ())
        settled = [child for child in children if child not in self._doubtful]
        below: set[str] = set()
        for child in settled:
            below |= _list_filled(self._placements[child].values)
        if len(settled) < len(children):
            return below <= filled
        return not below or below == filled

    def _find_parent(self, index: int) -> int | None:
        strip = self._placements[index].strip
        if strip.is_total:
            return None
        for length in (5, 3):
            if len(strip.code) > length and strip.code[:length] in self._by_code:
                return self._by_code[strip.code[:length]]
        return self._total


def _list_filled(values: Values) -> set[str]:
    return {
        name
        for name, cell in values.items()
        if cell is not None and (cell.is_malformed or cell.numeral.value)
    }


def _share(printed: Placement, fitting: Sequence[Placement]) -> Placement:
    """Return the only choice, or of several what they share; the rest stays undecided."""
    if len(fitting) == 1:
        return fitting[0]
    first = fitting[0].values
    shared = {
        name: cell
        for name, cell in first.items()
        if all(choice.values[name] is cell for choice in fitting)
    }
    placed = {id(cell) for cell in shared.values() if cell is not None}
    return printed._replace(
        values={name: shared.get(name) for name in first},
        misplaced=tuple(c for _, c in printed.strip.list_amounts() if id(c) not in placed),
        undecided=frozenset(first) - frozenset(shared),
        is_repaired=False,
    )
