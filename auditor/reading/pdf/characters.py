"""Read the characters of a PDF page through pypdfium2, in the page's own coordinates."""

import ctypes
import math
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from auditor.reading.pdf.page import UNMAPPED, Box
from auditor.reading.pdf.visibility import Cover, find_address

_UNKNOWN = frozenset((0, 0xFFFE, 0xFFFF))
_SLANT = 0.1  # of a quarter turn
_BLANK = ord(" ")
_NEAR_ORIGIN = 0.01  # of the width
_FLAT = 3.0  # points; some fonts give the box of the ink alone, and 一 or a dot has hardly any
_ASCENT = 0.8  # of the size of the writing


class Mark(NamedTuple):
    """A character in the page's own coordinates, and the quarter turns of its writing."""

    text: str
    box: Box
    x: float
    y: float
    turns: int
    cover: Cover | None


def read_marks(page: Any, covers: Mapping[int, Cover]) -> list[Mark]:  # noqa: ANN401 - pypdfium2 is not typed
    """Read the characters of a page, blanks included; `covers` tells of those not seen.

    A character of which the font does not say what it is becomes U+FFFD.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    reader = _MarkReader(text_page, covers)
    try:
        return reader.read_all(pdfium.FPDFText_CountChars(text_page))
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class _MarkReader:
    """Reads characters into the same few variables: a page has thousands."""

    def __init__(self, text_page: Any, covers: Mapping[int, Cover]) -> None:  # noqa: ANN401
        self.text_page = text_page
        self.covers = covers
        self.rect, self.x, self.y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self.written = tuple(map(ctypes.pointer, (self.rect, self.x, self.y)))

    def read_all(self, count: int) -> list[Mark]:
        marks = []
        for place in range(count):
            code = pdfium.FPDFText_GetUnicode(self.text_page, place)
            if code > _BLANK or not self._is_unprinted(place, code):
                mark = self._read(place, code)
                if mark is not None:
                    marks.append(mark)
        return marks

    def _is_unprinted(self, place: int, code: int) -> bool:
        """Tell controls, and the blanks and line ends that the library makes up."""
        return 0 < code < _BLANK or pdfium.FPDFText_IsGenerated(self.text_page, place) == 1

    def _read(self, place: int, code: int) -> Mark | None:
        """Read one character, None for one that is slanted or has no place."""
        page, rect, x, y = self.text_page, self.rect, self.x, self.y
        to_rect, to_x, to_y = self.written
        if code in _UNKNOWN or pdfium.FPDFText_HasUnicodeMapError(page, place) == 1:
            code = ord(UNMAPPED)
        if not pdfium.FPDFText_GetLooseCharBox(page, place, to_rect):
            return None
        pdfium.FPDFText_GetCharOrigin(page, place, to_x, to_y)
        box = (rect.left, rect.bottom, rect.right, rect.top)
        origin = x.value, y.value
        turns = 0 if _is_upright(box, *origin) else _read_turns(page, place)
        if turns is None:
            return None
        if turns == 0 and rect.top - rect.bottom < _FLAT:
            box = _raise_flat(page, place, box, y.value)
        cover = self._find_cover(place) if self.covers else None
        return Mark(_render_character(code), box, *origin, turns, cover)

    def _find_cover(self, place: int) -> Cover | None:
        return self.covers.get(find_address(pdfium.FPDFText_GetTextObject(self.text_page, place)))


def _raise_flat(text_page: Any, place: int, box: Box, baseline: float) -> Box:  # noqa: ANN401
    """Return the box of a character that stands upright as high as its writing is large."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, place, matrix)
    size = pdfium.FPDFText_GetFontSize(text_page, place) * math.hypot(matrix.b, matrix.d)
    left, bottom, right, top = box
    return left, min(bottom, baseline), right, max(top, baseline + _ASCENT * size)


def _is_upright(box: Box, x: float, y: float) -> bool:
    """Tell upright writing without asking: its box begins at its origin, on the baseline."""
    left, bottom, right, top = box
    return (
        abs(x - left) < _NEAR_ORIGIN * (right - left) and bottom < y < bottom + (top - bottom) / 2
    )


def _read_turns(text_page: Any, place: int) -> int | None:  # noqa: ANN401
    """Return the left quarter turns of the writing, None for a slant like a watermark's."""
    if pdfium.FPDFText_GetCharAngle(text_page, place) == 0.0:
        return 0
    matrix = pdfium.FS_MATRIX()  # an angle that is not 0 is also that of italics
    pdfium.FPDFText_GetMatrix(text_page, place, matrix)
    angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    turns = round(angle)
    return turns % 4 if abs(angle - turns) < _SLANT else None


def _render_character(code: int) -> str:
    """Return a character; a radical or compatibility form is written as the character it shows.

    Many PDF files name 一 or 金 by the code of the radical of that shape.
    """
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)
