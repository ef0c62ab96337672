"""Kind `indicators`, demands on forms beside each other: no project twice, no other town's form.

Continuations of a form that the reader could not join name no indicators of their own.
"""

from collections import Counter
from collections.abc import Iterator

from auditor.budget import Budget, Form
from auditor.budget.form_book import FormBook
from auditor.budget.pattern import normalise_label
from auditor.checks.indicators.places import Hit, locate_in_form, make_operands, pass_form
from auditor.checks.places import make_not_applicable
from auditor.finding import Bilingual, Outcome, Verdict

_TOWNS = ("街道", "镇", "乡")
_ABOVE = ("区", "县", "市", "旗")
_LONGEST_TOWN = 5
_LEAST_ALIKE = 3
_FEW = Bilingual("绩效目标表太少或没有写明街镇", "too few forms name a town to compare them")


def check_once(_book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every whole form: no earlier one is of the same project and bodies."""
    known: dict[tuple[str, tuple[str, ...]], Form] = {}
    for form in budget.forms:
        if not (form.project and form.headed and form.list_valued()):
            continue
        other = known.setdefault((normalise_label(form.project), form.bodies), form)
        if other is form:
            yield pass_form(form)
            continue
        yield Outcome(
            verdict=Verdict.FAIL,
            place=locate_in_form(form, form.location, form.project),
            found=form.project,
            operands=make_operands(other, [Hit(other.location, other.project, other.project)]),
        )
    if not known:
        yield make_not_applicable(Bilingual("没有写明项目的绩效目标表", "no form names a project"))


def check_towns(_book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every form that names a town: it is that of all others."""
    named = [(form, towns) for form in budget.forms if (towns := _list_towns(form))]
    counts = Counter(town for _, towns in named for town in towns)
    own, most = counts.most_common(1)[0] if counts else ("", 0)
    strangers = [(form, towns) for form, towns in named if own not in towns]
    is_known = not budget.issuer or own in normalise_label(budget.issuer)
    if most < _LEAST_ALIKE or not is_known or len(strangers) > 1:
        yield make_not_applicable(_FEW)
        return
    for form, towns in named:
        if own in towns:
            yield pass_form(form)
            continue
        yield Outcome(
            verdict=Verdict.FAIL,
            place=locate_in_form(form, form.location, form.project),
            expected=own,
            found="、".join(sorted(towns)),
        )


def _list_towns(form: Form) -> set[str]:
    """Return the towns and streets by whose name a form's bodies begin."""
    return {town for body in form.bodies if (town := _find_town(normalise_label(body)))}


def _find_town(body: str) -> str:
    for word in _TOWNS:
        end = body.find(word)
        if end <= 0:
            continue
        before = body[:end]
        start = max(before.rfind(sign) for sign in _ABOVE) + 1
        name = body[start : end + len(word)]
        return name if len(word) < len(name) <= _LONGEST_TOWN + len(word) else ""
    return ""
