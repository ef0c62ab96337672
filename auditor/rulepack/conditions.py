"""The fields of rules that hold formulas and amounts: `when`, `equation`, `tolerance`."""

import re
from collections.abc import Mapping
from decimal import Decimal

from auditor.amount import find_unit
from auditor.budget import TableTemplate
from auditor.errors import FormulaError
from auditor.rule import Tolerance
from auditor.rule.equation import CompiledEquation, Condition
from auditor.rulepack.fields import Fields
from auditor.rulepack.formulas import compile_condition, compile_formulas

Templates = Mapping[str, TableTemplate]
_AMOUNT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(\S+)")


def take_condition(fields: Fields, templates: Templates) -> Condition | None:
    """Return the condition of `when`; None where there is none."""
    scalar = fields.find_scalar("when")
    if scalar is None:
        return None
    try:
        return compile_condition(scalar.value, templates)
    except FormulaError as error:
        fields.log.add_formula(scalar, error)
        return None


def take_equations(
    fields: Fields, templates: Templates, tables: tuple[str, ...]
) -> tuple[CompiledEquation, ...]:
    """Return the equations of `equation`, for the tables the rule is in."""
    scalar = fields.find_scalar("equation")
    if scalar is None:
        return ()
    try:
        return compile_formulas(scalar.value, templates, tables)
    except FormulaError as error:
        fields.log.add_formula(scalar, error)
        return ()


def take_tolerance(fields: Fields) -> Tolerance:
    """Return the tolerance: auto, exact, or an amount with its unit."""
    scalar = fields.find_scalar("tolerance")
    if scalar is None or scalar.value == "auto":
        return Tolerance()
    if scalar.value == "exact":
        return Tolerance("exact")
    found = _AMOUNT.fullmatch(scalar.value.strip())
    unit = find_unit(found.group(2)) if found else None
    if found is None or unit is None:
        reason = "tolerance: auto, exact, or an amount with its unit such as 0.5 元"
        fields.log.add(scalar, reason)
        return Tolerance()
    return Tolerance("amount", Decimal(found.group(1)), unit)
