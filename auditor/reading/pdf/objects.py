"""Walk through what is drawn on a PDF page: lines, images, and writing that nobody sees."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from auditor.reading.matrices import UNTURNED, Matrix, multiply
from auditor.reading.pdf.page import Box
from auditor.reading.pdf.strokes import list_strokes, read_matrix
from auditor.reading.pdf.visibility import Cover, WritingJudge

_DEEPEST_FORM = 8
_MOST_PATHS = 50_000


class Drawn(NamedTuple):
    """What a page holds beside its characters, in the page's own coordinates.

    `covers` tells of each piece of writing that is not or not wholly seen, by its address.
    """

    strokes: list[Box]
    images: list[Box]
    covers: dict[int, Cover]


def read_drawn(page: Any) -> Drawn:  # noqa: ANN401 - pypdfium2 is not typed
    """Read the objects of a page, those inside forms included."""
    strokes: list[Box] = []
    images: list[Box] = []
    paths = 0
    judge = WritingJudge(pdfium.FPDFPage_CountObjects(page))
    for kind, drawn, matrix in _iterate_objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            judge.sample(drawn, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            strokes += list_strokes(drawn, matrix) if paths <= _MOST_PATHS else ()
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append(_measure_image(multiply(read_matrix(drawn), matrix)))
    if judge.is_to_look_closer:
        judge.look_at_all(_iterate_objects(page))
    return Drawn(strokes, images, judge.covers)


def _iterate_objects(page: Any) -> Iterator[tuple[int, Any, Matrix]]:  # noqa: ANN401
    """Yield what is drawn on a page, forms opened: its kind and the matrix it stands under."""
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, place)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield kind, drawn, UNTURNED
        else:
            yield from _open_form(drawn, UNTURNED, 1)


def _open_form(form: Any, matrix: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:  # noqa: ANN401
    inner = multiply(read_matrix(form), matrix)
    for place in range(pdfium.FPDFFormObj_CountObjects(form)):
        drawn = pdfium.FPDFFormObj_GetObject(form, ctypes.c_ulong(place))
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield kind, drawn, inner
        elif depth < _DEEPEST_FORM:
            yield from _open_form(drawn, inner, depth + 1)


def _measure_image(matrix: Matrix) -> Box:
    """Return the box of the unit square under a matrix: an image fills it."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return min(xs), min(ys), max(xs), max(ys)
