"""Evaluate what `when` says: of the document, of its tables, of figures compared exactly.

Blank counts as 0. Where a figure's table or column is missing, or the document does not state
an attribute, the condition is undecided, and the rule not applicable with that as its reason.
"""

from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne

from auditor.budget import Budget
from auditor.budget.pattern import normalise_label
from auditor.checks.gathering import (
    Obstacle,
    describe_unreadable,
    find_missing_column,
    find_missing_table,
    gather_fixed,
    list_instances,
)
from auditor.checks.lookup import find_lookup
from auditor.checks.places import make_not_applicable
from auditor.finding import Bilingual, Outcome
from auditor.rule.equation import (
    AttributeTest,
    CompiledEquation,
    Condition,
    JunctionTest,
    OppositeTest,
    PresenceTest,
    Test,
)
from auditor.rule.formula import Relation

__all__ = ["Condition", "evaluate_condition", "find_obstacle"]

_COMPARE = {
    Relation.EQUAL: eq,
    Relation.UNEQUAL: ne,
    Relation.AT_MOST: le,
    Relation.AT_LEAST: ge,
    Relation.LESS: lt,
    Relation.MORE: gt,
}
_NO_YEAR = Bilingual("无法确定文件的预算年度", "the budget year of the document is not known")


def evaluate_condition(condition: Condition, budget: Budget) -> bool | Bilingual:
    """Say whether a condition holds, or why that cannot be said."""
    return _evaluate(condition.test, budget)


def find_obstacle(condition: Condition | None, budget: Budget) -> Outcome | None:
    """Return the outcome of a rule whose condition keeps it from being put; None if it applies."""
    if condition is None:
        return None
    found = evaluate_condition(condition, budget)
    if found is True:
        return None
    if found is False:
        found = Bilingual(
            f"条件不成立：{condition.text}", f"the condition does not hold: {condition.text}"
        )
    return make_not_applicable(found)


def _evaluate(test: Test, budget: Budget) -> bool | Bilingual:
    match test:
        case JunctionTest():
            return _evaluate_junction(test, budget)
        case OppositeTest():
            found = _evaluate(test.part, budget)
            return not found if isinstance(found, bool) else found
        case PresenceTest():
            return bool(find_lookup(budget).find_indexes(test.table.name))
        case AttributeTest():
            return _evaluate_attribute(test, budget)
        case CompiledEquation():
            return _evaluate_figures(test, budget)


def _evaluate_junction(junction: JunctionTest, budget: Budget) -> bool | Bilingual:
    """Take one decisive part as enough, whatever cannot be said of the others."""
    undecided = None
    for part in junction.parts:
        found = _evaluate(part, budget)
        if isinstance(found, Bilingual):
            undecided = undecided or found
        elif found is not junction.is_every:
            return found
    return junction.is_every if undecided is None else undecided


def _evaluate_attribute(test: AttributeTest, budget: Budget) -> bool | Bilingual:
    compare = _COMPARE[test.relation]
    if test.number is not None:
        if budget.year is None:
            return _NO_YEAR
        return bool(compare(Decimal(budget.year), test.number))
    texts = {
        "kind": budget.kind,
        "level": budget.level,
        "role": budget.role,
        "issuer": budget.issuer,
    }
    return bool(compare(normalise_label(texts[test.attribute]), normalise_label(test.text)))


def _evaluate_figures(equation: CompiledEquation, budget: Budget) -> bool | Bilingual:
    """Compare the figures of the first tables; all copies of a document state the same."""
    lookup = find_lookup(budget)
    missing = find_missing_table(equation.tables, lookup)
    if missing is not None:
        return Bilingual(f"文件中没有“{missing.name}”", f"the document has no {missing.name}")
    indexes = next(list_instances(equation.tables, lookup))
    lacking = find_missing_column(equation.terms, indexes)
    if lacking is not None:
        return lacking.reason
    total = equation.constant
    for term in equation.terms:
        found = gather_fixed(term, indexes[term.table.name])
        if isinstance(found, Obstacle):
            return found.reason
        for quantity in found:
            if not quantity.is_readable:
                return describe_unreadable(quantity.text)
            total += term.weight * quantity.base
    return bool(_COMPARE[equation.relation](total, 0))
