"""The number formats of an XLSX file's cells. Knows no cell."""

from auditor.reading.markup import Element, find_child, get_attribute, iterate_children, parse_xml
from auditor.reading.relations import find_part
from auditor.reading.unpacking import Archive
from auditor.reading.workbook.built_in_formats import BUILT_IN_FORMATS, GENERAL


def read_cell_formats(archive: Archive, workbook: str) -> tuple[str, ...]:
    """Return the number format of each cell style, by the style's number."""
    part = find_part(archive, workbook, "styles")
    if part is None:
        return ()
    root = parse_xml(archive.read(part), archive.shown)
    codes = {**BUILT_IN_FORMATS, **_read_own_formats(root)}
    styles = find_child(root, "cellXfs")
    if styles is None:
        return ()
    numbers = (
        _parse_number(get_attribute(style, "numFmtId")) for style in iterate_children(styles, "xf")
    )
    return tuple(codes.get(number, GENERAL) for number in numbers)


def _read_own_formats(root: Element) -> dict[int, str]:
    formats = find_child(root, "numFmts")
    if formats is None:
        return {}
    return {
        _parse_number(get_attribute(form, "numFmtId")): get_attribute(form, "formatCode")
        for form in iterate_children(formats, "numFmt")
    }


def _parse_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
