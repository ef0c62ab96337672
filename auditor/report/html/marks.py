"""Which stretches of a line are marked: figures by coverage, findings, evidence. Writes nothing.

Every line is gone through once, so that a long one costs no more than many short ones.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.finding import Audit, Coverage
from auditor.location import Location
from auditor.report.html.numbering import Numbered, has_place, is_inside


class Mark(NamedTuple):
    """A stretch of a line, columns from 1, the end exclusive.

    `state` is how a figure is covered (checked, bounded, unchecked) or "", `number` the finding
    that stands here or 0; `is_target` says that something links here, `reason` why a figure is
    unchecked.
    """

    start: int
    end: int
    state: str = ""
    number: int = 0
    is_target: bool = False
    reason: str = ""


class Piece(NamedTuple):
    """A stretch in which the same marks hold; empty where something is missing."""

    text: str
    column: int
    state: str = ""
    numbers: tuple[int, ...] = ()
    is_target: bool = False
    reason: str = ""


def collect_marks(
    audit: Audit, numbered: Sequence[Numbered], language: str
) -> dict[int, list[Mark]]:
    """Collect the marks of every line: of figures by coverage, of findings and their evidence."""
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    for state, location, reason in _iterate_figures(audit.coverage, language):
        end = _find_end(location, audit)
        marks[location.line].append(Mark(location.column, end, state, reason=reason))
    targets: dict[tuple[int, int], Location] = {}
    for number, finding in numbered:
        if has_place(finding, audit):
            location = finding.outcome.place.location
            end = _find_end(location, audit)
            marks[location.line].append(Mark(location.column, end, "", number, is_target=True))
        for evidence in finding.evidence:
            if not evidence.path and is_inside(evidence.location, audit):
                targets[evidence.location[:2]] = evidence.location
    for location in targets.values():
        end = _find_end(location, audit)
        marks[location.line].append(Mark(location.column, end, is_target=True))
    return marks


def _iterate_figures(
    coverage: Coverage | None, language: str
) -> Iterator[tuple[str, Location, str]]:
    """Yield how each figure is covered, its place, and why it is unchecked."""
    if coverage is None:
        return
    for location in coverage.checked_at:
        yield "checked", location, ""
    for location in coverage.bounded_at:
        yield "bounded", location, ""
    for figure in coverage.unchecked:
        yield "unchecked", figure.location, figure.reason.speak(language)


def cut_line(line: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """Cut a line at its tabs into cells, and each cell where a mark begins or ends."""
    cells: list[list[Piece]] = []
    if not marks:
        column = 1
        for text in line.split("\t"):
            cells.append([Piece(text, column)] if text else [])
            column += len(text) + 1
        return cells
    cells.append([])
    for piece in _iterate_pieces(line, marks):
        if piece.text == "\t":  # not shown: what links to it leads to the cell behind it
            cells.append([Piece("", piece.column, is_target=True)] if piece.is_target else [])
        elif cells[-1] and _is_continued(cells[-1][-1], piece):
            first = cells[-1][-1]
            cells[-1][-1] = first._replace(
                text=first.text + piece.text, state=first.state or piece.state
            )
        else:
            cells[-1].append(piece)
    return cells


def _is_continued(first: Piece, piece: Piece) -> bool:
    """Say whether two pieces of one finding differ only in which of them is a figure."""
    is_same = bool(first.numbers) and first.numbers == piece.numbers
    return is_same and bool(first.text and piece.text) and not piece.is_target


def _iterate_pieces(line: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Sweep over the places where marks begin or end, and over the tabs."""
    length = len(line) + 1
    starts: defaultdict[int, list[Mark]] = defaultdict(list)
    cuts = {1, length}
    for mark in marks:
        start = min(max(mark.start, 1), length)
        end = min(max(mark.end, start), length)
        starts[start].append(mark._replace(start=start, end=end))
        cuts |= {start, end}
    for index, character in enumerate(line, start=1):
        if character == "\t":
            cuts |= {index, index + 1}
    places = sorted(cuts)
    active: list[Mark] = []
    for place, following in zip(places, (*places[1:], length), strict=True):
        begun = starts.get(place, [])
        empty = [mark for mark in begun if mark.end == place]
        if empty:
            yield _make_piece("", place, empty)
        active = [mark for mark in (*active, *begun) if mark.end > place]
        if following > place:
            yield _make_piece(line[place - 1 : following - 1], place, active)


def _make_piece(text: str, column: int, marks: Sequence[Mark]) -> Piece:
    return Piece(
        text=text,
        column=column,
        state=next((mark.state for mark in marks if mark.state), ""),
        reason=next((mark.reason for mark in marks if mark.reason), ""),
        numbers=tuple(sorted({mark.number for mark in marks if mark.number})),
        is_target=any(mark.is_target and mark.start == column for mark in marks),
    )


def _find_end(location: Location, audit: Audit) -> int:
    """Return where the span ends on its first line."""
    if location.end_line == location.line:
        return location.end_column
    return len(audit.lines[location.line - 1]) + 1
