"""Places for outcomes: tables, rows, bare lines. Shared by all kinds of rule."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from auditor.budget import Budget, Table, TableRow, TableTemplate
from auditor.budget.pattern import Pattern, normalise_label
from auditor.finding import Bilingual, Operand, Outcome, Place, Verdict
from auditor.location import Location

MOST_BESIDE = 8  # places that a finding shows beside its own
_MOST_PARTS = 5
_Place = TypeVar("_Place")


def locate_row(table: Table, row: TableRow, location: Location, column: str) -> Place:
    """Return the place of something in a row."""
    return Place(location, table.id, table.title, row.label, row.key, column)


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


def find_other_form(form: tuple[Pattern, ...], budget: Budget) -> Outcome | None:
    """Return the outcome of a rule that speaks of a form which the document does not follow.

    `form` are titles by which the form is known; one table with such a title is enough.
    """
    if not form:
        return None
    for table in budget.tables:
        label = normalise_label(table.title)
        if any(title.ends(label) for title in form):
            return None
    return make_not_applicable(
        Bilingual("文件不是这种格式", "the document does not follow this form")
    )


def make_table_missing(template: TableTemplate) -> Outcome:
    """Return the outcome of a rule whose table is not in the document."""
    return make_not_applicable(
        Bilingual(f"文件中没有“{template.name}”", f"the document has no {template.name}")
    )


def make_witness(place: Place, text: str, role: str = "") -> Operand:
    """Return printed words as evidence: they took part, but are no figure."""
    return Operand(place=place, text=text, value=Decimal(0), unit="", role=role)


def divide_places(found: Sequence[_Place], parts: int = _MOST_PARTS) -> Iterator[Sequence[_Place]]:
    """Yield like places in parts of a first one and eight others: each part is a finding.

    After so many parts the last takes the rest, as hundreds of places would hide all else.
    """
    size = MOST_BESIDE + 1
    last = size * (parts - 1)
    for start in range(0, min(len(found), last), size):
        yield found[start : start + size]
    if len(found) > last:
        yield found[last:]


def word_others(found: Sequence[Location]) -> Bilingual:
    """Say at which further lines the same is found; nothing where there is none."""
    if not found:
        return Bilingual("", "")
    lines = [str(location.line) for location in found]
    return Bilingual(
        f"；另有 {len(lines)} 处同此（行 {'、'.join(lines)}）",
        f"; likewise at {len(lines)} more places ({', '.join(lines)})",
    )
