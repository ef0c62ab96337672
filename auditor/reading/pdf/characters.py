"""Read the characters of a PDF page through pypdfium2, in the page's own coordinates."""

import ctypes
import math
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from auditor.reading.matrices import Matrix
from auditor.reading.pdf.calls import (
    INT,
    POINTER,
    Handle,
    ask_places,
    bind,
    read_numbers,
)
from auditor.reading.pdf.page import UNMAPPED, Box
from auditor.reading.pdf.visibility import Cover

_UNKNOWN = frozenset((0, 0xFFFE, 0xFFFF))
_SLANTED = -1
_SLANT = 0.1  # of a quarter turn
_BLANK = ord(" ")
_NEAR_ORIGIN = 0.01  # of the width
_FLAT = 3.0  # points; some fonts give the box of the ink alone, and 一 or a dot has hardly any
_ASCENT = 0.8  # of the size of the writing
_load = bind("FPDFText_LoadPage", POINTER, POINTER)
_close = bind("FPDFText_ClosePage", None, POINTER)
_count = bind("FPDFText_CountChars", INT, POINTER)
_get_code = bind("FPDFText_GetUnicode", ctypes.c_uint, POINTER, INT)
_is_mute = bind("FPDFText_HasUnicodeMapError", INT, POINTER, INT)
_get_box = bind("FPDFText_GetLooseCharBox", INT, POINTER, INT, POINTER)
_get_origin = bind("FPDFText_GetCharOrigin", INT, POINTER, INT, POINTER, POINTER)
_is_generated = bind("FPDFText_IsGenerated", INT, POINTER, INT)
_get_matrix = bind("FPDFText_GetMatrix", INT, POINTER, INT, POINTER)
_get_size = bind("FPDFText_GetFontSize", ctypes.c_double, POINTER, INT)
_get_angle = bind("FPDFText_GetCharAngle", ctypes.c_float, POINTER, INT)
_get_writing = bind("FPDFText_GetTextObject", POINTER, POINTER, INT)


class Mark(NamedTuple):
    """A character in the page's own coordinates, and the quarter turns of its writing."""

    text: str
    box: Box
    x: float
    y: float
    turns: int
    cover: Cover | None


def read_marks(page: Handle, covers: Mapping[Handle, Cover]) -> list[Mark]:
    """Read the characters of a page, blanks included; `covers` tells of those not seen.

    A character of which the font does not say what it is becomes U+FFFD.
    """
    text_page = _load(page)
    try:
        return _read_all(text_page, covers)
    finally:
        _close(text_page)


def _read_all(text_page: Handle, covers: Mapping[Handle, Cover]) -> list[Mark]:
    count = _count(text_page)
    codes = ask_places(_get_code, text_page, count)
    mutes = ask_places(_is_mute, text_page, count)
    places = range(count)
    boxes = read_numbers(_get_box, ctypes.c_float, 4, places, of=text_page)
    origins = read_numbers(_get_origin, ctypes.c_double, 2, places, of=text_page, pointers=2)
    writings = ask_places(_get_writing, text_page, count) if covers else ()
    marks = []
    for place, code, is_mute, (is_placed, left, top, right, bottom), (_, x, y) in zip(
        places, codes, mutes, boxes, origins, strict=True
    ):
        if not is_placed or (code <= _BLANK and _is_unprinted(text_page, place, code)):
            continue
        text = UNMAPPED if is_mute == 1 or code in _UNKNOWN else _render_character(code)
        box = (left, bottom, right, top)
        turns = 0
        # Upright writing is told without asking: its box begins at its origin, on the baseline.
        if not (
            abs(x - left) < _NEAR_ORIGIN * (right - left)
            and bottom < y < bottom + (top - bottom) / 2
        ):
            turns = _read_turns(text_page, place)
            if turns == _SLANTED:
                continue
        if turns == 0 and top - bottom < _FLAT:
            box = _raise_flat(text_page, place, box, y)
        marks.append(Mark(text, box, x, y, turns, covers.get(writings[place]) if covers else None))
    return marks


def _is_unprinted(text_page: Handle, place: int, code: int) -> bool:
    """Tell controls, and the blanks and line ends that the library makes up."""
    return 0 < code < _BLANK or _is_generated(text_page, place) == 1


def _raise_flat(text_page: Handle, place: int, box: Box, baseline: float) -> Box:
    """Return the box of a character that stands upright as high as its writing is large."""
    _, b, _, d, *_ = _read_matrix(text_page, place)
    size = _get_size(text_page, place) * math.hypot(b, d)
    left, bottom, right, top = box
    return left, min(bottom, baseline), right, max(top, baseline + _ASCENT * size)


def _read_turns(text_page: Handle, place: int) -> int:
    """Return the left quarter turns of the writing, _SLANTED for a slant like a watermark's."""
    if _get_angle(text_page, place) == 0.0:
        return 0
    a, b, *_ = _read_matrix(text_page, place)  # an angle that is not 0 is also that of italics
    angle = math.atan2(b, a) / (math.pi / 2)
    turns = round(angle)
    return turns % 4 if abs(angle - turns) < _SLANT else _SLANTED


def _read_matrix(text_page: Handle, place: int) -> Matrix:
    found = read_numbers(_get_matrix, ctypes.c_float, 6, [place], of=text_page)
    _, a, b, c, d, e, f = next(found)
    return a, b, c, d, e, f


@cache
def _render_character(code: int) -> str:
    """Return a character; a radical or compatibility form is written as the character it shows.

    Many PDF files name 一 or 金 by the code of the radical of that shape.
    """
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)
