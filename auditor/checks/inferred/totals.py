"""Totals that must be equal: the two sides of a table, and tables of the same money.

Tables are of the same money where their titles narrow them by the same words (财政拨款, 基本支出
and so on). What comes in is what goes out, so that 收入 and 支出 are compared with each other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.budget.generic import GenericRow, GenericTable
from auditor.budget.pattern import normalise_label
from auditor.checks.comparison import Part
from auditor.checks.inferred.check import TOTALS_AGREE
from auditor.checks.inferred.columns import find_total_column
from auditor.checks.inferred.sums import Relation, Tally, is_sum_held
from auditor.checks.lookup import Quantity, TableIndex
from auditor.checks.weights import MINUS, PLUS
from auditor.finding import Bilingual

_NARROWING = re.compile(
    r"财政拨款|一般公共|公共预算|政府性基金|国有资本|财政专户|基本支出|项目支出|三公|机关运行|采购|绩效|专项|"
    r"\d{4}年|结转|购买服务|会议|培训|资产|债务|经济分类|经济科目|明细|征收|非税"
)
_ALL_MONEY = re.compile(r"收支|收入|支出")
_LEAST_MEMBERS = 3
_MOST_MEMBERS = 200
_MOST_TITLES = 4


class _Member(NamedTuple):
    """The total of a block, with the table it stands in."""

    quantity: Quantity
    table: int
    title: str
    others: tuple[Quantity, ...]  # further totals of the block, such as 本年收入合计


def propose_equal_totals(
    tables: Sequence[GenericTable], indexes: Sequence[TableIndex]
) -> Iterator[Relation]:
    """Yield for each kind of money the totals that should be equal, each against the usual one."""
    groups: dict[tuple[str, ...], list[_Member]] = {}
    for place, (table, index) in enumerate(zip(tables, indexes, strict=True)):
        scope = _find_scope(table.table.title)
        if scope is not None:
            groups.setdefault(scope, []).extend(_list_members(table, place, index))
    for members in groups.values():
        if 1 < len(members) <= _MOST_MEMBERS:
            yield from _compare(members)


def _find_scope(title: str) -> tuple[str, ...] | None:
    """Return the words and years that narrow a title; None for one that speaks of no money."""
    label = normalise_label(title)
    if not _ALL_MONEY.search(label):
        return None
    return tuple(sorted(set(_NARROWING.findall(label))))


def _list_members(table: GenericTable, place: int, index: TableIndex) -> Iterator[_Member]:
    for block in table.list_blocks():
        column = find_total_column(table, block)
        rows = [row for row in table.list_rows(block) if row.row.has_figure()]
        if column is None or not rows:
            continue
        totals = [row for row in rows if row.is_total] or rows[: len(rows) == 1]
        if not totals:
            continue
        found = [index.measure(row.row, column.column) for row in totals]
        grand = _find_grand(totals)
        if not found[grand].is_nil:
            yield _Member(found[grand], place, table.table.title, tuple(found))


def _find_grand(totals: Sequence[GenericRow]) -> int:
    """Return the index of the total of all: the last 总计, else the first or last of all."""
    labels = [normalise_label(row.row.label) for row in totals]
    grand = [index for index, label in enumerate(labels) if label.endswith("总计")]
    if grand:
        return grand[-1]
    return len(totals) - 1 if any("本年" in label for label in labels) else 0


def _compare(members: Sequence[_Member]) -> Iterator[Relation]:
    values = Counter(member.quantity.base for member in members)
    ((usual, _),) = values.most_common(1)  # of several the first that is printed
    anchor = next(member for member in members if member.quantity.base == usual)
    known = [other for member in members for other in member.others]
    sums = []
    failed = 0
    for member in members:
        if member is anchor:
            continue
        parts = (_part(PLUS, member.quantity), _part(MINUS, anchor.quantity))
        if not is_sum_held(parts):
            equal = _find_equal(member, known)
            failed += equal is None
            parts = parts if equal is None else (parts[0], _part(MINUS, equal))
        sums.append(parts)
    held = len(members) - failed if usual else 0
    tally = Tally(confirmed=held if held >= _LEAST_MEMBERS or not failed else 0, failed=failed)
    said = Bilingual(
        f"收支总额相等：{_list_titles(members)}", f"equal totals: {_list_titles(members)}"
    )
    yield Relation(TOTALS_AGREE, anchor.table, said, tuple(sums), tally)


def _find_equal(member: _Member, known: Sequence[Quantity]) -> Quantity | None:
    """Find another total, such as that of the year alone, which a table repeats."""
    for other in known:
        is_other = other.place.location != member.quantity.place.location
        if is_other and is_sum_held((_part(PLUS, member.quantity), _part(MINUS, other))):
            return other
    return None


def _part(weight: Decimal, quantity: Quantity) -> Part:
    return Part(weight, quantity, quantity.place.title)


def _list_titles(members: Sequence[_Member]) -> str:
    titles = list(dict.fromkeys(member.title for member in members))
    return "、".join(titles[:_MOST_TITLES]) + (" …" if len(titles) > _MOST_TITLES else "")
