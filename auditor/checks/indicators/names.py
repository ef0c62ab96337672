"""The name of a project in its form against its name in the heading of what is said of it.

Only where narratives and forms alternate one by one: else nobody knows which belongs to which.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from auditor.budget import Budget, Form
from auditor.budget.form_book import FormBook
from auditor.checks.indicators.accounts import Account, fold_name, is_same_name, list_accounts
from auditor.checks.indicators.places import locate_in_form, pass_form, skip_form
from auditor.checks.places import make_witness
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import Location, locate

_HEAD_LINES = 12  # the name stands above everything else that a form holds
_LEAST_LETTERS = 3
_ALIKE = 0.5  # less is no other spelling, but text that nobody can read, or another project

_UNPAIRED = Bilingual(
    "项目说明与绩效目标表不是一一对应", "narratives and forms do not stand one for one"
)
_UNREAD = Bilingual("项目名称无法辨认", "the project's name cannot be read")


def check_project_names(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every form that follows the narrative of a project."""
    accounts = list_accounts(book, budget)
    forms = sorted(budget.forms, key=lambda form: form.location)
    lines = [form.location.line for form in forms]
    follows = [bisect_right(lines, account.heading.location.line) for account in accounts]
    for index, form in enumerate(forms):
        mine = [said for said, place in zip(accounts, follows, strict=True) if place == index]
        if len(mine) != 1 or len(accounts) != len(forms):
            yield skip_form(form, _UNPAIRED)
            continue
        yield _compare(form, mine[0], accounts, book, budget)


def _compare(
    form: Form, own: Account, accounts: Sequence[Account], book: FormBook, budget: Budget
) -> Outcome:
    said, printed = fold_name(own.name, book), fold_name(form.project, book)
    if is_same_name(said, printed):
        return pass_form(form)
    others = [fold_name(account.name, book) for account in accounts if account is not own]
    likeness = SequenceMatcher(None, said, printed, autojunk=False).ratio()
    is_short = min(len(said), len(printed)) < _LEAST_LETTERS
    if is_short or (likeness < _ALIKE and printed not in others):
        return skip_form(form, _UNREAD)
    return Outcome(
        verdict=Verdict.FAIL,
        place=locate_in_form(form, _locate_project(form, budget), form.project),
        expected=own.name,
        found=form.project,
        operands=(make_witness(Place(location=own.heading.location), own.heading.text),),
    )


def _locate_project(form: Form, budget: Budget) -> Location:
    """Return where the form prints the project's name, else where the form begins."""
    first = form.location.line
    head = budget.lines[first - 1 : first - 1 + _HEAD_LINES]
    for number, text in enumerate(head, start=first):
        start = text.find(form.project)
        if start >= 0:
            return locate(number, start + 1, len(form.project))
    return form.location
