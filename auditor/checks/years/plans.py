"""Kind `years`, five-year plans: work that is still to be done follows no plan that has run out.

The nth plan (n五规划) ends in 1985 + 5·(n - 6): the sixth ran from 1981 to 1985. Names of
documents in 《》, sections that list the grounds of a project, and words that look back are not
judged. What a plan began may take a year or two longer: so soon after its end it is a review.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.budget import Budget, Section
from auditor.budget.pattern import Pattern
from auditor.checks.places import make_not_applicable
from auditor.checks.wording.remarks import place_text
from auditor.finding import Bilingual, Outcome, Verdict

_PLAN = re.compile(
    r"(?<![一二三四五六七八九十])[“\"‘']?((?:二?十)?[一二三四五六七八九]|二?十)五[”\"’']?(?=[一-鿿])"
)
_QUOTED = re.compile(r"《[^》]*》")
_CLAUSE = re.compile(r"[。；;，,！？:：]")
_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_LATE = 2
_FIRST, _FIRST_END, _SPAN = 6, 1985, 5


class PlanYears(NamedTuple):
    """The words of a plan behind its ordinal; headings and words where plans are not judged."""

    phrases: tuple[str, ...]
    apart_from: tuple[Pattern, ...] = ()
    past_words: tuple[str, ...] = ()


class _Named(NamedTuple):
    """A plan as printed, and the last year it covers."""

    text: str
    last_year: int


def check_plan_years(parameters: PlanYears, budget: Budget, year: int) -> Iterator[Outcome]:
    """Yield an outcome for every plan that a sentence about work still to be done names."""
    found = False
    for section in budget.sections:
        if any(heading.ends(section.label) for heading in parameters.apart_from):
            continue
        for outcome in _judge_section(section, parameters, budget, year):
            found = True
            yield outcome
    if not found:
        yield make_not_applicable(
            Bilingual("文中没有提到五年规划", "no sentence names a five-year plan")
        )


def _judge_section(
    section: Section, parameters: PlanYears, budget: Budget, year: int
) -> Iterator[Outcome]:
    for passage in section.passages:
        if "五" not in passage.text:
            continue
        for plan in _list_plans(passage.text, parameters):
            place = place_text(budget, passage.text, plan.text, passage.location)
            if plan.last_year >= year:
                yield Outcome(verdict=Verdict.PASS, place=place, found=plan.text)
                continue
            said = str(plan.last_year)
            yield Outcome(
                verdict=Verdict.FAIL if year - plan.last_year > _LATE else Verdict.REVIEW,
                place=place,
                expected=str(year),
                found=plan.text,
                facts=(("last_year", Bilingual(said, said)),),
            )


def _list_plans(text: str, parameters: PlanYears) -> Iterator[_Named]:
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for match in _PLAN.finditer(text):
        number = _read_ordinal(match.group(1))
        behind = _CLAUSE.split(text[match.end() :], maxsplit=1)[0]
        before = _CLAUSE.split(text[: match.start()])[-1]
        if number < _FIRST or not any(word in behind for word in parameters.phrases):
            continue
        if any(start <= match.start() < end for start, end in quoted):
            continue
        if any(word in before + behind for word in parameters.past_words):
            continue
        yield _Named(f"{match.group(1)}五", _FIRST_END + _SPAN * (number - _FIRST))


def _read_ordinal(words: str) -> int:
    """Read 六 to 二十九."""
    tens, ten, ones = words.rpartition("十")
    digit = _DIGITS.get(ones, 0)
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + digit
