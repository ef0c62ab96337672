"""Kind `codes`: the classification codes of coded tables.

Fields: `in` (tables) and `demand`, one of
  shape    3, 5 or 7 digits (function), 3 or 5 (economic)
  padding  every level below the first is printed with two digits
  parent   the code one level up has a row of its own in the table
  unique   no code has two rows
  account  a code that belongs to one account only stands in that account's table
  order    codes ascend, each below the one above it
  name     code and name belong together in the year; names of `apart-from` are not judged
  sentence-name  the same for names in headings and sentences
  sentence-row   what headings and sentences name as 款 or 项 stands in a table
Not applicable where a table is missing or prints no codes.
Source: 预算法 第三十二条; 财政部 政府收支分类科目.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from auditor.budget import Budget, Table, TableRow, TableTemplate
from auditor.budget.pattern import Pattern, normalise_label
from auditor.checks.codes.named_rows import check_named_rows
from auditor.checks.codes.printed_names import check_sentence_names, check_table_names
from auditor.checks.conditions import Condition, find_obstacle
from auditor.checks.places import locate_row, make_not_applicable, make_table_missing
from auditor.codes import Catalogue
from auditor.finding import Bilingual, Outcome, Verdict

_LENGTHS = {"functional": (3, 5, 7), "economic": (3, 5)}
_LONGEST = 7
_OF_CLASSES = re.compile("科目|分类|经济|功能")
_GENERAL = "一般公共预算"
_FLAT = Bilingual("表中只列最低一级科目", "the table lists the lowest level only")
_CROSSED = Bilingual(
    "表中科目与另一分类的科目交叉列示", "the table crosses its codes with another classification"
)
_PARENT, _UNIQUE, _ORDER = "parent", "unique", "order"


class CodesParameters(NamedTuple):
    """Which tables, which demand, and the catalogues by name."""

    tables: tuple[TableTemplate, ...]
    demand: str
    catalogues: Mapping[str, Catalogue]
    apart_from: tuple[Pattern, ...] = ()
    condition: Condition | None = None


class _Judgement(NamedTuple):
    """What is wrong with a row's code, and the right one where it is certain."""

    expected: str
    found: str
    suggestion: str = ""


_Judge = Callable[[TableRow, Table, "CodesParameters"], _Judgement | None]


