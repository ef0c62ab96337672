"""Read the visible straight lines of a PDF page through pypdfium2, in its own coordinates."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from auditor.reading.matrices import UNTURNED, Matrix, multiply, transform
from auditor.reading.pdf.page import Box

_WHITE = 245  # of 255: as light as paper


def list_strokes(path: Any, matrix: Matrix) -> Iterator[Box]:  # noqa: ANN401
    """Yield the boxes of what is seen of a path: its stroked edges, its filled shapes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    is_stroked = bool(stroke.value) and _is_visible(path, pdfium.FPDFPageObj_GetStrokeColor)
    is_filled = bool(fill.value) and _is_visible(path, pdfium.FPDFPageObj_GetFillColor)
    if not is_stroked and not is_filled:
        return
    for points in _list_outlines(path, multiply(read_matrix(path), matrix)):
        if is_stroked:
            for (x0, y0), (x1, y1) in pairwise(points):
                yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        if is_filled:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            yield min(xs), min(ys), max(xs), max(ys)


def _is_visible(path: Any, get_color: Any) -> bool:  # noqa: ANN401
    channels = [ctypes.c_uint() for _ in range(4)]
    if not get_color(path, *channels):
        return True
    red, green, blue, alpha = (channel.value for channel in channels)
    return alpha > 0 and min(red, green, blue) < _WHITE


def _list_outlines(path: Any, matrix: Matrix) -> list[list[tuple[float, float]]]:  # noqa: ANN401
    """Return the corner points of each connected piece of a path, in page coordinates."""
    outlines: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, place)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = transform(matrix, x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines


def read_matrix(drawn: Any) -> Matrix:  # noqa: ANN401
    """Read how an object is placed."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return UNTURNED
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
