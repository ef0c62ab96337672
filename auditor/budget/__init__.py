"""The document understood: typed tables, forms, figures. Knows no rule."""

from auditor.budget.budget import Budget, Mention
from auditor.budget.figure import Figure
from auditor.budget.form import Form
from auditor.budget.section import ContentsEntry, HeadingTemplate, Naming, Passage, Section
from auditor.budget.statement import Statement, StatementTemplate
from auditor.budget.table import Entry, HeaderCell, Reading, Table, TableRow, Unreadable
from auditor.budget.template import Column, RowKind, RowTemplate, Side, TableTemplate

__all__ = [
    "Budget",
    "Column",
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
]
