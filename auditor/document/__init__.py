"""The syntax tree of tabular text. Faithful: nothing is judged, nothing is dropped."""

from auditor.document.line import Line
from auditor.document.nodes import (
    Block,
    Caption,
    CaptionKind,
    Cell,
    Contents,
    Document,
    Grid,
    Heading,
    Paragraph,
    Row,
    Section,
    Segment,
)
from auditor.document.printing import iterate_lines, render_document

__all__ = [
    "Block",
    "Caption",
    "CaptionKind",
    "Cell",
    "Contents",
    "Document",
    "Grid",
    "Heading",
    "Line",
    "Paragraph",
    "Row",
    "Section",
    "Segment",
    "iterate_lines",
    "render_document",
]
