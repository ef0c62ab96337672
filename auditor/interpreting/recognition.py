"""Which grid is which table: titles against templates, and pieces of one table joined."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from auditor.amount import NumeralKind, parse_numeral
from auditor.budget import TableTemplate
from auditor.budget.pattern import Pattern, normalise_label
from auditor.document import Block, Contents, Document, Grid, Paragraph
from auditor.interpreting.cells import read_cells
from auditor.interpreting.headers import has_amounts, is_header_word
from auditor.interpreting.page_marks import drop_page_rows, is_page_mark

_LEADING_NUMBER = re.compile(
    r"(?:附?表\d{0,2}(?:-\d+)?[:：.、]?|\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}、|[(（].{1,3}[)）])"
)
_TRAILING = re.compile(r"(?:[(（](?![^()（）]*经济)[^()（）]{1,12}[)）]|[:：]|续表?)+$")
_CLASSIFIED = ("科目)", "分类)")
_OF_TABLE = re.compile(r"表(?:[(（].{1,12}[)）])?$")
_BARE_ROW = re.compile(  # a row without figures, which at the border of a page is text
    r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[、.]|[(（][一二三四五六七八九十\d]{1,3}[)）])"
    r"[^。；;：:，,]{1,22}(?:支出|收入|费用?|资金|拨款|结转|结余|下年)"
)
_LEAST_PAGES = 3
_LAST_ROWS = 3
_MOST_BETWEEN = 3
_COVER_LINES = 4
_WIDE = ("收", "支")
_OF_ALL, _ACCOUNTS = "财政拨款", ("公共预算", "基金", "基金预算", "经营", "经营预算")
_NARROWING = ("基本", "项目", "拨款", "公共预算", "基金", "基金预算", "经营", "经营预算", "采购")


def clean_title(text: str) -> str:
    """Normalise a table title: no mark-up, no number before it, no （续） behind it."""
    return drop_number(_TRAILING.sub("", normalise_label(text)))


def drop_number(label: str) -> str:
    """Drop a number before a normalised title."""
    found = _LEADING_NUMBER.match(label)
    return label[found.end() :] if found and found.end() < len(label) else label


class Recogniser:
    """Find templates by title; remembers titles it has seen."""

    def __init__(self, templates: Mapping[str, TableTemplate]) -> None:
        """Take the templates of the loaded packs."""
        self._templates = tuple(templates.values())
        self._known: dict[str, tuple[TableTemplate, ...]] = {}

    def find_template(self, title: str) -> TableTemplate | None:
        """Find the template whose spelling takes up most of the end of a title."""
        return next(iter(self.list_templates(title)), None)

    def list_templates(self, title: str) -> tuple[TableTemplate, ...]:
        """Return the templates that a title names, the closest spelling first.

        Tables of one title may have several layouts, each a template: header and rows decide.
        """
        if title not in self._known:
            whole = drop_number(normalise_label(title))
            found = self._match(whole) if whole.endswith(_CLASSIFIED) else ()
            others = self._match(clean_title(title))
            if found:  # the words in brackets say which classification it is
                codes = ("economic" if "经济" in whole else "functional", "")
                others = tuple(other for other in others if other.sides[0].codes in codes)
            self._known[title] = found + tuple(other for other in others if other not in found)
        return self._known[title]

    def _match(self, label: str) -> tuple[TableTemplate, ...]:
        weights: dict[int, int] = {}
        for number, template in enumerate(self._templates):
            for pattern in template.titles:
                weight = pattern.weight + 1000 * pattern.matches(label)
                if weight > weights.get(number, -1) and _ends(pattern, label):
                    weights[number] = weight
        best = sorted(weights, key=lambda number: -weights[number])
        return tuple(self._templates[number] for number in best)


def _ends(pattern: Pattern, label: str) -> bool:
    """Say whether a title ends in a spelling.

    Before 收入, 支出 or 收支 a word that narrows them (基本支出总表) makes another table, and
    before 财政拨款 an account.
    """
    for found in pattern.finditer(label):
        before = label[: found.start()]
        is_narrowed = found.group().startswith(_WIDE) and before.endswith(_NARROWING)
        is_narrowed |= found.group().startswith(_OF_ALL) and before.endswith(_ACCOUNTS)
        if found.end() == len(label) and not is_narrowed:
            return True
    return False


def join_grids(document: Document, recogniser: Recogniser) -> list[Grid]:
    """Return the grids with the pieces of one table joined.

    A piece is a grid without a title right behind a table, or one that repeats its title, as
    long as the table has not reached its total. Page numbers and lines that are printed again
    (公开02表, a running title) do not part them, nor does a line or two where the form has a
    total and the table has not come to it.
    """
    repeated, cover = _list_repeated(document), _list_cover(document) | _list_running(document)
    joined: list[Grid] = []
    for blocks in _join_block_runs(document, cover):
        above: str | None = None  # the line right above the last table, None before the first
        between: list[str] = []
        for block in blocks:
            if not isinstance(block, Grid):
                between.append(_read_label(block))
                continue
            piece = _drop_furniture(block, cover)
            near = all(
                text == above or _is_furniture(text, repeated) or _BARE_ROW.fullmatch(text)
                for text in between
            )
            if above is not None and near and _is_row_above(piece, joined[-1], recogniser):
                piece = replace(piece, title=None)
            is_broken = len(between) <= _MOST_BETWEEN and piece.title is None
            if above is not None and (
                (near and _continues(joined[-1], piece, recogniser))
                or (is_broken and _lacks_total(joined[-1], recogniser))
            ):
                joined[-1] = _join(joined[-1], block)
            else:
                joined.append(block)
                above = between[-1] if between else ""
            between = []
    return [drop_page_rows(grid, cover) for grid in joined]


def _read_label(block: Paragraph | Contents) -> str:
    return normalise_label(block.line.text) if isinstance(block, Paragraph) else "目录"


def _list_repeated(document: Document) -> frozenset[str]:
    """Return the lines of running text that stand in the document more than once."""
    counts = Counter(
        _read_label(block)
        for blocks in _list_block_runs(document)
        for block in blocks
        if not isinstance(block, Grid)
    )
    headings = (normalise_label(section.heading.line.text) for section in document.sections)
    counts.update(headings)
    return frozenset(label for label, count in counts.items() if count > 1)


def _list_running(document: Document) -> frozenset[str]:
    """Return the running titles: printed on several pages, and titles of no table."""
    counts = Counter(normalise_label(s.heading.line.text) for s in document.sections)
    titles = (grid.title for grid in document.list_grids())
    counts.update(normalise_label(title.text) for title in titles if title)
    return frozenset(
        label
        for label, count in counts.items()
        if count >= _LEAST_PAGES and _OF_TABLE.search(label) is None
    )


def _list_cover(document: Document) -> frozenset[str]:
    """Return the first lines of a document: running titles are made of them."""
    labels = [_read_label(block) for block in document.blocks if not isinstance(block, Grid)]
    for section in document.sections[:_COVER_LINES]:
        labels.append(normalise_label(section.heading.line.text))
        labels += [_read_label(block) for block in section.blocks if not isinstance(block, Grid)]
    return frozenset(labels[:_COVER_LINES])


def _drop_furniture(grid: Grid, cover: frozenset[str]) -> Grid:
    """Return a grid without the page number or running title that was taken for its title."""
    if grid.title is None or not _is_furniture(normalise_label(grid.title.text), cover):
        return grid
    return replace(grid, title=None)


def _is_row_above(grid: Grid, before: Grid, recogniser: Recogniser) -> bool:
    """Say whether what was taken for a title is a row at the top of a page, or its header's.

    A table goes on behind it, and its rows begin without a header, or it is a header's word.
    """
    if grid.title is None or not grid.rows or not _lacks_total(before, recogniser):
        return False
    label = normalise_label(grid.title.text)
    if _OF_TABLE.search(label):
        return False
    return is_header_word(label) or has_amounts(read_cells(grid.rows[0]))


def _is_furniture(label: str, repeated: frozenset[str]) -> bool:
    """Say whether a line belongs to the page and not to the text: its number, a running title."""
    return label in repeated or is_page_mark(label)


def _lacks_total(grid: Grid, recogniser: Recogniser) -> bool:
    """Say whether a table of a form that ends in a total breaks off before it."""
    template = recogniser.find_template(grid.title.text) if grid.title else None
    if template is None or not grid.segments:
        return False
    has_total = any(row.is_total for side in template.sides for row in side.rows)
    return has_total and not _has_total(grid, template)


def _join_block_runs(document: Document, furniture: frozenset[str]) -> list[tuple[Block, ...]]:
    """Return the blocks of each section; one whose heading belongs to the page has no own run."""
    runs = [document.blocks]
    for section in document.sections:
        line = section.heading.line
        label = normalise_label(line.text)
        if _is_furniture(label, furniture) or _BARE_ROW.fullmatch(label):
            runs[-1] = (*runs[-1], Paragraph(line, 0), *section.blocks)
        else:
            runs.append(section.blocks)
    return runs


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
