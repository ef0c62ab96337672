"""Read the characters of a PDF page through pypdfium2, in the page's own coordinates."""

import ctypes
import math
import unicodedata
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from auditor.reading.pdf.page import UNMAPPED

_UNKNOWN = frozenset((0, 0xFFFE, 0xFFFF))
_SLANT = 0.1  # of a quarter turn


class Mark(NamedTuple):
    """A character in the page's own coordinates, and the quarter turns of its writing."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    turns: int


def read_marks(page: Any) -> list[Mark]:  # noqa: ANN401 - pypdfium2 is not typed
    """Read the characters of a page that are printed, blanks included.

    A character of which the font does not say what it is becomes U+FFFD.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        marks = (_read_mark(text_page, place) for place in range(count))
        return [mark for mark in marks if mark is not None]
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _read_mark(text_page: Any, place: int) -> Mark | None:  # noqa: ANN401
    """Read one character, None for one that the library made up or that is not printed."""
    code = pdfium.FPDFText_GetUnicode(text_page, place)
    if pdfium.FPDFText_IsGenerated(text_page, place) == 1 or 0 < code < ord(" "):
        return None
    if code in _UNKNOWN or pdfium.FPDFText_HasUnicodeMapError(text_page, place) == 1:
        code = ord(UNMAPPED)
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    turns = _read_turns(text_page, place)
    if turns is None or not pdfium.FPDFText_GetLooseCharBox(text_page, place, rect):
        return None
    pdfium.FPDFText_GetCharOrigin(text_page, place, x, y)
    box = (rect.left, rect.bottom, rect.right, rect.top)
    return Mark(_render_character(code), box, (x.value, y.value), turns)


def _read_turns(text_page: Any, place: int) -> int | None:  # noqa: ANN401
    """Return the left quarter turns of the writing, None for a slant like a watermark's."""
    if pdfium.FPDFText_GetCharAngle(text_page, place) == 0.0:
        return 0
    matrix = pdfium.FS_MATRIX()  # the angle above is also that of italics
    pdfium.FPDFText_GetMatrix(text_page, place, matrix)
    angle = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    turns = round(angle)
    return turns % 4 if abs(angle - turns) < _SLANT else None


def _render_character(code: int) -> str:
    """Return a character; a radical or compatibility form is written as the character it shows.

    Many PDF files name 一 or 金 by the code of the radical of that shape.
    """
    text = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", text)
    return text
