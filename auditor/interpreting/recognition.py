"""Which grid is which table: titles against templates, and pieces of one table joined."""

import re
from collections.abc import Mapping
from dataclasses import replace

from auditor.amount import NumeralKind, parse_numeral
from auditor.budget import TableTemplate
from auditor.budget.pattern import Pattern, normalise_label
from auditor.document import Block, Contents, Document, Grid, Paragraph

_LEADING_NUMBER = re.compile(
    r"(?:附?表\d{0,2}(?:-\d+)?[:：.、]?|\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}、|[(（].{1,3}[)）])"
)
_TRAILING = re.compile(r"(?:[(（](?![^()（）]*经济)[^()（）]{1,12}[)）]|[:：]|续表?)+$")
_LAST_ROWS = 3
_WIDE = ("收", "支")
_NARROWING = ("基本", "项目", "拨款", "公共预算", "基金", "基金预算", "经营", "经营预算", "采购")


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
                if (best is None or weight > best[0]) and _ends(pattern, label):
                    best = (weight, template)
        return best[1] if best else None


def _ends(pattern: Pattern, label: str) -> bool:
    """Say whether a title ends in a spelling.

    Before 收入, 支出 or 收支 a word that narrows them (基本支出总表) makes another table.
    """
    for found in pattern.regex.finditer(label):
        before = label[: found.start()]
        is_narrowed = found.group().startswith(_WIDE) and before.endswith(_NARROWING)
        if found.end() == len(label) and not is_narrowed:
            return True
    return False


def join_grids(document: Document, recogniser: Recogniser) -> list[Grid]:
    """Return the grids with the pieces of one table joined.

    A piece is a grid without a title right behind a table, or one that repeats its title, as
    long as the table has not reached its total. A line that stood above the table and is printed
    again above the piece (公开02表) does not part them.
    """
    joined: list[Grid] = []
    for blocks in _list_block_runs(document):
        above: str | None = None  # the line right above the last table, None before the first
        between: list[str] = []
        for block in blocks:
            if not isinstance(block, Grid):
                between.append(_read_label(block))
                continue
            near = above is not None and all(text == above for text in between)
            if near and _continues(joined[-1], block, recogniser):
                joined[-1] = _join(joined[-1], block)
            else:
                joined.append(block)
                above = between[-1] if between else ""
            between = []
    return joined


def _read_label(block: Paragraph | Contents) -> str:
    return normalise_label(block.line.text) if isinstance(block, Paragraph) else "目录"


def _list_block_runs(document: Document) -> list[tuple[Block, ...]]:
    return [document.blocks, *(section.blocks for section in document.sections)]


def _continues(first: Grid, second: Grid, recogniser: Recogniser) -> bool:
    template = recogniser.find_template(first.title.text) if first.title else None
    if first.title is None or template is None:
        return False
    if not first.segments:
        return second.title is None
    if _has_total(first, template):
        return False
    if second.title is None:
        return True
    is_repeated = clean_title(first.title.text) == clean_title(second.title.text)
    return is_repeated and not _list_names(second) <= _list_names(first)


def _list_names(grid: Grid) -> set[str]:
    """Return what the rows print up to their first words: a piece that adds none is a copy."""
    names = set()
    for row in grid.rows:
        lead = []
        for text in row.line.text.split("\t"):
            lead.append(normalise_label(text))
            if parse_numeral(text).kind is NumeralKind.WORDS:
                break
        names.add("".join(lead))
    return names


def _has_total(grid: Grid, template: TableTemplate) -> bool:
    """Say whether one of the last rows is a declared total and not a header that names one."""
    totals = [row for side in template.sides for row in side.rows if row.is_total]
    patterns = [pattern for row in totals for pattern in row.labels]
    for row in grid.rows[-_LAST_ROWS:]:
        words = [label for label in map(normalise_label, row.line.text.split("\t")) if label]
        words = [word for word in words if parse_numeral(word).kind is NumeralKind.WORDS]
        if words and all(any(p.matches(word) for p in patterns) for word in words):
            return True
    return False


def _join(first: Grid, second: Grid) -> Grid:
    return replace(
        first,
        segments=first.segments + second.segments,
        notes=first.notes + second.notes,
    )
