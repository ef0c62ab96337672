"""Text that one project took over from another: its outline, its goals.

Shorter texts may well be the same and are not judged; a project's own name in them is left out.
"""

from collections.abc import Iterator

from auditor.budget import Budget, Form, Passage
from auditor.budget.form import Goal
from auditor.budget.form_book import FormBook
from auditor.budget.pattern import normalise_label
from auditor.checks.indicators.accounts import Account, fold_name, list_accounts
from auditor.checks.indicators.places import Hit, locate_in_form, make_operands, pass_form
from auditor.checks.places import make_not_applicable, make_witness
from auditor.finding import Bilingual, Outcome, Place, Verdict

_LEAST_OUTLINE = 16
_LEAST_GOAL = 12

_NO_ACCOUNT = Bilingual("文件中没有逐项的项目说明", "the document has no account of a project")
_NO_GOALS = Bilingual("没有项目写明目标", "no project states goals")


def check_own_text(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every account: its outline is not that of another project."""
    known: dict[str, tuple[Account, Passage]] = {}
    for account in list_accounts(book, budget):
        own = normalise_label(account.name)
        for passage in account.list_passages(book.outline_headings):
            text = passage.label.replace(own, "")
            if len(text) < _LEAST_OUTLINE:
                continue
            other, first = known.setdefault(text, (account, passage))
            place = Place(location=passage.location, row=account.name)
            if other is account:
                yield Outcome(verdict=Verdict.PASS, place=place)
                continue
            witness = make_witness(Place(location=first.location), other.name)
            yield Outcome(verdict=Verdict.FAIL, place=place, found=other.name, operands=(witness,))
    if not known:
        yield make_not_applicable(_NO_ACCOUNT)


def check_shared_goals(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every form with goals: they are not those of another project."""
    known: dict[str, Form] = {}
    for form in budget.forms:
        same = None
        for goal in form.goals:
            text = normalise_label(goal.text).rstrip("。;,")
            if len(text) < _LEAST_GOAL:
                continue
            other = known.setdefault(text, form)
            if not _is_one_programme(form, other, book):
                same = same or (other, goal)
        if same is not None:
            yield _report_goal(form, *same)
        elif form.goals:
            yield pass_form(form)
    if not known:
        yield make_not_applicable(_NO_GOALS)


def _is_one_programme(form: Form, other: Form, book: FormBook) -> bool:
    """Say whether two names are one, but for brackets that tell where the money comes from."""
    names = [normalise_label(one.project) for one in (form, other)]
    if all(name.partition("(")[0] for name in names):
        names = [name.partition("(")[0] for name in names]
    one, another = [fold_name(name, book) for name in names]
    return one == another


def _report_goal(form: Form, other: Form, goal: Goal) -> Outcome:
    return Outcome(
        verdict=Verdict.FAIL,
        place=locate_in_form(form, goal.location, form.project),
        found=other.project,
        operands=make_operands(other, [Hit(other.location, other.project, other.project)]),
    )
