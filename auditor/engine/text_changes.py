"""Which figures differ in lines of text: lines matched by what they state or by their words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from auditor.engine.placed_figures import FigureBook, Key
from auditor.finding.figure_change import FigureChange, PrintedFigure

_LIKE = 0.6
_FARTHEST = 40
_LONGEST_QUOTE = 20
_SIGN = "#"


class TextLine(NamedTuple):
    """A line with figures that no name pairs: its text, its words without figures, the figures."""

    number: int
    text: str
    words: str
    figures: tuple[PrintedFigure, ...]


def compare_lines(
    old: Sequence[TextLine], new: Sequence[TextLine], anchors: Mapping[int, int]
) -> Iterator[FigureChange]:
    """Compare the figures of lines, new and gone ones included.

    `anchors` gives, for line numbers of the older edition, the line that states the same now.
    """
    for one, other in _pair_lines(old, new, anchors):
        figures = (one.figures if one else (), other.figures if other else ())
        for earlier, later in _align_figures(*figures):
            for pair in _part_kinds(earlier, later):
                yield FigureChange(
                    table="",
                    title="",
                    row=_quote_before(other, pair[1]) or _quote_before(one, pair[0]),
                    column="",
                    is_cell=False,
                    old=pair[0],
                    new=pair[1],
                )


def _pair_lines(
    old: Sequence[TextLine], new: Sequence[TextLine], anchors: Mapping[int, int]
) -> Iterator[tuple[TextLine | None, TextLine | None]]:
    """Pair lines that hold the same named figure, and align the others by their words."""
    present = {line.number: line for line in new}
    pairs = [
        (line, present[anchors[line.number]])
        for line in old
        if anchors.get(line.number) in present
    ]
    yield from pairs
    taken = ({one.number for one, _ in pairs}, {other.number for _, other in pairs})
    yield from _align(
        [line for line in old if line.number not in taken[0]],
        [line for line in new if line.number not in taken[1]],
    )


def _part_kinds(
    old: PrintedFigure | None, new: PrintedFigure | None
) -> Iterator[tuple[PrintedFigure | None, PrintedFigure | None]]:
    """Part two figures of which one counts what the other cannot: money never becomes a %."""
    has_values = old and new and old.value is not None and new.value is not None
    if old and new and has_values and old.dimension != new.dimension:
        yield old, None
        yield None, new
    else:
        yield old, new


def _quote_before(line: TextLine | None, figure: PrintedFigure | None) -> str:
    """Return the words of a line just before a figure, which tell what it is."""
    if line is None or figure is None:
        return ""
    end = figure.location.column - 1
    start = max(0, end - _LONGEST_QUOTE)
    quote = line.text[start:end].strip()
    return quote.lstrip("0123456789.,%") if start else quote  # half a number says nothing


def list_lines(book: FigureBook, others: Collection[Key]) -> list[TextLine]:
    """List the lines with figures that the other edition, which has these names, cannot name."""
    lines: dict[int, list[PrintedFigure]] = defaultdict(list)
    printed = [*book.loose, *(one.printed for one in book.named)]
    for figure in printed:
        lines[figure.location.line].append(figure)
    loose = {*book.loose}
    loose |= {one.printed for one in book.named if not one.is_cell and one.key not in others}
    found = []
    for number, figures in sorted(lines.items()):
        mine = tuple(sorted((one for one in figures if one in loose), key=_get_column))
        if mine:
            text = book.lines[number - 1]
            found.append(TextLine(number, text, _blank_figures(text, figures), mine))
    return found


def _get_column(printed: PrintedFigure) -> int:
    return printed.location.column


def _blank_figures(line: str, figures: Sequence[PrintedFigure]) -> str:
    """Return a line with a sign in the place of its figures."""
    for figure in sorted(figures, key=lambda one: -one.location.column):
        start, end = figure.location.column - 1, figure.location.end_column - 1
        line = line[:start] + _SIGN + line[end:]
    return line.strip()


def _align(
    old: Sequence[TextLine], new: Sequence[TextLine]
) -> Iterator[tuple[TextLine | None, TextLine | None]]:
    """Pair lines of the same words in their order, and between them those that are alike."""
    matcher = SequenceMatcher(
        None, [line.words for line in old], [line.words for line in new], autojunk=False
    )
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[first:last], new[start:end], strict=True)
        else:
            yield from _pair_alike(old[first:last], new[start:end])


def _pair_alike(
    old: Sequence[TextLine], new: Sequence[TextLine]
) -> Iterator[tuple[TextLine | None, TextLine | None]]:
    left = list(new)
    for line in old:
        match = next((other for other in left[:_FARTHEST] if _is_alike(line, other)), None)
        if match is not None:
            passed = left.index(match)
            yield from ((None, other) for other in left[:passed])
            del left[: passed + 1]
        yield line, match
    yield from ((None, other) for other in left)


def _is_alike(one: TextLine, other: TextLine) -> bool:
    matcher = SequenceMatcher(None, one.words, other.words, autojunk=False)
    return matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE


def _align_figures(
    old: Sequence[PrintedFigure], new: Sequence[PrintedFigure]
) -> Iterator[tuple[PrintedFigure | None, PrintedFigure | None]]:
    """Pair the figures of two lines in their order; where one has more, around like ones."""
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    matcher = SequenceMatcher(
        None, [one.text for one in old], [one.text for one in new], autojunk=False
    )
    for _, first, last, start, end in matcher.get_opcodes():
        one, other = old[first:last], new[start:end]
        common = min(len(one), len(other))
        yield from zip(one[:common], other[:common], strict=True)
        yield from ((figure, None) for figure in one[common:])
        yield from ((None, figure) for figure in other[common:])
