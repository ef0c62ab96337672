"""Kind `agree`, demand `targets`: a form that is published twice states the same targets.

Forms are matched as their money is, indicators by name. Other numbers contradict each other;
other words, and a name that is much alike, are for review. A target that one form leaves blank
says nothing. Not applicable where no project has two forms.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

from auditor.budget import Budget, Form
from auditor.budget.form import Indicator
from auditor.budget.pattern import normalise_label
from auditor.checks.agree.forms import list_pairs
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.places import make_witness
from auditor.finding import Bilingual, Outcome, Place, Verdict

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ALIKE = 0.7
_WORDS = Bilingual(
    "“{project}”的指标“{item}”在一个文件中为“{found}”，在另一个文件中为“{expected}”，请复核",
    "{project}: {item} is {found} in one file and {expected} in another; to be reviewed",
)
_NAMES = Bilingual(
    "“{project}”的同一项指标在一个文件中叫“{found}”，在另一个文件中叫“{expected}”，请复核",
    "{project}: an indicator is called {found} in one file, {expected} in another; to be reviewed",
)
_Indicators = dict[str, Indicator]


def check_targets(_: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every target that two forms of one project state."""
    for one, other in list_pairs(budget.forms):
        mine, theirs = _index(one), _index(other)
        for name, indicator in mine.items():
            if name in theirs:
                yield from _compare(indicator, theirs[name], one, other)
        yield from _find_misnamed(mine, theirs, one, other)


def _index(form: Form) -> _Indicators:
    """Index indicators by name; one that is printed several times is left out."""
    found: _Indicators = {}
    again: set[str] = set()
    for indicator in form.indicators:
        name = normalise_label(indicator.name)
        if name in found:
            again.add(name)
        found[name] = indicator
    return {name: one for name, one in found.items() if name and name not in again}


def _compare(mine: Indicator, theirs: Indicator, one: Form, other: Form) -> Iterator[Outcome]:
    values = normalise_label(mine.value), normalise_label(theirs.value)
    if not all(values):
        return
    verdict = Verdict.PASS
    if values[0] != values[1]:
        numbers = [list(map(Decimal, _NUMBER.findall(value))) for value in values]
        verdict = Verdict.REVIEW if numbers[0] == numbers[1] else Verdict.FAIL
    yield _tell(verdict, (mine, one, mine.value), (theirs, other, theirs.value), _WORDS)


def _find_misnamed(
    mine: _Indicators, theirs: _Indicators, one: Form, other: Form
) -> Iterator[Outcome]:
    """Find indicators of one target whose names are much alike, and named in one form only."""
    lonely = [theirs[name] for name in theirs if name not in mine]
    for name in mine:
        if name in theirs:
            continue
        alike = [two for two in lonely if _is_alike(mine[name], two)]
        if len(alike) == 1:
            sides = (mine[name], one, mine[name].name), (alike[0], other, alike[0].name)
            yield _tell(Verdict.REVIEW, *sides, _NAMES)


def _is_alike(one: Indicator, other: Indicator) -> bool:
    names = normalise_label(one.name), normalise_label(other.name)
    is_same = normalise_label(one.value) == normalise_label(other.value) != ""
    return is_same and SequenceMatcher(None, *names, autojunk=False).ratio() >= _ALIKE


def _tell(
    verdict: Verdict,
    mine: tuple[Indicator, Form, str],
    theirs: tuple[Indicator, Form, str],
    review: Bilingual,
) -> Outcome:
    here, there = _locate(*mine[:2]), _locate(*theirs[:2])
    project, name = mine[1].project, mine[0].name
    return Outcome(
        verdict=verdict,
        place=here,
        operands=(make_witness(here, mine[2]), make_witness(there, theirs[2])),
        expected=theirs[2],
        found=mine[2],
        facts=(
            ("project", Bilingual(project, project)),
            ("item", Bilingual(name, name)),
            ("review", review),
        ),
    )


def _locate(indicator: Indicator, form: Form) -> Place:
    return Place(
        location=indicator.value_location,
        title=form.title,
        row=form.project,
        column=indicator.name,
    )
