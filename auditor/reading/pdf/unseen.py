"""List what a PDF carries beside its print: writing nobody sees, attached files, its author."""

from collections.abc import Sequence

from auditor.reading.pdf.calls import Handle
from auditor.reading.pdf.documents import list_attachments, read_author
from auditor.reading.pdf.tables import Layout
from auditor.reading.pdf.writing import PlacedLine
from auditor.reading.persons import is_person
from auditor.reading.tabular import render_cell
from auditor.unseen import Unseen

_CUT = frozenset(("clipped-text", "off-page-text"))


def list_unseen(
    document: Handle,
    layouts: Sequence[Layout],
    lines: Sequence[PlacedLine],
) -> tuple[Unseen, ...]:
    """Return what is unseen, each at the first line of its page; whole-file things at line 1."""
    found = [
        Unseen(hidden.kind, _find_line(lines, layout.page.number), render_cell(hidden.text))
        for place, layout in enumerate(layouts)
        for hidden in layout.page.hidden
        if not (hidden.kind in _CUT and _is_printed_beside(hidden.text, layouts, place))
    ]
    found += [Unseen("embedded-file", 1, render_cell(name)) for name in list_attachments(document)]
    author = render_cell(read_author(document))
    if is_person(author):
        found.append(Unseen("author", 1, author))
    return tuple(found)


def _find_line(lines: Sequence[PlacedLine], page: int) -> int:
    """Return the first line of a page; of one without lines, the last line before it."""
    before = sum(line.page < page for line in lines)
    return min(before + 1, len(lines))


def _is_printed_beside(text: str, layouts: Sequence[Layout], place: int) -> bool:
    """Say whether writing that is cut off a page is printed on the page before or after it.

    A merged cell that a page border cuts is drawn on both pages, and each shows its part.
    """
    neighbours = layouts[max(0, place - 1) : place + 2]
    wanted = "".join(filter(str.isalnum, text))
    return any(
        wanted in "".join(glyph.text for glyph in layout.page.glyphs if glyph.text.isalnum())
        for layout in neighbours
    )
