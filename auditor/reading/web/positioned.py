"""Text that a web page places by coordinates, as converters from PDF write it.

Knows nothing of what it means: it becomes printed lines, whose columns are found as those of
aligned plain text are.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from auditor.reading.aligned.pieces import Piece, cut_words, measure_width
from auditor.reading.aligned.printed import Printed
from auditor.reading.aligned.reader import write_printed
from auditor.reading.composing import Composer
from auditor.reading.markup import Element
from auditor.reading.web.flow import SILENT, collapse
from auditor.reading.web.styles import StyleSheet, is_hidden, parse_length

_FEWEST = 20
_LEAST_SHARE = 0.5  # of a page's text
_USUAL_SIZE = 10.5
_SAME_LINE = 0.45  # of the type size
_NEW_BLOCK = 2.2
_SCALE = re.compile(r"matrix\(\s*(\d*\.?\d+)")
Style = Mapping[str, str]


class Placed(NamedTuple):
    """Words and where they begin, in points, x to the right and y downward."""

    text: str
    x: float
    y: float
    size: float


def list_placed_pages(root: Element, sheet: StyleSheet) -> list[list[Placed]]:
    """Return the placed words of each page; none if most of the text is not placed."""
    styles: dict[Element, Style] = {
        element: sheet.compute_style(element)
        for element in root.iter()
        if isinstance(element.tag, str) and element.tag not in SILENT
    }
    positioned = {element for element, style in styles.items() if _is_absolute(style)}
    if len(positioned) < _FEWEST:
        return []
    pages: dict[Element, list[Placed]] = defaultdict(list)
    for element in styles:
        if element in positioned and not any(
            below in positioned for below in element.iterdescendants()
        ):
            page, placed = _place(element, styles)
            if placed.text:
                pages[page].append(placed)
    found = sum(len(placed.text) for page in pages.values() for placed in page)
    whole = sum(len((e.text or "").strip()) + len((e.tail or "").strip()) for e in styles)
    return list(pages.values()) if found >= _LEAST_SHARE * whole and found else []


def write_placed_pages(pages: Sequence[Sequence[Placed]], composer: Composer) -> None:
    """Write the pages: words on one height are one line, top to bottom."""
    printed = [_list_lines(page) for page in pages]
    text = write_printed(printed)
    if text is None:
        for page in printed:
            for line in page:
                composer.add_text(" ".join(piece.text for piece in line.pieces))
            composer.add_blank()
        return
    for row in text.split("\n"):
        composer.add_row(row)


def _is_absolute(style: Style) -> bool:
    return style.get("position") == "absolute" and (
        "left" in style and ("top" in style or "bottom" in style)
    )


def _place(element: Element, styles: Mapping[Element, Style]) -> tuple[Element, Placed]:
    """Return the page that an element is on, and its words there."""
    x = y = 0.0
    page, style = element, styles[element]
    size = _measure_size(style)
    hidden = is_hidden(element, style)
    at: Element | None = element
    while at is not None:
        style = styles.get(at, {})
        hidden = hidden or is_hidden(at, style)
        if _is_absolute(style):
            x += parse_length(style["left"]) or 0.0
            bottom = parse_length(style.get("bottom", ""))
            y += -bottom if bottom is not None else parse_length(style.get("top", "")) or 0.0
        if style.get("position") in ("absolute", "relative") and at is not element:
            page = at
        at = at.getparent()
    words = "".join(element.itertext()).replace("\xa0", " ")
    return page, Placed("" if hidden else collapse(words), x, y, size)


def _measure_size(style: Style) -> float:
    """Return the size of type; a matrix that draws it smaller counts."""
    size = parse_length(style.get("font-size", "")) or _USUAL_SIZE
    scale = _SCALE.search(style.get("transform", ""))
    return size * float(scale[1]) if scale and float(scale[1]) else size


def _list_lines(page: Sequence[Placed]) -> list[Printed]:
    """Group words by height; a blank line stands where more room is left than between lines."""
    usual = median(placed.size for placed in page)
    groups: list[list[Placed]] = []
    for placed in sorted(page, key=lambda placed: (placed.y, placed.x)):
        if groups and placed.y - groups[-1][0].y <= _SAME_LINE * usual:
            groups[-1].append(placed)
        else:
            groups.append([placed])
    lines: list[Printed] = []
    for number, group in enumerate(groups):
        if number and group[0].y - groups[number - 1][0].y > _NEW_BLOCK * usual:
            lines.append(Printed(()))
        lines.append(Printed(_cut_group(group, usual / 2)))
    return lines


def _cut_group(group: Sequence[Placed], column: float) -> tuple[Piece, ...]:
    """Return the words of one line as pieces, in columns as wide as a digit."""
    pieces: list[Piece] = []
    for placed in sorted(group, key=lambda placed: placed.x):
        start = round(placed.x / column)
        for words in cut_words(placed.text):
            width = round(measure_width(words, 2) * placed.size / 2 / column)
            pieces.append(Piece(words, start, start + width))
            start += width + 1
    return tuple(pieces)
