"""Kind `agree`: one fact stated in several places is the same in all of them.

Fields: `demand`, one of
  rows       the amount of an item is that of its row in a table (`in`, `columns`)
  list       the items of a list add up to the stated total (`total`)
  announced  the items that are announced by name are those that follow (`parts`)
  parts      a figure is the sum of its parts (`parts`)
  restated   a part that states the figure once more states the same (`parts`)
  repeated   a figure that is stated again is the same
  changes    the year before, as a change implies it, is possible
  percents   a percentage is that of the two figures beside it (`parts`: the year
             before, this year, the rise, the fall)
  direction  a reason that speaks of the figure itself moves it as the sentence does
  substance  a reason is more than the rise or fall that it explains
  subject    a reason or purpose does not speak of another item of the list
  units      a unit word of money is whole: 万元, not 万
  forms      a project whose form is printed twice asks for the same money (`funds`)
  projects   a project's narrative and its form state the same money (`funds`)
and `statements`, what is compared. Not applicable where none is made, or a figure cannot be read.
Source: 预算法 第十四条 (what is published must agree with the approved tables).
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from auditor.budget import Budget, Statement
from auditor.checks.agree.changes import check_changes, check_percents
from auditor.checks.agree.forms import check_forms
from auditor.checks.agree.lists import check_announced, check_lists
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.agree.projects import check_projects
from auditor.checks.agree.reasons import check_direction, check_subject, check_substance
from auditor.checks.agree.rows import check_rows
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.conditions import find_obstacle
from auditor.checks.places import make_not_applicable
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import list_named, make_operand, measure_statement
from auditor.finding import Bilingual, Outcome, Verdict

__all__ = ["DEMANDS", "AgreeParameters", "check_agree"]

_ONE = Decimal(1)
_CUT_UNITS = ("万", "亿")
_SHOWN = 7


def check_agree(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield the outcomes of the rule's demand."""
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    outcomes = list(_CHECKS[parameters.demand](parameters, budget))
    yield from outcomes
    if not outcomes:
        yield make_not_applicable(
            Bilingual("文件中没有可以比较的说明", "the document states nothing to compare")
        )


def _check_parts(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    for statement in list_named(budget, parameters.statements):
        parts = [part for part in statement.parts if part.name in parameters.parts]
        if parts:
            yield _compare(statement, parts, parameters)


def _check_restated(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    for statement in list_named(budget, parameters.statements):
        for part in statement.parts:
            if part.name in parameters.parts:
                yield _compare(statement, [part], parameters)


def _check_repeated(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    first: dict[str, Statement] = {}
    for statement in list_named(budget, parameters.statements):
        known = first.setdefault(statement.name, statement)
        if known is not statement:
            yield _compare(statement, [known], parameters)


def _check_units(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield one outcome for all that are cut short: a writer does it throughout."""
    said = [s for s in list_named(budget, parameters.statements) if s.amount and s.amount.value]
    cut = [s for s in said if s.amount and s.amount.unit.word in _CUT_UNITS]
    if not said:
        return
    first = (cut or said)[0]
    others = Bilingual(str(len(cut) - 1), str(len(cut) - 1))
    yield Outcome(
        verdict=Verdict.FAIL if cut else Verdict.PASS,
        place=locate_statement(first),
        operands=tuple(make_operand(statement) for statement in cut[:_SHOWN]),
        expected=f"{first.amount.unit}元" if cut and first.amount else "",
        found=first.text,
        suggestion=f"{first.text}元" if cut else "",
        facts=(("others", others),),
        bounded=True,
    )


def _compare(
    statement: Statement, others: list[Statement], parameters: AgreeParameters
) -> Outcome:
    parts = [Part(_ONE, measure_statement(statement), statement.name)]
    parts += [Part(-_ONE, measure_statement(one), one.label or one.name) for one in others]
    name = statement.label or statement.name
    facts = (("item", Bilingual(name, name)),)
    return compare_parts(parts, 0, Demand(facts=facts, tolerance=parameters.tolerance))


_CHECKS: dict[str, Callable[[AgreeParameters, Budget], Iterator[Outcome]]] = {
    "rows": check_rows,
    "list": check_lists,
    "announced": check_announced,
    "parts": _check_parts,
    "restated": _check_restated,
    "repeated": _check_repeated,
    "changes": check_changes,
    "percents": check_percents,
    "projects": check_projects,
    "units": _check_units,
    "forms": check_forms,
    "direction": check_direction,
    "substance": check_substance,
    "subject": check_subject,
}
DEMANDS = tuple(_CHECKS)
