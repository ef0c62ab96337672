"""Find which rows of a table add up to which: parents and children by code, totals by kind.

Knows no figures. Every row is a child at most once, so that all sums together stay linear.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget import RowKind, Side, Table, TableRow

_LENGTHS = (3, 5, 7)
# More rows than this that all claim to be the total cannot be; each would cost the whole table.
_MOST_TOTALS = 20
_PICKED_OUT = ("其中", "#其中")


class Family(NamedTuple):
    """Rows that together must equal the sum of the children; `is_total` if they are a total.

    `doubtful` are rows among them without a code, which may or may not be children.
    """

    parents: tuple[TableRow, ...]
    children: tuple[TableRow, ...]
    is_total: bool
    doubtful: tuple[TableRow, ...] = ()


def list_families(table: Table) -> list[Family]:
    """Return the families of a recognised table, in printed order of their parents."""
    if table.template is None:
        return []
    match table.template.row_kind:
        case RowKind.CODED:
            return _Hierarchy(table.rows).list_families()
        case RowKind.TWO_SIDED:
            return list(_list_side_families(table))
        case RowKind.ITEMS:
            side = table.template.sides[0]
            if side.is_tree:
                return list(list_tree_families(side, table.rows))
            return list(_join_totals(table.rows, [r for r in table.rows if not r.is_total]))
        case RowKind.SINGLE:
            return []


def has_too_many_totals(table: Table) -> bool:
    """Say whether so many rows are totals that none can be taken for one."""
    return sum(row.is_total for row in table.rows) > _MOST_TOTALS


def _list_side_families(table: Table) -> Iterator[Family]:
    """Yield total = rows of the set, or what the template says of declared rows, by side."""
    sides = table.template.sides if table.template else ()
    for side in sides:
        rows = [row for row in table.rows if row.side == side.name]
        if side.is_tree or any(len(row.code) > _LENGTHS[0] for row in rows):
            yield from list_tree_families(side, rows)
        elif side.row_set:
            members = [row for row in rows if not row.is_total and not row.name]
            yield from _join_totals(rows, members)


def _join_totals(
    rows: Sequence[TableRow], members: Sequence[TableRow], doubtful: Sequence[TableRow] = ()
) -> Iterator[Family]:
    """Join the first total row, and others of the same name, to the members.

    A total of another name (本年支出合计, 支出总计) adds up something else.
    """
    totals = [row for row in rows if row.is_total]
    for total in totals:
        if members and total.name == totals[0].name:
            yield Family(
                parents=(total,),
                children=tuple(members),
                is_total=True,
                doubtful=tuple(doubtful),
            )


def list_tree_families(side: Side, rows: Sequence[TableRow]) -> Iterator[Family]:
    """Yield what the template says of declared rows: each under its nearest printed whole.

    Rows of the set are under one another by their codes. Where there is no set, a row that the
    template does not know is doubtful for all, unless it only picks out (其中：).
    """
    printed = {row.name: row for row in rows if row.name}
    above = {declared.name: declared.above for declared in side.rows}
    children: dict[str, list[TableRow]] = {}
    for row in rows:
        whole = next((name for name in above.get(row.name, ()) if name in printed), None)
        if row.name and whole is not None:
            children.setdefault(whole, []).append(row)
    members = [row for row in rows if not row.name and not row.is_total]
    doubtful: tuple[TableRow, ...] = ()
    if side.row_set:
        hierarchy = _Hierarchy(members)
        yield from hierarchy.list_families()
        wholes = side.set_above or tuple(row.name for row in side.rows if row.is_total)
        whole = next((name for name in wholes if name in printed), None)
        if whole is not None:
            children.setdefault(whole, []).extend(hierarchy.list_tops())
    else:
        doubtful = tuple(row for row in members if not row.text.lstrip().startswith(_PICKED_OUT))
    for name, parts in children.items():
        whole_rows = tuple(row for row in rows if row.name == name)
        is_total = whole_rows[0].is_total
        yield Family(whole_rows, tuple(parts), is_total=is_total, doubtful=doubtful)


class _Hierarchy:
    """The rows of a coded table, each under its nearest printed ancestor."""

    def __init__(self, rows: Sequence[TableRow]) -> None:
        self._rows = rows
        self._by_code: dict[str, list[TableRow]] = {}
        self._children: dict[str, list[TableRow]] = {}
        self._doubtful: dict[str, list[TableRow]] = {}
        for row in rows:
            if _is_coded(row):
                self._by_code.setdefault(row.code, []).append(row)
        self._place_rows()

    def list_families(self) -> list[Family]:
        """Return every code with children, then the totals."""
        families = [
            Family(
                parents=tuple(parents),
                children=tuple(self._children[code]),
                is_total=False,
                doubtful=tuple(self._doubtful.get(code, ())),
            )
            for code, parents in self._by_code.items()
            if code in self._children
        ]
        tops = self._children.get("", [])
        return [*families, *_join_totals(self._rows, tops, self._doubtful.get("", ()))]

    def list_tops(self) -> list[TableRow]:
        """Return the rows that stand under no other; without any code, all of them."""
        if not self._by_code:
            return list(self._rows)
        return [*self._children.get("", []), *self._doubtful.get("", [])]

    def _place_rows(self) -> None:
        """Put every row under its ancestor; one without a code is doubtful for all above it."""
        above: list[str] = [""]
        for row in self._rows:
            if row.is_total:
                continue
            if _is_coded(row):
                ancestors = self._list_ancestors(row.code)
                self._children.setdefault(ancestors[-1], []).append(row)
                above = [*ancestors, row.code]
            else:
                for code in above:
                    self._doubtful.setdefault(code, []).append(row)

    def _list_ancestors(self, code: str) -> list[str]:
        """Return the printed ancestors of a code, the nearest last; "" stands for the total."""
        prefixes = [code[:length] for length in _LENGTHS if length < len(code)]
        return ["", *(prefix for prefix in prefixes if prefix in self._by_code)]


def _is_coded(row: TableRow) -> bool:
    return len(row.code) in _LENGTHS and not row.is_total
