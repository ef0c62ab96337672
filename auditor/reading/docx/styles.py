"""What styles say of a paragraph: its list, and whether its text is hidden. Knows no text."""

from auditor.reading.docx.numbering import get_value
from auditor.reading.markup import Element, find_child, get_attribute, iterate_children

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
        holders = [run]
        for style in (get_value(run, "rStyle"), get_value(paragraph, "pStyle")):
            holders += [find_child(found, "rPr") for found in self._list_chain(style)]
        for holder in holders:
            said = is_on(holder, "vanish")
            if said is not None:
                return said
        return False

    def _list_chain(self, style_id: str) -> list[Element]:
        """Return a style and those it rests on, nearest first."""
        chain: list[Element] = []
        while style_id in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[style_id])
            style_id = get_value(chain[-1], "basedOn")
        return chain
