"""How an XLSX file's cells are shown: their number formats, and white on white. Knows no cell."""

from typing import NamedTuple

from auditor.reading.markup import Element, find_child, get_attribute, iterate_children, parse_xml
from auditor.reading.relations import find_part
from auditor.reading.unpacking import Archive
from auditor.reading.workbook.built_in_formats import BUILT_IN_FORMATS, GENERAL


class CellStyle(NamedTuple):
    """The number format of a cell, and whether it is written in white on no colour."""

    code: str = GENERAL
    is_white: bool = False


def read_cell_styles(archive: Archive, workbook: str) -> tuple[CellStyle, ...]:
    """Return the style of cells by the style's number."""
    part = find_part(archive, workbook, "styles")
    if part is None:
        return ()
    root = parse_xml(archive.read(part), archive.shown)
    codes = {**BUILT_IN_FORMATS, **_read_own_formats(root)}
    styles = find_child(root, "cellXfs")
    if styles is None:
        return ()
    white = _list_white(root, "fonts")
    bare = _list_bare(root)
    return tuple(
        CellStyle(
            codes.get(_parse_number(get_attribute(style, "numFmtId")), GENERAL),
            _parse_number(get_attribute(style, "fontId")) in white
            and _parse_number(get_attribute(style, "fillId")) in bare,
        )
        for style in iterate_children(styles, "xf")
    )


def _list_white(root: Element, name: str) -> frozenset[int]:
    """Return the numbers of the fonts that are white."""
    fonts = find_child(root, name)
    listed = iterate_children(fonts) if fonts is not None else ()
    return frozenset(
        number for number, font in enumerate(listed) if _is_white(find_child(font, "color"))
    )


def _list_bare(root: Element) -> frozenset[int]:
    """Return the numbers of the fills that leave a cell white."""
    fills = find_child(root, "fills")
    if fills is None:
        return frozenset({0})
    return frozenset(
        number for number, fill in enumerate(iterate_children(fills)) if _is_bare(fill)
    )


def _is_bare(fill: Element) -> bool:
    pattern = find_child(fill, "patternFill")
    if pattern is None:
        return len(fill) == 0
    kind = get_attribute(pattern, "patternType") or "none"
    return kind == "none" or (kind == "solid" and _is_white(find_child(pattern, "fgColor")))


def _is_white(color: Element | None) -> bool:
    if color is None:
        return False
    is_theme = get_attribute(color, "theme") == "0" and not get_attribute(color, "tint")
    return (
        get_attribute(color, "rgb")[-6:].upper() == "FFFFFF"
        or get_attribute(color, "indexed") in ("1", "9")
        or is_theme
    )


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
