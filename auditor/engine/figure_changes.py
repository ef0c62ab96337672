"""Which figures differ between two editions of a document. Says nothing of who is right."""

from collections.abc import Mapping

from auditor.engine.placed_figures import FigureBook, Key, PlacedFigure
from auditor.engine.text_changes import compare_lines, list_lines
from auditor.finding.figure_change import FigureChange, PrintedFigure


def compare_figures(old: FigureBook, new: FigureBook) -> tuple[FigureChange, ...]:
    """Compare figures by name; those in plain text by lines that read alike but for figures.

    A figure has changed if its amount has; another way of printing it is no change. In the order
    of the newer edition, what is gone at its place in the older one.
    """
    before = {figure.key: figure for figure in old.named}
    after = {figure.key: figure for figure in new.named}
    changes = [
        _name_change(before.get(key), after.get(key))
        for key in dict.fromkeys((*before, *after))
        if _is_settled(before.get(key), after.get(key))
    ]
    lines = list_lines(old, after.keys()), list_lines(new, before.keys())
    changes += compare_lines(*lines, _find_anchors(before, after))
    changes = [change for change in changes if not _is_same(change.old, change.new)]
    return tuple(sorted(changes, key=_get_order))


def _is_settled(old: PlacedFigure | None, new: PlacedFigure | None) -> bool:
    """Say whether the name decides: a sentence of one edition alone may only be reworded."""
    figure = new or old
    return (old is not None and new is not None) or (figure is not None and figure.is_cell)


def _name_change(old: PlacedFigure | None, new: PlacedFigure | None) -> FigureChange:
    figure = new or old
    assert figure is not None  # noqa: S101 - the name comes from one of the two
    return FigureChange(
        table=figure.table,
        title=figure.title,
        row=figure.row,
        column=figure.column,
        is_cell=figure.is_cell,
        old=old.printed if old else None,
        new=new.printed if new else None,
    )


def _get_order(change: FigureChange) -> tuple[int, int, bool]:
    printed = change.new or change.old
    assert printed is not None  # noqa: S101 - a change has at least one edition
    return printed.location.line, printed.location.column, change.new is None


def _is_same(one: PrintedFigure | None, other: PrintedFigure | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.value is None or other.value is None:
        return one.text == other.text
    return one.value == other.value and one.dimension == other.dimension


def _find_anchors(
    before: Mapping[Key, PlacedFigure], after: Mapping[Key, PlacedFigure]
) -> dict[int, int]:
    """Return, for lines of the older edition, the line that states the same thing now.

    Each line of either edition is used once.
    """
    anchors: dict[int, int] = {}
    for key, figure in before.items():
        if key in after and not figure.is_cell:
            line = after[key].printed.location.line
            if line not in anchors.values():
                anchors.setdefault(figure.printed.location.line, line)
    return anchors
