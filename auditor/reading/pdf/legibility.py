"""Tell pages of which the characters are not what is printed. Knows nothing of other pages."""

import re
from collections.abc import Iterator

from auditor.reading.pdf.page import UNMAPPED, Glyph
from auditor.reading.pdf.tables import Layout

_UNMAPPED = "页面上的文字没有编码，无法读取 / the characters on the page have no Unicode"
_FIGURES = "页面上的数字没有编码，无法读取 / figures on the page have no Unicode"
_MOST_UNMAPPED = 0.05
_LARGE = 0.5  # of the page
_FEW_LINES = 3
_MOST_INSIDE = 3  # characters: more of them, and the image is their background
# A figure of which a digit is missing: nothing else is written of digits, signs and no letter.
_FIGURE = re.compile(rf"[\d.,，]*{UNMAPPED}[\d.,，{UNMAPPED}]*[%％]?")
_LONG = 3
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d\.\d|\d{5}")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def find_illegible(layout: Layout) -> str:
    """Say why a page cannot be judged, in both languages; "" if it can.

    A sign or two without Unicode, such as a list mark, does no harm; a figure's digits do.
    """
    glyphs = layout.page.glyphs
    if sum(map(_is_unmapped, glyphs)) == 0:
        return ""
    if sum(map(_is_unmapped, glyphs)) > _MOST_UNMAPPED * len(glyphs):
        return _UNMAPPED
    return _FIGURES if any(map(_is_figure, _list_words(layout))) else ""


def has_turned_figures(layout: Layout) -> bool:
    """Say whether amounts stand at right angles to the rest of the page, and were not read."""
    return _AMOUNT.search(layout.page.turned) is not None


def is_picture(layout: Layout) -> bool:
    """Say whether an image says all that the page does, but for a title or its number."""
    page = layout.page
    if not page.has_images:
        return False
    tables = [table for table in layout.tables if any(map(any, table.rows))]
    if not layout.lines and not tables:
        return True
    if tables or len(layout.lines) > _FEW_LINES:
        return False
    area = page.width * page.height
    return any(
        (right - left) * (bottom - top) >= _LARGE * area
        and _count_inside(page.glyphs, left, top, right, bottom) <= _MOST_INSIDE
        for left, top, right, bottom in page.images
    )


def _count_inside(
    glyphs: tuple[Glyph, ...], left: float, top: float, right: float, bottom: float
) -> int:
    return sum(left <= glyph.middle <= right and top <= glyph.center <= bottom for glyph in glyphs)


def _is_unmapped(glyph: Glyph) -> bool:
    return glyph.text == UNMAPPED or _PRIVATE.match(glyph.text) is not None


def _list_words(layout: Layout) -> Iterator[str]:
    texts = [line.text for line in layout.lines]
    texts += [cell for table in layout.tables for row in table.rows for cell in row]
    for text in texts:
        yield from _PRIVATE.sub(UNMAPPED, text).split()


def _is_figure(word: str) -> bool:
    return any(
        len(found) >= _LONG or any(map(str.isdigit, found)) for found in _FIGURE.findall(word)
    )
