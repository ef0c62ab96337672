"""Kind `agree`, demand `forms`: a project whose form is printed twice asks for the same money.

The forms are compared fund by fund, as far as both print an amount. Projects that several bodies
carry out under one name are told apart by the body. Not applicable where no project has two
forms. A fund that a form leaves blank says nothing.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.budget import Budget, Form
from auditor.budget.pattern import normalise_label
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.stating import measure_fund
from auditor.finding import Bilingual, Outcome

_ONE = Decimal(1)
_PAIR = 2


def check_forms(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every fund that two forms of one project state."""
    for one, other in list_pairs(budget.forms):
        for name in parameters.funds:
            yield from _compare_fund(name, one, other, parameters)


def list_pairs(forms: Sequence[Form]) -> Iterator[tuple[Form, Form]]:
    """Yield the forms of each project that is printed twice."""
    projects: dict[str, list[Form]] = {}
    for form in forms:
        if form.project:
            projects.setdefault(normalise_label(form.project), []).append(form)
    for same in projects.values():
        yield from _list_pairs(same)


def _list_pairs(forms: Sequence[Form]) -> Iterator[tuple[Form, Form]]:
    """Yield forms of one project and one body; of more than two nobody knows which are meant."""
    bodies: dict[str, list[Form]] = {}
    for form in forms:
        bodies.setdefault(_name_body(form), []).append(form)
    if len(forms) == _PAIR and (len(bodies) == 1 or _is_one_body(*bodies)):
        yield forms[0], forms[1]
    elif len(forms) > _PAIR:
        yield from ((mine[0], mine[1]) for mine in bodies.values() if len(mine) == _PAIR)


def _name_body(form: Form) -> str:
    return normalise_label(form.bodies[-1]) if form.bodies else ""


def _is_one_body(one: str, other: str) -> bool:
    """Say whether two names may be of one body, with and without its places."""
    return one.endswith(other) or other.endswith(one)


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
