"""Read the pages of a PDF as characters and ruling lines, upright for the reader."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from auditor.reading.pdf.characters import Mark, read_marks
from auditor.reading.pdf.page import Glyph, Page, Ruling
from auditor.reading.pdf.strokes import Box, iterate_objects, list_strokes

_THIN = 3.0  # points: a drawn thing thinner than this is a line
_SHORT = 2.0
_MOST_PATHS = 50_000


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


def _describe_page(page: Any, number: int) -> Page:  # noqa: ANN401
    marks = read_marks(page)
    boxes, has_images = _list_boxes(page)
    counted = Counter(mark.turns for mark in marks)
    frame = _Frame(page.get_bbox(), counted.most_common(1)[0][0] if counted else 0)
    rulings = [frame.turn_box(box) for box in boxes]
    turned = [(top, left, bottom, right) for left, top, right, bottom in rulings]
    return Page(
        number=number,
        height=frame.height,
        width=frame.width,
        glyphs=tuple(_list_glyphs(marks, frame)),
        horizontals=tuple(_list_rulings(rulings)),
        verticals=tuple(_list_rulings(turned)),
        has_images=has_images,
    )


def _list_boxes(page: Any) -> tuple[list[Box], bool]:  # noqa: ANN401
    """Return the boxes of all straight strokes, and whether there are images."""
    boxes: list[Box] = []
    has_images, paths = False, 0
    for drawn, matrix in iterate_objects(page):
        kind = pdfium.FPDFPageObj_GetType(drawn)
        has_images = has_images or kind == pdfium.FPDF_PAGEOBJ_IMAGE
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            boxes += list_strokes(drawn, matrix) if paths <= _MOST_PATHS else ()
    return boxes, has_images


class _Frame:
    """The visible page, and the quarter turns that set most of its writing upright."""

    def __init__(self, box: Box, turns: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.turns = turns
        width, height = self.right - self.left, self.top - self.bottom
        self.width, self.height = (height, width) if turns % 2 else (width, height)

    def has_point(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def turn_box(self, box: Box) -> Box:
        """Return left, top, right, bottom as the reader sees them."""
        x0, y0 = self.turn(box[0], box[1])
        x1, y1 = self.turn(box[2], box[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point so that writing with that many left quarter turns runs to the right."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x


def _list_glyphs(marks: Sequence[Mark], frame: _Frame) -> Iterator[Glyph]:
    """Yield the characters on the page; the few that are turned another way are a watermark's."""
    for mark in marks:
        if mark.turns == frame.turns and frame.has_point(*mark.origin):
            _, baseline = frame.turn(*mark.origin)
            left, top, right, bottom = frame.turn_box(mark.box)
            yield Glyph(mark.text, left, right, top, bottom, baseline)


def _list_rulings(boxes: Sequence[Box]) -> Iterator[Ruling]:
    """Yield the boxes that lie as lines from left to right."""
    for left, top, right, bottom in boxes:
        if bottom - top <= _THIN and right - left >= _SHORT and right - left > bottom - top:
            yield Ruling((top + bottom) / 2, left, right)
