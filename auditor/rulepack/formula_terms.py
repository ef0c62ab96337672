"""Expand an expression into weighted figures and a constant. All formulas are linear.

Raises FormulaError for what is not: a product of figures, a number without its unit.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import PERCENT, Unit
from auditor.errors import FormulaError
from auditor.rule.equation import Binding, Term
from auditor.rule.formula import (
    Addition,
    Attribute,
    Expression,
    Literal,
    Name,
    Negative,
    Product,
    Quotation,
    Reference,
    RowForm,
    Statement,
    Summation,
)
from auditor.rulepack.formula_names import Scope, refuse_name, resolve_reference

# The table that formulas see statements as.
SPOKEN = "说明"
_HUNDRED = Decimal(100)
_MANY_ROWS = frozenset({RowForm.ALL, RowForm.SET, RowForm.LEVEL})


@dataclass(frozen=True, slots=True)
class Constant:
    """A number of a formula; without a unit it is a plain number."""

    value: Decimal
    unit: Unit | None
    offset: int


class LinearForm(NamedTuple):
    """Weighted figures and numbers, all added."""

    terms: tuple[Term, ...] = ()
    constants: tuple[Constant, ...] = ()

    def scale(self, factor: Decimal) -> "LinearForm":
        """Multiply everything by a factor."""
        return LinearForm(
            tuple(replace(term, weight=term.weight * factor) for term in self.terms),
            tuple(replace(known, value=known.value * factor) for known in self.constants),
        )


def expand(expression: Expression, scope: Scope, *, in_sum: bool = False) -> LinearForm:
    """Expand an expression; `in_sum` says that `sum(…)` stands around it."""
    match expression:
        case Literal():
            known = Constant(expression.value, expression.unit, expression.offset)
            return LinearForm(constants=(known,))
        case Reference():
            return LinearForm(terms=(_make_term(expression, scope, in_sum=in_sum),))
        case Negative():
            return expand(expression.body, scope, in_sum=in_sum).scale(Decimal(-1))
        case Addition():
            return _add(expand(part, scope, in_sum=in_sum) for part in expression.parts)
        case Product():
            parts = [expand(part, scope, in_sum=in_sum) for part in expression.parts]
            return _multiply(parts, expression.offset)
        case Summation():
            return _expand_sum(expression, scope, in_sum=in_sum)
        case Statement():
            term = _make_statement_term(expression, scope, in_sum=in_sum)
            return LinearForm(terms=(term,))
        case Attribute():
            raise FormulaError(
                "an attribute of the document can only be compared, alone, in a condition",
                expression.name.offset,
            )
        case Quotation():
            raise FormulaError("a text is no figure", expression.offset)


def compute_constant(left: LinearForm, right: LinearForm) -> tuple[Decimal, str]:
    """Compute the numbers of the left side minus those of the right, in the base unit.

    Also return their dimension, "" if there are none but zeros. Raises FormulaError where
    figures or numbers cannot be converted into each other, or a number that is not zero lacks
    its unit.
    """
    dimension, unit = _check_dimensions((*left.terms, *right.terms))
    constant = Decimal(0)
    for sign, form in ((1, left), (-1, right)):
        for known in form.constants:
            if not known.value:
                continue
            _check_constant(known, dimension, unit)
            factor = known.unit.factor if known.unit else Decimal(1)
            constant += sign * known.value * factor
    return constant, (dimension or "") if constant else ""


def _make_term(reference: Reference, scope: Scope, *, in_sum: bool) -> Term:
    resolved = resolve_reference(reference, scope)
    form = resolved.rows.form
    is_many = form in _MANY_ROWS
    if in_sum and not is_many:
        raise FormulaError("inside sum() a figure needs [*] or [*set]", reference.column.offset)
    binding = Binding.SUM if in_sum else Binding.EACH if is_many else Binding.CELL
    if form is RowForm.HERE:
        binding = Binding.HERE
    name = resolved.column.name
    return Term(
        weight=Decimal(1),
        table=resolved.table,
        column=resolved.column,
        rows=resolved.rows,
        binding=binding,
        role=name if form is RowForm.HERE else f"{resolved.table.name}.{name}",
        is_left=True,
        offset=(reference.table or reference.column).offset,
    )


def _expand_sum(expression: Summation, scope: Scope, *, in_sum: bool) -> LinearForm:
    if in_sum:
        raise FormulaError("sum() cannot stand inside sum()", expression.offset)
    form = expand(expression.body, scope, in_sum=True)
    if form.constants or not form.terms:
        raise FormulaError("sum() adds figures only", expression.offset)
    return form


def _make_statement_term(statement: Statement, scope: Scope, *, in_sum: bool) -> Term:
    """A statement is a column of 说明, a table of one row."""
    name = statement.name
    table = scope.templates.get(SPOKEN)
    known = [column.name for column in table.list_columns()] if table else []
    if name.text not in known:
        raise refuse_name("statement", name.text, name.offset, known)
    return _make_term(Reference(Name(SPOKEN, name.offset), None, name), scope, in_sum=in_sum)


def _add(forms: Iterable[LinearForm]) -> LinearForm:
    terms: list[Term] = []
    constants: list[Constant] = []
    for form in forms:
        terms += form.terms
        constants += form.constants
    return LinearForm(tuple(terms), tuple(constants))


def _multiply(forms: list[LinearForm], offset: int) -> LinearForm:
    """Multiply: all factors but one must be plain numbers or percentages."""
    bodies = [form for form in forms if _read_factor(form) is None]
    if len(bodies) > 1:
        raise FormulaError("a figure can only be multiplied by a plain number or a %", offset)
    if not bodies:  # plain numbers and percentages only: a percentage stays one
        bodies = [form for form in forms if form.constants[0].unit] or forms[-1:]
    body = bodies[0]
    factor = Decimal(1)
    for form in forms:
        if form is not body:
            factor *= _read_factor(form) or Decimal(0)
    if not factor:
        raise FormulaError("nothing is left of a figure multiplied by 0", offset)
    return body.scale(factor)


def _read_factor(form: LinearForm) -> Decimal | None:
    """Return the factor that a form is: a plain number or a percentage; None if it is none."""
    if form.terms or len(form.constants) != 1:
        return None
    known = form.constants[0]
    if known.unit is None:
        return known.value
    return known.value / _HUNDRED if known.unit == PERCENT else None


def _check_dimensions(terms: tuple[Term, ...]) -> tuple[str | None, Unit | None]:
    """Return the one dimension that all figures have, with the first figure's unit."""
    first: Unit | None = None
    for term in terms:
        unit = term.column.unit or term.table.unit
        if first is None:
            first = unit
        elif not unit.is_convertible(first):
            raise FormulaError(f"{unit} cannot be compared with {first}", term.offset)
    return (first.dimension, first) if first else (None, None)


def _check_constant(known: Constant, dimension: str | None, unit: Unit | None) -> None:
    if dimension is None:
        return
    if known.unit is None:
        # Counts are plain numbers; with money and percentages the unit would be guessed.
        if not dimension.startswith("count:"):
            raise FormulaError(f"the number needs a unit, such as {unit}", known.offset)
    elif known.unit.dimension != dimension:
        raise FormulaError(f"{known.unit} cannot be compared with {unit}", known.offset)
