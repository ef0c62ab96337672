"""Read the visible straight lines of a PDF page through pypdfium2, in its own coordinates."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

from auditor.reading.matrices import UNTURNED, Matrix, Point, multiply, transform, transform_box
from auditor.reading.pdf.calls import (
    INT,
    POINTER,
    Ask,
    Handle,
    ask_places,
    bind,
    bind_writer,
    read_numbers,
)
from auditor.reading.pdf.page import Box

_WHITE = 245  # of 255: as light as paper
_SHAPE = (4, 5)  # corners of a filled rectangle, the first one named again or not
_LINE = 2  # ends of a single line
_MOVE = 2  # the kind of segment that begins an outline
_get_mode = bind_writer("FPDFPath_GetDrawMode", 2)
_get_fill = bind_writer("FPDFPageObj_GetFillColor", 4)
_get_stroke = bind_writer("FPDFPageObj_GetStrokeColor", 4)
_get_bounds = bind_writer("FPDFPageObj_GetBounds", 4)
_get_matrix = bind_writer("FPDFPageObj_GetMatrix", 1)
_count_segments = bind("FPDFPath_CountSegments", INT, POINTER)
_get_segment = bind("FPDFPath_GetPathSegment", POINTER, POINTER, INT)
_get_point = bind_writer("FPDFPathSegment_GetPoint", 2)
_get_kind = bind("FPDFPathSegment_GetType", INT, POINTER)
_is_closed = bind("FPDFPathSegment_GetClose", INT, POINTER)


class _Path(NamedTuple):
    handle: Handle
    is_filled: bool
    is_stroked: bool


def list_strokes(paths: Sequence[Handle], matrix: Matrix) -> Iterator[Box]:
    """Yield the boxes of what is seen of paths: their stroked edges, their filled shapes.

    Nearly all are filled rectangles or single lines: these are looked at together.
    """
    shapes, lines, others = [], [], []
    modes = read_numbers(_get_mode, ctypes.c_int, 2, paths, pointers=2)
    counts = map(_count_segments, paths)
    for path, (_, fill, stroke), count in zip(paths, modes, counts, strict=True):
        if fill and not stroke and count in _SHAPE:
            shapes.append(path)
        elif stroke and not fill and count == _LINE:
            lines.append(path)
        else:
            others.append(_Path(path, bool(fill), bool(stroke)))
    yield from _list_shapes(_list_visible(_get_fill, shapes), matrix)
    yield from _list_lines(_list_visible(_get_stroke, lines), matrix)
    for other in others:
        yield from _list_edges(other, matrix)


def read_matrix(drawn: Handle) -> Matrix:
    """Read how an object is placed."""
    return next(_read_matrices([drawn], UNTURNED))


def _list_visible(get_color: Ask, paths: Sequence[Handle]) -> list[Handle]:
    """Return the paths of which a colour is neither clear nor that of paper."""
    colors = list(read_numbers(get_color, ctypes.c_uint, 4, paths, pointers=4))
    seen = {color for color in set(colors) if _is_seen(*color)}
    return [path for path, color in zip(paths, colors, strict=True) if color in seen]


def _is_seen(is_known: int, red: int, green: int, blue: int, alpha: int) -> bool:
    return not is_known or (alpha > 0 and min(red, green, blue) < _WHITE)


def _list_shapes(paths: Sequence[Handle], matrix: Matrix) -> Iterator[Box]:
    for _, *sides in read_numbers(_get_bounds, ctypes.c_float, 4, paths, pointers=4):
        left, bottom, right, top = sides
        yield transform_box(matrix, (left, bottom, right, top))


def _list_lines(paths: Sequence[Handle], matrix: Matrix) -> Iterator[Box]:
    starts = _read_points(list(map(_get_segment, paths, repeat(0))))
    ends = _read_points(list(map(_get_segment, paths, repeat(1))))
    matrices = _read_matrices(paths, matrix)
    for placed, (_, x0, y0), (_, x1, y1) in zip(matrices, starts, ends, strict=True):
        if placed == UNTURNED:
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        else:
            yield _measure_edge(transform(placed, x0, y0), transform(placed, x1, y1))


def _measure_edge(start: Point, end: Point) -> Box:
    (x0, y0), (x1, y1) = start, end
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _list_edges(path: _Path, matrix: Matrix) -> Iterator[Box]:
    """Yield what is seen of a path of any form."""
    is_stroked = path.is_stroked and bool(_list_visible(_get_stroke, [path.handle]))
    is_filled = path.is_filled and bool(_list_visible(_get_fill, [path.handle]))
    if not is_stroked and not is_filled:
        return
    (placed,) = _read_matrices([path.handle], matrix)
    for points in _list_outlines(path.handle, placed):
        if is_stroked:
            for start, end in pairwise(points):
                yield _measure_edge(start, end)
        if is_filled:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            yield min(xs), min(ys), max(xs), max(ys)


def _list_outlines(path: Handle, matrix: Matrix) -> list[list[Point]]:
    """Return the corner points of each connected piece of a path, in page coordinates."""
    segments = ask_places(_get_segment, path, _count_segments(path))
    outlines: list[list[Point]] = []
    for segment, (_, x, y) in zip(segments, _read_points(segments), strict=True):
        if _get_kind(segment) == _MOVE or not outlines:
            outlines.append([])
        outlines[-1].append(transform(matrix, x, y))
        if _is_closed(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines


def _read_points(segments: Sequence[Handle]) -> Iterator[tuple[int, float, float]]:
    return read_numbers(_get_point, ctypes.c_float, 2, segments, pointers=2)


def _read_matrices(drawn: Sequence[Handle], matrix: Matrix) -> Iterator[Matrix]:
    """Yield how objects are placed that stand under a matrix."""
    for is_known, a, b, c, d, e, f in read_numbers(_get_matrix, ctypes.c_float, 6, drawn):
        own = (a, b, c, d, e, f)
        is_own = is_known and own != UNTURNED
        yield multiply(own, matrix) if is_own else matrix
