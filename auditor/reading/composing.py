"""Put tabular text together line by line, and keep where each line comes from.

Knows how tables and text are written (docs/tabular-text.md), and no file format.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from auditor.errors import ReadingError
from auditor.reading.source import Source
from auditor.reading.tabular import render_cell, render_row
from auditor.unseen import Unseen

Row = Sequence[str]
_TITLE = re.compile(r"[^\t。；;！？]{2,70}表\s*(?:[（(][^（()）\t]{1,12}[)）])?[\s：:]*")
_NOTE = re.compile(r"[\s*（(]*(?:附?注|备注|说明)\s*[0-9一二三]?\s*[:：]|.{15,}[。；]")
_SENTENCE = re.compile(r".{15,}[。；]")


class Composer:
    """The lines so far, the page and sheet of each, and what is unseen."""

    def __init__(self, shown: str, content: bytes) -> None:
        self.shown = shown
        self._sha256 = hashlib.sha256(content).hexdigest()
        self._lines: list[str] = []
        self._sheets: list[str] = []
        self._unseen: list[Unseen] = []
        self._seen: set[Unseen] = set()
        self.incomplete: list[ReadingError] = []
        self.sheet = ""

    @property
    def is_empty(self) -> bool:
        """True if nothing but blanks was written."""
        return not any(self._lines)

    def add_text(self, text: str) -> None:
        """Write a paragraph; a blank one writes nothing."""
        line = render_cell(text)
        if line:
            self._write(line)

    def add_row(self, line: str) -> None:
        """Write a line that is tabular text already; an empty one is a blank line."""
        if line:
            self._write(line)
        else:
            self.add_blank()

    def add_blank(self) -> None:
        """Write a blank line, unless there is one or nothing yet."""
        if self._lines and self._lines[-1]:
            self._write("")

    def add_table(self, rows: Sequence[Row]) -> None:
        """Write a table: the lines of text at its head and foot, its rows, a blank line."""
        for line in render_table(rows):
            self.add_row(line)
        self.add_blank()

    def add_unseen(self, kind: str, text: str, *, line: int | None = None) -> None:
        """Keep something that is not printed, near the line to come or at the line given."""
        shown = render_cell(text)
        found = Unseen(kind, line or max(len(self._lines), 1), shown)
        if shown and found not in self._seen:
            self._seen.add(found)
            self._unseen.append(found)

    def build_source(self) -> Source:
        """Return the whole; raises ReadingError where nothing was written."""
        if self.is_empty:
            raise ReadingError(self.shown, "文件中没有文字 / the file holds no text")
        while not self._lines[-1]:
            self._lines.pop()
        last = len(self._lines)
        unseen = (found._replace(line=min(found.line, last)) for found in self._unseen)
        return Source(
            path=self.shown,
            text="".join(f"{line}\n" for line in self._lines),
            sha256=self._sha256,
            sheets=tuple(self._sheets[:last]) if any(self._sheets) else (),
            incomplete=tuple(self.incomplete),
            unseen=tuple(sorted(unseen, key=lambda found: found.line)),
        )

    def _write(self, line: str) -> None:
        self._lines.append(line)
        self._sheets.append(self.sheet)


def render_table(rows: Iterable[Row]) -> list[str]:
    """Write rows as lines; a title, unit or note that stands alone in its row is text.

    A row alone at the head is text, also the title of a further table behind a row of empty
    cells; so is a note alone in its row at the foot, and what stands in rows alone between two
    tables, if a sentence is among it. Empty columns at the sides and empty rows at the ends are
    left out.
    """
    kept = _trim([tuple(render_cell(cell) for cell in row) for row in rows])
    foot = _find_foot(kept)
    between = _find_text_between(kept)
    lines: list[str] = []
    is_head = True
    for place, row in enumerate(kept):
        if place in between:
            lines.append(_find_alone(row))
            is_head = True
            continue
        if place == foot and lines and not lines[-1].strip("\t"):
            lines.pop()
        alone = _find_alone(row)
        after_gap = place > 0 and not any(kept[place - 1])
        if alone and after_gap and is_title(alone):
            lines[-1], is_head = "", True
        is_head = is_head and (bool(alone) or not any(row))
        lines.append(alone if is_head or place >= foot else render_row(row))
    return lines


def is_title(text: str) -> bool:
    """Tell what may be a table's title: a few words that end with 表."""
    return _TITLE.fullmatch(text) is not None


def has_title(rows: Sequence[Row]) -> bool:
    """Say whether a title stands alone in a row above the first row of several cells."""
    for row in rows:
        texts = [cell for cell in row if cell]
        if len(texts) > 1:
            return False
        if texts and is_title(render_cell(texts[0])):
            return True
    return False


def _trim(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Leave out empty rows at the ends and empty columns at the sides; make all rows as long."""
    used = [place for place, row in enumerate(rows) if any(row)]
    if not used:
        return []
    rows = rows[used[0] : used[-1] + 1]
    columns = [i for row in rows for i, cell in enumerate(row) if cell]
    first, last = min(columns), max(columns) + 1
    width = last - first
    return [(row[first:last] + ("",) * width)[:width] for row in rows]


def _find_foot(rows: Sequence[tuple[str, ...]]) -> int:
    """Return the place of the first row of what ends a table: notes, a page number."""
    foot = place = len(rows)
    while place and (_find_alone(rows[place - 1]) or not any(rows[place - 1])):
        place -= 1
        is_apart = place > 0 and not any(rows[place - 1]) and not rows[place][0]
        if _NOTE.match(_find_alone(rows[place])) or (any(rows[place]) and is_apart):
            foot = place
    return foot


def _find_text_between(rows: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """Return the places of the rows that are text between tables: alone, behind an empty one."""
    found: set[int] = set()
    is_apart = [not any(row) or bool(_find_alone(row)) for row in rows]
    for apart, run in groupby(range(len(rows)), key=lambda place: is_apart[place]):
        places = list(run)
        gap = next((place for place in places if not any(rows[place])), None)
        if apart and gap is not None and places[0] > 0:
            behind = range(gap, places[-1] + 1)
            if any(_SENTENCE.match(_find_alone(rows[place])) for place in behind):
                found.update(behind)
    return frozenset(found)


def _find_alone(row: tuple[str, ...]) -> str:
    """Return the text of a row with one cell in it, else ""."""
    texts = [cell for cell in row if cell]
    return texts[0] if len(texts) == 1 else ""
