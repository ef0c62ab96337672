"""Which grid is which table: titles against templates, and pieces of one table joined."""

import re
from collections.abc import Mapping
from dataclasses import replace

from auditor.budget import TableTemplate
from auditor.budget.pattern import normalise_label
from auditor.document import Block, Document, Grid

_LEADING_NUMBER = re.compile(
    r"(?:附?表\d{0,2}(?:-\d+)?[:：.、]?|\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}、|[(（].{1,3}[)）])"
)
_TRAILING = re.compile(r"(?:[(（][^()（）]{1,12}[)）]|[:：]|续表?)+$")
_TOTAL = re.compile(r"(?:合|总)计$")
_LAST_ROWS = 3


def clean_title(text: str) -> str:
    """Normalise a table title: no mark-up, no number before it, no （续） behind it."""
    label = _TRAILING.sub("", normalise_label(text))
    found = _LEADING_NUMBER.match(label)
    return label[found.end() :] if found and found.end() < len(label) else label


class Recogniser:
    """Find templates by title; remembers titles it has seen."""

    def __init__(self, templates: Mapping[str, TableTemplate]) -> None:
        """Take the templates of the loaded packs."""
        self._templates = tuple(templates.values())
        self._known: dict[str, TableTemplate | None] = {}

    def find_template(self, title: str) -> TableTemplate | None:
        """Find the template whose spelling takes up most of the end of a title."""
        label = clean_title(title)
        if label not in self._known:
            self._known[label] = self._match(label)
        return self._known[label]

    def _match(self, label: str) -> TableTemplate | None:
        best: tuple[int, TableTemplate] | None = None
        for template in self._templates:
            for pattern in template.titles:
                weight = pattern.weight + 1000 * pattern.matches(label)
                if (best is None or weight > best[0]) and pattern.ends(label):
                    best = (weight, template)
        return best[1] if best else None


def join_grids(document: Document, recogniser: Recogniser) -> list[Grid]:
    """Return the grids with the pieces of one table joined.

    A piece is a grid without a title right behind a table, or one that repeats its title, as
    long as the table has not reached its total.
    """
    joined: list[Grid] = []
    for blocks in _list_block_runs(document):
        previous: Block | None = None
        for block in blocks:
            if isinstance(block, Grid):
                if isinstance(previous, Grid) and _continues(joined[-1], block, recogniser):
                    joined[-1] = _join(joined[-1], block)
                else:
                    joined.append(block)
            previous = block
    return joined


def _list_block_runs(document: Document) -> list[tuple[Block, ...]]:
    return [document.blocks, *(section.blocks for section in document.sections)]


def _continues(first: Grid, second: Grid, recogniser: Recogniser) -> bool:
    if first.title is None or recogniser.find_template(first.title.text) is None:
        return False
    if not first.segments:
        return second.title is None
    if _has_total(first):
        return False
    if second.title is None:
        return True
    return clean_title(first.title.text) == clean_title(second.title.text)


def _has_total(grid: Grid) -> bool:
    return any(
        _TOTAL.search(normalise_label(cell.text))
        for row in grid.rows[-_LAST_ROWS:]
        for cell in row.cells
    )


def _join(first: Grid, second: Grid) -> Grid:
    return replace(
        first,
        segments=first.segments + second.segments,
        notes=first.notes + second.notes,
    )
