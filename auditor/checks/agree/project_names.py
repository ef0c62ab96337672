"""Kind `agree`, demand `names`: a project has one name in its narrative and in its form.

The form is the one that asks for the money which the narrative allots, where one alone does and
no other narrative names it. A name may leave out places and words such as 项目; one that is much
alike is for review. Not applicable where no heading names a project.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from auditor.budget import Budget, Form, Statement
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.agree.project_headings import (
    find_heading,
    fold_project_name,
    is_account_heading,
    name_project,
)
from auditor.checks.places import make_witness
from auditor.checks.stating import find_money, list_named, make_operand, measure_statement
from auditor.finding import Bilingual, Outcome, Place, Verdict

_ALIKE = 0.8
_ALMOST = Bilingual(
    "项目说明的标题为“{found}”，绩效目标表为“{expected}”，名称相近，请复核",
    "the narrative is headed {found}, the form says {expected}: much alike; to be reviewed",
)


def check_names(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every narrative of a project whose form can be told."""
    named = {
        name_project(section.label)
        for section in budget.sections
        if is_account_heading(section.label)
    }
    said = list_named(budget, parameters.statements)
    for _, group in groupby(said, key=lambda one: one.section_line):
        yield from _compare_name(list(group), named, parameters, budget)


def _compare_name(
    said: Sequence[Statement], named: set[str], parameters: AgreeParameters, budget: Budget
) -> Iterator[Outcome]:
    heading = find_heading(said[0], budget)
    name = name_project(heading.label) if heading else ""
    if heading is None or not name:
        return
    forms = {fold_project_name(form.project): form for form in budget.forms if form.project}
    free = [form for other, form in forms.items() if other not in named]
    meant = [forms[name]] if name in forms else [f for f in free if _asks_for(f, said, parameters)]
    if len(meant) != 1:
        return
    form = meant[0]
    other = fold_project_name(form.project)
    there = Place(location=form.location, title=form.title, row=form.project)
    yield Outcome(
        verdict=_judge_names(name, other),
        place=Place(location=heading.location, row=name),
        operands=(make_operand(said[0]), make_witness(there, form.project)),
        expected=form.project,
        found=name,
        facts=(("project", Bilingual(form.project, form.project)), ("review", _ALMOST)),
    )


def _judge_names(name: str, other: str) -> Verdict:
    if name in other or other in name:
        return Verdict.PASS
    likeness = SequenceMatcher(None, name, other, autojunk=False).ratio()
    return Verdict.REVIEW if likeness >= _ALIKE else Verdict.FAIL


def _asks_for(form: Form, said: Sequence[Statement], parameters: AgreeParameters) -> bool:
    money = find_money(form, parameters.funds)
    if money is None or not money.value:
        return False
    figures = [measure_statement(one) for one in said]
    return any(figure.is_readable and figure.base == money.base for figure in figures)
