"""Kind `years`, sentences: the year of a phrase is the document's, or the year before it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget import Budget
from auditor.budget.pattern import Pattern, normalise_label
from auditor.checks.places import find_other_form, locate_line, make_not_applicable
from auditor.finding import Bilingual, Outcome, Verdict
from auditor.location import Location, locate

_QUOTED = re.compile(r"《[^》]*》")
_DIGITS = 4
_COMPARING = ("比", "与", "较", "同")
_EXPLAINING = ("是", "为", "由于", "因", "系", "(")  # of the year before, mostly
EXPECTATIONS = {"same": 0, "before": -1}


class SentenceYears(NamedTuple):
    """Phrases with a year each, where they are no longer judged, and which year they name."""

    phrases: tuple[Pattern, ...]
    up_to: tuple[Pattern, ...] = ()
    expect: str = "same"
    form: tuple[Pattern, ...] = ()


def check_sentence_years(
    parameters: SentenceYears, budget: Budget, year: int
) -> Iterator[Outcome]:
    """Yield an outcome for each of the phrases that the document prints."""
    other = find_other_form(parameters.form, budget)
    if other is not None:
        yield other
        return
    wanted = year + EXPECTATIONS[parameters.expect]
    found = False
    for text, location in _iterate_texts(parameters, budget):
        label = normalise_label(_QUOTED.sub("", text))
        for match in _list_matches(parameters.phrases, label):
            found = True
            printed = match.group("year")
            place = locate_line(budget, _locate_year(text, printed, location))
            sound = int(printed) == wanted
            yield Outcome(
                verdict=Verdict.PASS if sound else Verdict.FAIL,
                place=place,
                expected=str(wanted),
                found=printed,
                suggestion="" if sound else str(wanted),
                facts=(("context", Bilingual(match.group(), match.group())),),
            )
    if not found:
        yield make_not_applicable(
            Bilingual("文字部分没有此类年度", "no sentence names such a year")
        )


def _list_matches(phrases: Sequence[Pattern], label: str) -> "list[re.Match[str]]":
    """Return the phrases in a text, each year once; the first phrase that names it counts."""
    by_year: dict[int, re.Match[str]] = {}
    for phrase in phrases:
        for match in phrase.finditer(label):
            if len(match.group("year")) == _DIGITS and not _goes_on(label, match):
                by_year.setdefault(match.start("year"), match)
    return list(by_year.values())


def _goes_on(label: str, match: "re.Match[str]") -> bool:
    """Say whether words before a phrase make it another: 12023年, 比2023年…, 原因是2023年…."""
    before = label[: match.start()]
    is_longer = label[: match.start("year")][-1:].isdigit()
    others = (*_COMPARING, *_EXPLAINING)
    return is_longer or (match.start() == match.start("year") and before.endswith(others))


def _iterate_texts(parameters: SentenceYears, budget: Budget) -> Iterator[tuple[str, Location]]:
    """Yield headings and paragraphs, up to where years are no longer the document's own."""
    for section in budget.sections:
        if section.label and any(pattern.ends(section.label) for pattern in parameters.up_to):
            return
        if "年" in section.text:
            yield section.text, section.location
        for passage in section.passages:
            if "年" in passage.text:
                yield passage.text, passage.location


def _locate_year(text: str, printed: str, location: Location) -> Location:
    """Return the place of the year in its line; the whole line where blanks divide it."""
    offset = text.find(printed)
    if offset < 0:
        return location
    return locate(location.line, location.column + offset, len(printed))
