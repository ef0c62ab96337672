"""Tell writing of a PDF page that nobody sees: not drawn, white, or clipped away."""

import ctypes
from collections.abc import Iterable
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from auditor.reading.matrices import UNTURNED, Matrix, transform
from auditor.reading.pdf.page import Box

_LIGHT = 245  # of 255: as light as paper
_UNDRAWN = frozenset((pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP))
_MOST_LOOKED_AT = 200
_ENDS = 16
_STRIDE = 4
_CLIP_STRIDE = 16
_MOST_CORNERS = 40
_SLACK = 3.0
_RECTANGLE = (4, 5)  # corners, the first one named again or not


class Cover(NamedTuple):
    """Why a piece of writing is not seen: "" where only what lies outside `window` is not.

    `is_white` if it is seen on a darker ground.
    """

    is_undrawn: bool = False
    is_white: bool = False
    window: Box | None = None


class WritingJudge:
    """Judges the pieces of writing of one page, and keeps those that are covered.

    Many programs write each character as a piece of its own, and to look at all of them would
    double the time that a page takes. Of many pieces the first and last are looked at and every
    fourth between (every sixteenth for its clip), and all of them as soon as one is not seen.
    """

    def __init__(self, count: int) -> None:
        self.covers: dict[int, Cover] = {}
        self._is_sampling = count > _MOST_LOOKED_AT
        self._last = count - _ENDS
        self._seen = 0
        self._colour = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
        self._channels = tuple(map(ctypes.pointer, self._colour))
        self._corner = ctypes.c_float(), ctypes.c_float()
        self._to_corner = tuple(map(ctypes.pointer, self._corner))
        self._sides = [ctypes.c_float() for _ in range(4)]

    @property
    def is_to_look_closer(self) -> bool:
        """Say whether a sampled piece was cut, so that all are to be looked at."""
        return self._is_sampling and bool(self.covers)

    def sample(self, drawn: Any, matrix: Matrix) -> None:  # noqa: ANN401 - pypdfium2 is not typed
        """Judge a piece of writing, or pass it over if there are many."""
        self._seen += 1
        if not self._is_sampling or not _ENDS < self._seen < self._last:
            self._look_at_drawing(drawn)
            self._look_at_clip(drawn, matrix)
        elif self._seen % _STRIDE == 0:
            self._look_at_drawing(drawn)
            if self._seen % _CLIP_STRIDE == 0:
                self._look_at_clip(drawn, matrix)

    def look_at_all(self, objects: Iterable[tuple[int, Any, Matrix]]) -> None:
        """Judge all pieces."""
        for kind, drawn, matrix in objects:
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._look_at_drawing(drawn)
                self._look_at_clip(drawn, matrix)

    def _look_at_drawing(self, drawn: Any) -> None:  # noqa: ANN401
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        if mode == 0:  # filled, as nearly all writing is
            if pdfium.FPDFPageObj_GetFillColor(drawn, *self._channels):
                self._look_at_colour(drawn)
        elif mode in _UNDRAWN:
            self._keep(drawn, Cover(is_undrawn=True))

    def _look_at_colour(self, drawn: Any) -> None:  # noqa: ANN401
        red, green, blue, alpha = self._colour
        if alpha.value == 0:
            self._keep(drawn, Cover(is_undrawn=True))
        elif red.value > _LIGHT and green.value > _LIGHT and blue.value > _LIGHT:
            self._keep(drawn, Cover(is_white=True))

    def _look_at_clip(self, drawn: Any, matrix: Matrix) -> None:  # noqa: ANN401
        clip = pdfium.FPDFPageObj_GetClipPath(drawn)
        window = _UNBOUNDED
        for path in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
            window = _intersect(window, self._measure_clip(clip, path, matrix))
        if window == _UNBOUNDED or self._is_within(drawn, matrix, window):
            return
        self._keep(drawn, self._find(drawn)._replace(window=window))

    def _measure_clip(self, clip: Any, path: int, matrix: Matrix) -> Box:  # noqa: ANN401
        """Return the box of a clip; two corners are enough for a rectangle."""
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        corners = (0, 2) if count in _RECTANGLE else range(min(count, _MOST_CORNERS))
        if not count or count > _MOST_CORNERS:
            return _UNBOUNDED
        points = []
        x, y = self._corner
        for corner in corners:
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, corner)
            pdfium.FPDFPathSegment_GetPoint(segment, *self._to_corner)
            points.append((x.value, y.value))
        if matrix != UNTURNED:
            points = [transform(matrix, *point) for point in points]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def _is_within(self, drawn: Any, matrix: Matrix, window: Box) -> bool:  # noqa: ANN401
        """Say whether a piece lies within a window, but for a little."""
        pdfium.FPDFPageObj_GetBounds(drawn, *self._sides)
        left, bottom, right, top = (side.value for side in self._sides)
        if matrix != UNTURNED:
            points = [transform(matrix, x, y) for x in (left, right) for y in (bottom, top)]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
        return (
            window[0] - _SLACK <= left
            and window[1] - _SLACK <= bottom
            and right <= window[2] + _SLACK
            and top <= window[3] + _SLACK
        )

    def _find(self, drawn: Any) -> Cover:  # noqa: ANN401
        return self.covers.get(find_address(drawn), Cover())

    def _keep(self, drawn: Any, cover: Cover) -> None:  # noqa: ANN401
        self.covers[find_address(drawn)] = cover


_UNBOUNDED: Box = (-1e9, -1e9, 1e9, 1e9)


def find_address(drawn: Any) -> int:  # noqa: ANN401
    """Return what tells one object of a page from the others."""
    return ctypes.cast(drawn, ctypes.c_void_p).value or 0


def _intersect(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
