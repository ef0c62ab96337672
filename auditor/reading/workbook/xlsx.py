"""Read an XLSX workbook, transitional or strict, as displayed. Knows nothing of its meaning."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import islice

from auditor.errors import ReadingError
from auditor.reading.authors import report_author
from auditor.reading.composing import Composer
from auditor.reading.markup import (
    Element,
    ElementStream,
    find_child,
    get_attribute,
    iterate_children,
    iterate_named,
    parse_xml,
)
from auditor.reading.pictures import is_page_size
from auditor.reading.relations import find_main_part, find_part, list_relations
from auditor.reading.source import Limits, Source
from auditor.reading.unpacking import Archive
from auditor.reading.workbook.cells import MOST_COLUMNS, CellReader, ReadCell, parse_place
from auditor.reading.workbook.sheet import Place, Sheet, cover_cells, write_sheet
from auditor.reading.workbook.styles import read_cell_styles

_NO_SHEETS = "可见的工作表中没有文字 / no visible sheet of the workbook holds text"
_COLOURING = ("conditionalFormatting", "tableParts")


def read_xlsx(content: bytes, shown: str, limits: Limits) -> Source:
    """Read all visible sheets in their order; raises ReadingError."""
    archive = Archive(content, shown, limits)
    composer = Composer(shown, content)
    report_author(archive, composer)
    _, sheets = _open_workbook(archive)
    for sheet in sheets:
        write_sheet(sheet, composer)
    if composer.is_empty:
        raise ReadingError(shown, _NO_SHEETS)
    return composer.build_source()


def read_shown_sheet(content: bytes, shown: str, limits: Limits) -> tuple[str, ...]:
    """Return the lines of the one sheet that a document shows of an embedded workbook.

    Raises ReadingError.
    """
    composer = Composer(shown, content)
    root, sheets = _open_workbook(Archive(content, shown, limits))
    view = find_child(root, "bookViews", "workbookView")
    active = get_attribute_of(view, "activeTab")
    write_sheet(next(islice(sheets, parse_count(active, 0), None)), composer)
    return tuple(composer.build_source().text.split("\n"))


def _open_workbook(archive: Archive) -> tuple[Element, Iterator[Sheet]]:
    """Return the workbook and its sheets, each read as it is asked for."""
    workbook = find_main_part(archive)
    root = parse_xml(archive.read(workbook), archive.shown)
    reader = CellReader(
        strings=_read_shared_strings(archive, workbook),
        styles=read_cell_styles(archive, workbook),
        is_1904=_is_on(get_attribute_of(find_child(root, "workbookPr"), "date1904")),
    )
    parts = {relation.id: relation.target for relation in list_relations(archive, workbook)}
    return root, _iterate_sheets(archive, root, parts, reader)


def _iterate_sheets(
    archive: Archive, root: Element, parts: Mapping[str, str], reader: CellReader
) -> Iterator[Sheet]:
    for element in iterate_named(root, "sheet"):
        part = parts.get(_get_relation_id(element), "")
        if archive.has(part) and "chartsheets/" not in part:
            yield _read_sheet(archive, part, element, reader)


def get_attribute_of(element: Element | None, name: str) -> str:
    """Return an attribute, "" also where there is no element."""
    return "" if element is None else get_attribute(element, name)


def _get_relation_id(sheet: Element) -> str:
    """Return `r:id`, whatever the namespace; `sheetId` has no namespace and is another thing."""
    return next((str(v) for key, v in sheet.attrib.items() if key.endswith("}id")), "")


def _read_shared_strings(archive: Archive, workbook: str) -> tuple[str, ...]:
    part = find_part(archive, workbook, "sharedStrings")
    if part is None:
        return ()
    root = parse_xml(archive.read(part), archive.shown)
    return tuple(render_string(string) for string in iterate_children(root, "si"))


def render_string(string: Element) -> str:
    """Return the text of a rich string without its phonetic readings."""
    pieces = []
    for child in iterate_children(string, "t", "r"):
        text = child if child.tag.endswith("}t") else find_child(child, "t")
        pieces.append((text.text or "") if text is not None else "")
    return "".join(pieces)


def _read_sheet(archive: Archive, part: str, element: Element, reader: CellReader) -> Sheet:
    stream = ElementStream(archive.read(part), archive.shown, "row")
    shows_zeros: bool | None = None
    cells: list[ReadCell] = []
    hidden_rows = set()
    row_number = -1
    for row in stream:
        if shows_zeros is None:
            shows_zeros = _shows_zeros(row)
        row_number = parse_count(row.get("r") or "", row_number + 2) - 1
        if _is_on(row.get("hidden") or "") or _is_zero(row.get("ht") or ""):
            hidden_rows.add(row_number)
        cells += reader.read_row(row, row_number, shows_zeros=shows_zeros)
    root = stream.root
    may_be_coloured = _may_be_coloured(root)
    unseen = [cell for cell in cells if cell.is_masked or (cell.is_white and not may_be_coloured)]
    hidden = {cell.place for cell in unseen}
    return Sheet(
        name=get_attribute(element, "name"),
        is_hidden=get_attribute(element, "state") in ("hidden", "veryHidden"),
        texts={cell.place: cell.text for cell in cells if cell.place not in hidden},
        covered=cover_cells(_list_merged(root)),
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=_read_hidden_columns(root),
        notes=_read_comments(archive, part),
        boxes=tuple(_read_boxes(archive, part)),
        unseen=tuple((cell.place, cell.text) for cell in unseen),
        has_page_picture=any(map(_has_page_picture, _iterate_drawings(archive, part))),
    )


def _shows_zeros(row: Element) -> bool:
    """Say whether the sheet of a row shows zeros: what stands before its rows says so."""
    view = find_child(row.getroottree().getroot(), "sheetViews", "sheetView")
    return get_attribute_of(view, "showZeros") not in ("0", "false")


def _may_be_coloured(root: Element) -> bool:
    """Say whether cells may have colours that their own styles do not tell."""
    return any(find_child(root, name) is not None for name in _COLOURING)


def _list_merged(root: Element) -> Iterator[tuple[int, int, int, int]]:
    for merged in iterate_named(root, "mergeCell"):
        first, _, last = get_attribute(merged, "ref").partition(":")
        start, end = parse_place(first), parse_place(last or first)
        if start and end:
            yield start[0], end[0], start[1], end[1]


def _read_hidden_columns(root: Element) -> frozenset[int]:
    hidden: set[int] = set()
    for column in iterate_named(root, "col"):
        if _is_on(get_attribute(column, "hidden")) or _is_zero(get_attribute(column, "width")):
            first, last = get_attribute(column, "min"), get_attribute(column, "max")
            end = min(parse_count(last, 0), MOST_COLUMNS)
            hidden |= set(range(parse_count(first, 1) - 1, end))
    return frozenset(hidden)


def _read_boxes(archive: Archive, part: str) -> Iterator[str]:
    """Yield the paragraphs of the text boxes that are drawn over a sheet."""
    for root in _iterate_drawings(archive, part):
        for body in iterate_named(root, "txBody"):
            for paragraph in iterate_children(body, "p"):
                yield "".join(t.text or "" for t in iterate_named(paragraph, "t"))


def _iterate_drawings(archive: Archive, part: str) -> Iterator[Element]:
    for relation in list_relations(archive, part):
        if relation.kind == "drawing" and archive.has(relation.target):
            yield parse_xml(archive.read(relation.target), archive.shown)


def _has_page_picture(drawing: Element) -> bool:
    """Say whether a picture as large as a page is drawn: it may be the scan of one."""
    for picture in iterate_named(drawing, "pic"):
        holder = picture.getparent()
        extents = iterate_named(picture if holder is None else holder, "ext")
        sizes = [(get_attribute(one, "cx"), get_attribute(one, "cy")) for one in extents]
        if any(is_page_size(*size) for size in sizes):
            return True
    return False


def _read_comments(archive: Archive, part: str) -> tuple[tuple[Place, str], ...]:
    found = []
    for relation in list_relations(archive, part):
        if relation.kind not in ("comments", "threadedComment") or not archive.has(
            relation.target
        ):
            continue
        root = parse_xml(archive.read(relation.target), archive.shown)
        for comment in iterate_named(root, "comment", "threadedComment"):
            place = parse_place(get_attribute(comment, "ref"))
            text = "".join(t.text or "" for t in iterate_named(comment, "t", "text") if t.text)
            if place is not None:
                found.append((place, text))
    return tuple(sorted(found))


def parse_count(text: str, default: int) -> int:
    """Return a number of at most seven digits, else the default."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default


def _is_on(text: str) -> bool:
    return text in ("1", "true", "on")


def _is_zero(text: str) -> bool:
    try:
        return bool(text) and Decimal(text) == 0
    except InvalidOperation:
        return False
