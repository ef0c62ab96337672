"""The demands on single rows of a coded table: shape, padding, parents, order. Knows no rule.

Each takes a table and returns what judges its rows: the fault of one, or None.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from auditor.budget import Table, TableRow
from auditor.codes import Catalogue

PARENT, UNIQUE, ORDER = "parent", "unique", "order"
_LENGTHS = {"functional": (3, 5, 7), "economic": (3, 5)}
_LONGEST = 7
_GENERAL = "一般公共预算"
_LEAST_PARENTS = 2
_CLASS = 3


class Judgement(NamedTuple):
    """What is wrong with a row's code, and the right one where it is certain."""

    expected: str
    found: str
    suggestion: str = ""


Catalogues = Mapping[str, Catalogue]
Judge = Callable[[TableRow, Table, Catalogues], Judgement | None]


def is_flat(table: Table, rows: Sequence[TableRow]) -> bool:
    """Say whether a table prints no code above the lowest level."""
    lowest = max(_LENGTHS[find_catalogue(table)])
    return len(rows) > 1 and all(len(row.code) >= lowest for row in rows)


def _judge_shape(table: Table) -> Judge:
    """Accept a level more than the classification has below a code that it has.

    That code must be listed above, or, where only the lowest level is, in the catalogue.
    """
    codes = {row.code for row in table.rows}
    flat = is_flat(table, [row for row in table.rows if row.printed_code])

    def judge(
        row: TableRow, table: Table, catalogues: Mapping[str, Catalogue]
    ) -> Judgement | None:
        lengths = _LENGTHS[find_catalogue(table)]
        catalogue = catalogues.get(find_catalogue(table))
        above = row.code[:-2]
        is_known = above in codes or (flat and catalogue and catalogue.list_names(above))
        if len(row.code) in lengths or (len(row.code) == _LONGEST and is_known):
            return None
        return Judgement("/".join(map(str, lengths)), "".join(row.printed_code))

    return judge


def _judge_padding(_table: Table) -> Judge:
    def judge(
        row: TableRow, _table: Table, _catalogues: Mapping[str, Catalogue]
    ) -> Judgement | None:
        short = [part for part in row.printed_code if len(part) == 1]
        if not short:
            return None
        return Judgement(short[-1].zfill(2), short[-1], short[-1].zfill(2))

    return judge


def _judge_parent(table: Table) -> Judge:
    codes = {row.code for row in table.rows if row.code}

    def judge(
        row: TableRow, _table: Table, _catalogues: Mapping[str, Catalogue]
    ) -> Judgement | None:
        above = row.code[:-2]
        if len(row.code) not in (5, 7) or above in codes:
            return None
        return Judgement(above, row.code)

    return judge


def _judge_leaf(table: Table) -> Judge:
    """Blame codes without any below them, in a table that mostly lists the level below."""
    lowest = max(_LENGTHS[find_catalogue(table)])
    rows = [row for row in table.rows if row.code]
    parents = {row.code[:length] for row in rows for length in range(_CLASS, len(row.code))}
    above = [row for row in rows if len(row.code) < lowest]
    bare = [row for row in above if row.code not in parents and _has_money(row)]
    is_listed = len(above) - len(bare) >= max(_LEAST_PARENTS, 2 * len(bare))

    def judge(
        row: TableRow, _table: Table, _catalogues: Mapping[str, Catalogue]
    ) -> Judgement | None:
        if not is_listed or not any(row is other for other in bare):
            return None
        return Judgement("", row.code)

    return judge


def _has_money(row: TableRow) -> bool:
    return any(entry.amount is not None and entry.amount.value for entry in row.entries)


def _judge_unique(table: Table) -> Judge:
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

    def judge(
        row: TableRow, _table: Table, _catalogues: Mapping[str, Catalogue]
    ) -> Judgement | None:
        if not any(row is other for other in repeated):
            return None
        return Judgement("", row.code)

    return judge


def _judge_order(table: Table) -> Judge:
    """Blame the first code that is out of order only; a second row of a code is not judged."""
    if any(row.is_total and not row.name for row in table.rows):  # each unit begins anew
        return lambda _row, _table, _catalogues: None
    once = {row.code: row for row in reversed(table.rows) if row.printed_code and row.code}
    rows = [row for row in table.rows if once.get(row.code) is row]
    first = next(((above, row) for above, row in pairwise(rows) if row.code < above.code), None)

    def judge(
        row: TableRow, _table: Table, _catalogues: Mapping[str, Catalogue]
    ) -> Judgement | None:
        if first is None or row is not first[1]:
            return None
        return Judgement(first[0].code, row.code)

    return judge


def _judge_account(_table: Table) -> Judge:
    def judge(
        row: TableRow, table: Table, catalogues: Mapping[str, Catalogue]
    ) -> Judgement | None:
        catalogue = catalogues.get(find_catalogue(table))
        names = catalogue.list_names(row.code) if catalogue else ()
        accounts = {name.account for name in names if name.trust == "V"}
        if len(names) == 0 or "" in {name.account for name in names} or len(accounts) != 1:
            return None
        account = accounts.pop()
        titles = f"{table.title} {table.template_name}"  # a title may cut the word short
        own = next((word for word in (account, _GENERAL) if word in titles), _GENERAL)
        return None if own == account else Judgement(account, own)

    return judge


def find_catalogue(table: Table) -> str:
    """Return the name of the catalogue that a table's codes are of."""
    if table.template is None:
        return "functional"
    return table.template.sides[0].codes or "functional"


JUDGES: dict[str, Callable[[Table], Judge]] = {
    "shape": _judge_shape,
    "padding": _judge_padding,
    PARENT: _judge_parent,
    "leaf": _judge_leaf,
    UNIQUE: _judge_unique,
    "account": _judge_account,
    ORDER: _judge_order,
}
