"""Kind `agree`: one fact stated in several places is the same in all of them.

Fields: `demand`, one of
  rows       the amount of an item is that of its row in a table (`in`, `columns`)
  list       the items of a list add up to the stated total (`total`)
  announced  the items that are announced by name are those that follow (`parts`)
  parts      a figure is the sum of its parts (`parts`)
  restated   a part that states the figure once more states the same (`parts`)
  repeated   a figure that is stated again is the same
  grown      an item less its change is what last year's table prints (`in`, `columns`)
  changes    the year before, as a change implies it, is possible
  percents   a percentage is that of the two figures beside it (`parts`: the year
             before, this year, the rise, the fall)
  cells      an amount is printed in a table by the name that the sentence gives it (`in`)
  listed-rows  rows that a sentence lists by name have an amount (`in`, `columns`, `splits`)
  renamed    what a sentence lists by name stands in a table by that name (`in`, `columns`)
  growths    a rise or fall in percent is that of the amounts beside it
  shares     an amount is the percentage of a whole that it is said to be
  ratios     an amount is the percentage of another one, such as a budget
  divided    what a sentence says a figure consists of makes that figure (`splits`)
  order      what is said to be more or less than its budget is (`parts`, `changes`)
  addends    the things listed, and their parts, make a total and its parts (`total`)
  direction  a reason that speaks of the figure itself moves it as the sentence does
  turns      what is explained as a rise is one (`changes`, `reasons`)
  substance  a reason is more than the rise or fall that it explains
  subject    a reason or purpose does not speak of another item of the list
  units      a unit word of money is whole: 万元, not 万
  forms      a project whose form is printed twice asks for the same money (`funds`)
  copies     a table that is printed twice is the same in both files
  names      a project has one name in its narrative and in its form (`funds`)
  targets    a project whose form is printed twice has the same targets
  projects   a project's narrative and its form state the same money (`funds`)
  project-money  a project has the same money in tables, forms, lists and text
             (`in`, `columns`, `funds`)
and `statements`, what is compared. Not applicable where none is made, or a figure cannot be read.
Source: 预算法 第十四条 (what is published must agree with the approved tables).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from auditor.budget import Budget, Statement
from auditor.budget.pattern import Pattern
from auditor.checks.agree.changes import check_changes, check_percents
from auditor.checks.agree.forms import check_forms
from auditor.checks.agree.lists import check_announced, check_lists
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.agree.projects import check_projects
from auditor.checks.agree.reasons import check_direction, check_subject, check_substance
from auditor.checks.agree.rows import check_rows
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.conditions import find_obstacle
from auditor.checks.places import MOST_BESIDE, divide_places, make_not_applicable
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import list_named, make_operand, measure_statement
from auditor.finding import Bilingual, Outcome, Verdict

__all__ = ["DEMANDS", "AgreeParameters", "check_agree"]

_ONE = Decimal(1)
_CUT_UNITS = ("万", "亿")
_CLAUSE_END = re.compile("[，。；,;]")


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
            is_of_this_year = not part.year or part.year == (budget.year or part.year)
            if part.name in parameters.parts and is_of_this_year:
                yield _compare(statement, [part], parameters)


def _check_repeated(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    first: dict[str, Statement] = {}
    for statement in list_named(budget, parameters.statements):
        if _is_of_another_year(statement, budget):
            continue
        known = first.setdefault(statement.name, statement)
        if known is not statement:
            yield _compare(statement, [known], parameters)


def _is_of_another_year(statement: Statement, budget: Budget) -> bool:
    """Say whether the clause up to a figure speaks of the year before, and not of this one."""
    line, column = statement.location[:2]
    if budget.year is None or line > len(budget.lines):  # documents put together have no lines
        return False
    clause = _CLAUSE_END.split(budget.lines[line - 1][: column - 1])[-1]
    return f"{budget.year - 1}年" in clause and f"{budget.year}年" not in clause


def _check_units(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield one outcome for all that are cut short: a writer does it throughout."""
    said = [s for s in list_named(budget, parameters.statements) if s.amount and s.amount.value]
    cut = [s for s in said if s.amount and s.amount.unit.word in _CUT_UNITS]
    if said and not cut:
        yield Outcome(
            verdict=Verdict.PASS, place=locate_statement(said[0]), found=said[0].text, bounded=True
        )
    for part in divide_places(cut):
        yield _report_cut(part)


