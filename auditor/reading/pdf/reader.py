"""Read a PDF as tabular text. Knows no geometry; names every page it could not read."""

import hashlib
from typing import Any

from auditor.errors import ReadingError
from auditor.reading.pdf.drawing import PdfError, open_pdf, read_page
from auditor.reading.pdf.furniture import drop_furniture
from auditor.reading.pdf.grid import TooManyCellsError
from auditor.reading.pdf.page import UNMAPPED, Page
from auditor.reading.pdf.tables import Layout, lay_out_page
from auditor.reading.pdf.writing import PlacedLine, write_pages
from auditor.reading.source import Limits, Source

_LOCKED = "PDF 有密码 / the PDF wants a password"
_DAMAGED = "PDF 已损坏 / the PDF is damaged"
_BAD_PAGE = "页面已损坏 / the page is damaged"
_NO_TEXT = "PDF 中没有文字，可能是扫描件 / the PDF holds no text, perhaps it was scanned"
_IMAGES = "页面只有图像，没有文字 / the page holds images and no text"
_UNMAPPED = "页面上许多文字没有编码 / many characters on the page have no Unicode"
_DRAWING = "页面线条过多 / too many lines on the page"
_MOST_UNMAPPED = 0.05


def read_pdf(content: bytes, path: str, limits: Limits) -> Source:
    """Read a PDF from its bytes; a page without readable text is named in `incomplete`.

    Raises ReadingError if it is locked, damaged, too long, or has no text at all.
    """
    incomplete: list[ReadingError] = []
    try:
        with open_pdf(content) as document:
            layouts = _lay_out_pages(document, path, limits, incomplete)
    except PdfError as error:
        raise ReadingError(path, _LOCKED if error.is_locked else _DAMAGED) from error
    lines = list(write_pages(drop_furniture(layouts)))
    if not any(line.text for line in lines):
        raise ReadingError(path, _NO_TEXT)
    return _build_source(lines, content, path, incomplete)


def _lay_out_pages(
    document: Any,  # noqa: ANN401 - pypdfium2 is not typed
    path: str,
    limits: Limits,
    incomplete: list[ReadingError],
) -> list[Layout]:
    if len(document) > limits.pdf_pages:
        pages = f"{len(document)} > {limits.pdf_pages}"
        reason = f"页数过多：{pages} / too many pages: {pages}"
        raise ReadingError(path, reason)
    layouts = []
    for number in range(1, len(document) + 1):
        try:
            page = read_page(document, number)
            layouts.append(lay_out_page(page))
        except PdfError:
            incomplete.append(ReadingError(path, _BAD_PAGE, number))
        except TooManyCellsError:
            incomplete.append(ReadingError(path, _DRAWING, number))
        else:
            incomplete += _list_shortcomings(page, path)
    return layouts


def _list_shortcomings(page: Page, path: str) -> list[ReadingError]:
    """Return at most one reason why the text of a page is not all that it says."""
    unmapped = sum(glyph.text == UNMAPPED for glyph in page.glyphs)
    if page.has_images and not page.glyphs:
        return [ReadingError(path, _IMAGES, page.number)]
    if unmapped > _MOST_UNMAPPED * len(page.glyphs):
        return [ReadingError(path, _UNMAPPED, page.number)]
    return []


def _build_source(
    lines: list[PlacedLine], content: bytes, path: str, incomplete: list[ReadingError]
) -> Source:
    return Source(
        path=path,
        text="".join(f"{line.text}\n" for line in lines),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=tuple(line.page for line in lines),
        incomplete=tuple(incomplete),
    )
