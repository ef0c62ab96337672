"""Demands on the head of one form: filled in, and with days that exist. Knows no indicators."""

import re
from collections.abc import Iterator

from auditor.amount.numeral import fold
from auditor.budget import Form
from auditor.budget.form_book import FormBook
from auditor.checks.indicators.places import (
    Hit,
    locate_in_form,
    make_operands,
    pass_form,
    report_each,
    skip_form,
)
from auditor.finding import Bilingual, Outcome, Verdict

_IN_FULL = re.compile(r"\d{4}([-./年])(?!00?\D)\d{1,2}[-./月](?!00?日?$)\d{1,2}日?")
_OF_MARKS = re.compile(r"[\d\-./年月日]+")
_LESS = re.compile(r"\d{4}年?|\d{6}|\d{8}|\d{4}(?:年\d{1,2}月|[-./]\d{1,2})")
_BROKEN = re.compile(r"[、，。；;,)）》”！？]")
_NO_LETTERS = re.compile(r"<[^>]*>|[\dA-Za-z.%]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHOWN = 30
_NO_DAYS = Bilingual("没有起止日期", "the form prints no days")
_EMPTY = Bilingual("空表", "the form is empty")
_NO_GOALS = Bilingual("没有目标栏", "the form has no place for goals")


def is_empty(form: Form) -> bool:
    """Say whether a form states neither money nor goals nor targets: nothing is planned."""
    has_money = any(fund.amount is not None for fund in form.funds)
    return not (has_money or form.goals or any(one.value for one in form.indicators))


def judge_days(form: Form, _book: FormBook, _year: int | None) -> Iterator[Outcome]:
    """The days on which the project begins and ends are in the calendar.

    One that is not there in full is in doubt: a border may have cut it.
    """
    days = [one for one in (form.start, form.end) if one is not None]
    if not days:
        yield skip_form(form, _NO_DAYS)
        return
    hits = []
    for one in days:
        text = fold(one.text)
        if one.day is None and _OF_MARKS.fullmatch(text) and not _LESS.fullmatch(text):
            is_certain = _IN_FULL.fullmatch(text) is not None
            hits.append(Hit(one.location, one.text, form.project, is_certain=is_certain))
    yield from report_each(form, hits)


def find_blank_heads(form: Form, _book: FormBook) -> Iterator[Hit]:
    """Find labels of bodies and days without anything beside them, and boxes not ticked."""
    for blank in () if is_empty(form) else form.blanks:
        if blank.what in ("body", "day", "kind"):
            yield Hit(blank.location, blank.label, form.project)


def judge_project_named(form: Form, _book: FormBook, _year: int | None) -> Iterator[Outcome]:
    """The form names its project."""
    if is_empty(form):
        yield skip_form(form, _EMPTY)
        return
    blanks = [blank for blank in form.blanks if blank.what == "project"]
    yield from report_each(form, [Hit(blank.location, blank.label, "") for blank in blanks])


def judge_goals_stated(form: Form, _book: FormBook, _year: int | None) -> Iterator[Outcome]:
    """Something is printed under the headings of the goals."""
    if is_empty(form):
        yield skip_form(form, _EMPTY)
        return
    blanks = [blank for blank in form.blanks if blank.what == "goal"]
    if not blanks:
        yield pass_form(form) if form.goals else skip_form(form, _NO_GOALS)
        return
    first, *others = blanks
    hits = [Hit(blank.location, blank.label, form.project) for blank in others]
    is_certain = first.is_certain and bool(form.indicators)  # else the form may have been cut
    yield Outcome(
        verdict=Verdict.FAIL if is_certain else Verdict.REVIEW,
        place=locate_in_form(form, first.location, form.project),
        found="、".join(blank.label for blank in blanks),
        operands=make_operands(form, hits),
    )


def find_broken_goals(form: Form, _book: FormBook) -> Iterator[Hit]:
    """Find goals that begin with a closing mark, or of which mostly marks are left."""
    for goal in form.goals:
        text = "".join(goal.text.split())
        is_left = 3 * len(_HAN.findall(text)) < 2 * len(_NO_LETTERS.sub("", text))
        if _BROKEN.match(text) or is_left:
            yield Hit(goal.location, goal.text[:_SHOWN], form.project)
