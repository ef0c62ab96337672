"""The custom lexer of tabular text: one token a line. Knows neighbours, not meaning."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lark.common import LexerConf
from lark.lexer import Lexer

from auditor.document import Line

_CAPTIONS = frozenset({"PREPARER", "UNIT", "YEAR", "NUMBER"})
_LOST_TABS = frozenset({"HEADING", "NUMBERED", "PARAGRAPH"})
_SENTENCE = re.compile(r"[。；;：:，,]")
_TOTAL = re.compile(r"\s*(合|总)\s*计\s*")
_SHORT_ROW = 30
_MOST_HEADERS = 3
_LONG_ENTRY = 120
_LONG_LINE = 2000
_SHORT_LINE = 200
_MOST_KINDS = 4096
_ENTRY = re.compile(
    r"[\s\-*]*([一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(部分|章)"
    r"|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9０-９]{1,3}\s*[.．、)）])[^\t。]{1,80}(\t\s*\d{1,3})?\s*"
    r"|[^\t。]{1,80}(…|\.{3,}|·{3,}|\t)[\s.…·]*\d{1,3}\s*"
)
_ENTRY_MARK = re.compile(
    r"[\s\-*]*([一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:部分|章))"
)
_PAGE_NUMBER = re.compile(r"[\s.…·]*\d{0,3}\s*$")


class LineToken:
    """A line as a token. Lark asks a token only for its type and for these positions."""

    __slots__ = ("line", "type")
    start_pos = end_pos = line_number = column = end_line = end_column = 0

    def __init__(self, kind: str, line: Line) -> None:
        """Give a line its kind, a terminal of the grammar."""
        self.type = kind
        self.line = line


class LineLexer(Lexer):
    """Classify lines by the patterns of the grammar, then by their neighbours."""

    __future_interface__ = 0

    def __init__(self, lexer_conf: LexerConf) -> None:
        """Join the patterns of all terminals, the highest priority first."""
        terminals = sorted(lexer_conf.terminals, key=lambda t: (-t.priority, t.name))
        patterns = [f"(?P<{t.name}>(?:{t.pattern.value})$)" for t in terminals if t.pattern.value]
        self._classify = re.compile("|".join(patterns)).match
        # Documents of one form share most of their short lines.
        self._find_short_kind = lru_cache(maxsize=_MOST_KINDS)(self._find_kind)

    def lex(self, text: str) -> Iterator[LineToken]:  # type: ignore[override]  # interface 0
        """Yield one token a line, the leading blank lines first."""
        lead, lines = split_lines(text)
        if lead:
            yield LineToken("LEAD", Line(lead))
        kinds = [
            self._find_short_kind(line.text)
            if len(line.text) <= _SHORT_LINE
            else self._find_kind(line.text)
            for line in lines
        ]
        yield from _resolve_kinds(lines, kinds)

    def _find_kind(self, text: str) -> str:
        if len(text) > _LONG_LINE:  # no caption, title or heading is that long
            return "ROW" if "\t" in text else "PARAGRAPH"
        found = self._classify(text)
        return found.lastgroup if found and found.lastgroup else "PARAGRAPH"


def split_lines(text: str) -> tuple[str, list[Line]]:
    """Split at LF (a CR before it belongs to the line end); blank lines join the line before.

    Returns the leading blank lines and the lines.
    """
    lead: list[str] = []
    lines: list[Line] = []
    content: str | None = None
    ending: list[str] = lead
    start = 0
    physical = text.split("\n")
    for number, piece in enumerate(physical, start=1):
        newline = "\n" if number < len(physical) else ""
        if not piece or piece.isspace():
            ending.append(piece + newline)
            continue
        if content is not None:
            lines.append(Line(content, "".join(ending), start))
        bare = piece[:-1] if newline and piece.endswith("\r") else piece
        content, start = bare, number
        ending = [piece[len(bare) :] + newline]
    if content is not None:
        lines.append(Line(content, "".join(ending), start))
    return "".join(lead), lines


def _resolve_kinds(lines: list[Line], kinds: list[str]) -> Iterator[LineToken]:
    _restore_rows(lines, kinds)
    _restore_headers(lines, kinds)
    follows = _find_what_follows(kinds)
    grid = ""  # "title" after a title and its captions, "rows" after rows and notes
    index, count = 0, len(lines)
    while index < count:
        kind = kinds[index]
        if kind == "ROW":
            kind = _resolve_row(lines[index], kinds[index + 1 : index + 2])
        else:
            kind = _resolve_kind(kind, follows[index + 1], grid)
        yield LineToken(kind, lines[index])
        grid = _find_grid_state(kind, grid)
        index += 1
        if kind == "CONTENTS":
            entries = _count_entries(lines, kinds, index)
            for line in lines[index : index + entries]:
                yield LineToken("ENTRY", line)
            index += entries


def _resolve_row(line: Line, following: list[str]) -> str:
    if following != ["ROW"]:
        return "GRID_END"
    return "SEGMENT_END" if line.ending.count("\n") > 1 else "ROW"


def _resolve_kind(kind: str, follows: str, grid: str) -> str:
    """Settle what a line is: `follows` is the first row or note after captions, or ""."""
    if kind in _CAPTIONS:
        return kind if follows == "ROW" or (follows and grid == "title") else "PARAGRAPH"
    if kind == "NOTE":
        return kind if grid else "PARAGRAPH"
    if kind == "TITLE":
        return kind if follows else "HEADING"
    if kind == "HEADING":
        return "TITLE" if follows == "ROW" else kind
    return kind


def _find_grid_state(kind: str, grid: str) -> str:
    if kind == "TITLE":
        return "title"
    if kind in ("ROW", "SEGMENT_END", "GRID_END", "NOTE"):
        return "rows"
    return grid if kind in _CAPTIONS and grid == "title" else ""


def _find_what_follows(kinds: list[str]) -> list[str]:
    """For each line, and for the end: ROW or NOTE if one stands there or behind captions."""
    follows = [""] * (len(kinds) + 1)
    for index in range(len(kinds) - 1, -1, -1):
        kind = kinds[index]
        if kind in _CAPTIONS:
            follows[index] = follows[index + 1]
        elif kind in ("ROW", "NOTE"):
            follows[index] = kind
    return follows


def _restore_rows(lines: list[Line], kinds: list[str]) -> None:
    """Make rows of lines that stand right behind a row, without a blank line between.

    A line with a tab, or short lines that lost their tabs, right between two rows are rows;
    so is a total that lost its tabs at the end of a table.
    """
    index = 1
    while index < len(kinds):
        end = index
        if kinds[index - 1] == "ROW" and kinds[index] != "ROW":
            while end < len(kinds) and _may_be_row(lines, kinds, end):
                end += 1
            if end < len(kinds) and kinds[end] == "ROW" and not _has_blank(lines[end - 1]):
                kinds[index:end] = ["ROW"] * (end - index)
            elif end > index and _TOTAL.fullmatch(lines[index].text):
                kinds[index] = "ROW"
        index = max(end, index) + 1


def _restore_headers(lines: list[Line], kinds: list[str]) -> None:
    """Make rows of the short lines that stand between a table's captions and its rows.

    A header over the whole width (2026年预算数) is one cell, and reads as text.
    """
    is_captioned = False
    for index, kind in enumerate(kinds[:-1]):
        if kind in _CAPTIONS:
            is_captioned = is_captioned or kinds[index - 1] == "TITLE"
        elif is_captioned:
            is_captioned = False
            end = _find_lost_header(lines, kinds, index)
            kinds[index:end] = ["ROW"] * (end - index)


def _find_lost_header(lines: list[Line], kinds: list[str], start: int) -> int:
    """Return where short lines end that stand right above a row; `start` if none does."""
    end = start
    while end < min(start + _MOST_HEADERS, len(kinds) - 1):
        if kinds[end] == "ROW" or _has_blank(lines[end]):
            break
        if not _may_have_lost_tabs(lines[end], kinds[end]):
            break
        end += 1
    return end if end < len(kinds) and kinds[end] == "ROW" else start


def _has_blank(line: Line) -> bool:
    return line.ending.count("\n") != 1


def _may_be_row(lines: list[Line], kinds: list[str], index: int) -> bool:
    if kinds[index] == "ROW" or _has_blank(lines[index - 1]):
        return False
    return "\t" in lines[index].text or _may_have_lost_tabs(lines[index], kinds[index])


def _may_have_lost_tabs(line: Line, kind: str) -> bool:
    if kind not in _LOST_TABS or len(line.text) > _SHORT_ROW:
        return False
    return _SENTENCE.search(line.text) is None


def _count_entries(lines: list[Line], kinds: list[str], start: int) -> int:
    """Count the entries: numbered lines or lines with a page number, until one recurs."""
    seen: set[str] = set()
    index = start
    while index < len(lines):
        text = lines[index].text
        if kinds[index] == "CONTENTS" or len(text) > _LONG_ENTRY or not _ENTRY.fullmatch(text):
            break
        name = _PAGE_NUMBER.sub("", "".join(text.split()))
        if name in seen or (index > start and _restarts(lines[start].text, text, seen)):
            break
        seen.add(name)
        index += 1
    return index - start


def _restarts(first: str, text: str, seen: set[str]) -> bool:
    """Say whether the numbering starts anew at the level of the first entry."""
    mark, again = _ENTRY_MARK.match(first), _ENTRY_MARK.match(text)
    return bool(mark and again and seen and mark.group(1) == again.group(1))
