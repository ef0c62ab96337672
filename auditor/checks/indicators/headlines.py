"""Target figures against the same figures in the project's narrative and goals.

The same means: the same unit (all words for people are one), beside the very name of what the
indicator counts, or, where that name stands nowhere, in front of its last words. Only forms that
follow a narrative, or whose goals count things, are judged.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from auditor.amount.numeral import fold
from auditor.budget import Budget, Form
from auditor.budget.form import Indicator
from auditor.budget.form_book import FormBook
from auditor.checks.indicators.places import Hit, locate_in_form, make_operands, pass_form
from auditor.checks.indicators.target_values import Target, read_target
from auditor.finding import Outcome, Verdict
from auditor.location import Location

_NUMBER = r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_LEAST_NOUN = 3
_LEAST_TAIL = 2
_MOST_SHOWN = 8
_MOST_COUNTS = 400  # of one project: every target is held against each


class _Text(NamedTuple):
    text: str
    location: Location


class _Count(NamedTuple):
    """A number with its unit in running text, and the words beside it."""

    number: Decimal
    unit: str
    before: str
    after: str
    printed: str
    location: Location


def check_headlines(book: FormBook, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every target that the narrative or the goals count too."""
    pattern = re.compile(f"{_NUMBER}({'|'.join(map(re.escape, book.units))})")
    passages = [
        _Text(passage.label, passage.location)
        for section in budget.sections
        for passage in section.passages
    ]
    lines = [passage.location.line for passage in passages]
    start = 0
    for form in sorted(budget.forms, key=lambda one: one.location):
        end = bisect_left(lines, form.location.line)
        goals = [_Text(fold(goal.text), goal.location) for goal in form.goals]
        targets = _list_targets(form, book)
        units = {target.unit for _, target in targets}
        if not units.isdisjoint(book.people_units):
            units.update(book.people_units)
        found = _list_counts([*passages[start:end], *goals], pattern, units)
        counts = list(islice(found, _MOST_COUNTS))
        start = end
        outcomes = list(_judge_form(form, targets, counts, book))
        yield from outcomes or [pass_form(form)]


def _list_targets(form: Form, book: FormBook) -> list[tuple[Indicator, Target]]:
    """List the indicators whose target is a count in a unit."""
    read = [(one, read_target(one.value, book.units)) for one in form.list_valued()]
    return [
        (one, target)
        for one, target in read
        if target.number and target.unit and not target.is_compound and one.is_certain
    ]


def _list_counts(
    texts: Sequence[_Text], pattern: "re.Pattern[str]", units: Container[str]
) -> Iterator[_Count]:
    for text, location in texts:
        for found in pattern.finditer(text):
            if found[2] not in units:
                continue
            yield _Count(
                Decimal(found[1].replace(",", "")),
                found[2],
                text[max(0, found.start() - 20) : found.start()],
                text[found.end() : found.end() + 20],
                found.group(),
                location,
            )


def _judge_form(
    form: Form,
    targets: Sequence[tuple[Indicator, Target]],
    counts: Sequence[_Count],
    book: FormBook,
) -> Iterator[Outcome]:
    for one, target in targets:
        same = _find_same(one, target, counts, book)
        if same:
            yield _compare(form, one, target, same)


def _find_same(
    one: Indicator, target: Target, counts: Sequence[_Count], book: FormBook
) -> list[_Count]:
    """Find the counts in the target's unit beside the name of what it counts."""
    noun = fold(one.name)
    for ending in book.count_endings:
        noun = noun.removesuffix(ending)
    if len(noun) < _LEAST_NOUN:
        return []
    people = book.people_units
    measured = [
        count
        for count in counts
        if (count.unit == target.unit or (count.unit in people and target.unit in people))
    ]
    same = [c for c in measured if c.after.startswith(noun) or c.before.endswith(noun)]
    return same or _find_alike(noun, target, measured)


def _find_alike(noun: str, target: Target, counts: Sequence[_Count]) -> list[_Count]:
    """Find the one number of what the indicator's name ends in, if its own stands nowhere."""
    if any(count.number == target.number for count in counts):
        return []
    for size in range(len(noun) - 1, _LEAST_TAIL - 1, -1):
        alike = [count for count in counts if count.after.startswith(noun[-size:])]
        if alike:
            return alike if len({count.number for count in alike}) == 1 else []
    return []


def _compare(form: Form, one: Indicator, target: Target, same: Sequence[_Count]) -> Outcome:
    is_equal = any(count.number == target.number for count in same)
    hits = [Hit(count.location, count.printed, one.name) for count in same[:_MOST_SHOWN]]
    return Outcome(
        verdict=Verdict.PASS if is_equal else Verdict.FAIL,
        place=locate_in_form(form, one.value_location, one.name),
        expected=same[0].printed,
        found=one.value,
        operands=make_operands(form, hits),
    )
