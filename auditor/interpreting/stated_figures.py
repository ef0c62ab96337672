"""Figures that only their statement shows to be some, such as a 0 without a unit."""

from collections.abc import Sequence

from auditor.budget import Figure, Statement

_IN_SENTENCE = "sentence"


def add_stated(figures: tuple[Figure, ...], statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """Return the figures of a document with those that are stated and not among them yet."""
    known = {figure.location[:2] for figure in figures}
    waiting, added = list(statements), []
    while waiting:
        one = waiting.pop()
        waiting += [*one.parts, *([one.change] if one.change else [])]
        if one.amount is not None and one.text[:1].isdigit() and one.location[:2] not in known:
            known.add(one.location[:2])
            added.append(Figure(one.text, one.location, one.amount, _IN_SENTENCE))
    return tuple(sorted((*figures, *added), key=lambda figure: figure.location))
