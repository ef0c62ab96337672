"""The text of a table template, drafted from a table that no template fits.

Knows the table's generic roles; what the words of its header mean stays for a person to say.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.budget.generic import COUNT, PERCENT, GenericColumn, GenericRow, GenericTable
from auditor.budget.pattern import normalise_label
from auditor.codes import Catalogue
from auditor.finding import Bilingual
from auditor.rulepack.templates import is_template_name

_YEAR = re.compile(r"(?:19|20)\d\d年")
_NUMBERED = re.compile(
    r"^(?:附?表\d{0,2}(?:-\d+)?[:：.、]?|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、)"
)
_SPECIAL = re.compile(r"[\[\]{}|](?:.*[\[\]{}|])?")
_NO_NAME = re.compile(r"[\W_]+")
_OF_YEAR = re.compile(r"(?:本年|当年)(?:收入|支出)")
_MOST_SIDES = 2
_LEAST_CODED = 2
_HEAD = Bilingual(
    "# 由一张没有模板的表起草：核对各栏的含义，再运行 auditor rules lint。",
    "# Drafted from a table without a template: see what each column means, then run\n"
    "# auditor rules lint.",
)
_NUMBER = Bilingual("# 报告里的表号，不可重复", "# the table's id in reports, one of a kind")
_TITLES = Bilingual(
    "# 表名的写法；[ ] 里的可有可无", "# how titles are spelled; [ ] may be absent"
)
_ROWS = Bilingual(
    "# 行的种类：coded 有科目编码，two-sided 左右两侧，items 并列，single 只有一行",
    "# rows: coded, two-sided, items (all of one level) or single",
)
_COLUMNS = Bilingual(
    "# 各栏及其表头写法；of 写明是哪一栏的一部分（由数字证实）",
    "# columns and their headers; of names the column that the figures show it to be a part of",
)
_BESIDE = Bilingual(
    "# 不计算的栏：文字、其他分类的编码", "# columns that take no part: words, other codes"
)
_TOTAL = Bilingual("# 合计行的写法", "# how the total row is spelled")
Parts = Mapping[str, str]


class TableDraft(NamedTuple):
    """A drafted template: its name in tables.yaml, and the text of its entry."""

    name: str
    text: str


def draft_table(
    table: GenericTable,
    parts: Parts,
    taken: tuple[Collection[str], Collection[str]],
    catalogues: Mapping[str, Catalogue],
    language: str,
) -> TableDraft:
    """Draft a template; `parts` gives columns the total they are a part of.

    `taken` are names and numbers of templates that are there. Raises ValueError where a template
    cannot say what the table is: no title, or more than two blocks side by side.
    """
    title = _NUMBERED.sub("", normalise_label(table.table.title))
    if not title or len(table.list_blocks()) > _MOST_SIDES:
        raise ValueError("no title" if not title else "more than two blocks")
    name = _choose_name(_NO_NAME.sub("", _YEAR.sub("", title)), taken[0])
    numbers = (f"N{number}" for number in range(1, len(taken[1]) + 2))
    number = next(one for one in numbers if one not in taken[1])
    lines = [
        _HEAD.speak(language),
        f"{name}:",
        f"  number: {number}  {_NUMBER.speak(language)}",
        f"  titles: [{_quote(_spell_title(title))}]  {_TITLES.speak(language)}",
        f"  unit: {table.table.unit}",
        *_list_body(table, parts, catalogues, language),
    ]
    return TableDraft(name, "".join(f"{line}\n" for line in lines))


def _list_body(
    table: GenericTable, parts: Parts, catalogues: Mapping[str, Catalogue], language: str
) -> Iterator[str]:
    blocks = table.list_blocks()
    if len(blocks) == 1:
        rows = [row for row in table.rows if row.row.has_figure()]
        codes = _find_codes(rows, catalogues)
        is_single = len(rows) == 1 and not table.beside
        kind = "coded" if codes else "single" if is_single else "items"
        yield f"  rows: {kind}  {_ROWS.speak(language)}"
        if codes:
            yield f"  codes: {codes}"
        yield f"  columns:  {_COLUMNS.speak(language)}"
        yield from _list_columns(table.columns, parts, "    ")
        if table.beside:
            words = ", ".join(_quote(_spell(text)) for text in table.beside)
            yield f"  beside: [{words}]  {_BESIDE.speak(language)}"
        totals = _list_totals(rows)
        if totals and kind != "single":
            yield f"  total: [{', '.join(totals)}]  {_TOTAL.speak(language)}"
        return
    yield f"  rows: two-sided  {_ROWS.speak(language)}"
    yield f"  sides:  {_COLUMNS.speak(language)}"
    for block, side in zip(blocks, _name_sides(table, blocks), strict=True):
        yield f"    {side}:"
        yield "      columns:"
        yield from _list_columns(table.list_columns(block), parts, "        ")
        yield from _list_side_rows(table.list_rows(block))


def _list_side_rows(rows: Sequence[GenericRow]) -> Iterator[str]:
    """Yield the last total of a side as its total, other sums as rows of their own."""
    filled = [row for row in rows if row.row.has_figure()]
    totals = _list_totals(filled)
    sums = [_NO_NAME.sub("", row.row.label) for row in filled if not row.is_total]
    others = [*totals[:-1], *(label for label in sums if _OF_YEAR.fullmatch(label))]
    if others:
        yield "      rows:"
        for label in dict.fromkeys(others):
            yield f"        {label}:"
    if totals:
        yield f"      total: [{totals[-1]}]"


def _list_columns(columns: Sequence[GenericColumn], parts: Parts, indent: str) -> Iterator[str]:
    names = _name_columns(columns)
    counts = Counter(text for column in columns for text in _list_spellings(column))
    whole = {parts[column.name] for column in columns if column.name in parts}
    top = next((c.name for c in columns if c.name in whole and c.name not in parts), None)
    for column in columns:
        own = [text for text in _list_spellings(column) if counts[text] == 1 or column.period]
        spelled = own or _list_spellings(column)[:1] or [names[column.name]]
        keys = [f"headers: [{', '.join(_quote(_spell(text)) for text in spelled)}]"]
        if column.name == top:
            keys.append("role: total")
        if parts.get(column.name) in names:
            keys.append(f"of: {names[parts[column.name]]}")
        if column.period:
            keys.append(f"period: {column.period}")
        if column.kind in (PERCENT, COUNT):
            keys.append('unit: "%"' if column.kind == PERCENT else "unit: 个")
        yield f"{indent}{names[column.name]}: {{{', '.join(keys)}}}"


def _list_spellings(column: GenericColumn) -> list[str]:
    """Return the header as it stands above the column: all of it, and the lowest cell."""
    joined = "".join(column.printed)
    return list(dict.fromkeys(text for text in (joined, *column.printed[-1:]) if text))


def _name_columns(columns: Sequence[GenericColumn]) -> dict[str, str]:
    """Give each column a name that formulas can call: its lowest header, else all of it."""
    names: dict[str, str] = {}
    lowest = Counter(column.path[-1] if column.path else "" for column in columns)
    for column in columns:
        short = column.path[-1] if column.path else column.name
        text = short if lowest[short] == 1 else "".join(column.path)
        names[column.name] = _choose_name(_NO_NAME.sub("", text), set(names.values()))
    return names


def _choose_name(text: str, taken: Collection[str]) -> str:
    """Return a name that no other has: the text, or with a number behind it."""
    base = text.lstrip("0123456789")
    base = base if is_template_name(base) else f"栏{base}"
    if base not in taken:
        return base
    numbers = range(2, len(taken) + 3)
    return next(f"{base}{number}" for number in numbers if f"{base}{number}" not in taken)


def _name_sides(table: GenericTable, blocks: Sequence[int]) -> list[str]:
    tops = [(table.list_columns(block)[0].path or ("",))[0] for block in blocks]
    names = [_NO_NAME.sub("", top) for top in tops]
    is_plain = all(is_template_name(name) for name in names) and len(set(names)) == len(names)
    return names if is_plain else ["左", "右"]


def _list_totals(rows: Sequence[GenericRow]) -> list[str]:
    labels = [_NO_NAME.sub("", normalise_label(row.row.label)) for row in rows if row.is_total]
    return [label for label in dict.fromkeys(labels) if is_template_name(label)]


def _find_codes(rows: Sequence[GenericRow], catalogues: Mapping[str, Catalogue]) -> str:
    """Find the catalogue that has most of the printed codes, "" where few rows print any."""
    printed = [row.code for row in rows if row.row.printed_code and row.code]
    if len(printed) < _LEAST_CODED:
        return ""
    known = {
        name: sum(bool(catalogue.list_names(code)) for code in printed)
        for name, catalogue in catalogues.items()
    }
    best = max(known, key=lambda name: known[name], default="")
    return best if best and known[best] else ""


def _spell_title(title: str) -> str:
    """Spell a title for any year, if it prints one."""
    parts = _YEAR.split(title)
    return "[{year}年]".join(_spell(part) for part in parts)


def _spell(text: str) -> str:
    """Spell printed text as a pattern: what the pattern language uses itself may be anything."""
    return _SPECIAL.sub("{name}", text)


def _quote(text: str) -> str:
    """Quote text of the document for YAML, with control characters escaped."""
    return json.dumps(text, ensure_ascii=False)
