"""Statements and the money of forms as quantities, ready to be compared with table figures."""

from collections.abc import Iterable
from decimal import Decimal

from auditor.amount import YUAN, Amount
from auditor.budget import Budget, Statement
from auditor.budget.form import Form, Fund
from auditor.checks.lookup import Quantity
from auditor.checks.spoken import locate_statement
from auditor.checks.tolerance import compute_rounding_digit
from auditor.finding import Operand, Place

_ZERO = Decimal(0)


def measure_statement(statement: Statement) -> Quantity:
    """Return a statement's figure; one that is malformed cannot be read."""
    return measure_amount(statement.amount, statement.text, locate_statement(statement))


def measure_fund(form: Form, fund: Fund) -> Quantity:
    """Return an amount of a form."""
    place = Place(location=fund.location, table=form.id, title=form.project, column=fund.name)
    return measure_amount(fund.amount, fund.text, place)


def find_money(form: Form, names: Iterable[str]) -> Quantity | None:
    """Find the first kind of money, of those named, that a form states."""
    for name in names:
        fund = form.find_fund(name)
        if fund is not None and fund.amount is not None:
            return measure_fund(form, fund)
    return None


def list_named(budget: Budget, names: Iterable[str]) -> list[Statement]:
    """Return the statements of some names, in the order of the text."""
    wanted = set(names)
    return [statement for statement in budget.statements if statement.name in wanted]


def make_operand(statement: Statement) -> Operand:
    """Return a statement as an operand of an outcome."""
    return Operand(
        place=locate_statement(statement),
        text=statement.text,
        value=statement.amount.value if statement.amount else Decimal(0),
        unit=statement.amount.unit.word if statement.amount else "",
        role=statement.label or statement.name,
    )


def measure_amount(amount: Amount | None, text: str, place: Place) -> Quantity:
    """Return an amount printed at a place; without one it cannot be read."""
    if amount is None:
        return Quantity(
            place=place,
            text=text,
            value=_ZERO,
            unit=YUAN,
            base=_ZERO,
            digit=_ZERO,
            shown=_ZERO,
            is_nil=True,
            is_readable=False,
        )
    digit = amount.compute_base_digit()
    return Quantity(
        place=place,
        text=text,
        value=amount.value,
        unit=amount.unit,
        base=amount.compute_base(),
        digit=compute_rounding_digit(amount.unit, digit) if amount.value else _ZERO,
        shown=amount.digit,
        is_nil=False,
    )
