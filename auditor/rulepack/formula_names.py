"""Resolve the names in a formula: of tables, columns, rows and sets of rows.

Raises FormulaError, with the offset of the name, for one that the templates do not declare.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from auditor.budget import Column, RowKind, Side, TableTemplate
from auditor.budget.pattern import normalise_label
from auditor.errors import FormulaError
from auditor.rule.equation import RowChoice
from auditor.rule.formula import Name, Reference, RowForm, Selector
from auditor.rulepack.mistake_log import list_names

_LEVELS = {
    "functional": {"类": 3, "款": 5, "项": 7},
    "economic": {"类": 3, "款": 5},
    "": {"类": 3, "款": 5, "项": 7},
}
_CODE_LENGTHS = frozenset({3, 5, 7})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What names may mean; `home` is the table in whose rows bare columns stand, if any."""

    templates: Mapping[str, TableTemplate]
    home: TableTemplate | None = None
    bare_columns_need: str = "`in`"


class Resolved(NamedTuple):
    """The table, column and rows that a reference stands for."""

    table: TableTemplate
    column: Column
    rows: RowChoice


def find_template(name: Name, scope: Scope) -> TableTemplate:
    """Return the table of a name. Raises FormulaError if there is none."""
    template = scope.templates.get(name.text)
    if template is None:
        raise refuse_name("table", name.text, name.offset, scope.templates)
    return template


def resolve_reference(reference: Reference, scope: Scope) -> Resolved:
    """Resolve table, column and row of a reference. Raises FormulaError."""
    column = reference.column
    if reference.table is None:
        if scope.home is None:
            raise FormulaError(
                f"the bare column {column.text!r} needs {scope.bare_columns_need}", column.offset
            )
        table = scope.home
    else:
        table = find_template(reference.table, scope)
    sides = [side for side in table.sides if _find_column(side, column.text)]
    if not sides:
        names = [known.name for known in table.list_columns()]
        raise refuse_name("column", column.text, column.offset, names, f" of {table.name}")
    rows = _choose_rows(reference, table, sides)
    kept = [side for side in sides if not rows.sides or side.name in rows.sides]
    found = next(known for side in kept if (known := _find_column(side, column.text)))
    return Resolved(table, found, rows)


def list_sides(table: TableTemplate, columns: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the sides that have all the columns."""
    wanted = set(columns)
    return tuple(
        side.name for side in table.sides if wanted <= {column.name for column in side.columns}
    )


def _find_column(side: Side, name: str) -> Column | None:
    return next((column for column in side.columns if column.name == name), None)


def _choose_rows(reference: Reference, table: TableTemplate, sides: list[Side]) -> RowChoice:
    selector = reference.row
    if selector is None:
        if reference.table is None:
            return RowChoice(form=RowForm.HERE, sides=_name_sides(table, sides))
        if table.row_kind is not RowKind.SINGLE:
            raise FormulaError(
                f"{table.name} has several rows: write {table.name}[…].{reference.column.text}",
                reference.column.offset,
            )
        return RowChoice(form=RowForm.ONLY)
    if selector.form is RowForm.NAME:
        return _choose_declared(selector, table, sides, reference.column)
    if selector.form is RowForm.SET:
        return _choose_set(selector, table, sides, reference.column)
    if selector.form is RowForm.CODE and len(selector.text) not in _CODE_LENGTHS:
        raise FormulaError("a code has 3, 5 or 7 digits", selector.offset)
    text = selector.text
    if selector.form is RowForm.LABEL:
        text = normalise_label(text)
        if not text:
            raise FormulaError("the printed name is empty", selector.offset)
    return RowChoice(form=selector.form, text=text, sides=_name_sides(table, sides))


def _name_sides(table: TableTemplate, sides: list[Side]) -> tuple[str, ...]:
    """Return the sides by name, nothing where the table has only one: any row is on it."""
    return tuple(side.name for side in sides) if len(table.sides) > 1 else ()


def _choose_declared(
    selector: Selector, table: TableTemplate, sides: list[Side], column: Name
) -> RowChoice:
    declared = [(side, row) for side in table.sides if (row := side.find_row(selector.text))]
    if not declared:
        names = [row.name for side in table.sides for row in side.rows]
        raise refuse_name("row", selector.text, selector.offset, names, f" of {table.name}")
    both = [(side, row) for side, row in declared if side in sides]
    if not both:
        raise FormulaError(
            f"the side of {table.name} with the row {selector.text!r} has no column "
            f"{column.text!r}",
            column.offset,
        )
    if len(both) > 1:
        raise FormulaError(
            f"both sides of {table.name} declare the row {selector.text!r} with such a column",
            selector.offset,
        )
    side, row = both[0]
    return RowChoice(form=RowForm.NAME, text=row.name, sides=_name_sides(table, [side]))


def _choose_set(
    selector: Selector, table: TableTemplate, sides: list[Side], column: Name
) -> RowChoice:
    name = selector.text
    mine = [side for side in table.sides if side.row_set == name]
    if mine:
        kept = [side for side in mine if side in sides]
        if not kept:
            raise FormulaError(
                f"the side of {table.name} with the rows {name!r} has no column {column.text!r}",
                column.offset,
            )
        return RowChoice(form=RowForm.SET, text=name, sides=_name_sides(table, kept))
    levels = _list_levels(table)
    if name in levels:
        return RowChoice(form=RowForm.LEVEL, text=name, length=levels[name])
    known = [side.row_set for side in table.sides if side.row_set] + list(levels)
    raise refuse_name("set of rows", name, selector.offset, known, f" of {table.name}")


def _list_levels(table: TableTemplate) -> dict[str, int]:
    if table.row_kind is not RowKind.CODED:
        return {}
    return _LEVELS.get(table.sides[0].codes, _LEVELS[""])


def refuse_name(
    what: str, name: str, offset: int, known: Iterable[str], where: str = ""
) -> FormulaError:
    """Make the error for a name that is not declared, with the one that was perhaps meant."""
    # Only a mistake needs it, and a sound pack should load fast.
    from difflib import get_close_matches  # noqa: PLC0415

    names = list(known)
    close = get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"; did you mean {close[0]}?" if close else list_names(names)
    return FormulaError(f"unknown {what} {name!r}{where}{hint}", offset)
