"""Read a PDF as tabular text. Knows no geometry; names every page it could not read."""

import hashlib
from collections.abc import Sequence

from auditor.errors import ReadingError
from auditor.reading.pdf.breaks import mend_breaks
from auditor.reading.pdf.calls import Handle
from auditor.reading.pdf.documents import PdfError, count_pages, open_pdf
from auditor.reading.pdf.drawing import read_page
from auditor.reading.pdf.furniture import drop_furniture
from auditor.reading.pdf.grid import TooManyCellsError
from auditor.reading.pdf.legibility import find_illegible, has_turned_figures, is_picture
from auditor.reading.pdf.tables import Layout, lay_out_page
from auditor.reading.pdf.unseen import list_unseen
from auditor.reading.pdf.writing import PlacedLine, write_pages
from auditor.reading.source import Limits, Source

_LOCKED = "PDF 有密码 / the PDF wants a password"
_DAMAGED = "PDF 已损坏 / the PDF is damaged"
_BAD_PAGE = "页面已损坏 / the page is damaged"
_NO_TEXT = "PDF 中没有文字，可能是扫描件 / the PDF holds no text, perhaps it was scanned"
_IMAGES = "页面只有图像，没有文字 / the page holds images and no text"
_TURNED = (
    "页面上有转了方向的数字，未读 / figures turned against the rest of the page were not read"
)
_DRAWING = "页面线条过多 / too many lines on the page"


def read_pdf(content: bytes, path: str, limits: Limits) -> Source:
    """Read a PDF from its bytes; a page without readable text is named in `incomplete`.

    Raises ReadingError if it is locked, damaged, too long, or has no text at all.
    """
    incomplete: list[ReadingError] = []
    try:
        with open_pdf(content) as document:
            layouts = _lay_out_pages(document, path, limits, incomplete)
            layouts = mend_breaks(drop_furniture(layouts))
            incomplete += _list_pictures(layouts, path)
            lines = tuple(write_pages(layouts))
            if not any(line.text for line in lines):
                raise ReadingError(path, _describe_unread(incomplete))
            unseen = list_unseen(document, layouts, lines)
    except PdfError as error:
        raise ReadingError(path, _LOCKED if error.is_locked else _DAMAGED) from error
    source = _build_source(lines, content, path, incomplete)
    return source._replace(unseen=unseen)


def _lay_out_pages(
    document: Handle,
    path: str,
    limits: Limits,
    incomplete: list[ReadingError],
) -> list[Layout]:
    """Lay out every page that can be read, and name the others."""
    count = count_pages(document)
    if count > limits.pdf_pages:
        pages = f"{count} > {limits.pdf_pages}"
        reason = f"页数过多：{pages} / too many pages: {pages}"
        raise ReadingError(path, reason)
    layouts: list[Layout] = []
    for number in range(1, count + 1):
        try:
            page = read_page(document, number)
            layout = lay_out_page(page, layouts[-1].columns if layouts else ())
        except PdfError:
            incomplete.append(ReadingError(path, _BAD_PAGE, number))
        except TooManyCellsError:
            incomplete.append(ReadingError(path, _DRAWING, number))
        else:
            reason = find_illegible(layout)
            if reason:  # what it says is not what is printed: none of it is judged
                incomplete.append(ReadingError(path, reason, number))
            else:
                layouts.append(layout)
            if not reason and has_turned_figures(layout):
                incomplete.append(ReadingError(path, _TURNED, number))
    return layouts


def _list_pictures(layouts: Sequence[Layout], path: str) -> list[ReadingError]:
    """Name the pages of which an image says all but their number or title."""
    return [
        ReadingError(path, _IMAGES, layout.page.number) for layout in layouts if is_picture(layout)
    ]


def _describe_unread(incomplete: Sequence[ReadingError]) -> str:
    """Say why nothing of a file was read, reason by reason, each with its pages."""
    pages: dict[str, list[int]] = {}
    for error in incomplete:
        pages.setdefault(error.reason, []).append(error.page or 0)
    if not pages:
        return _NO_TEXT
    zh, en = [], []
    for reason, numbers in pages.items():
        in_zh, _, in_en = reason.partition(" / ")
        shown = _render_pages(sorted(numbers))
        zh.append(f"第 {shown} 页：{in_zh}")
        en.append(f"pages {shown}: {in_en}")
    return f"{'；'.join(zh)} / {'; '.join(en)}"


def _render_pages(numbers: Sequence[int]) -> str:
    """Return page numbers in order, runs of them as first–last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return ", ".join(f"{first}–{last}" if first != last else f"{first}" for first, last in runs)


def _build_source(
    lines: Sequence[PlacedLine], content: bytes, path: str, incomplete: list[ReadingError]
) -> Source:
    return Source(
        path=path,
        text="".join(f"{line.text}\n" for line in lines),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=tuple(line.page for line in lines),
        incomplete=tuple(sorted(incomplete, key=lambda error: error.page or 0)),
    )
