"""Kind `indicators`, demands on forms beside each other: no project twice, no other town's form.

Continuations of a form that the reader could not join name no indicators of their own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.budget import Budget, Form
from auditor.budget.form_book import FormBook
from auditor.budget.pattern import normalise_label
from auditor.checks.indicators.places import Hit, locate_in_form, make_operands, pass_form
from auditor.checks.places import make_not_applicable
from auditor.checks.wording.towns import find_town
from auditor.finding import Bilingual, Outcome, Verdict
from auditor.location import Location, locate

_LEAST_ALIKE = 3
_HEAD_LINES = 8
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
    """Yield an outcome for every form that names a town: the issuer's, or that of all others.

    Without a town in the issuer's name one form alone is judged, against at least three others;
    with it not more than those that name it, as an annex may hold the forms of a district.
    """
    named = [(form, towns) for form in budget.forms if (towns := _list_towns(form))]
    own, strangers = _tell_strangers(named, normalise_label(budget.issuer))
    if not own:
        yield make_not_applicable(_FEW)
        return
    for form, towns in named:
        if form.id not in strangers:
            yield pass_form(form)
            continue
        yield Outcome(
            verdict=Verdict.FAIL,
            place=locate_in_form(form, _find_line(form, towns - {own}, budget), form.project),
            expected=own,
            found="、".join(sorted(towns - {own})),
        )


def _tell_strangers(
    named: Sequence[tuple[Form, set[str]]], issuer: str
) -> tuple[str, frozenset[str]]:
    """Return the town that the forms are of, "" if it cannot be told, and which are of others."""
    own = find_town(issuer)
    strangers = frozenset(form.id for form, towns in named if towns - {own})
    if own and len(strangers) < sum(own in towns for _, towns in named):
        return own, strangers
    counts = Counter(town for _, towns in named for town in towns)
    own, most = counts.most_common(1)[0] if counts else ("", 0)
    strangers = frozenset(form.id for form, towns in named if own not in towns)
    is_known = not issuer or own in issuer
    is_clear = most >= _LEAST_ALIKE and is_known and len(strangers) <= 1
    return (own if is_clear else ""), strangers


def _list_towns(form: Form) -> set[str]:
    """Return the towns and streets by whose name a form's bodies begin."""
    return {town for body in form.bodies if (town := find_town(normalise_label(body)))}


def _find_line(form: Form, towns: set[str], budget: Budget) -> Location:
    """Find where the head of a form names one of the towns; else its first line."""
    first = form.location.line
    for number, line in enumerate(budget.lines[first - 1 : first + _HEAD_LINES], start=first):
        for town in sorted(towns):
            if town in line:
                return locate(number, line.index(town) + 1, len(town))
    return form.location