def _report_cut(cut: Sequence[Statement]) -> Outcome:
    first = cut[0]
    others = Bilingual(str(len(cut) - 1), str(len(cut) - 1))
    return Outcome(
        verdict=Verdict.FAIL,
        place=locate_statement(first),
        operands=tuple(make_operand(statement) for statement in cut[: MOST_BESIDE + 1]),
        expected=f"{first.amount.unit}元" if first.amount else "",
        found=first.text,
        suggestion=f"{first.text}元",
        facts=(("others", others),),
        bounded=True,
    )


def _states_any(parameters: AgreeParameters, budget: Budget) -> bool:
    """Say whether the text states something that the rule is about."""
    wanted = set(parameters.statements)
    return any(statement.name in wanted for statement in budget.statements)


def _check_cells(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    if not _states_any(parameters, budget):
        return
    from auditor.checks.agree.cells import check_cells  # noqa: PLC0415 - many documents state none

    yield from check_cells(parameters, budget)


def _check_percentages(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    if not any(budget.percentages):
        return
    from auditor.checks.agree import percentages  # noqa: PLC0415 - many documents state none

    check = getattr(percentages, f"check_{parameters.demand}")
    yield from check(parameters, budget)


def _has_anchor(budget: Budget, patterns: Sequence[Pattern]) -> bool:
    """Say whether some line may have one of the patterns; a sound table has none."""
    anchors = tuple({pattern.anchor for pattern in patterns})
    return any(anchor in line for anchor in anchors for line in budget.lines)


def _check_divided(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    if not _has_anchor(budget, parameters.splits):
        return
    from auditor.checks.agree.divisions import check_divided  # noqa: PLC0415 - many documents have none

    yield from check_divided(parameters, budget)


def _check_project_money(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    tables = any(budget.find_tables(template.name) for template in parameters.tables)
    if not tables and not (budget.forms and budget.generic_tables):
        return
    from auditor.checks.agree.project_money import check_project_money  # noqa: PLC0415 - few list them

    yield from check_project_money(parameters, budget)


def _check_renamed(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    if not _states_any(parameters, budget):
        return
    from auditor.checks.agree.renaming import check_renamed  # noqa: PLC0415 - many documents list none

    yield from check_renamed(parameters, budget)


def _check_listed_rows(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    if not _states_any(parameters, budget):
        return
    from auditor.checks.agree.listings import check_listed_rows  # noqa: PLC0415 - many documents list none

    yield from check_listed_rows(parameters, budget)


def _check_turns(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    if not _has_anchor(budget, parameters.changes):
        return
    from auditor.checks.agree.turns import check_turns  # noqa: PLC0415 - many documents have none

    yield from check_turns(parameters, budget)


def _check_grown(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    from auditor.checks.agree.grown import check_grown  # noqa: PLC0415 - only sets need it

    yield from check_grown(parameters, budget)


def _check_outcomes(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    if not _states_any(parameters, budget):
        return
    from auditor.checks.agree import outcomes  # noqa: PLC0415 - only final accounts state any

    check = getattr(outcomes, f"check_{parameters.demand}")
    yield from check(parameters, budget)


def _check_across(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    if parameters.demand == "copies":
        from auditor.checks.agree.copies import check_copies  # noqa: PLC0415 - of sets only

        yield from check_copies(parameters, budget)
        return
    if parameters.demand == "targets":
        from auditor.checks.agree.targets import check_targets  # noqa: PLC0415 - of sets only

        yield from check_targets(parameters, budget)
        return
    from auditor.checks.agree.project_names import check_names  # noqa: PLC0415 - of sets only

    yield from check_names(parameters, budget)


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
    "grown": _check_grown,
    "percents": check_percents,
    "cells": _check_cells,
    "renamed": _check_renamed,
    "listed-rows": _check_listed_rows,
    "growths": _check_percentages,
    "shares": _check_percentages,
    "ratios": _check_percentages,
    "divided": _check_divided,
    "order": _check_outcomes,
    "addends": _check_outcomes,
    "projects": check_projects,
    "project-money": _check_project_money,
    "units": _check_units,
    "forms": check_forms,
    "copies": _check_across,
    "names": _check_across,
    "targets": _check_across,
    "direction": check_direction,
    "turns": _check_turns,
    "substance": check_substance,
    "subject": check_subject,
}
DEMANDS = tuple(_CHECKS)
