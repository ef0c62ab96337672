"""The document understood: typed tables, forms, figures. Knows no rule."""

from auditor.budget.budget import Budget, Mention
from auditor.budget.figure import Figure
from auditor.budget.form import Form
from auditor.budget.section import ContentsEntry, HeadingTemplate, Naming, Passage, Section
from auditor.budget.statement import Statement, StatementTemplate
from auditor.budget.table import Entry, HeaderCell, Reading, Table, TableRow, Unreadable
from auditor.budget.template import (
    Column,
    ColumnSum,
    RowKind,
    RowTemplate,
    Side,
    TableTemplate,
    list_sums,
)
from auditor.unseen import UNSEEN_KINDS, Unseen

__all__ = [
    "UNSEEN_KINDS",
    "Budget",
    "Column",
    "ColumnSum",
    "ContentsEntry",
    "Entry",
    "Figure",
    "Form",
    "HeaderCell",
    "HeadingTemplate",
    "Mention",
    "Naming",
    "Passage",
    "Reading",
    "RowKind",
    "RowTemplate",
    "Section",
    "Side",
    "Statement",
    "StatementTemplate",
    "Table",
    "TableRow",
    "TableTemplate",
    "Unreadable",
    "Unseen",
    "list_sums",
]
