"""Read a Word paragraph as it prints: runs, fields, changes, boxes. Knows no tables."""

from typing import NamedTuple

from auditor.reading.docx.numbering import Numbering
from auditor.reading.docx.styles import Styles
from auditor.reading.markup import (
    Element,
    find_child,
    get_attribute,
    get_name,
    iterate_children,
    iterate_named,
)
from auditor.reading.pictures import is_page_size

BREAK = "\n"
_DELETED = ("del", "moveFrom")
_INSERTED = ("ins", "moveTo")
_SKIPPED = ("pPr", "rPr", "rt", "instrText", "delInstrText", "delText", "sdtPr", "tblPr")
_SYMBOLS = {0xF0FE: "☑", 0xF052: "☑", 0xF0FD: "☒", 0xF0A8: "□", 0xF0A3: "□", 0xF06F: "□"}
_SIGNS = {"tab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "-", "ptab": "\t"}


class Unprinted(NamedTuple):
    """Something of a paragraph that is not printed: kind of unseen thing, and its text."""

    kind: str
    text: str


class Paragraph:
    """The printed text of one paragraph, its boxes, and what is unseen in it."""

    def __init__(self, element: Element, styles: Styles, numbering: Numbering) -> None:
        """Read it; a paragraph of a list is counted there, if it prints anything."""
        self.boxes: list[Element] = []
        self.unprinted: list[Unprinted] = []
        self.comments: list[str] = []
        self.objects: list[str] = []
        self.has_page_picture = False
        self.notes: list[tuple[str, str]] = []
        self._styles = styles
        self._properties = find_child(element, "pPr")
        self._pieces: list[str] = []
        self._kept_until = -1  # as many pieces as there were after the last thing not printed
        self._fields: list[bool] = []  # of each open field, whether its result has begun
        self._walk(element, "")
        listed = styles.find_list(self._properties)
        text = "".join(self._pieces)
        number = numbering.count(*listed) if listed and text.strip() else ""
        self.text = number + text.lstrip() if number else text

    def _walk(self, element: Element, change: str) -> None:
        for child in iterate_children(element):
            name = get_name(child)
            if name == "r":
                self._read_run(child, change)
            elif name in _DELETED or name in _INSERTED:
                self._read_change(child, "deletion" if name in _DELETED else "insertion")
            elif name == "commentReference":
                self.comments.append(get_attribute(child, "id"))
            elif name not in _SKIPPED:
                chosen = choose_alternative(child) if name == "AlternateContent" else child
                self._walk(chosen, change)
            if name == "t" and child.tag.endswith("/math}t"):
                self._pieces.append(child.text or "")

    def _read_change(self, element: Element, kind: str) -> None:
        before = len(self._pieces)
        if kind == "deletion":
            found = "".join(t.text or "" for t in iterate_named(element, "delText", "t"))
        else:
            self._walk(element, kind)
            found = "".join(self._pieces[before:])
        self._keep_unprinted(kind, found, before)

    def _read_run(self, run: Element, change: str) -> None:
        kind = self._find_unprinted(find_child(run, "rPr"))
        before = len(self._pieces)
        self._read_pieces(run, change)
        if kind:
            found = "".join(self._pieces[before:])
            del self._pieces[before:]
            self._keep_unprinted(kind, found, before)

    def _keep_unprinted(self, kind: str, found: str, before: int) -> None:
        """Keep what is not printed; what follows on more of its kind is one thing with it."""
        last = self.unprinted[-1] if self.unprinted else None
        if last is not None and last.kind == kind and self._kept_until == before:
            self.unprinted[-1] = Unprinted(kind, last.text + found)
        else:
            self.unprinted.append(Unprinted(kind, found))
        self._kept_until = len(self._pieces)

    def _find_unprinted(self, properties: Element | None) -> str:
        """Return why a run is no text of its paragraph; "" if it is."""
        if self._styles.is_struck(properties, self._properties):
            return "deletion"
        of = (properties, self._properties)
        return (
            "hidden-text" if self._styles.is_hidden(*of) or self._styles.is_invisible(*of) else ""
        )

    def _read_pieces(self, run: Element, change: str) -> None:
        for child in iterate_children(run):
            name = get_name(child)
            if name == "fldChar":
                self._read_field_sign(get_attribute(child, "fldCharType"))
            elif not all(self._fields):
                continue  # a field's instruction, which is not printed
            elif name == "t":
                self._pieces.append(child.text or "")
            elif name in _SIGNS:
                self._pieces.append(_SIGNS[name])
            elif name == "sym":
                self._pieces.append(_render_symbol(get_attribute(child, "char")))
            elif name == "commentReference":
                self.comments.append(get_attribute(child, "id"))
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), get_attribute(child, "id")))
            elif name == "AlternateContent":
                self._read_boxes(choose_alternative(child))
            elif name in ("drawing", "pict", "object"):
                self._read_boxes(child)
            elif name == "ruby":
                self._walk(child, change)

    def _read_field_sign(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _read_boxes(self, drawing: Element) -> None:
        """Keep the text boxes of a drawing; of alternatives within it the first counts."""
        for child in iterate_children(drawing):
            if get_name(child) == "txbxContent":
                self.boxes.append(child)
            elif get_name(child) == "extent":
                self._note_size(child, drawing)
            elif get_name(child) == "OLEObject":
                self.objects.append(get_attribute(child, "id"))
            elif get_name(child) == "AlternateContent":
                self._read_boxes(choose_alternative(child))
            else:
                self._read_boxes(child)

    def _note_size(self, extent: Element, drawing: Element) -> None:
        """Notice a picture as large as a page: it may be the scan of one."""
        width, height = (get_attribute(extent, name) for name in ("cx", "cy"))
        if is_page_size(width, height) and next(iterate_named(drawing, "blip"), None) is not None:
            self.has_page_picture = True


def choose_alternative(element: Element) -> Element:
    """Return what newer programs show, else what older ones do: both are the same thing."""
    choice = find_child(element, "Choice")
    fallback = find_child(element, "Fallback")
    found = choice if choice is not None else fallback
    return element if found is None else found


def _render_symbol(code: str) -> str:
    """Return a character of a symbol font, where it is one that forms use; else nothing."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number in _SYMBOLS:
        return _SYMBOLS[number]
    return "" if 0xE000 <= number <= 0xF8FF else chr(number)
