"""Several documents bound into one budget, so that any check can be put to them.

Each document has its own range of lines, by its number in the run: every location tells where it
comes from. Tables of the other side are called by formulas under its name (上年.支出总表).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from auditor.budget import Budget, Form, RowKind, Table, TableRow
from auditor.budget.pattern import normalise_label
from auditor.checks.spoken import make_statement_table
from auditor.engine.sets.names import NameBook, is_short_for
from auditor.engine.sets.publications import ANNEX, Identity
from auditor.location import Location
from auditor.rule.across import name_far

_STRIDE = 10**9  # no document has as many lines, and no run as many documents


def find_offset(number: int, *, is_annex: bool = False) -> int:
    """Return by how many lines the document with this number is moved down.

    An annex stands behind all that it may belong to: checks look for forms further down.
    """
    return (number + _STRIDE + 1 if is_annex else number + 1) * _STRIDE


def find_number(location: Location) -> int:
    """Return the number of the document that a moved location is in; -1 for one never moved."""
    return _find_range(location) % _STRIDE - 1


def move_back(location: Location) -> Location:
    """Return a moved location as it is in its own document."""
    offset = _find_range(location) * _STRIDE
    return location._replace(line=location.line - offset, end_line=location.end_line - offset)


def _find_range(location: Location) -> int:
    return (location.line - 1) // _STRIDE


def bind_parts(
    budgets: Sequence[Budget], names: NameBook, *, keeps_copies: bool = False
) -> Budget:
    """Bind the files of one publication: the main one first, then the others.

    Of an annex the forms count that are this publication's own. A project's form that is printed
    in the main file and in an annex counts once, unless copies are asked for.
    """
    main = next((one for one in budgets if one.role != ANNEX), budgets[0])
    others = [one for one in budgets if one is not main]
    own = _list_own_names(main, names)
    units = _list_own_units(budgets)
    projects = {normalise_label(form.project) for form in main.forms}
    annexed = tuple(
        form
        for one in others
        for form in one.forms
        if _belongs(form, one, own, projects, names)
        or any(is_short_for(unit, form.bodies[-1]) for unit in units)
    )
    again = set() if keeps_copies else {_name_project(form, names) for form in annexed}
    kept = tuple(form for form in main.forms if _name_project(form, names) not in again)
    return replace(
        main,
        tables=tuple(table for one in (main, *others) for table in one.tables),
        statements=tuple(said for one in (main, *others) for said in one.statements),
        forms=(*kept, *annexed),
        figures=tuple(figure for one in (main, *others) for figure in one.figures),
        sections=tuple(section for one in (main, *others) for section in one.sections),
        is_partial=any(one.is_partial for one in budgets),
    )


def name_publication(budget: Budget, identity: Identity) -> Budget:
    """Say of a bound budget what one of its files says, though the main one may not."""
    return replace(
        budget,
        year=identity.year if budget.year is None else budget.year,
        kind=budget.kind or identity.kind,
        level=budget.level or identity.level,
    )


def bind_other(
    budget: Budget, others: Sequence[Budget], name: str, *, without: Collection[str] = ()
) -> Budget:
    """Put the tables and statements of other documents beside a budget, under a name.

    Tables of several documents with one template become one table with all their rows; those of
    the templates `without` which the rest is judged are left out.
    """
    found: dict[str, list[Table]] = {}
    for other in others:
        for table in _take_first(other.tables):
            found.setdefault(table.template_name, []).append(table)
    tables = [_rename(_join(same), name) for key, same in found.items() if key not in without]
    if len(others) == 1 and others[0].statements:
        tables.append(_rename(make_statement_table(others[0].statements), name))
    return replace(budget, tables=(*budget.tables, *tables))


def list_lacking(budget: Budget, others: Sequence[Budget]) -> dict[str, list[str]]:
    """List the tables of a budget that some of the others lack, with the issuers of those.

    Nobody knows what stands in a table that is not there or was not recognised: what the others
    have does not add up to anything.
    """
    wanted = dict.fromkeys(table.template_name for table in budget.tables if table.template)
    known = [{table.template_name for table in other.tables} for other in others]
    lacking = {
        name: [
            other.issuer for other, there in zip(others, known, strict=True) if name not in there
        ]
        for name in wanted
    }
    return {name: issuers for name, issuers in lacking.items() if issuers}


def _list_own_names(main: Budget, names: NameBook) -> set[str]:
    """List the issuer and, of an issuer with forms, those who carry out its projects."""
    carried = [form.bodies[-1] for form in main.forms if form.bodies]
    return {names.find_full(name) for name in (main.issuer, *carried) if name}


def _name_project(form: Form, names: NameBook) -> tuple[str, str]:
    """Name a project, and who carries it out: bodies have projects of one name."""
    body = names.find_full(form.bodies[-1]) if form.bodies else ""
    return normalise_label(form.project), body


def _list_own_units(budgets: Sequence[Budget]) -> list[str]:
    """List the units that an issuer says it consists of, as it calls them."""
    said = (statement for one in budgets for statement in one.statements)
    return list(dict.fromkeys(one.name for statement in said for one in statement.listed))


def _belongs(
    form: Form, annex: Budget, own: set[str], projects: set[str], names: NameBook
) -> bool:
    if annex.role != ANNEX or not form.bodies or normalise_label(form.project) in projects:
        return True
    if not own:  # whose the main file is nobody says but the forms
        return True
    return not own.isdisjoint(map(names.find_full, form.bodies))


def _take_first(tables: Sequence[Table]) -> list[Table]:
    """Take the first table of every template: what is printed again is the same table."""
    first: dict[str, Table] = {}
    for table in tables:
        first.setdefault(table.template_name, table)
    return list(first.values())


def _join(tables: Sequence[Table]) -> Table:
    if len(tables) == 1:
        return tables[0]
    common = [set(table.columns) for table in tables[1:]]
    columns = [name for name in tables[0].columns if all(name in known for known in common)]
    return replace(
        tables[0],
        columns=tuple(columns),
        rows=tuple(row for table in tables for row in _list_rows(table)),
        unreadable=tuple(lost for table in tables for lost in table.unreadable),
    )


def _list_rows(table: Table) -> Sequence[TableRow]:
    """List the rows that add up with those of other tables.

    The one row of a table that has no more is no total, whatever is printed before it.
    """
    if table.template is None or table.template.row_kind is not RowKind.SINGLE:
        return table.rows
    filled = [row for row in table.rows if row.has_figure()]
    totals = [replace(row, is_total=False) for row in filled if row.is_total]
    return totals[:1] or filled


def _rename(table: Table, name: str) -> Table:
    template = table.template
    if template is None:
        return table
    return replace(table, template=template._replace(name=name_far(name, template.name)))
