"""A figure that is not the same in two editions of a document. Knows no comparison."""

from decimal import Decimal
from typing import NamedTuple

from auditor.location import Location


class PrintedFigure(NamedTuple):
    """A figure as one edition prints it; `value` is in the base unit, None if malformed."""

    text: str
    location: Location
    value: Decimal | None
    dimension: str


class FigureChange(NamedTuple):
    """A figure before and after; None where an edition has no such figure.

    `table` and `title` name its table or form, `row` its row, statement or line, `column` its
    column; "" where none applies. `is_cell` is False for figures in sentences.
    """

    table: str
    title: str
    row: str
    column: str
    is_cell: bool
    old: PrintedFigure | None
    new: PrintedFigure | None