def check_codes(parameters: CodesParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every row that prints a code."""
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    if parameters.demand == _SENTENCE_NAME:
        yield from check_sentence_names(parameters.catalogues, budget)
        return
    if parameters.demand == _SENTENCE_ROW:
        yield from check_named_rows(budget)
        return
    if parameters.demand == _NAME:
        names = {template.name for template in parameters.tables}
        named = [table for table in budget.tables if table.template_name in names]
        yield from check_table_names(named, parameters.catalogues, parameters.apart_from, budget)
        return
    for template in parameters.tables:
        tables = budget.find_tables(template.name)
        if not tables:
            yield make_table_missing(template)
        for table in tables:
            yield from _check_table(parameters, table)


def _check_table(parameters: CodesParameters, table: Table) -> Iterator[Outcome]:
    rows = [row for row in table.rows if row.printed_code]
    if not rows:
        yield make_not_applicable(
            Bilingual(f"《{table.title}》没有科目编码", f"{table.title} prints no codes"), table
        )
        return
    reason = _find_reason(parameters.demand, table, rows)
    if reason is not None:
        yield make_not_applicable(reason, table)
        return
    judge = _JUDGES[parameters.demand](table)
    for row in rows:
        judgement = judge(row, table, parameters)
        place = locate_row(table, row, row.code_location, "")
        if judgement is None:
            yield Outcome(Verdict.PASS, place)
        else:
            yield Outcome(
                verdict=Verdict.FAIL,
                place=place,
                expected=judgement.expected,
                found=judgement.found,
                suggestion=judgement.suggestion,
            )


def _find_reason(demand: str, table: Table, rows: Sequence[TableRow]) -> Bilingual | None:
    """Find why a table's layout leaves nothing to demand of its codes.

    A form may list the lowest level only, once for each code of another classification.
    """
    if demand in (_PARENT, _UNIQUE, _ORDER) and _is_flat(table, rows):
        return _FLAT
    beside = table.template.beside if table.template else ()
    labels = [normalise_label(header.text) for header in table.headers]
    labels = [text for text in labels if _OF_CLASSES.search(text)]
    if demand in (_UNIQUE, _ORDER) and any(p.matches(text) for p in beside for text in labels):
        return _CROSSED
    return None


def _is_flat(table: Table, rows: Sequence[TableRow]) -> bool:
    """Say whether a table prints no code above the lowest level."""
    lowest = max(_LENGTHS[_find_catalogue(table)])
    return len(rows) > 1 and all(len(row.code) >= lowest for row in rows)


def _judge_shape(table: Table) -> _Judge:
    """Accept a level more than the classification has below a code that it has.

    That code must be listed above, or, where only the lowest level is, in the catalogue.
    """
    codes = {row.code for row in table.rows}
    is_flat = _is_flat(table, [row for row in table.rows if row.printed_code])

    def judge(row: TableRow, table: Table, parameters: CodesParameters) -> _Judgement | None:
        lengths = _LENGTHS[_find_catalogue(table)]
        catalogue = parameters.catalogues.get(_find_catalogue(table))
        above = row.code[:-2]
        is_known = above in codes or (is_flat and catalogue and catalogue.list_names(above))
        if len(row.code) in lengths or (len(row.code) == _LONGEST and is_known):
            return None
        return _Judgement("/".join(map(str, lengths)), "".join(row.printed_code))

    return judge


def _judge_padding(_table: Table) -> _Judge:
    def judge(row: TableRow, _table: Table, _parameters: CodesParameters) -> _Judgement | None:
        short = [part for part in row.printed_code if len(part) == 1]
        if not short:
            return None
        return _Judgement(short[-1].zfill(2), short[-1], short[-1].zfill(2))

    return judge


def _judge_parent(table: Table) -> _Judge:
    codes = {row.code for row in table.rows if row.code}

    def judge(row: TableRow, _table: Table, _parameters: CodesParameters) -> _Judgement | None:
        above = row.code[:-2]
        if len(row.code) not in (5, 7) or above in codes:
            return None
        return _Judgement(above, row.code)

    return judge


def _judge_unique(table: Table) -> _Judge:
    """Blame the second row of a code; each unit that heads codes of its own has its own."""
    seen: set[str] = set()
    repeated: list[TableRow] = []
    for row in table.rows:
        if row.is_total and not row.name:
            seen = set()
        elif row.code in seen:
            repeated.append(row)
        elif row.code:
            seen.add(row.code)

    def judge(row: TableRow, _table: Table, _parameters: CodesParameters) -> _Judgement | None:
        if not any(row is other for other in repeated):
            return None
        return _Judgement("", row.code)

    return judge


def _judge_order(table: Table) -> _Judge:
    """Blame the first code that is out of order only; a second row of a code is not judged."""
    if any(row.is_total and not row.name for row in table.rows):  # each unit begins anew
        return lambda _row, _table, _parameters: None
    once = {row.code: row for row in reversed(table.rows) if row.printed_code and row.code}
    rows = [row for row in table.rows if once.get(row.code) is row]
    first = next(((above, row) for above, row in pairwise(rows) if row.code < above.code), None)

    def judge(row: TableRow, _table: Table, _parameters: CodesParameters) -> _Judgement | None:
        if first is None or row is not first[1]:
            return None
        return _Judgement(first[0].code, row.code)

    return judge


def _judge_account(_table: Table) -> _Judge:
    def judge(row: TableRow, table: Table, parameters: CodesParameters) -> _Judgement | None:
        catalogue = parameters.catalogues.get(_find_catalogue(table))
        names = catalogue.list_names(row.code) if catalogue else ()
        accounts = {name.account for name in names if name.trust == "V"}
        if len(names) == 0 or "" in {name.account for name in names} or len(accounts) != 1:
            return None
        account = accounts.pop()
        titles = f"{table.title} {table.template_name}"  # a title may cut the word short
        own = next((word for word in (account, _GENERAL) if word in titles), _GENERAL)
        return None if own == account else _Judgement(account, own)

    return judge


def _find_catalogue(table: Table) -> str:
    if table.template is None:
        return "functional"
    return table.template.sides[0].codes or "functional"


_JUDGES: dict[str, Callable[[Table], _Judge]] = {
    "shape": _judge_shape,
    "padding": _judge_padding,
    _PARENT: _judge_parent,
    _UNIQUE: _judge_unique,
    "account": _judge_account,
    _ORDER: _judge_order,
}
_NAME, _SENTENCE_NAME, _SENTENCE_ROW = "name", "sentence-name", "sentence-row"
DEMANDS = (*_JUDGES, _NAME, _SENTENCE_NAME, _SENTENCE_ROW)
