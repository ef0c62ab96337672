"""Which columns of a generic table add up in every row: read from the nesting of its header.

A column headed 合计, 总计 or 小计 is the sum of the columns beside it under the same heading; how
far they reach, and whether they do, the figures decide.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget.generic import AMOUNT, GenericColumn, GenericRow, GenericTable
from auditor.checks.comparison import Part
from auditor.checks.inferred.check import ROW_TOTAL
from auditor.checks.inferred.sums import Relation, Sum, Tally, tally_sums
from auditor.checks.lookup import TableIndex
from auditor.checks.weights import MINUS, PLUS
from auditor.finding import Bilingual

_TOTAL = re.compile(r".*(?:合计|总计|小计|共计|总额|总数)(?:数|额)?(?:\([^()]*\))?")
_MEMO = re.compile(r"其中[:：]?")
_LEAST_PARTS = 2
_LEAST_ROWS = 5  # for a total that no word of the header names
_MOST_SHOWN = 6
_MOST_TOTALS = 6  # beside each other under one heading
_MOST_FAILED = 2
_LEAST_SHOWN = 3


class _Node(NamedTuple):
    """A header cell: a column, or a heading over several."""

    label: str
    column: GenericColumn | None
    children: tuple["_Node", ...] = ()

    @property
    def is_total(self) -> bool:
        """Whether the header says that the column is a total."""
        return self.column is not None and _TOTAL.fullmatch(self.label) is not None

    @property
    def is_memo(self) -> bool:
        """Whether the header says that this is a part of the column before."""
        return _MEMO.match(self.label) is not None


class _Addends(NamedTuple):
    """A total column and the columns that it may add up, nearest first."""

    total: GenericColumn
    parts: tuple[tuple[GenericColumn, ...], ...]
    is_named: bool = True
    is_sure: bool = True
    has_memos: bool = False


def propose_row_totals(table: GenericTable, place: int, index: TableIndex) -> Iterator[Relation]:
    """Yield for each total column the reading that the figures confirm best."""
    for block in table.list_blocks():
        columns = [column for column in table.list_columns(block) if column.kind == AMOUNT]
        rows = [row for row in table.list_rows(block) if row.row.has_figure()]
        if len(columns) > _LEAST_PARTS and rows:
            for group in _list_groups(columns):
                for addends in _list_addends(_build_nodes(group, 0)):
                    relation = _choose_reach(addends, rows, place, index)
                    if relation is not None:
                        yield relation


def find_total_column(table: GenericTable, block: int) -> GenericColumn | None:
    """Find the column of a block that stands for the whole row: the one that is headed so."""
    columns = [column for column in table.list_columns(block) if column.kind == AMOUNT]
    if len(columns) == 1:
        return columns[0]
    nodes = _build_nodes(columns, 0)
    return next((node.column for node in nodes if node.is_total), None)


def _list_groups(columns: Sequence[GenericColumn]) -> list[list[GenericColumn]]:
    """Part columns that every item repeats (预算数 and 决算数 under each), else return all."""
    lowest = [column.path[-1] if len(column.path) > 1 else "" for column in columns]
    counts = set(Counter(lowest).values())
    is_crossed = len(counts) == 1 and min(counts) > _LEAST_PARTS and len(set(lowest)) > 1
    if not is_crossed or "" in lowest:
        return [list(columns)]
    return [
        [column._replace(path=column.path[:-1]) for column in columns if column.path[-1] == label]
        for label in dict.fromkeys(lowest)
    ]


def _build_nodes(columns: Sequence[GenericColumn], depth: int) -> tuple[_Node, ...]:
    """Build the header cells of one depth, each with those below it."""
    nodes: list[_Node] = []
    start = 0
    while start < len(columns):
        path = columns[start].path
        label = path[depth] if depth < len(path) else ""
        end = start + 1
        while end < len(columns) and label and columns[end].path[depth : depth + 1] == (label,):
            end += 1
        group = columns[start:end]
        is_leaf = len(group) == 1 and len(path) <= depth + 1
        if is_leaf or any(len(column.path) <= depth + 1 for column in group):
            nodes += [_Node(label or _name(column), column) for column in group]
        else:
            nodes.append(_Node(label, None, _build_nodes(group, depth + 1)))
        start = end
    return tuple(nodes)


def _name(column: GenericColumn) -> str:
    return column.path[-1] if column.path else column.name


def _represent(node: _Node) -> tuple[GenericColumn, ...]:
    """Return what a header cell adds to a sum: its column, its own total, or all below it."""
    if node.column is not None:
        return (node.column,)
    total = next((child.column for child in node.children if child.is_total), None)
    if total is not None:
        return (total,)
    return tuple(
        column for child in node.children if not child.is_memo for column in _represent(child)
    )


def _list_addends(nodes: Sequence[_Node], *, is_top: bool = True) -> Iterator[_Addends]:
    """Yield every total of a header with its possible parts, inner headings too."""
    reps = [_represent(node) for node in nodes]
    named = [at for at, node in enumerate(nodes) if node.is_total][:_MOST_TOTALS]
    for at in named:
        column = nodes[at].column
        if column is not None:
            others = nodes[at + 1 :]
            is_sure = not any(node.is_total for node in others)
            has_memos = any(node.is_memo for node in others)
            parts = tuple(reps[at + 1 :])
            yield _Addends(column, parts, is_sure=is_sure, has_memos=has_memos)
            yield _Addends(column, tuple(reversed(reps[:at])), is_sure=False)
    first = nodes[0].column if nodes else None
    if is_top and not named and first is not None and len(reps) > _LEAST_PARTS:
        yield _Addends(first, tuple(reps[1:]), is_named=False, is_sure=False)
    yield from _list_memos(nodes)
    for node in nodes:
        if node.children:
            yield from _list_addends(node.children, is_top=False)


def _list_memos(nodes: Sequence[_Node]) -> Iterator[_Addends]:
    """Yield a column that is followed by columns headed 其中."""
    for at, node in enumerate(nodes[:-1]):
        if node.column is None or node.is_memo or node.is_total:
            continue
        memos: list[tuple[GenericColumn, ...]] = []
        for other in nodes[at + 1 :]:
            if not other.is_memo:
                break
            memos.append(_represent(other))
        yield _Addends(node.column, tuple(memos), is_sure=False)


def _choose_reach(
    addends: _Addends, rows: Sequence[GenericRow], place: int, index: TableIndex
) -> Relation | None:
    """Choose how many of the columns beside it a total adds up: as many as the figures say."""
    columns = [column for rep in addends.parts for column in rep]
    wholes = _measure_rows(addends.total, columns, rows, index)
    best: tuple[int, int] | None = None
    chosen: tuple[int, tuple[Sum, ...], Tally] | None = None
    reach = 0
    for rep in addends.parts:
        reach += len(rep)
        if reach < _LEAST_PARTS:
            continue
        sums = tuple([whole[: reach + 1] for whole in wholes])
        tally = tally_sums(sums)
        score = (tally.confirmed + tally.trivial - 2 * tally.failed, reach)
        if best is None or score > best:
            best, chosen = score, (reach, sums, tally)
    if chosen is None:
        return None
    reach, sums, tally = chosen
    if not addends.is_named and not _is_plain(tally):
        return None
    words = _word(addends.total, columns[:reach])
    is_shown = tally.confirmed + tally.trivial >= _LEAST_SHOWN
    most = _MOST_FAILED if addends.is_sure and (is_shown or not addends.has_memos) else 0
    return Relation(ROW_TOTAL, place, words, sums, tally, most_failed=most)


def _is_plain(tally: Tally) -> bool:
    """Say whether the figures alone show a total that no word of the header names."""
    return tally.confirmed >= _LEAST_ROWS and tally.failed * 10 <= tally.confirmed


def _measure_rows(
    total: GenericColumn,
    parts: Sequence[GenericColumn],
    rows: Sequence[GenericRow],
    index: TableIndex,
) -> list[Sum]:
    """Return each row as the sum of all parts, but rows whose figures are beside their columns."""
    column, others = total.column, [(part.column, part.name) for part in parts]
    found = []
    for row in rows:
        lead = Part(PLUS, index.measure(row.row, column), total.name)
        if not (row.is_odd and lead.quantity.is_nil):
            addends = [Part(MINUS, index.measure(row.row, one), name) for one, name in others]
            found.append((lead, *addends))
    return found


def _word(total: GenericColumn, parts: Sequence[GenericColumn]) -> Bilingual:
    """Write the sum with the headers of its columns, without what stands above all of them."""
    paths = [column.path for column in (total, *parts)]
    shared = 0
    while len({path[: shared + 1] for path in paths}) == 1 and all(
        len(path) > shared + 1 for path in paths
    ):
        shared += 1
    names = ["·".join(path[shared:]) for path in paths]
    whole, *others = (name or one.name for name, one in zip(names, (total, *parts), strict=True))
    said = " + ".join(others[:_MOST_SHOWN]) + (" + …" if len(others) > _MOST_SHOWN else "")
    return Bilingual(f"{whole} = {said}", f"{whole} = {said}")
