"""Kind `wording`: the goals of a project speak of another body than its name does."""

import re
from collections.abc import Iterator

from auditor.budget import Budget, Form
from auditor.budget.form import Goal
from auditor.budget.pattern import normalise_label
from auditor.checks.wording.remarks import Remark, WordingParameters
from auditor.finding import Place
from auditor.location import locate

_HAN = re.compile(r"[一-鿿]{2}")
_STEM = 2


def find_other_projects(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find goals that never name the project's own body, yet one of the same sort.

    `phrases` are the sorts (派出所, 学校), `apart_from` words that stand before a sort without
    being a name.
    """
    for form in budget.forms:
        project = normalise_label(form.project)
        for sort in parameters.phrases:
            if sort.source in project:
                yield from _compare(form, project, sort.source, parameters, budget)


def _compare(
    form: Form, project: str, sort: str, parameters: WordingParameters, budget: Budget
) -> Iterator[Remark]:
    own = _list_stems(project, sort)
    for goal in form.goals:
        label = normalise_label(goal.text)
        if any(stem in label for stem in own):
            continue
        for stem in _list_stems(label, sort):
            if any(word.search(stem) for word in parameters.apart_from):
                continue
            place = _locate(budget, goal, stem + sort)
            yield Remark(form.id, place, stem + sort, form.project)
            break


def _locate(budget: Budget, goal: Goal, name: str) -> Place:
    """Return the place of a name in the goal's line, else that of the goal."""
    line = goal.location.line
    offset = budget.lines[line - 1].find(name)
    return Place(location=goal.location if offset < 0 else locate(line, offset + 1, len(name)))


def _list_stems(text: str, sort: str) -> list[str]:
    """Return the two signs before each mention of a sort, each once, in their order."""
    stems: dict[str, None] = {}
    for match in re.finditer(re.escape(sort), text):
        stem = text[max(0, match.start() - _STEM) : match.start()]
        if _HAN.fullmatch(stem):
            stems[stem] = None
    return list(stems)
