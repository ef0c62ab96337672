"""Tabular text → Document, by grammar/budget.lark. Judges nothing and drops nothing."""

import re
from functools import cache
from typing import Any

from lark import Lark, Transformer

from auditor.document import (
    Block,
    Caption,
    CaptionKind,
    Contents,
    Document,
    Grid,
    Heading,
    Line,
    Paragraph,
    Row,
    Section,
    Segment,
)
from auditor.parsing.grammars import load_parser
from auditor.parsing.lines import LineLexer, LineToken

_LEVELS = (
    re.compile(r"[\s*-]*(?:[一二三四五六七八九十]{1,3}、|第.{1,3}(?:部分|章))"),
    re.compile(r"[\s*-]*[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]"),
    re.compile(r"[\s*-]*[0-9０-９]{1,3}\s*[.．、]"),
    re.compile(r"[\s*-]*(?:[（(]\s*[0-9０-９]{1,3}\s*[)）]|[0-9０-９]{1,3}\s*[)）]|[①-⑩])"),
)
_MARKUP = re.compile(r"\s*(#{1,6})")


def parse_document(text: str) -> Document:
    """Parse tabular text (docs/tabular-text.md) into its syntax tree; any text parses.

    `render_document` of the result is the text again.
    """
    document: Document = _load().parse(text)  # type: ignore[assignment]  # lark: the transformer's result
    return document


@cache
def _load() -> Lark:
    return load_parser("budget", transformer=_Builder(), lexer=LineLexer)


def find_level(text: str) -> int:
    """Find the level of a line's number: 一、 1, （一） 2, 1. 3, (1) 4; 0 without a number."""
    for level, pattern in enumerate(_LEVELS, start=1):
        if pattern.match(text):
            return level
    return 0


class _Builder(Transformer[LineToken, Document]):
    """Build the nodes of auditor.document while the parser reduces."""

    def start(self, parts: list[Any]) -> Document:
        lead = ""
        if parts and isinstance(parts[0], str):
            lead = parts.pop(0)
        sections = tuple(part for part in parts if isinstance(part, Section))
        return Document(
            lead=lead, blocks=tuple(parts[: len(parts) - len(sections)]), sections=sections
        )

    def lead(self, tokens: list[LineToken]) -> str:
        return tokens[0].line.text

    def section(self, parts: list[Any]) -> Section:
        return Section(heading=parts[0], blocks=tuple(parts[1:]))

    def heading(self, tokens: list[LineToken]) -> Heading:
        line = tokens[0].line
        marks = _MARKUP.match(line.text)
        level = len(marks.group(1)) if marks else 1 + find_level(line.text)
        return Heading(line=line, level=level)

    def paragraph(self, tokens: list[LineToken]) -> Paragraph:
        token = tokens[0]
        level = find_level(token.line.text) if token.type == "NUMBERED" else 0
        return Paragraph(line=token.line, level=level)

    def contents(self, tokens: list[LineToken]) -> Contents:
        return Contents(title=tokens[0].line, entries=tuple(t.line for t in tokens[1:]))

    def grid(self, parts: list[Any]) -> Block:
        title = parts[0] if parts and isinstance(parts[0], Line) else None
        return Grid(
            title=title,
            captions=tuple(part for part in parts if isinstance(part, Caption)),
            segments=tuple(part for part in parts if isinstance(part, Segment)),
            notes=tuple(part.line for part in parts if isinstance(part, LineToken)),
        )

    def title(self, tokens: list[LineToken]) -> Line:
        return tokens[0].line

    def caption(self, tokens: list[LineToken]) -> Caption:
        return Caption(kind=CaptionKind(tokens[0].type.lower()), line=tokens[0].line)

    def segment(self, tokens: list[LineToken]) -> Segment:
        return Segment(rows=tuple(Row(line=token.line) for token in tokens))

    last_segment = segment

    def note(self, tokens: list[LineToken]) -> LineToken:
        return tokens[0]
