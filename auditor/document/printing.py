"""Print a syntax tree back as the text it came from."""

from collections.abc import Iterator

from auditor.document.line import Line
from auditor.document.nodes import Block, Contents, Document, Paragraph, list_grid_lines


def iterate_lines(document: Document) -> Iterator[Line]:
    """Yield every line of the document in its order."""
    for block in document.blocks:
        yield from _list_block_lines(block)
    for section in document.sections:
        yield section.heading.line
        for block in section.blocks:
            yield from _list_block_lines(block)


def render_document(document: Document) -> str:
    """Return the text, character for character."""
    parts = [document.lead]
    for line in iterate_lines(document):
        parts.append(line.text)
        parts.append(line.ending)
    return "".join(parts)


def _list_block_lines(block: Block) -> list[Line]:
    if isinstance(block, Paragraph):
        return [block.line]
    if isinstance(block, Contents):
        return [block.title, *block.entries]
    return list_grid_lines(block)
