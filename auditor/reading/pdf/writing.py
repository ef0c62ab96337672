"""Write the pages of a PDF as tabular text. Knows no geometry but what comes first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.reading.pdf.lettering import TextLine
from auditor.reading.pdf.paragraphs import (
    Margins,
    find_margins,
    is_continued,
    is_next_line,
    join_lines,
)
from auditor.reading.pdf.tables import Layout, Table
from auditor.reading.tabular import render_row


class PlacedLine(NamedTuple):
    """A line of tabular text, without its end, and the page on which it begins."""

    text: str
    page: int


class _PlacedTable(NamedTuple):
    table: Table
    page: int


class _Paragraph(NamedTuple):
    """Printed lines that make one line of text; `last` is the page of the last one so far."""

    lines: list[TextLine]
    page: int
    last: list[int]


_Block = _PlacedTable | _Paragraph


def write_pages(layouts: Sequence[Layout]) -> Iterator[PlacedLine]:
    """Yield the lines of all pages; a blank one at a page border and after a table.

    A paragraph that runs over a page border is one line and stands before it.
    """
    page, is_apart = None, True
    for block in _list_blocks(layouts):
        if page not in (None, block.page) and not is_apart:
            yield PlacedLine("", page or block.page)
        page, is_apart = block.page, isinstance(block, _PlacedTable)
        if isinstance(block, _Paragraph):
            yield PlacedLine(join_lines(block.lines), page)
            continue
        for row in block.table.rows:
            yield PlacedLine(render_row(row), page)
        yield PlacedLine("", page)


def _list_blocks(layouts: Sequence[Layout]) -> list[_Block]:
    blocks: list[_Block] = []
    for layout, margins in zip(layouts, find_margins(layouts), strict=True):
        for part in _list_parts(layout):
            page = layout.page.number
            if isinstance(part, Table):
                blocks.append(_PlacedTable(part, page))
            elif not _continue_paragraph(blocks, part, page, margins):
                blocks.append(_Paragraph([part], page, [page]))
    return blocks


def _list_parts(layout: Layout) -> list[Table | TextLine]:
    """Return the printed tables and lines of a page in reading order."""
    parts: list[tuple[float, Table | TextLine]] = []
    parts += [(line.top, line) for line in layout.lines]
    parts += [(table.top, table) for table in layout.tables if any(map(any, table.rows))]
    return [part for _, part in sorted(parts, key=lambda placed: placed[0])]


def _continue_paragraph(
    blocks: list[_Block], line: TextLine, page: int, margins: Margins | None
) -> bool:
    """Add the line to the paragraph before it, if it goes on there; else change nothing."""
    above = blocks[-1] if blocks else None
    if not isinstance(above, _Paragraph) or not is_continued(above.lines[-1], line, margins):
        return False
    if above.last[-1] == page and not is_next_line(above.lines[-1], line):
        return False
    above.lines.append(line)
    above.last.append(page)
    return True
