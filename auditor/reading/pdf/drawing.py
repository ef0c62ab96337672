"""Read the pages of a PDF as characters and ruling lines, upright for the reader."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from auditor.reading.pdf.calls import Handle
from auditor.reading.pdf.characters import Mark, read_marks
from auditor.reading.pdf.documents import measure_page, open_page
from auditor.reading.pdf.frame import Frame
from auditor.reading.pdf.objects import Drawn, read_drawn
from auditor.reading.pdf.page import Box, Glyph, HiddenText, Page, Ruling
from auditor.reading.pdf.rulings import join_dots

_THIN = 3.0  # points: a drawn thing thinner than this is a line
_SHORT = 2.0
_SMALLEST = 1.0  # points: smaller writing is not seen
_LONGEST = 200


def read_page(document: Handle, number: int) -> Page:
    """Read what is drawn on a page (from 1), upright for its reader; raises PdfError."""
    with open_page(document, number) as page:
        return _describe_page(page, number)


def _describe_page(page: Handle, number: int) -> Page:
    drawn = read_drawn(page)
    marks = read_marks(page, drawn.covers)
    counted = Counter(mark.turns for mark in marks)
    frame = Frame(measure_page(page), counted.most_common(1)[0][0] if counted else 0)
    glyphs, hidden, turned = _sort_marks(marks, frame, drawn)
    lines = [frame.turn_box(box) for box in drawn.strokes]
    columns = [(top, left, bottom, right) for left, top, right, bottom in lines]
    flat_dots, upright_dots = join_dots(box for box in lines if _is_dot(box))
    return Page(
        number=number,
        height=frame.height,
        width=frame.width,
        glyphs=tuple(glyphs),
        horizontals=(*_list_rulings(lines), *flat_dots),
        verticals=(*_list_rulings(columns), *upright_dots),
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
    x0, y0, x1, y1 = frame.left, frame.bottom, frame.right, frame.top
    is_upright = frame.turns == 0
    for mark in marks:
        text, (left, low, right, high), x, y, turns, cover = mark
        is_plain = cover is None and high - low >= _SMALLEST
        if is_plain and is_upright and turns == 0 and x0 <= x <= x1 and y0 <= y <= y1:
            # As nearly all are; the rest of the loop says the same of any frame.
            glyphs.append(Glyph(text, left - x0, right - x0, y1 - high, y1 - low, y1 - y))
            continue
        left, top, right, bottom = frame.turn_box(mark.box)
        kind = _find_hidden_kind(mark, bottom - top, frame, drawn)
        if kind:
            hidden.append((kind, mark))
        elif turns == frame.turns:
            glyphs.append(Glyph(text, left, right, top, bottom, frame.turn(x, y)[1]))
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


def _is_dot(box: Box) -> bool:
    return max(box[2] - box[0], box[3] - box[1]) < _SHORT


def _list_rulings(boxes: Sequence[Box]) -> Iterator[Ruling]:
    """Yield the boxes that lie as lines from left to right."""
    for left, top, right, bottom in boxes:
        if bottom - top <= _THIN and right - left >= _SHORT and right - left > bottom - top:
            yield Ruling((top + bottom) / 2, left, right)
