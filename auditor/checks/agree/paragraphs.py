"""Running text put together again where pages break its lines. Knows no figures.

A line goes on in the next one unless it ends in a mark, or a list mark begins the next.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget.pattern import Pattern
from auditor.location import Location

_LIST_MARK = re.compile(
    r"\s*[-*#]|\s*(?:第?[一二三四五六七八九十]{1,3}[、部章]|[(（][一二三四五六七八九十\d]{1,3}[)）])"
    r"|\s*\d{1,3}(?:[、)）．]|[.](?!\d))"
)
_ENDS_OF_TEXT = "。；;：:!?！？"
_SENTENCE = re.compile(r"[，。；：,;:、\d]")
_LONGEST_HEADING = 30
_MOST_LINES = 20


class Paragraph(NamedTuple):
    """Text that may go over several lines: the first of them, and how long each is."""

    text: str
    line: int
    lengths: tuple[int, ...]

    def find_offset(self, location: Location) -> int:
        """Return where in the text a place is."""
        return sum(self.lengths[: location.line - self.line]) + location.column - 1


def list_paragraphs(lines: Sequence[str], splits: Sequence[Pattern]) -> Iterator[Paragraph]:
    """Yield the running text that has a split; lines that go on in the next one are joined."""
    anchors = {split.anchor for split in splits}
    found = {i for anchor in anchors for i, line in enumerate(lines) if anchor in line}
    last = 0
    for index in sorted(found):
        if index < last or "\t" in lines[index]:
            continue
        first, least, last = index, max(last, index - _MOST_LINES), index + 1
        while first > least and _runs_on(lines[first - 1], lines[first]):
            first -= 1
        while last < len(lines) and last - index < _MOST_LINES:
            if not _runs_on(lines[last - 1], lines[last]):
                break
            last += 1
        joined = lines[first:last]
        yield Paragraph("".join(joined), first + 1, tuple(map(len, joined)))


def _runs_on(above: str, line: str) -> bool:
    """Say whether a line goes on with the one above it."""
    if "\t" in above or "\t" in line or not line.strip():
        return False
    bare = above.strip()
    if not bare or bare[-1] in _ENDS_OF_TEXT or _LIST_MARK.match(line) is not None:
        return False
    return len(bare) > _LONGEST_HEADING or _SENTENCE.search(bare) is not None
