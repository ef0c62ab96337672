"""Make whole lines of the pieces that a PDF draws. Knows no cells."""

from collections.abc import Iterable, Iterator

from auditor.reading.pdf.page import Ruling

NEAR = 2.5  # points: two strokes this close are one line (double lines, piece beside piece)
_GAP = 3.0
_WIDEST_CLUSTER = 5.0


def merge_rulings(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Join pieces that lie in one line and touch; the lines come in order of their place."""
    return [line for group in _list_clusters(sorted(rulings)) for line in _join(group)]


def cluster_places(places: Iterable[float]) -> list[float]:
    """Return one place for each group of places that lie near each other, in order."""
    found: list[list[float]] = []
    for place in sorted(places):
        if found and place - found[-1][-1] <= NEAR and place - found[-1][0] <= _WIDEST_CLUSTER:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(group) / len(group) for group in found]


def _list_clusters(rulings: list[Ruling]) -> Iterator[list[Ruling]]:
    group: list[Ruling] = []
    for ruling in rulings:
        if group and (
            ruling.place - group[-1].place > NEAR
            or ruling.place - group[0].place > _WIDEST_CLUSTER
        ):
            yield group
            group = []
        group.append(ruling)
    if group:
        yield group


def _join(group: list[Ruling]) -> Iterator[Ruling]:
    place = sum(ruling.place for ruling in group) / len(group)
    start, end = None, 0.0
    for ruling in sorted(group, key=lambda piece: piece.start):
        if start is None:
            start, end = ruling.start, ruling.end
        elif ruling.start <= end + _GAP:
            end = max(end, ruling.end)
        else:
            yield Ruling(place, start, end)
            start, end = ruling.start, ruling.end
    if start is not None:
        yield Ruling(place, start, end)
