"""The name of a project in its form against its name in the heading of what is said of it.

Only where narratives and forms alternate one by one: else nobody knows which belongs to which.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher

from auditor.budget import Budget, Form, Section
from auditor.budget.form_book import FormBook
from auditor.budget.pattern import normalise_label
from auditor.checks.form_places import locate_in_form, pass_form, skip_form
from auditor.checks.places import make_witness
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import Location, locate

_HEAD_LINES = 12  # the name stands above everything else that a form holds
_LEAST_LETTERS = 3
_ALIKE = 0.5  # less is no other spelling, but text that nobody can read, or another project
_SEVERAL = re.compile(r"等(?:[0-9一二三四五六七八九十]+个)?$")
_LETTERS = re.compile(r"[㐀-鿿A-Za-z0-9]+")

_UNPAIRED = Bilingual(
    "项目说明与绩效目标表不是一一对应", "narratives and forms do not stand one for one"
)
_UNREAD = Bilingual("项目名称无法辨认", "the project's name cannot be read")


def check_project_names(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every form that follows the narrative of a project."""
    named = [
        (section, name) for section in budget.sections if (name := _find_name(section.label, book))
    ]
    forms = sorted(budget.forms, key=lambda form: form.location)
    lines = [form.location.line for form in forms]
    follows = [bisect_right(lines, section.location.line) for section, _ in named]
    for index, form in enumerate(forms):
        mine = [said for said, place in zip(named, follows, strict=True) if place == index]
        if len(mine) != 1 or len(named) != len(forms):
            yield skip_form(form, _UNPAIRED)
            continue
        yield _compare(form, *mine[0], book, budget)


def _find_name(label: str, book: FormBook) -> str:
    """Find the name of the one project of which a heading speaks, else ""."""
    for spelling in book.narratives:
        for match in spelling.finditer(label):
            if match.end() == len(label) and match.start():
                name = label[: match.start()]
                return "" if _SEVERAL.search(name) else name
    return ""


def _compare(form: Form, section: Section, name: str, book: FormBook, budget: Budget) -> Outcome:
    said, printed = _fold_name(name, book), _fold_name(form.project, book)
    if said and printed and (_is_within(said, printed) or _is_within(printed, said)):
        return pass_form(form)
    likeness = SequenceMatcher(None, said, printed, autojunk=False).ratio()
    if min(len(said), len(printed)) < _LEAST_LETTERS or likeness < _ALIKE:
        return skip_form(form, _UNREAD)
    return Outcome(
        verdict=Verdict.FAIL,
        place=locate_in_form(form, _locate_project(form, budget), form.project),
        expected=name,
        found=form.project,
        operands=(make_witness(Place(location=section.location), section.text),),
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


def _fold_name(name: str, book: FormBook) -> str:
    """Drop marks, and the words that a name may add or leave out."""
    folded = "".join(_LETTERS.findall(normalise_label(name)))
    for word in book.name_words:
        folded = folded.replace(word, "")
    return folded


def _is_within(short: str, long: str) -> bool:
    """Say whether the signs of a name all stand in the other one, in their order."""
    signs = iter(long)
    return all(sign in signs for sign in short)
