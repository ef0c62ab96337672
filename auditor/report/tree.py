"""Show a syntax tree, indented, every node with its span. Knows no meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from auditor.document import Contents, Document, Grid, Paragraph, iterate_lines
from auditor.location import START, Location
from auditor.report.escaping import escape_line
from auditor.report.json_text import render_json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.document import Block, Line, Row, Section


class Node(NamedTuple):
    """A node to show: what it is, its span, its own text (None if it has parts), its parts."""

    kind: str
    location: Location
    text: str | None = None
    level: int | None = None
    parts: tuple[Node, ...] = ()


def render_tree(document: Document) -> str:
    """Render the tree for people: a line a node, parts indented by two."""
    return "".join(f"{line}\n" for line in _iterate_tree_lines(build_tree(document), 0))


def render_tree_json(document: Document) -> str:
    """Render the same tree as JSON."""
    return render_json_text(_build_json(build_tree(document)))


def build_tree(document: Document) -> Node:
    """Build the tree of nodes to show."""
    parts = [_build_block(block) for block in document.blocks]
    parts += [_build_section(section) for section in document.sections]
    lines = list(iterate_lines(document))
    location = _span(lines[0].locate(), lines[-1].locate()) if lines else START
    return Node(kind="document", location=location, parts=tuple(parts))


def _build_section(section: Section) -> Node:
    heading = section.heading
    own = Node(
        kind="heading",
        location=heading.line.locate(),
        level=heading.level,
        text=heading.line.text,
    )
    parts = (own, *(_build_block(block) for block in section.blocks))
    return Node(kind="section", location=_span_of(parts), level=heading.level, parts=parts)


def _build_block(block: Block) -> Node:
    if isinstance(block, Paragraph):
        line = block.line
        return Node(kind="paragraph", location=line.locate(), level=block.level, text=line.text)
    if isinstance(block, Contents):
        entries = (_build_line("entry", entry) for entry in block.entries)
        parts = (_build_line("title", block.title), *entries)
        return Node(kind="contents", location=_span_of(parts), parts=parts)
    return _build_grid(block)


def _build_grid(grid: Grid) -> Node:
    parts = [] if grid.title is None else [_build_line("title", grid.title)]
    parts += [_build_line(caption.kind.value, caption.line) for caption in grid.captions]
    for segment in grid.segments:
        rows = tuple(_build_row(row) for row in segment.rows)
        parts.append(Node(kind="segment", location=_span_of(rows), parts=rows))
    parts += [_build_line("note", note) for note in grid.notes]
    return Node(kind="grid", location=_span_of(parts), parts=tuple(parts))


def _build_row(row: Row) -> Node:
    cells = tuple(Node(kind="cell", location=cell.location, text=cell.text) for cell in row.cells)
    return Node(kind="row", location=row.location, parts=cells)


def _build_line(kind: str, line: Line) -> Node:
    return Node(kind=kind, location=line.locate(), text=line.text)


def _span_of(nodes: Sequence[Node]) -> Location:
    return _span(nodes[0].location, nodes[-1].location) if nodes else START


def _span(first: Location, last: Location) -> Location:
    return Location(first.line, first.column, last.end_line, last.end_column)


def _iterate_tree_lines(node: Node, depth: int) -> Iterator[str]:
    place = node.location
    level = "" if node.level is None else f" level {node.level}"
    span = f"{place.line}:{place.column}-{place.end_line}:{place.end_column}"
    text = f" {escape_line(node.text)}" if node.text else ""
    yield f"{'  ' * depth}{node.kind}{level} {span}{text}"
    for part in node.parts:
        yield from _iterate_tree_lines(part, depth + 1)


def _build_json(node: Node) -> dict[str, object]:
    place = node.location
    return {
        "kind": node.kind,
        "level": node.level,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "text": node.text,
        "parts": [_build_json(part) for part in node.parts],
    }
