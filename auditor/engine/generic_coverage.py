"""What the ledger says of tables that no template fits: recognised by generic roles, or not.

A table counts as recognised where its figures confirm at least one relation, or where its header
says of every figure what it is and nothing in it adds up: a list. One that holds no amounts at
all, only counts, dates or targets, is no table of amounts that could be missed.
"""

import re
from bisect import bisect_right
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from auditor.budget import Budget, Table
from auditor.budget.generic import AMOUNT, GenericColumn, GenericTable
from auditor.checks.inferred.inferring import find_inferences
from auditor.finding import Bilingual, TableSummary
from auditor.location import Location

_NO_ROLES = Bilingual(
    "所在表格未能识别：表头和各行看不出各栏的含义",
    "its table is not recognised: header and rows do not tell what the columns mean",
)
_NO_RELATION = Bilingual(
    "所在表格未能识别：各栏各行之间看不出勾稽关系",
    "its table is not recognised: nothing in it shows what adds up",
)
_NOT_CONFIRMED = Bilingual(
    "所在表格未能识别：推断的勾稽关系没有得到数字证实",
    "its table is not recognised: the figures confirm no relation that its form suggests",
)
_NOT_COVERED = Bilingual(
    "表格按通用角色识别，没有推断出涉及这个数字的关系",
    "its table has generic roles only, and no relation was inferred for this figure",
)
_LIST = Bilingual(
    "清单中的金额，表中没有印出可以核对的合计",
    "an amount of a list that prints no total to check it by",
)
_NO_AMOUNTS = Bilingual(
    "表格没有金额，只有数量、日期或目标值",
    "its table holds no amounts, only counts, dates or targets",
)
_MONEY = re.compile(
    r"金额|资金|经费|预算|决算|拨款|支出|收入|费用|总额|投资|价值|原值|净值|合计|总计|小计|万元|[(（]元"
)
_AMOUNT = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d])|(?<![\d.])\d+\.\d{2}(?!\d|%)")
_DIGIT = re.compile(r"\d")
_MOST_LINES = 400


class GenericCoverage(NamedTuple):
    """Tables recognised by generic roles, the first lines of their pieces, and reasons by line.

    Among the pieces are those of tables without amounts, which nobody misses.
    """

    tables: tuple[TableSummary, ...]
    pieces: frozenset[int]
    spans: tuple[tuple[int, int, Bilingual], ...]

    def find_reason(self, location: Location) -> Bilingual:
        """Return why no relation has tested a figure of a table without a template."""
        at = bisect_right(self.spans, location.line, key=itemgetter(0)) - 1
        if at >= 0 and location.line <= self.spans[at][1]:
            return self.spans[at][2]
        return _NO_ROLES


def cover_generic_tables(budget: Budget) -> GenericCoverage:
    """Say which tables without a template have a confirmed relation, and why the others not."""
    inferences = find_inferences(budget)
    confirmed = inferences.list_confirmed()
    related = {relation.table for relation in inferences.relations}
    tables: list[TableSummary] = []
    pieces: set[int] = set()
    spans: list[tuple[int, int, Bilingual]] = []
    for place, table in enumerate(budget.generic_tables):
        is_list = place not in related and _is_list(table)
        has_none = place not in related and not _list_amount_columns(table)
        if place in confirmed or is_list:
            tables.append(_summarise(table))
        if place in confirmed or is_list or has_none:
            pieces.update(table.pieces)
        lines = [row.row.location.line for row in table.rows]
        doubt = _NOT_CONFIRMED if place in related else _NO_RELATION
        doubt = _NO_AMOUNTS if has_none else doubt
        reason = _NOT_COVERED if place in confirmed else _LIST if is_list else doubt
        spans.append((min(lines), max(lines), reason))
    seen = {line for table in budget.generic_tables for line in table.pieces}
    for unknown in budget.tables:
        where = unknown.location
        if (
            unknown.template is None
            and where.line not in seen
            and not _has_amounts(unknown, budget)
        ):
            pieces.add(where.line)
            spans.append((where.line, where.end_line, _NO_AMOUNTS))
    spans.sort(key=itemgetter(0))
    return GenericCoverage(tuple(tables), frozenset(pieces), tuple(spans))


def _is_list(table: GenericTable) -> bool:
    """Say whether the header says of every column that it is money or a count, of named rows."""
    amounts = _list_amount_columns(table)
    is_headed = all(column.path and _MONEY.search("".join(column.path)) for column in amounts)
    return bool(amounts) and is_headed and all(row.row.label for row in table.rows)


def _list_amount_columns(table: GenericTable) -> list[GenericColumn]:
    return [column for column in table.columns if column.kind == AMOUNT]


def _has_amounts(table: Table, budget: Budget) -> bool:
    """Say whether a table without columns of figures may hold amounts all the same."""
    where = table.location
    lines = budget.lines[where.line - 1 : where.end_line]
    if table.unit_given or len(lines) > _MOST_LINES:
        return True
    header = takewhile(lambda line: not _DIGIT.search(line), lines)
    return any(map(_MONEY.search, header)) or any(map(_AMOUNT.search, lines))


def _summarise(table: GenericTable) -> TableSummary:
    return TableSummary(
        id=table.table.id,
        title=table.table.title,
        line=table.table.title_location.line,
        template="",
        rows=len({row.row.location.line for row in table.rows}),
        figures=table.table.figures,
    )
