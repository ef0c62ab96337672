"""Places for outcomes: tables, rows, bare lines. Shared by all kinds of rule."""

from auditor.budget import Budget, Table, TableRow, TableTemplate
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import Location


def locate_row(table: Table, row: TableRow, location: Location, column: str) -> Place:
    """Return the place of something in a row."""
    return Place(
        location=location,
        table=table.id,
        title=table.title,
        row=row.label,
        key=row.key,
        column=column,
    )


def locate_table(table: Table, location: Location | None = None) -> Place:
    """Return the place of a table: its title, or a location within it."""
    return Place(location=location or table.title_location, table=table.id, title=table.title)


def locate_line(budget: Budget, location: Location) -> Place:
    """Return the place of a location: in the table or form that spans it, or bare."""
    for table in budget.tables:
        if table.location.line <= location.line <= table.location.end_line:
            return locate_table(table, location)
    return Place(location=location)


def make_not_applicable(reason: Bilingual, table: Table | None = None) -> Outcome:
    """Return the outcome of a rule that cannot be put to a table, or to the document."""
    place = locate_table(table) if table else Place()
    return Outcome(verdict=Verdict.NOT_APPLICABLE, place=place, reason=reason)


def make_table_missing(template: TableTemplate) -> Outcome:
    """Return the outcome of a rule whose table is not in the document."""
    return make_not_applicable(
        Bilingual(f"文件中没有“{template.name}”", f"the document has no {template.name}")
    )
