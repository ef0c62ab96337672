"""Kind `agree`, demand `forms`: a project whose form is printed twice asks for the same money.

The forms are compared fund by fund, as far as both print an amount. Not applicable where no
project has two forms. A fund that a form leaves blank says nothing.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from auditor.budget import Budget, Form
from auditor.budget.pattern import normalise_label
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.stating import measure_fund
from auditor.finding import Bilingual, Outcome

_ONE = Decimal(1)


def check_forms(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every fund that two forms of one project state."""
    projects: dict[str, list[Form]] = {}
    for form in budget.forms:
        if form.project:
            projects.setdefault(normalise_label(form.project), []).append(form)
    for forms in projects.values():
        for one, other in pairwise(forms):
            for name in parameters.funds:
                yield from _compare_fund(name, one, other, parameters)


def _compare_fund(
    name: str, one: Form, other: Form, parameters: AgreeParameters
) -> Iterator[Outcome]:
    mine, theirs = one.find_fund(name), other.find_fund(name)
    if mine is None or theirs is None or mine.amount is None or theirs.amount is None:
        return
    parts = [
        Part(_ONE, measure_fund(one, mine), name),
        Part(-_ONE, measure_fund(other, theirs), name),
    ]
    facts = (("project", Bilingual(one.project, one.project)),)
    yield compare_parts(parts, 0, Demand(facts=facts, tolerance=parameters.tolerance))
