"""A table with its meaning: columns by name, rows by key, entries with figures."""

from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.amount import Amount, Unit
from auditor.budget.template import TableTemplate
from auditor.location import Location


class Entry(NamedTuple):
    """What a row prints in a named column; `amount` is None for nil (blank, -, —).

    `location` is that of the number itself, or of the empty place.
    """

    column: str
    text: str
    amount: Amount | None
    location: Location


class Unreadable(NamedTuple):
    """A figure's place that cannot be read: malformed (has digits) or words; "" if undecided."""

    text: str
    location: Location
    malformed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A body row.

    `label` is the printed name without its code and list mark; `code` the padded code (3, 5 or
    7 digits) or "" ; `printed_code` the code cells as printed; `name` the declared row it is,
    or ""; `key` what rows of several tables are matched by: the code, else the label.
    """

    side: str
    label: str
    code: str
    printed_code: tuple[str, ...]
    name: str
    key: str
    is_total: bool
    entries: tuple[Entry, ...]
    location: Location
    text: str = field(compare=False)
    label_location: Location = field(compare=False)
    code_location: Location = field(compare=False)

    def find_entry(self, column: str) -> Entry | None:
        """Find what the row prints in a column; None if the table has no such column."""
        for entry in self.entries:
            if entry.column == column:
                return entry
        return None

    def has_figure(self) -> bool:
        """Say whether any entry holds an amount."""
        return any(entry.amount is not None for entry in self.entries)


class HeaderCell(NamedTuple):
    """A header cell as printed; `column` is the template column it names, or ""."""

    text: str
    location: Location
    column: str


class Reading(NamedTuple):
    """A row that was not read as printed: why (zh, en), and how its figures were placed."""

    location: Location
    row: str
    reason: tuple[str, str]
    placed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the document. `template` is None where no template fits.

    `unit_given` says whether a unit line is printed; `columns` are the names that this table
    has, in printed order; `ordinal` counts tables of the same template, from 0. `resembles`
    names the template of a table that has its title, but other columns or rows; `copied_title` the
    one whose title a table prints in the place of its own.
    """

    id: str
    title: str
    template: TableTemplate | None
    location: Location
    title_location: Location
    unit: Unit
    unit_given: bool
    unit_location: Location | None
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    headers: tuple[HeaderCell, ...]
    notes: tuple[tuple[str, Location], ...]
    readings: tuple[Reading, ...]
    unreadable: tuple[Unreadable, ...]
    figures: int
    ordinal: int = 0
    preparer_location: Location | None = None
    resembles: str = ""
    copied_title: str = ""

    @property
    def template_name(self) -> str:
        """The template's name, or "" for a table that is not recognised."""
        return "" if self.template is None else self.template.name

    def list_totals(self) -> list[TableRow]:
        """Return the total rows."""
        return [row for row in self.rows if row.is_total]
