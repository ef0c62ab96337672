"""Find which rows of a table add up to which: parents and children by code, totals by kind.

Knows no figures. Every row is a child at most once, so that all sums together stay linear.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget import RowKind, Side, Table, TableRow
from auditor.checks.nested_lists import nest_list

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
            if any(row.is_total and not row.name for row in table.rows):
                return list_unit_families(table.rows)
            return _Hierarchy(table.rows).list_families()
        case RowKind.TWO_SIDED:
            return list(_list_side_families(table))
        case RowKind.ITEMS:
            side = table.template.sides[0]
            nested = list_list_families(table, is_tree=side.is_tree)
            if side.is_tree and not nested:
                return list(list_tree_families(side, table.rows))
            return nested
        case RowKind.SINGLE:
            return list_list_families(table) if len(table.rows) > 1 else []


def list_list_families(table: Table, *, is_tree: bool = False) -> list[Family]:
    """Return the families of a list: its total is the sum of its rows, or of the outermost.

    Of a tree that declares its rows none, unless most rows are further ones that it nests.
    """
    members = [row for row in table.rows if not row.is_total and not _is_picked_out(row)]
    if is_tree and 2 * sum(bool(row.name) for row in members) >= len(members):
        return []
    totals = [row for row in table.rows if row.is_total]
    nested = nest_list(members, totals[0] if totals else None)
    if nested is None or (is_tree and not nested.below):
        return []
    families = [
        Family((members[at],), tuple(members[child] for child in children), is_total=False)
        for at, children in nested.below
    ]
    return [*families, *_join_totals(table.rows, [members[at] for at in nested.tops])]


def _is_picked_out(row: TableRow) -> bool:
    return row.text.lstrip().startswith(_PICKED_OUT)


def has_too_many_totals(table: Table) -> bool:
    """Say whether so many rows are totals that none can be taken for one."""
    return sum(row.is_total for row in table.rows) > _MOST_TOTALS


def _list_side_families(table: Table) -> Iterator[Family]:
    """Yield total = rows of the set, or what the template says of declared rows, by side."""
    for side, rows in _join_continued_sides(table):
        if side.is_tree or any(len(row.code) > _LENGTHS[0] for row in rows):
            yield from list_tree_families(side, rows)
        elif side.row_set:
            members = [row for row in rows if not row.is_total and not row.name]
            yield from _join_totals(rows, members)


def _join_continued_sides(table: Table) -> list[tuple[Side, list[TableRow]]]:
    """Return the sides with their rows; codes run on over sides up to one that has a total.

    公用经费 takes up two of three blocks beside each other, with one total; the last one belongs
    to the block before it if it has none.
    """
    found: list[tuple[Side, list[TableRow]]] = []
    is_open = False
    sides = table.template.sides if table.template else ()
    for side in sides:
        rows = [row for row in table.rows if row.side == side.name]
        has_total = any(row.is_total for row in rows)
        is_alike = bool(found) and bool(side.codes) and side.codes == found[-1][0].codes
        is_last = side is sides[-1]
        if is_alike and not side.is_tree and (is_open or (is_last and not has_total)):
            found[-1][1].extend(rows)
        else:
            found.append((side, rows))
        is_open = not has_total
    return found


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
            tops = hierarchy.list_tops()
            if whole in children and side.codes:  # basic and project expenditure, say, not classes
                doubtful = tuple(row for row in tops if not row.code and not _is_picked_out(row))
                tops = [row for row in tops if row.code]
            children.setdefault(whole, []).extend(tops)
    else:
        doubtful = tuple(row for row in members if not _is_picked_out(row))
    for name, parts in children.items():
        whole_rows = tuple(row for row in rows if row.name == name)
        is_total = whole_rows[0].is_total
        yield Family(whole_rows, tuple(parts), is_total=is_total, doubtful=doubtful)


def list_unit_families(rows: Sequence[TableRow]) -> list[Family]:
    """Return the families of a coded table in which rows of units head the codes of each.

    A unit is the sum of its own codes; one with none below it is the sum of the units behind it,
    up to the next such. The table's total is the sum of the units.
    """
    blocks: list[tuple[TableRow, list[TableRow]]] = []
    for row in rows:
        if row.is_total and not row.name:
            blocks.append((row, []))
        elif not row.is_total and blocks:
            blocks[-1][1].append(row)
    families: list[Family] = []
    tops: list[TableRow] = []
    heads: dict[int, list[TableRow]] = {}
    for unit, below in blocks:
        if not below:
            heads[len(tops)] = []
            tops.append(unit)
            continue
        hierarchy = _Hierarchy(below)
        families += hierarchy.list_families()
        families.append(Family((unit,), tuple(hierarchy.list_tops()), is_total=True))
        if heads:
            heads[max(heads)].append(unit)
        else:
            tops.append(unit)
    found = [
        Family((tops[at],), tuple(units), is_total=True) for at, units in heads.items() if units
    ]
    return [*families, *found, *_join_totals([row for row in rows if row.name], tops)]


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
