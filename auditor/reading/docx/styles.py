"""What styles say of a paragraph: its list, and whether its text is to be seen. Knows no text."""

from collections.abc import Iterator

from auditor.reading.docx.numbering import get_value
from auditor.reading.markup import (
    Element,
    find_child,
    get_attribute,
    get_name,
    iterate_children,
    iterate_named,
)

_SMALLEST = 2  # half-points of type that nobody sees
_COLOURED = ("txbxContent", "AlternateContent")
_DRAWN = ("anchor", "pict")  # what stands apart from the lines of text
_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles that rest on styles


def is_on(properties: Element | None, name: str) -> bool | None:
    """Say whether a property is switched on; None where nothing is said."""
    element = find_child(properties, name)
    return None if element is None else get_attribute(element, "val") not in _OFF


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        """Read `styles.xml`, if there is one."""
        styles = iterate_children(root, "style") if root is not None else ()
        self._styles = {get_attribute(style, "styleId"): style for style in styles}
        self._backdrop: bool | None = None  # not looked for yet

    def find_list(self, properties: Element | None) -> tuple[str, int] | None:
        """Return number and level of the list that a paragraph is in, by itself or by style."""
        level = ""
        chain = self._list_chain(get_value(properties, "pStyle"))
        for holder in [properties, *(find_child(style, "pPr") for style in chain)]:
            numbered = find_child(holder, "numPr")
            if numbered is None:
                continue
            level = level or get_value(numbered, "ilvl")
            number = get_value(numbered, "numId")
            if number == "0":  # a paragraph taken out of its style's list
                return None
            if number:
                return number, int(level) if level.isascii() and level.isdigit() else 0
        return None

    def is_hidden(self, run: Element | None, paragraph: Element | None) -> bool:
        """Say whether text is hidden, by its own properties or by its styles."""
        return self._is_set(run, paragraph, "vanish")

    def is_struck(self, run: Element | None, paragraph: Element | None) -> bool:
        """Say whether text is struck through."""
        return self._is_set(run, paragraph, "strike") or self._is_set(run, paragraph, "dstrike")

    def is_invisible(self, run: Element | None, paragraph: Element | None) -> bool:
        """Say whether text is white on white, or of a point at most."""
        size = self._find_value(run, paragraph, "sz")
        if size.isascii() and size.isdigit() and int(size) <= _SMALLEST:
            return True
        if self._find_value(run, paragraph, "color").upper() != "FFFFFF":
            return False
        place = run if run is not None else paragraph
        return place is not None and not self._may_be_coloured(place)

    def _may_be_coloured(self, element: Element) -> bool:
        """Say whether a colour may lie under text: of its own, of a cell, of a box or the page."""
        for around in element.iterancestors():
            name = get_name(around)
            shades = (find_child(around, kind, "shd") for kind in (f"{name}Pr", "tblPrEx"))
            if name in _COLOURED or any(shade is not None for shade in shades):
                return True
            if name == "tbl":
                styled = self._list_chain(get_value(find_child(around, "tblPr"), "tblStyle"))
                if any(next(iterate_named(style, "shd"), None) is not None for style in styled):
                    return True
            if name == "document" and self._has_backdrop(around):
                return True
        return (
            find_child(element, "shd") is not None or find_child(element, "highlight") is not None
        )

    def _has_backdrop(self, document: Element) -> bool:
        """Say whether pages are coloured, or drawings lie anywhere on them: a cover's, perhaps."""
        if self._backdrop is None:
            drawn = next(iterate_named(document, *_DRAWN), None)
            self._backdrop = drawn is not None or find_child(document, "background") is not None
        return self._backdrop

    def _is_set(self, run: Element | None, paragraph: Element | None, name: str) -> bool:
        for holder in self._list_holders(run, paragraph):
            said = is_on(holder, name)
            if said is not None:
                return said
        return False

    def _find_value(self, run: Element | None, paragraph: Element | None, name: str) -> str:
        values = (get_value(holder, name) for holder in self._list_holders(run, paragraph))
        return next(filter(None, values), "")

    def _list_holders(
        self, run: Element | None, paragraph: Element | None
    ) -> Iterator[Element | None]:
        """Yield what may say how a run looks: itself, its styles, those of its paragraph."""
        yield run
        for style in (get_value(run, "rStyle"), get_value(paragraph, "pStyle")):
            yield from (find_child(found, "rPr") for found in self._list_chain(style))

    def _list_chain(self, style_id: str) -> list[Element]:
        """Return a style and those it rests on, nearest first."""
        chain: list[Element] = []
        while style_id in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[style_id])
            style_id = get_value(chain[-1], "basedOn")
        return chain
