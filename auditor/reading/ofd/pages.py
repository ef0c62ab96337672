"""Read the pages of an OFD file as characters and ruling lines. Knows no tables."""

import posixpath
from collections.abc import Iterator
from itertools import pairwise

from auditor.reading.markup import (
    Element,
    find_child,
    get_attribute,
    get_name,
    iterate_children,
    iterate_named,
    parse_xml,
)
from auditor.reading.matrices import Matrix, Point, multiply, transform
from auditor.reading.ofd.geometry import (
    POINTS,
    parse_box,
    parse_matrix,
    parse_numbers,
    parse_outlines,
    parse_steps,
)
from auditor.reading.pdf.page import UNMAPPED, Box, Glyph, HiddenText, Page, Ruling
from auditor.reading.unpacking import Archive

_A4 = (0.0, 0.0, 210.0, 297.0)
_THIN = 3.0  # points: a drawn thing thinner than this is a line
_SHORT = 2.0
_WHITE = 245
_WIDE = 0x2E80  # Chinese characters and signs begin here, as wide as they are high
_ASCENT = 0.86
_PLACEHOLDER = "¤"  # stands in the text where only the number of a glyph is given
_DEEPEST_BLOCK = 20


def list_page_parts(document: str, root: Element) -> list[str]:
    """Return the names of the parts that hold the pages, in order."""
    pages = find_child(root, "Pages")
    found = iterate_children(pages, "Page") if pages is not None else ()
    return [resolve(document, get_attribute(page, "BaseLoc")) for page in found]


def resolve(part: str, location: str) -> str:
    """Return the name of a part that another one names by a path, relative or from the top."""
    path = posixpath.join("/", posixpath.dirname(part), location)
    return posixpath.normpath(path).lstrip("/")


def find_size(element: Element | None) -> tuple[float, float, float, float] | None:
    """Return the box of a page area in millimetres."""
    box = find_child(element, "PhysicalBox")
    return parse_box(box.text or "") if box is not None else None


class PageReader:
    """Reads the pages of one document; templates are read once."""

    def __init__(self, archive: Archive, document: str, root: Element) -> None:
        self._archive = archive
        common = find_child(root, "CommonData")
        self._size = find_size(find_child(common, "PageArea")) or _A4
        self._templates = {
            get_attribute(template, "ID"): resolve(document, get_attribute(template, "BaseLoc"))
            for template in (
                iterate_children(common, "TemplatePage") if common is not None else ()
            )
        }

    def read(self, part: str, number: int) -> Page:
        """Read one page with its templates; raises ReadingError."""
        root = parse_xml(self._archive.read(part), self._archive.shown)
        left, top, width, height = find_size(find_child(root, "Area")) or self._size
        drawing = _Drawing((POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS))
        for template in iterate_children(root, "Template"):
            name = self._templates.get(get_attribute(template, "TemplateID"), "")
            if self._archive.has(name):
                content = self._archive.read(name)
                drawing.add(parse_xml(content, self._archive.shown))
        drawing.add(root)
        return drawing.build_page(number, width * POINTS, height * POINTS)


