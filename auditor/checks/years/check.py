"""Kind `years`: every year by its role is the document's year.

Fields: `where`, some of titles, headers, notes, forms, contents, cover. A header or note that
compares (上年, 比, 执行, 决算, 完成) may name the year before; a header may stand beside the same
column of another year. Instead of `where`: `sentences`, phrases with a {year} each, judged in
headings and sentences up to the first heading of `up-to`, but not within 《》; `expect` says
whether they name the document's year (same) or the year before (before); `form`, titles of
the form whose phrases they are. Or `plans`, words that follow the ordinal of a five-year plan:
it must not have run out, except under headings of `apart-from` and beside `past-words`. Or
`figures`, words of which one stands between a year and an amount of this year's tables, alone or
beside `sentences`; headings of `apart-from` and words of `past-words` are not judged. Not
applicable where the document's year is unknown.
Source: 地方预决算公开操作规程 (财预〔2016〕143号): the published tables are those of the year.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.budget import Budget, Mention
from auditor.budget.pattern import normalise_label
from auditor.checks.codes.names import is_short_for
from auditor.checks.conditions import Condition, find_obstacle
from auditor.checks.places import locate_line, make_not_applicable
from auditor.checks.years.figures import FigureYears, check_figure_years
from auditor.checks.years.plans import PlanYears, check_plan_years
from auditor.checks.years.sentences import SentenceYears, check_sentence_years
from auditor.finding import Bilingual, Outcome, Verdict

_ROLES = {
    "titles": "title",
    "headers": "header",
    "notes": "note",
    "forms": "form",
    "contents": "contents",
    "cover": "cover",
}
PLACES = tuple(_ROLES)
_COMPARES = re.compile(r"上年|比|较|执行|决算|完成|实际|持平|增|减")
_YEAR = re.compile(r"\d{4}年?度?")
_PREPARED_BEFORE = 1


class YearsParameters(NamedTuple):
    """Where years are judged: at places with roles, by phrases, of plans, or beside figures."""

    where: tuple[str, ...]
    sentences: SentenceYears | None = None
    plans: PlanYears | None = None
    figures: FigureYears | None = None
    condition: Condition | None = None


def check_years(parameters: YearsParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every year printed in a place that is judged."""
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    if budget.year is None:
        yield make_not_applicable(
            Bilingual("无法确定文件年度", "the document's year cannot be told")
        )
        return
    if parameters.sentences is not None or parameters.figures is not None:
        yield from _check_texts(parameters, budget, budget.year)
        return
    if parameters.plans is not None:
        yield from check_plan_years(parameters.plans, budget, budget.year)
        return
    roles = {_ROLES[where] for where in parameters.where}
    side_by_side = _list_current_headers(budget, budget.year)
    for mention in budget.mentions:
        if mention.role in roles:
            yield _judge(mention, budget, budget.year, side_by_side)


def _check_texts(parameters: YearsParameters, budget: Budget, year: int) -> Iterator[Outcome]:
    """Yield the outcomes of phrases, then those of figures where no phrase has named the year."""
    sentences, figures = parameters.sentences, parameters.figures
    spoken = list(check_sentence_years(sentences, budget, year)) if sentences else []
    dated = list(check_figure_years(figures, budget)) if figures else []
    judged = [one for one in spoken if one.verdict is not Verdict.NOT_APPLICABLE]
    known = {one.place.location for one in judged}
    others = [one for one in dated if one.place.location not in known]
    if judged or not dated:
        yield from spoken
        others = [one for one in others if one.verdict is not Verdict.NOT_APPLICABLE]
    yield from others


def _list_current_headers(budget: Budget, year: int) -> dict[str, list[str]]:
    """Return the headers of each table that name the document's year, without it."""
    texts: dict[str, list[str]] = {}
    for mention in budget.mentions:
        if mention.role == "header" and mention.year == year:
            texts.setdefault(mention.table, []).append(_drop_year(mention.context))
    return texts


def _drop_year(text: str) -> str:
    return _YEAR.sub("", normalise_label(text))


def _judge(mention: Mention, budget: Budget, year: int, headers: dict[str, list[str]]) -> Outcome:
    place = locate_line(budget, mention.location)
    if mention.year == year or _may_differ(mention, year, headers):
        return Outcome(verdict=Verdict.PASS, place=place, found=mention.text)
    expected = str(year)
    return Outcome(
        verdict=Verdict.FAIL,
        place=place,
        expected=expected,
        found=mention.text,
        suggestion=expected,
        facts=(("context", Bilingual(mention.context.strip(), mention.context.strip())),),
    )


def _may_differ(mention: Mention, year: int, headers: dict[str, list[str]]) -> bool:
    """Say whether a header or note rightly names the year before, to compare with it."""
    if mention.year != year - _PREPARED_BEFORE or mention.role not in ("header", "note"):
        return False
    if _COMPARES.search(mention.context):
        return True
    own = _drop_year(mention.context)
    beside = headers.get(mention.table, []) if mention.role == "header" else []
    return any(is_short_for(own, other) or is_short_for(other, own) for other in beside)
