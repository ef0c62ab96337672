"""The few things that style sheets say which matter here: what is hidden, what is placed where.

Knows simple selectors only: a tag, a class, an id, or a tag with one of them.
"""

import re
from collections.abc import Mapping

from auditor.reading.markup import Element

Declarations = dict[str, str]
_WHITE = ("#fff", "#ffffff", "white", "rgb(255,255,255)", "rgb(255, 255, 255)")
_NOTHING = re.compile(r"0(?:\.0*)?(?:px|pt|em|%)?")
_PAGE_WIDTH, _PAGE_HEIGHT = 380.0, 500.0  # points
_SIMPLE = re.compile(r"[\w-]+|[\w-]*[.#][\w-]+")
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(px|pt|cm|mm|in|em|rem)?")
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "em": 12.0}
_KEPT = frozenset(
    "display visibility position left top bottom font-size transform mso-hide opacity color width"
    " height".split()
)


def parse_declarations(text: str) -> Declarations:
    """Return the declarations of a style attribute or a rule that matter here."""
    found = {}
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if colon and name in _KEPT:
            found[name] = value.replace("!important", "").strip().lower()
    return found


def parse_length(text: str) -> float | None:
    """Return a length in points, None for what is no plain length."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        return None
    return float(found[1]) * _POINTS.get(found[2] or "", _POINTS["em"])


class StyleSheet:
    """The rules of all style elements of a page, by their selectors."""

    def __init__(self, texts: list[str]) -> None:
        """Read the rules; those for print or narrow screens inside `@media` count as others."""
        self._rules: dict[str, Declarations] = {}
        for text in texts:
            for rule in _drop_comments(text).split("}"):
                selectors, _, body = rule.rpartition("{")
                declared = parse_declarations(body)
                for selector in selectors.split(",") if declared else ():
                    name = selector.rpartition("{")[2].strip()  # that of @media is before it
                    if _SIMPLE.fullmatch(name):
                        self._rules.setdefault(name.lower(), {}).update(declared)

    def compute_style(self, element: Element) -> Mapping[str, str]:
        """Return what applies to an element; nothing is inherited."""
        tag = str(element.tag).lower()
        style: Declarations = dict(self._rules.get(tag, {})) if self._rules else {}
        if self._rules:
            names = [f".{name}" for name in (element.get("class") or "").lower().split()]
            names += [f"#{name}" for name in (element.get("id") or "").lower().split()]
            for name in names:
                style.update(self._rules.get(name, {}))
                style.update(self._rules.get(tag + name, {}))
        own = element.get("style")
        return {**style, **parse_declarations(own)} if own else style


def _drop_comments(text: str) -> str:
    """Return a style sheet without comments and the signs that hide it from old browsers."""
    pieces = []
    place = 0
    while place < len(text):
        start = text.find("/*", place)
        pieces.append(text[place:start] if start >= 0 else text[place:])
        end = text.find("*/", start + 2) if start >= 0 else -1
        place = end + 2 if end >= 0 else len(text)
    return " ".join(pieces).replace("<!--", " ").replace("-->", " ")


def is_hidden(element: Element, style: Mapping[str, str]) -> bool:
    """Tell an element that a browser does not show."""
    if takes_no_room(element, style) or style.get("visibility") in ("hidden", "collapse"):
        return True
    # What is said of a size, a colour or a veil may be taken back by what is inside.
    return len(element) == 0 and _is_invisible(element, style)


def takes_no_room(element: Element, style: Mapping[str, str]) -> bool:
    """Tell an element that a browser leaves out, with the room that it would take."""
    hidden = element.get("hidden") is not None
    return hidden or style.get("display") == "none" or style.get("mso-hide") == "all"


def is_page_picture(image: Element, style: Mapping[str, str]) -> bool:
    """Tell a picture as large as a page, which may be the scan of one; its size must be said."""
    sides = (("width", _PAGE_WIDTH), ("height", _PAGE_HEIGHT))
    lengths = [parse_length(style.get(n, "") or image.get(n) or "") or 0.0 for n, _ in sides]
    return all(length >= least for length, (_, least) in zip(lengths, sides, strict=True))


def _is_invisible(element: Element, style: Mapping[str, str]) -> bool:
    """Tell words without size, behind a full veil, or white on the white of the page."""
    if any(_NOTHING.fullmatch(style.get(name, "")) for name in ("font-size", "opacity")):
        return True
    color = style.get("color") or (element.get("color") or "").strip().lower()
    return color in _WHITE and not _has_background(element)


def _has_background(element: Element) -> bool:
    """Say whether anything around an element, or a style sheet of the page, may be coloured."""
    around = (element, *element.iterancestors())
    own = any(
        one.get("bgcolor") or one.get("background") or "background" in (one.get("style") or "")
        for one in around
    )
    root = around[-1]
    return own or any("background" in (sheet.text or "") for sheet in root.iter("style"))
