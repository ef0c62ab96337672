"""Write a web page in its reading order. Knows nothing of what the text means."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from auditor.reading.aligned.reader import convert_aligned
from auditor.reading.composing import Composer
from auditor.reading.markup import Element
from auditor.reading.tabular import arrange_cells
from auditor.reading.web.styles import StyleSheet, is_hidden, is_page_picture, takes_no_room
from auditor.reading.web.tables import is_layout, list_cells, list_rows, place_cells

SILENT = frozenset(
    "script style head template noscript title meta link option select textarea button input "
    "iframe object audio video svg canvas map".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd div dl dt fieldset figure "
    "figcaption footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section "
    "table tbody td tfoot th thead tr ul".split()
)
STRUCK = frozenset("del s strike".split())
_TYPED = ("text", "number")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d\s*(?:元|万|亿|[%％])")
WriteHidden = Callable[[Element], bool]


class PageWriter:
    """Works through a page; inline text gathers until a block begins or ends."""

    def __init__(self, composer: Composer, sheet: StyleSheet) -> None:
        self._composer = composer
        self._sheet = sheet
        self._pieces: list[str] = []
        self.has_page_picture = False

    def write(self, root: Element) -> None:
        """Write all that is shown below an element.

        A stack, not recursion: pages with elements never closed lie hundreds of levels deep.
        """
        stack: list[tuple[Element, bool]] = [(root, True)]
        while stack:
            element, is_start = stack.pop()
            if not is_start:
                self._end(element)
            elif self._begin(element):
                stack.append((element, False))
                stack += [(child, True) for child in reversed(element)]
            else:
                self._pieces.append(element.tail or "")
        self._flush()

    def _begin(self, element: Element) -> bool:
        """Write what comes before the children; False if they are not to be read as text."""
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return False
        if self._is_hidden(element):
            self._keep_hidden(element)
            return False
        if element.tag in STRUCK:
            self._composer.add_unseen("deletion", self._read_all(element))
            return False
        if element.tag in _BLOCKS:
            self._flush()
        if element.tag == "table" and not is_layout(element):
            self._write_table(element)
            return False
        if element.tag == "pre":
            self._write_plain(element)
            return False
        if element.tag == "img" and is_page_picture(element, self._sheet.compute_style(element)):
            self.has_page_picture = True
        self._pieces.append(element.text or "")
        return True

    def _end(self, element: Element) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        self._pieces.append(element.tail or "")

    def _flush(self) -> None:
        text = collapse("".join(self._pieces))
        self._pieces = []
        if text:
            self._composer.add_text(text)

    def _write_table(self, table: Element) -> None:
        for caption in table.iterchildren("caption"):
            self._composer.add_text(self._read_text(caption))
        rows = list_rows(table)
        gone = {cell for row in rows for cell in self._list_gone(row)}
        starts: dict[tuple[int, int], str] = {}
        for cell in place_cells(rows, gone):
            hidden = self._is_hidden(cell.element)
            if hidden:
                self._composer.add_unseen("hidden-text", self._read_all(cell.element))
            elif next(cell.element.iterdescendants("table"), None) is not None:
                self._composer.add_table(arrange_cells(starts))
                starts = {}
                self.write(cell.element)
                continue
            starts[cell.row, cell.column] = "" if hidden else self._read_text(cell.element)
        self._composer.add_table(arrange_cells(starts))

    def _list_gone(self, row: Element) -> Iterator[Element]:
        """Yield the cells of a row that take no room, and keep what they say as unseen."""
        is_hidden_row = self._is_hidden(row)
        for cell in list_cells(row):
            if is_hidden_row or takes_no_room(cell, self._sheet.compute_style(cell)):
                self._composer.add_unseen("hidden-text", self._read_all(cell))
                yield cell

    def _write_plain(self, element: Element) -> None:
        """Write text that was set out beforehand: its lines, tabs and blanks stand as they are."""
        for line_end in element.iter("br"):
            line_end.text = "\n"
        text = "".join(element.itertext()).replace("\r\n", "\n").replace("\xa0", " ")
        lines = (convert_aligned(text) or text).split("\n")
        for has_cells, block in groupby(lines, key=lambda line: "\t" in line):
            if has_cells:
                self._composer.add_table([line.split("\t") for line in block])
            else:
                for line in block:
                    self._composer.add_text(line)

    def _read_text(self, cell: Element) -> str:
        """Return the text of a cell as one line; hidden parts are kept apart."""
        pieces: list[str] = [cell.text or ""]
        stack: list[tuple[Element, bool]] = [(child, True) for child in reversed(cell)]
        while stack:
            element, is_start = stack.pop()
            separator = " " if element.tag in _BLOCKS else _read_field(element) if is_start else ""
            shown = is_start and self._is_shown_in_cell(element)
            if shown:
                pieces += [separator, element.text or ""]
                stack.append((element, False))
                stack += [(child, True) for child in reversed(element)]
            else:
                pieces += [separator, element.tail or ""]
        return collapse("".join(pieces))

    def _is_shown_in_cell(self, element: Element) -> bool:
        if not isinstance(element.tag, str) or element.tag in SILENT:
            return False
        if element.tag in STRUCK or self._is_hidden(element):
            kind = "deletion" if element.tag in STRUCK else "hidden-text"
            self._composer.add_unseen(kind, self._read_all(element))
            return False
        return True

    def _is_hidden(self, element: Element) -> bool:
        return is_hidden(element, self._sheet.compute_style(element))

    def _keep_hidden(self, element: Element) -> None:
        """Keep hidden text that states figures; folded menus of a web site are no one's secret."""
        text = self._read_all(element)
        if _FIGURE.search(text):
            self._composer.add_unseen("hidden-text", text)

    def _read_all(self, element: Element) -> str:
        texts = (
            (part.text or "") if part.tag not in SILENT else ""
            for part in element.iter()
            if isinstance(part.tag, str)
        )
        tails = " ".join(part.tail or "" for part in element.iterdescendants())
        return collapse(" ".join(texts) + " " + tails)


def _read_field(element: Element) -> str:
    """Return what a field for typing shows; the page of a form prints it."""
    if element.tag != "input" or (element.get("type") or "text").lower() not in _TYPED:
        return ""
    return element.get("value") or ""


def collapse(text: str) -> str:
    """Return a text with each run of blanks and line ends as one blank, none at its ends."""
    return _SPACE.sub(" ", text).strip()
