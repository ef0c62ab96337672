"""Compile a condition: what `when` says of the document, its tables and its figures.

Raises FormulaError.
"""

from auditor.errors import FormulaError
from auditor.rule.equation import (
    AttributeTest,
    Binding,
    CompiledEquation,
    JunctionTest,
    OppositeTest,
    PresenceTest,
    Test,
)
from auditor.rule.formula import (
    Attribute,
    Claim,
    Comparison,
    Expression,
    Junction,
    Literal,
    Opposite,
    Presence,
    Quotation,
    Relation,
)
from auditor.rulepack.formula_equations import build_equation
from auditor.rulepack.formula_names import Scope, find_template

# What a document can say of itself; any text where nothing is listed.
_TEXTS: dict[str, tuple[str, ...]] = {
    "kind": ("预算", "决算"),
    "level": ("部门", "单位"),
    "role": ("whole", "narrative", "tables", "annex"),
    "issuer": (),
}
_TURNED = {
    Relation.AT_MOST: Relation.AT_LEAST,
    Relation.AT_LEAST: Relation.AT_MOST,
    Relation.LESS: Relation.MORE,
    Relation.MORE: Relation.LESS,
}


def compile_test(claim: Claim, text: str, scope: Scope) -> Test:
    """Compile a claim; `text` is how the whole condition is written."""
    match claim:
        case Junction():
            parts = tuple(compile_test(part, text, scope) for part in claim.parts)
            return JunctionTest(parts=parts, is_every=claim.is_every)
        case Opposite():
            return OppositeTest(part=compile_test(claim.part, text, scope))
        case Presence():
            return PresenceTest(table=find_template(claim.table, scope))
        case Comparison():
            return _compile_comparison(claim, text, scope)


def _compile_comparison(comparison: Comparison, text: str, scope: Scope) -> Test:
    left, right, relation = comparison.left, comparison.right, comparison.relation
    if isinstance(left, Attribute):
        return _compile_attribute(left, relation, right, comparison.offset)
    if isinstance(right, Attribute):
        turned = _TURNED.get(relation, relation)
        return _compile_attribute(right, turned, left, comparison.offset)
    return _compile_figures(comparison, text, scope)


def _compile_figures(comparison: Comparison, text: str, scope: Scope) -> CompiledEquation:
    equation = build_equation(comparison, text, scope)
    for term in equation.terms:
        if term.binding is Binding.EACH:
            raise FormulaError("in a condition [*] can only stand inside sum()", term.offset)
    return equation


def _compile_attribute(
    attribute: Attribute, relation: Relation, other: Expression, offset: int
) -> AttributeTest:
    name = attribute.name
    if name.text == "year":
        if not isinstance(other, Literal) or other.unit is not None:
            raise FormulaError("the year is compared with a plain number", offset)
        return AttributeTest(attribute="year", relation=relation, number=other.value)
    if name.text not in _TEXTS:
        names = ", ".join(("year", *_TEXTS))
        raise FormulaError(f"unknown attribute {name.text!r}; there are {names}", name.offset)
    if not isinstance(other, Quotation):
        raise FormulaError(f"{name.text} is compared with a text in quotes", offset)
    if relation not in (Relation.EQUAL, Relation.UNEQUAL):
        raise FormulaError("texts are compared by = and != only", offset)
    known = _TEXTS[name.text]
    if known and other.text not in known:
        raise FormulaError(f"{name.text} is one of {', '.join(known)}", other.offset)
    return AttributeTest(attribute=name.text, relation=relation, text=other.text)
