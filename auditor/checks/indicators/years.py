"""Demands on the years and days of one form: its period, its goals, its targets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.amount.numeral import fold
from auditor.budget import Budget, Form
from auditor.budget.form_book import FormBook
from auditor.checks.indicators.accounts import list_accounts
from auditor.checks.indicators.places import (
    Hit,
    locate_in_form,
    make_operands,
    pass_form,
    report_each,
    skip_form,
)
from auditor.checks.places import make_not_applicable
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import Location, locate

_YEAR = re.compile(
    r"(?<![\d〔\[（(【—–~至-])((?:\d\s?){3}\d)\s?年(?!\s?(?:\d{1,2}月?)?\s?[-—–~至])"
)
_QUOTED = re.compile(r"《[^》]*》")
_CLAUSE = re.compile(r"[。；;，,、！？]")
_NO_SPAN = Bilingual("总目标的年度或起止日期不明", "the goal's years or the days are not known")
_NO_ACCOUNT = Bilingual("没有项目说明的绩效目标", "no account of a project states goals")
_BOTH = 2
_EARLIEST = 3  # more than so many years back is history, not last year's text


class _Mention(NamedTuple):
    year: int
    clause: str
    location: Location


def judge_period(form: Form, _book: FormBook, year: int | None) -> Iterator[Outcome]:
    """The project runs in the budget year, and does not end before it begins."""
    start, end = form.start, form.end
    days = [one for one in (start, end) if one is not None and one.day is not None]
    if year is None or not days:
        yield skip_form(
            form, Bilingual("没有可读的起止日期或年度", "no days, or no budget year, to compare")
        )
        return
    hits = []
    if start and start.day and start.day.year > year:
        hits.append(Hit(start.location, start.text, ""))
    if end and end.day and end.day.year < year:
        hits.append(Hit(end.location, end.text, ""))
    if start and end and start.day and end.day and start.day > end.day:
        hits.append(Hit(end.location, end.text, ""))
    yield from report_each(form, list(dict.fromkeys(hits)))


def judge_span(form: Form, _book: FormBook, year: int | None) -> Iterator[Outcome]:
    """The years of the overall goal's heading include the budget year."""
    if year is None or form.span is None:
        yield skip_form(form, Bilingual("总目标没有写明年度", "the overall goal names no years"))
        return
    span = form.span
    if span.first <= year <= span.last:
        yield pass_form(form)
        return
    yield Outcome(
        verdict=Verdict.FAIL,
        place=locate_in_form(form, span.location),
        expected=str(year),
        found=f"{span.first}-{span.last}",
    )


def judge_annual_year(form: Form, _book: FormBook, year: int | None) -> Iterator[Outcome]:
    """The year in the heading of the year's goal is the budget year."""
    if year is None or form.annual is None:
        yield skip_form(form, Bilingual("年度目标没有写明年度", "the year's goal names no year"))
        return
    if form.annual.first == year:
        yield pass_form(form)
        return
    yield Outcome(
        verdict=Verdict.FAIL,
        place=locate_in_form(form, form.annual.location, form.project),
        expected=str(year),
        found=str(form.annual.first),
    )


def judge_span_days(form: Form, _book: FormBook, _year: int | None) -> Iterator[Outcome]:
    """The years of the overall goal's heading are those of the days on which the project runs."""
    span, start, end = form.span, form.start, form.end
    days = [one.day for one in (start, end) if one is not None and one.day is not None]
    if span is None or len(days) != _BOTH or days != sorted(days):
        yield skip_form(form, _NO_SPAN)
        return
    if [span.first, span.last] == [day.year for day in days]:
        yield pass_form(form)
        return
    printed = [one for one in (start, end) if one is not None]
    yield Outcome(
        verdict=Verdict.FAIL,
        place=locate_in_form(form, span.location),
        expected=" — ".join("".join(one.text.split()) for one in printed),
        found=f"{span.first}-{span.last}",
        operands=make_operands(form, [Hit(one.location, one.text, "") for one in printed]),
    )


def judge_goal_years(form: Form, book: FormBook, year: int | None) -> Iterator[Outcome]:
    """A goal of the year speaks of work in that year, an overall goal of the project's years."""
    if year is None or not form.goals:
        yield skip_form(
            form, Bilingual("没有目标或文件年度不明", "there is no goal, or no budget year")
        )
        return
    is_long = form.span is not None and form.span.first < form.span.last
    hits = []
    for goal in form.goals:
        if is_long and not goal.is_annual:
            continue
        mentions = _list_earlier(goal.text, goal.location, year)
        hits += [_judge_mention(mention, book, year) for mention in mentions]
    yield from report_each(form, hits)


def check_account_goals(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every year before the budget year in the goals of accounts."""
    year = budget.year
    found = False
    for account in list_accounts(book, budget) if year is not None else ():
        for passage in account.list_passages(book.goal_headings):
            found = True
            mentions = _list_earlier(passage.text, passage.location, year or 0)
            hits = [_judge_mention(mention, book, year or 0) for mention in mentions]
            for hit in hits:
                yield Outcome(
                    verdict=Verdict.FAIL if hit.is_certain else Verdict.REVIEW,
                    place=Place(location=hit.location, row=account.name),
                    found=hit.text,
                )
            if not hits:
                yield Outcome(Verdict.PASS, Place(location=passage.location, row=account.name))
    if not found:
        yield make_not_applicable(_NO_ACCOUNT)


def judge_target_years(form: Form, book: FormBook, year: int | None) -> Iterator[Outcome]:
    """A target of the year names no earlier year."""
    if year is None or not form.indicators:
        yield skip_form(
            form, Bilingual("没有指标或文件年度不明", "there is no target, or no budget year")
        )
        return
    hits = []
    for one in form.indicators:
        for mention in _list_earlier(one.value, one.value_location, year):
            is_past = any(word in mention.clause for word in book.past_words)
            hits.append(Hit(mention.location, str(mention.year), one.name, not is_past))
    yield from report_each(form, hits)


def _judge_mention(mention: _Mention, book: FormBook, year: int) -> Hit:
    """Take an earlier year as the year of the work only where the words around it say so."""
    is_past = any(word in mention.clause for word in book.past_words)
    reaches = str(year) in mention.clause  # work that goes on into the budget year
    is_work = any(word in mention.clause for word in book.work_words)
    return Hit(mention.location, str(mention.year), "", is_work and not is_past and not reaches)


def _list_earlier(text: str, place: Location, year: int) -> Iterator[_Mention]:
    """Yield the recent years before the budget year, but none in 《》 and no range of years."""
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    for found in _YEAR.finditer(text):
        named = int("".join(fold(found.group(1)).split()))
        if not year - _EARLIEST <= named < year:
            continue
        if any(start <= found.start() < end for start, end in quoted):
            continue
        yield _Mention(
            named,
            _cut_clause(text, found.start(), found.end()),
            locate(place.line, place.column + found.start(1), len(found.group(1))),
        )


def _cut_clause(text: str, start: int, end: int) -> str:
    """Return the clause around a year, without the year."""
    before = _CLAUSE.split(text[max(0, start - 40) : start])[-1]
    after = _CLAUSE.split(text[end : end + 40])[0]
    return f"{before} {after}"
