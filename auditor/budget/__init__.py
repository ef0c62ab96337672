"""The document understood: typed tables, forms, figures. Knows no rule."""

from auditor.budget.budget import Budget, Form, Mention
from auditor.budget.figure import Figure
from auditor.budget.table import Entry, HeaderCell, Reading, Table, TableRow, Unreadable
from auditor.budget.template import Column, RowKind, RowTemplate, Side, TableTemplate

__all__ = [
    "Budget",
    "Column",
    "Entry",
    "Figure",
    "Form",
    "HeaderCell",
    "Mention",
    "Reading",
    "RowKind",
    "RowTemplate",
    "Side",
    "Table",
    "TableRow",
    "TableTemplate",
    "Unreadable",
]
