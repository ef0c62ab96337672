"""Compile the formulas of rules: equations to put to tables, conditions to put to a budget.

Raises FormulaError, with an offset in the text, for a name that is not declared and for what
the language (docs/equations.md) does not allow. Knows no YAML and no budget.
"""

from collections.abc import Mapping
from dataclasses import replace

from auditor.budget import TableTemplate
from auditor.errors import FormulaError
from auditor.parsing.formulas import parse_formulas
from auditor.rule.equation import CompiledEquation, Condition
from auditor.rule.formula import (
    Claim,
    Comparison,
    FormulaLine,
    Junction,
    Name,
    Opposite,
    Presence,
    Relation,
)
from auditor.rulepack.formula_conditions import compile_test
from auditor.rulepack.formula_equations import build_equation
from auditor.rulepack.formula_names import Scope, find_template


def compile_formulas(
    text: str,
    templates: Mapping[str, TableTemplate],
    tables_in: tuple[str, ...],
) -> tuple[CompiledEquation, ...]:
    """Compile the equations of a rule, one a line.

    An equation with bare columns is compiled once for each table of `tables_in`, in whose rows
    it stands. Raises one FormulaError for all lines with a mistake.
    """
    scope = Scope(templates=templates)
    homes = [find_template(Name(name, 0), scope) for name in tables_in]
    compiled: list[CompiledEquation] = []
    mistakes: list[FormulaError] = []
    for line in parse_formulas(text):
        try:
            compiled += _compile_line(line, scope, homes)
        except FormulaError as error:
            mistakes.append(error)
    if mistakes:
        raise FormulaError(mistakes[0].reason, mistakes[0].offset, tuple(mistakes[1:]))
    return tuple(compiled)


def compile_condition(text: str, templates: Mapping[str, TableTemplate]) -> Condition:
    """Compile a condition, which is a single line. Raises FormulaError."""
    scope = Scope(templates=templates, bare_columns_need="a table in a condition")
    first, *others = parse_formulas(text)
    if others:
        raise FormulaError("a condition is a single line", others[0].offset)
    return Condition(text=first.text, test=compile_test(first.claim, first.text, scope))


def _compile_line(
    line: FormulaLine, scope: Scope, homes: list[TableTemplate]
) -> list[CompiledEquation]:
    comparison = _take_comparison(line.claim)
    if not homes:
        return [build_equation(comparison, line.text, scope)]
    compiled = []
    for home in homes:
        equation = build_equation(comparison, line.text, replace(scope, home=home))
        compiled.append(equation)
        if equation.home is None:  # no bare columns: `in` changes nothing
            break
    return compiled


def _take_comparison(claim: Claim) -> Comparison:
    """Return the comparison that an equation must be."""
    match claim:
        case Comparison():
            if claim.relation is Relation.UNEQUAL:
                raise FormulaError("an equation cannot demand that figures differ", claim.offset)
            return claim
        case Presence():
            raise FormulaError("has() can only stand in a condition", claim.table.offset)
        case Junction() | Opposite():
            raise FormulaError("and, or, not can only stand in a condition", claim.offset)