class _Drawing:
    """What is drawn on one page so far, in points."""

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._glyphs: list[Glyph] = []
        self._boxes: list[Box] = []
        self._images: list[Box] = []
        self._hidden: list[HiddenText] = []

    def add(self, root: Element) -> None:
        """Draw the layers of a page or template."""
        for layer in iterate_named(root, "Layer"):
            self._add_block(layer, 0)

    def build_page(self, number: int, width: float, height: float) -> Page:
        turned = [(top, left, bottom, right) for left, top, right, bottom in self._boxes]
        return Page(
            number=number,
            width=width,
            height=height,
            glyphs=tuple(self._glyphs),
            horizontals=tuple(_list_rulings(self._boxes)),
            verticals=tuple(_list_rulings(turned)),
            has_images=bool(self._images),
            images=tuple(self._images),
            hidden=tuple(self._hidden),
        )

    def _add_block(self, block: Element, depth: int) -> None:
        for child in iterate_children(block):
            name = get_name(child)
            if name == "PageBlock" and depth < _DEEPEST_BLOCK:
                self._add_block(child, depth + 1)
            elif name == "TextObject":
                self._add_text(child)
            elif name == "PathObject" and get_attribute(child, "Visible") != "false":
                self._add_path(child)
            elif name == "ImageObject":
                self._add_image(child)

    def _place(self, element: Element) -> Matrix:
        """Return the matrix of an object: its own, then its boundary, then the page's."""
        left, top, _, _ = parse_box(get_attribute(element, "Boundary")) or (0.0, 0.0, 0.0, 0.0)
        own = parse_matrix(get_attribute(element, "CTM"))
        return multiply(multiply(own, (1.0, 0.0, 0.0, 1.0, left, top)), self._matrix)

    def _add_image(self, element: Element) -> None:
        box = parse_box(get_attribute(element, "Boundary"))
        if box is not None:
            left, top = transform(self._matrix, box[0], box[1])
            right, bottom = transform(self._matrix, box[0] + box[2], box[1] + box[3])
            self._images.append((left, top, right, bottom))

    def _add_text(self, element: Element) -> None:
        if get_attribute(element, "Visible") == "false" or get_attribute(element, "Alpha") == "0":
            text = "".join(code.text or "" for code in iterate_named(element, "TextCode"))
            self._hidden.append(HiddenText("invisible-text", text))
            return
        matrix = self._place(element)
        size = (parse_numbers(get_attribute(element, "Size")) or [3.5])[0]
        scale = (parse_numbers(get_attribute(element, "HScale")) or [1.0])[0]
        x = y = 0.0
        for code in iterate_children(element, "TextCode"):
            x = (parse_numbers(get_attribute(code, "X")) or [x])[0]
            y = (parse_numbers(get_attribute(code, "Y")) or [y])[0]
            self._add_characters(code, matrix, (x, y), size, scale)

    def _add_characters(
        self, code: Element, matrix: Matrix, start: Point, size: float, scale: float
    ) -> None:
        """Set the characters of a piece of text one after another."""
        x, y = start
        text = (code.text or "").strip("\r\n")
        right = parse_steps(get_attribute(code, "DeltaX"))
        down = parse_steps(get_attribute(code, "DeltaY"))
        height = size * _measure_scale(matrix)
        for place, character in enumerate(text):
            width = size * scale * (1.0 if ord(character) >= _WIDE else 0.5)
            left, baseline = transform(matrix, x, y)
            end, _ = transform(matrix, x + width, y)
            top = baseline - _ASCENT * height
            shown = UNMAPPED if character == _PLACEHOLDER else character
            self._glyphs.append(Glyph(shown, left, end, top, top + height, baseline))
            x += right[place] if place < len(right) else 0.0 if down else width
            y += down[place] if place < len(down) else 0.0

    def _add_path(self, element: Element) -> None:
        is_stroked = get_attribute(element, "Stroke") != "false"
        is_filled = get_attribute(element, "Fill") == "true"
        is_stroked = is_stroked and _is_seen(find_child(element, "StrokeColor"))
        is_filled = is_filled and _is_seen(find_child(element, "FillColor"))
        data = find_child(element, "AbbreviatedData")
        if data is None or not (is_stroked or is_filled):
            return
        matrix = self._place(element)
        for outline in parse_outlines(data.text or ""):
            points = [transform(matrix, x, y) for x, y in outline]
            pieces = list(pairwise(points)) if is_stroked else [tuple(points)]
            for piece in pieces:
                xs, ys = [x for x, _ in piece], [y for _, y in piece]
                self._boxes.append((min(xs), min(ys), max(xs), max(ys)))


def _measure_scale(matrix: Matrix) -> float:
    """Return how much a matrix stretches upward."""
    _, _, c, d, _, _ = matrix
    return float((c * c + d * d) ** 0.5)


def _is_seen(colour: Element | None) -> bool:
    """Tell a colour from that of paper; none given is black."""
    if colour is None:
        return True
    channels = parse_numbers(get_attribute(colour, "Value"))
    is_light = len(channels) == 3 and min(channels) >= _WHITE
    return not is_light and get_attribute(colour, "Alpha") != "0"


def _list_rulings(boxes: list[Box]) -> Iterator[Ruling]:
    """Yield the boxes that lie as lines from left to right."""
    for left, top, right, bottom in boxes:
        if bottom - top <= _THIN and right - left >= _SHORT and right - left > bottom - top:
            yield Ruling((top + bottom) / 2, left, right)
