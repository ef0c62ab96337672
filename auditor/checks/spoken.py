"""Statements as formulas see them: a table of one row, a column for each name.

Of a statement made more than once the first stands there; kind `agree` compares the others.
"""

from collections.abc import Iterable

from auditor.amount import YUAN
from auditor.budget import (
    Entry,
    RowKind,
    Side,
    Statement,
    Table,
    TableRow,
    TableTemplate,
    Unreadable,
)
from auditor.finding import Place
from auditor.location import START

SPOKEN = "说明"
_TEMPLATE = TableTemplate(
    name=SPOKEN, number="", titles=(), row_kind=RowKind.SINGLE, sides=(Side(name="", columns=()),)
)


def make_statement_table(statements: Iterable[Statement]) -> Table:
    """Make the table of all statements of a document that has some."""
    entries: dict[str, Entry] = {}
    malformed = []
    for statement in statements:
        for one in (statement, statement.change):
            if one is None or one.name in entries:
                continue
            entries[one.name] = Entry(
                column=one.name, text=one.text, amount=one.amount, location=one.location
            )
            if one.amount is None:
                malformed.append(Unreadable(text=one.text, location=one.location, malformed=True))
    row = TableRow(
        side="",
        label="",
        code="",
        printed_code=(),
        name="",
        key="",
        is_total=False,
        entries=tuple(entries.values()),
        location=START,
        text="",
        label_location=START,
        code_location=START,
    )
    return Table(
        id="",
        title="",
        template=_TEMPLATE,
        location=START,
        title_location=START,
        unit=YUAN,
        unit_given=True,
        unit_location=None,
        columns=tuple(entries),
        rows=(row,),
        headers=(),
        notes=(),
        readings=(),
        unreadable=tuple(malformed),
        figures=len(entries),
    )


def locate_statement(statement: Statement) -> Place:
    """Return the place of a statement."""
    return Place(location=statement.location, row=statement.label, column=statement.name)
