"""Running text cut into passages, folded for matching, each sign with the place it came from.

A passage is a line, or several where a sentence runs on into the next line. Knows no template.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from auditor.budget.pattern import normalise_label
from auditor.document import Document, Grid, Heading, Line, Paragraph
from auditor.location import Location

_MARK = r"[0-9]{1,3}[.、)]|\([一二三四五六七八九十0-9]{1,3}\)、?|[一二三四五六七八九十]{1,3}、"
_LIST_MARK = re.compile(rf"-?(?:{_MARK})?")
_IS_LISTED = re.compile(rf"-?(?:{_MARK})|-")
_ENDS = "。;:!?"
_ORDINAL = re.compile(
    r"-?(?:(?P<digits>[0-9]{1,3})[.、)]|\((?P<inner>[0-9]{1,3})\)"
    r"|\((?P<round>[一二三四五六七八九十]{1,3})\)|(?P<chinese>[一二三四五六七八九十]{1,3})、)"
)
_SENTENCE_END = re.compile(r"[。;]")
_LONGEST = 4000
_CHINESE = dict(zip("零一二两三四五六七八九", (0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TENS = {"十": 10, "百": 100}


class _FoldedLine(NamedTuple):
    """A line folded sign by sign; `printed` is the same, as it stands in the document."""

    text: str
    printed: str
    number: int

    def list_columns(self) -> Sequence[int]:
        """Return the column, from 1, at which each folded sign is printed."""
        return _list_columns(self.printed, len(self.text))


@lru_cache(maxsize=256)  # a sentence states several figures
def _list_columns(printed: str, size: int) -> Sequence[int]:
    if size == len(printed) and _SIGNS.odd.isdisjoint(printed):
        return range(1, size + 1)
    signs = enumerate(printed, start=1)
    return tuple([column for column, sign in signs for _ in _SIGNS[ord(sign)]])


class Passage(NamedTuple):
    """Folded text; `section` is the heading above it. `is_listed`: it starts with a list mark."""

    text: str
    lines: tuple[_FoldedLine, ...]
    starts: tuple[int, ...]
    section: str
    section_line: int
    is_listed: bool
    is_heading: bool

    def locate(self, start: int, end: int) -> Location:
        """Return where a piece of the folded text is printed; its end is on the same line."""
        index = bisect_right(self.starts, start) - 1
        line = self.lines[index]
        columns = line.list_columns()
        first = columns[start - self.starts[index]]
        last = columns[min(end - self.starts[index], len(columns)) - 1]
        return Location(line.number, first, line.number, max(first, last) + 1)

    def list_sentence_starts(self) -> list[int]:
        """Return where sentences start: at lines and after full stops, behind list marks."""
        found = [*self.starts]
        found += [match.end() for match in _SENTENCE_END.finditer(self.text)]
        return [_skip_mark(self.text, start) for start in sorted(set(found))]

    def find_ordinal(self) -> tuple[str, int] | None:
        """Find the sort of list mark and its number; a bare hyphen is 0."""
        match = _ORDINAL.match(self.text)
        if match and match.lastgroup:
            return match.lastgroup, read_count(match.group(match.lastgroup))
        return ("-", 0) if self.is_listed else None

    def skip_mark(self) -> int:
        """Return where the text behind the list mark starts."""
        return _skip_mark(self.text, 0)


def read_count(printed: str) -> int:
    """Read a count in digits or in Chinese numerals up to 999."""
    if printed.isdecimal():
        return int(printed)
    total = 0
    digit: int | None = None
    for sign in printed:
        if sign in _TENS:
            total += (1 if digit is None else digit) * _TENS[sign]
            digit = None
        else:
            digit = _CHINESE[sign]
    return total + (digit or 0)


def _skip_mark(text: str, start: int) -> int:
    match = _LIST_MARK.match(text, start)
    return match.end() if match else start


def list_passages(document: Document) -> list[Passage]:
    """Return the passages of all headings and paragraphs, in their order."""
    found: list[Passage] = []
    pending: list[_FoldedLine] = []
    section, section_line = "", 0

    def close() -> None:
        if pending:
            found.append(_make_passage(pending, section, section_line))
            pending.clear()

    for block in _iterate_blocks(document):
        if isinstance(block, Heading):
            close()
            section, section_line = normalise_label(block.line.text), block.line.number
            heading = _fold_line(block.line)
            found.append(_make_passage([heading], section, section_line, is_heading=True))
        elif isinstance(block, Line):
            folded = _fold_line(block)
            if pending and not _runs_on(pending, folded):
                close()
            pending.append(folded)
        else:
            close()
    close()
    return found


def _iterate_blocks(document: Document) -> Iterator[Heading | Line | None]:
    """Yield headings, lines of paragraphs, and None for a table: no sentence runs across it."""
    for block in document.blocks:
        yield block.line if isinstance(block, Paragraph) else None
    for section in document.sections:
        yield section.heading
        for block in section.blocks:
            if not isinstance(block, Grid) or block.rows:
                yield block.line if isinstance(block, Paragraph) else None


def _runs_on(pending: list[_FoldedLine], following: _FoldedLine) -> bool:
    above = pending[-1].text
    if not above or above[-1] in _ENDS or _IS_LISTED.match(following.text):
        return False
    return sum(len(line.text) for line in pending) < _LONGEST


def _make_passage(
    lines: list[_FoldedLine], section: str, section_line: int, *, is_heading: bool = False
) -> Passage:
    starts = []
    length = 0
    for line in lines:
        starts.append(length)
        length += len(line.text)
    text = "".join(line.text for line in lines)
    return Passage(
        text=text,
        lines=tuple(lines),
        starts=tuple(starts),
        section=section,
        section_line=section_line,
        is_listed=_IS_LISTED.match(text) is not None,
        is_heading=is_heading,
    )


def _fold_line(line: Line) -> _FoldedLine:
    return _FoldedLine(line.text.translate(_SIGNS), line.text, line.number)


class _Signs(dict[int, str]):
    """What each sign folds to, found when it is first met; `odd` ones vanish or widen."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()

    def __missing__(self, code: int) -> str:
        folded = self[code] = normalise_label(chr(code))
        if len(folded) != 1:
            self.odd.add(chr(code))
        return folded


_SIGNS = _Signs()
