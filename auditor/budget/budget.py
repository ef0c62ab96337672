"""The budget: what the document says about itself, its tables, forms and figures."""

from dataclasses import dataclass
from typing import NamedTuple

from auditor.budget.figure import Figure
from auditor.budget.form import Form
from auditor.budget.generic import GenericTable
from auditor.budget.percentage import NO_PERCENTAGES, Percentages
from auditor.budget.section import ContentsEntry, Naming, Section
from auditor.budget.statement import Statement
from auditor.budget.table import Table
from auditor.location import Location
from auditor.unseen import Unseen


class Mention(NamedTuple):
    """A year printed at a place with a role: title, header, note, form, contents, cover."""

    year: int
    text: str
    role: str
    location: Location
    context: str
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The document understood. `year` is None where it cannot be told; `lines` is the text.

    `malformed` are numbers that no reader could take: in table cells, forms and sentences.
    `fund_tables` are the funds of the forms, as formulas see them; `unseen` is what the file
    carries beside its print; `is_partial` if part of the file was not read. `generic_tables` are
    those that no template fits, as far as their headers and rows make sense; they stand among
    `tables` too, without rows.
    """

    year: int | None
    issuer: str
    kind: str
    level: str
    role: str
    tables: tuple[Table, ...]
    forms: tuple[Form, ...]
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    malformed: tuple[Figure, ...]
    lines_not_understood: tuple[int, ...]
    lines: tuple[str, ...]
    fund_tables: tuple[Table, ...] = ()
    statements: tuple[Statement, ...] = ()
    percentages: Percentages = NO_PERCENTAGES
    sections: tuple[Section, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    namings: tuple[Naming, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    is_partial: bool = False
    generic_tables: tuple[GenericTable, ...] = ()

    def find_tables(self, template: str) -> list[Table]:
        """Return the tables of a template, in printed order."""
        return [table for table in self.tables if table.template_name == template]
