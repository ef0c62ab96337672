"""Kind `agree`, demand `grown`: what an item had the year before is in last year's table.

An item's amount less its stated change is what it had. The row is found as for demand `rows`, in
tables of another document; a name that several rows have is compared only if one of them agrees.
"""

from collections.abc import Iterator
from decimal import Decimal

from auditor.budget import Budget, Statement
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.agree.rows import RowFinder, Target
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.places import make_not_applicable
from auditor.checks.stating import list_named, measure_statement
from auditor.finding import Bilingual, Outcome, Verdict

_ONE = Decimal(1)
_MILD = (Verdict.PASS, Verdict.REVIEW)


def check_grown(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every item whose change since the year before is stated."""
    finder = RowFinder(parameters, budget)
    if finder.is_empty():
        return
    for statement in list_named(budget, parameters.statements):
        if statement.change is not None:
            yield _compare_item(statement, statement.change, finder, parameters)


def _compare_item(
    item: Statement, change: Statement, finder: RowFinder, parameters: AgreeParameters
) -> Outcome:
    """Compare with every row that may be meant, the best one decides."""
    codes = finder.find_codes(item)
    outcomes = [
        _compare(item, change, target, parameters)
        for code in codes
        for target in finder.list_targets(code)
        if parameters.columns[0].name in target.rows.table.columns
    ]
    best = next((one for verdict in _MILD for one in outcomes if one.verdict is verdict), None)
    if best is not None:
        return best
    if len(codes) == 1 and outcomes:
        return outcomes[0]
    name = item.label or item.name
    return make_not_applicable(
        Bilingual(f"上年的表中没有“{name}”这一个科目", f"last year's table has no one row {name}")
    )


def _compare(
    item: Statement, change: Statement, target: Target, parameters: AgreeParameters
) -> Outcome:
    printed = target.rows.measure(target.row, parameters.columns[0])
    name, text = item.label or item.name, printed.text or "0"
    facts = (("item", Bilingual(name, name)), ("printed", Bilingual(text, text)))
    parts = [
        Part(_ONE, measure_statement(change), "增减"),
        Part(-_ONE, measure_statement(item), "本年"),
        Part(_ONE, printed, "上年"),
    ]
    return compare_parts(parts, 0, Demand(facts=facts, tolerance=parameters.tolerance))
