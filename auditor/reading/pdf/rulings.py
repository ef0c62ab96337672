"""Make whole lines of the pieces that a PDF draws. Knows no cells."""

from collections.abc import Iterable, Iterator

from auditor.reading.pdf.page import Box, Ruling

NEAR = 2.5  # points: two strokes this close are one line (double lines, piece beside piece)
_GAP = 3.0
_WIDEST_CLUSTER = 5.0
_FEWEST_DOTS = 5
_FINE = 4  # places of dots in a line, to a quarter of a point


def merge_rulings(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Join pieces that lie in one line and touch; the lines come in order of their place."""
    return [line for group in _list_clusters(sorted(rulings)) for line in _join(group)]


def join_dots(boxes: Iterable[Box]) -> tuple[list[Ruling], list[Ruling]]:
    """Return the lines from left to right and from top to bottom that small dots make."""
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in boxes]
    flat = _chain(sorted((round(y * _FINE), x) for x, y in middles))
    upright = _chain(sorted((round(x * _FINE), y) for x, y in middles))
    return flat, upright


def _chain(dots: Iterable[tuple[int, float]]) -> list[Ruling]:
    """Join dots on one line, given by its place and theirs along it, where they stand close."""
    chains: list[tuple[int, list[float]]] = []
    for place, along in dots:
        if chains and chains[-1][0] == place and along - chains[-1][1][-1] <= _GAP:
            chains[-1][1].append(along)
        else:
            chains.append((place, [along]))
    return [
        Ruling(place / _FINE, chain[0], chain[-1])
        for place, chain in chains
        if len(chain) >= _FEWEST_DOTS
    ]


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
