"""Read an OFD document as tabular text. Knows no geometry; names every page it cannot read."""

import hashlib
from collections.abc import Sequence

from auditor.errors import ReadingError
from auditor.reading.markup import Element, find_child, iterate_named, parse_xml
from auditor.reading.ofd.pages import PageReader, list_page_parts, resolve
from auditor.reading.pdf.furniture import drop_furniture
from auditor.reading.pdf.grid import TooManyCellsError
from auditor.reading.pdf.legibility import find_illegible, is_picture
from auditor.reading.pdf.tables import Layout, lay_out_page
from auditor.reading.pdf.writing import PlacedLine, write_pages
from auditor.reading.persons import is_person
from auditor.reading.source import Limits, Source
from auditor.reading.unpacking import Archive
from auditor.unseen import Unseen

_LOCKED = "OFD 已加密 / the OFD is encrypted"
_NO_DOCUMENT = "OFD 缺少正文 / the OFD has no document"
_NO_TEXT = "OFD 中没有文字，可能是扫描件 / the OFD holds no text, perhaps it was scanned"
_IMAGES = "页面只有图像，没有文字 / the page holds images and no text"
_DRAWING = "页面线条过多 / too many lines on the page"


def read_ofd(content: bytes, shown: str, limits: Limits) -> Source:
    """Read an OFD from its bytes; a page without readable text is named in `incomplete`.

    Raises ReadingError if it is encrypted, damaged, too long, or has no text at all.
    """
    archive = Archive(content, shown, limits)
    if archive.has("Encryptions.xml"):
        raise ReadingError(shown, _LOCKED)
    main = parse_xml(archive.read("OFD.xml"), shown)
    incomplete: list[ReadingError] = []
    layouts = drop_furniture(_lay_out_pages(archive, main, limits, incomplete))
    incomplete += [
        ReadingError(shown, _IMAGES, layout.page.number)
        for layout in layouts
        if is_picture(layout)
    ]
    lines = tuple(write_pages(layouts))
    if not any(line.text for line in lines):
        raise ReadingError(shown, incomplete[0].reason if incomplete else _NO_TEXT)
    return Source(
        path=shown,
        text="".join(f"{line.text}\n" for line in lines),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=tuple(line.page for line in lines),
        incomplete=tuple(sorted(incomplete, key=lambda error: error.page or 0)),
        unseen=tuple(_list_unseen(main, layouts, lines)),
    )


def _lay_out_pages(
    archive: Archive, main: Element, limits: Limits, incomplete: list[ReadingError]
) -> list[Layout]:
    """Lay out the pages of all documents of the file; those that cannot be read are named."""
    parts: list[tuple[PageReader, str]] = []
    for root in iterate_named(main, "DocRoot"):
        document = resolve("OFD.xml", (root.text or "").strip())
        tree = parse_xml(archive.read(document), archive.shown)
        reader = PageReader(archive, document, tree)
        parts += [(reader, part) for part in list_page_parts(document, tree)]
    if not parts:
        raise ReadingError(archive.shown, _NO_DOCUMENT)
    if len(parts) > limits.pdf_pages:
        pages = f"{len(parts)} > {limits.pdf_pages}"
        raise ReadingError(archive.shown, f"页数过多：{pages} / too many pages: {pages}")
    layouts = []
    for number, (reader, part) in enumerate(parts, start=1):
        try:
            layout = lay_out_page(reader.read(part, number))
        except TooManyCellsError:
            incomplete.append(ReadingError(archive.shown, _DRAWING, number))
            continue
        reason = find_illegible(layout)
        if reason:
            incomplete.append(ReadingError(archive.shown, reason, number))
        else:
            layouts.append(layout)
    return layouts


def _list_unseen(
    main: Element, layouts: Sequence[Layout], lines: Sequence[PlacedLine]
) -> list[Unseen]:
    """Return the author that the file names, and the writing that its pages do not show."""
    author = find_child(main, "DocBody", "DocInfo", "Author")
    name = (author.text or "").strip() if author is not None else ""
    found = [Unseen("author", 1, name)] if is_person(name) else []
    firsts: dict[int, int] = {}
    for number, line in enumerate(lines, start=1):
        firsts.setdefault(line.page, number)
    for layout in layouts:
        for hidden in layout.page.hidden:
            line_number = firsts.get(layout.page.number, 1)
            found.append(Unseen(hidden.kind, line_number, hidden.text))
    return found
