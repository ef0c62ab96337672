"""Codes for rows that print none: the catalogue that knows most of the names, read top to bottom.

A name that several codes have is told by the codes above it and the name below it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from auditor.budget.generic import GenericRow
from auditor.codes import Catalogue

_LEAST_NAMED = Decimal("0.7")
_SECTION, _CLASS = 5, 3


def name_codes(
    rows: Sequence[GenericRow], catalogues: Mapping[str, Catalogue]
) -> list[GenericRow]:
    """Give the rows the codes of one catalogue by their names, if it knows most of them."""
    named = [row for row in rows if row.row.label and not row.is_total and row.row.has_figure()]
    best: list[GenericRow] = list(rows)
    most = max(len(named) * _LEAST_NAMED, Decimal(2))
    for catalogue in catalogues.values():
        coded = _walk_names(rows, catalogue)
        count = sum(bool(row.code) and row.row.has_figure() for row in coded)
        levels = {len(row.code) for row in coded if row.code}
        if count >= most and len(levels) > 1:
            best, most = coded, Decimal(count + 1)
    return best


def _walk_names(rows: Sequence[GenericRow], catalogue: Catalogue) -> list[GenericRow]:
    """Give each row the code of its name that stands nearest below the codes above it."""
    found = []
    above = ""
    behind = [*(row.row.label for row in rows[1:]), ""]
    for row, following in zip(rows, behind, strict=True):
        code = "" if row.is_total else _find_near(row.row.label, above, catalogue, following)
        above = code or ("" if row.is_total else above)
        found.append(row._replace(code=code))
    return found


def _find_near(label: str, above: str, catalogue: Catalogue, following: str) -> str:
    """Find the code of a name: below the codes above it, else a class, told by the next name."""
    codes = {entry.code for entry in catalogue.list_entries(label)}
    for base in (above[:_SECTION], above[:_CLASS]):
        near = {
            code
            for code in codes
            if len(base) in (_CLASS, _SECTION)
            and len(code) == len(base) + 2
            and code.startswith(base)
        }
        if len(near) == 1:
            return near.pop()
    top = {code for code in codes if len(code) == _CLASS}
    if len(top) > 1:
        below = {entry.code[:_CLASS] for entry in catalogue.list_entries(following)}
        top &= below
    return top.pop() if len(top) == 1 else ""
