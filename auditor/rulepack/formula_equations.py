"""Build one equation from a comparison: both sides expanded, bindings and units checked.

Raises FormulaError.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.budget import TableTemplate
from auditor.errors import FormulaError
from auditor.rule.equation import Binding, CompiledEquation, Term
from auditor.rule.formula import Comparison
from auditor.rulepack.formula_names import Scope, list_sides
from auditor.rulepack.formula_terms import LinearForm, compute_constant, expand


def build_equation(comparison: Comparison, text: str, scope: Scope) -> CompiledEquation:
    """Build the equation that a comparison states; `text` is how it is written."""
    left = expand(comparison.left, scope)
    right = expand(comparison.right, scope)
    if not left.terms and not right.terms:
        raise FormulaError("there is no figure to compare", comparison.offset)
    terms = left.terms + tuple(
        replace(term, weight=-term.weight, is_left=False) for term in right.terms
    )
    _check_bindings(terms)
    _check_keys([term for term in terms if term.binding is Binding.EACH])
    _check_weights(terms)
    is_bare = any(term.binding is Binding.HERE for term in terms)
    home = scope.home if is_bare else None
    if home is not None:
        terms = _settle_sides(terms, home)
    tables = {term.table.name: term.table for term in terms}
    constant, dimension = compute_constant(left, right)
    return CompiledEquation(
        text=text,
        relation=comparison.relation,
        terms=terms,
        constant=constant,
        dimension=dimension,
        lead=_find_lead(left, right),
        home=home,
        tables=tuple(tables.values()),
    )


def _check_bindings(terms: Sequence[Term]) -> None:
    """Refuse mixtures that have no one meaning, or would cost rows times rows."""
    by_binding = {term.binding: term for term in reversed(terms)}
    each, summed = by_binding.get(Binding.EACH), by_binding.get(Binding.SUM)
    here = by_binding.get(Binding.HERE)
    if here and each:
        raise FormulaError("[*] cannot stand beside a bare column", each.offset)
    if summed and (each or here):
        raise FormulaError("sum() cannot be compared with every single row", summed.offset)


def _check_keys(terms: Sequence[Term]) -> None:
    """Refuse rows that can never meet: every one would be a fault."""
    for term in terms[1:]:
        first, codes, others = terms[0], _list_codes(terms[0]), _list_codes(term)
        if codes and others and codes.isdisjoint(others):
            words = f"{first.table.name} and {term.table.name} have no codes in common"
            raise FormulaError(words, term.offset)
        lengths = {first.rows.length, term.rows.length} - {0}
        if len(lengths) > 1:
            words = f"rows of {first.rows.text} and of {term.rows.text} have no codes in common"
            raise FormulaError(words, term.offset)


def _list_codes(term: Term) -> set[str]:
    """List the kinds of code that the rows of a term may have."""
    names = term.rows.sides
    sides = [side for side in term.table.sides if not names or side.name in names]
    return {side.codes for side in sides if side.codes}


def _check_weights(terms: Sequence[Term]) -> None:
    """Refuse a figure that is compared with itself: it would pass, and count as checked."""
    totals: dict[object, Decimal] = {}
    for term in terms:
        totals[_identify(term)] = totals.get(_identify(term), Decimal(0)) + term.weight
    for term in reversed(terms):
        if not totals[_identify(term)]:
            raise FormulaError(f"{term.role} is compared with itself", term.offset)


def _identify(term: Term) -> tuple[object, ...]:
    return term.table.name, term.column.name, term.rows, term.binding


def _settle_sides(terms: tuple[Term, ...], home: TableTemplate) -> tuple[Term, ...]:
    """Keep the sides of the home table that have all the bare columns."""
    bare = [term for term in terms if term.binding is Binding.HERE]
    sides = list_sides(home, (term.column.name for term in bare))
    if not sides:
        names = ", ".join(dict.fromkeys(term.column.name for term in bare))
        raise FormulaError(f"no side of {home.name} has all of {names}", bare[0].offset)
    if len(home.sides) == 1:
        return terms
    return tuple(
        replace(term, rows=replace(term.rows, sides=sides)) if term in bare else term
        for term in terms
    )


def _find_lead(left: LinearForm, right: LinearForm) -> int:
    """Find the figure that a person would correct first: the one that stands alone on a side.

    Left before right, then the only one that is no sum, then the first.
    """
    if _is_single(left):
        return 0
    if _is_single(right):
        return len(left.terms)
    terms = left.terms + right.terms
    plain = [index for index, term in enumerate(terms) if term.binding is not Binding.SUM]
    return plain[0] if len(plain) == 1 else 0


def _is_single(form: LinearForm) -> bool:
    return (
        len(form.terms) == 1
        and form.terms[0].binding is not Binding.SUM
        and abs(form.terms[0].weight) == Decimal(1)
    )
