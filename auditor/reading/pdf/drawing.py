"""Read the pages of a PDF as characters and ruling lines, upright for the reader."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

import pypdfium2

from auditor.reading.pdf.characters import Mark, read_marks
from auditor.reading.pdf.frame import Frame
from auditor.reading.pdf.objects import Drawn, read_drawn
from auditor.reading.pdf.page import Box, Glyph, HiddenText, Page, Ruling

_THIN = 3.0  # points: a drawn thing thinner than this is a line
_SHORT = 2.0
_SMALLEST = 1.0  # points: smaller writing is not seen
_LONGEST = 200


class PdfError(Exception):
    """The PDF, or one of its pages, cannot be opened; `is_locked` if it wants a password."""

    def __init__(self, *, is_locked: bool = False) -> None:
        super().__init__("locked" if is_locked else "damaged")
        self.is_locked = is_locked


@contextmanager
def open_pdf(content: bytes) -> Iterator[Any]:
    """Open a PDF from its bytes; raises PdfError."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise PdfError(is_locked="password" in str(error).lower()) from error
    try:
        yield document
    finally:
        document.close()


def read_page(document: Any, number: int) -> Page:  # noqa: ANN401 - pypdfium2 is not typed
    """Read what is drawn on a page (from 1), upright for its reader; raises PdfError."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise PdfError from error
    try:
        return _describe_page(page, number)
    finally:
        page.close()


def read_author(document: Any) -> str:  # noqa: ANN401
    """Return the author that the file names, "" if it names none."""
    return str(document.get_metadata_value("Author")).strip()


def list_attachments(document: Any) -> list[str]:  # noqa: ANN401
    """Return the names of the files that are attached."""
    count = document.count_attachments()
    return [document.get_attachment(place).get_name() for place in range(count)]


def _describe_page(page: Any, number: int) -> Page:  # noqa: ANN401
    drawn = read_drawn(page)
    marks = read_marks(page, drawn.covers)
    counted = Counter(mark.turns for mark in marks)
    frame = Frame(page.get_bbox(), counted.most_common(1)[0][0] if counted else 0)
    glyphs, hidden, turned = _sort_marks(marks, frame, drawn)
    lines = [frame.turn_box(box) for box in drawn.strokes]
    columns = [(top, left, bottom, right) for left, top, right, bottom in lines]
    return Page(
        number=number,
        height=frame.height,
        width=frame.width,
        glyphs=tuple(glyphs),
        horizontals=tuple(_list_rulings(lines)),
        verticals=tuple(_list_rulings(columns)),
        has_images=bool(drawn.images),
        images=tuple(frame.turn_box(box) for box in drawn.images),
        hidden=tuple(_join_hidden(hidden)),
        turned="".join(turned),
    )


def _sort_marks(
    marks: Sequence[Mark], frame: Frame, drawn: Drawn
) -> tuple[list[Glyph], list[tuple[str, Mark]], list[str]]:
    """Return what is printed, what is not, each with its kind, and what is turned another way."""
    glyphs, hidden, turned = [], [], []
    for mark in marks:
        text, box, x, y, turns, _ = mark
        left, top, right, bottom = frame.turn_box(box)
        is_plain = mark.cover is None and bottom - top >= _SMALLEST and frame.has_point(x, y)
        kind = "" if is_plain else _find_hidden_kind(mark, bottom - top, frame, drawn)
        if kind:
            hidden.append((kind, mark))
        elif turns == frame.turns:
            _, baseline = frame.turn(x, y)
            glyphs.append(Glyph(text, left, right, top, bottom, baseline))
        else:
            turned.append(text)
    return glyphs, hidden, turned


def _find_hidden_kind(mark: Mark, size: float, frame: Frame, drawn: Drawn) -> str:
    """Say why a character is not seen, "" if it is."""
    if not frame.has_point(mark.x, mark.y):
        return "off-page-text"
    if size < _SMALLEST:
        return "invisible-text"
    cover = mark.cover
    if cover is None:
        return ""
    left, bottom, right, top = mark.box
    x, y = (left + right) / 2, (bottom + top) / 2
    if cover.is_undrawn or (cover.is_white and not _is_on_ground(x, y, drawn)):
        return "invisible-text"
    return "clipped-text" if cover.window and not _is_inside(x, y, cover.window) else ""


def _is_on_ground(x: float, y: float, drawn: Drawn) -> bool:
    """Say whether a point lies on something darker than paper."""
    return any(_is_inside(x, y, box) for boxes in (drawn.strokes, drawn.images) for box in boxes)


def _is_inside(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _join_hidden(hidden: Sequence[tuple[str, Mark]]) -> Iterator[HiddenText]:
    """Yield the hidden characters of one kind that follow each other in a line as one text."""
    for (kind, _), group in groupby(hidden, key=lambda pair: (pair[0], round(pair[1].y))):
        text = "".join(mark.text for _, mark in group).strip()
        if text:
            yield HiddenText(kind, text[:_LONGEST])


def _list_rulings(boxes: Sequence[Box]) -> Iterator[Ruling]:
    """Yield the boxes that lie as lines from left to right."""
    for left, top, right, bottom in boxes:
        if bottom - top <= _THIN and right - left >= _SHORT and right - left > bottom - top:
            yield Ruling((top + bottom) / 2, left, right)
