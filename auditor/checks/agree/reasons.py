"""Kind `agree`, demands on reasons: what is given as the reason of a change fits the change.

direction  a reason that speaks of the figure itself moves it the way the sentence says
substance  the reason is more than the figure's own name and its rise or fall
subject    a reason, or a purpose, does not speak of another figure of the list

`reasons` are how a reason begins, `changes` the words of a rise, of a fall and of neither,
`ignored` words that may stand between a name and them, `parts` a rise and a fall in percent.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.amount.numeral import fold
from auditor.budget import Budget, Statement
from auditor.budget.statement import Direction
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.places import divide_places, make_witness, word_others
from auditor.checks.stating import list_named
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import Location, locate

_END = re.compile(r"[。;]")
_CLAUSE = re.compile(r"[。;,]")
_FIGURE = re.compile(r"[\d.,]*[百千]?[万亿]?元?$")
_HALF = str.maketrans("：，；（）", ":,;()")
_LEVELS = re.compile(r"\((?:类|款|项)\)")
_BRACKETS = re.compile(r"\([^)]*\)")
_MARKS = re.compile(r"[\s“”\"「」]|^[:是为]+")
_LEAST_NAME = 4
_ORDER = (Direction.UP, Direction.DOWN, Direction.LEVEL)


class _Reason(NamedTuple):
    """A reason: whose it is, by name, which way the figure went, of what it speaks, which way.

    Names are without brackets and ignored words; `names` are the figure's last ones.
    """

    owner: Statement
    full: str
    names: tuple[str, ...]
    went: Direction | None
    subject: str
    says: Direction | None
    text: str
    location: Location


def check_direction(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every reason that speaks of its own figure."""
    for reason in _list_reasons(parameters, budget):
        if reason.went is None or reason.says is None or not _is_own(reason):
            continue
        fits = reason.went is reason.says
        yield _make_outcome(reason, Verdict.PASS if fits else Verdict.FAIL)


def check_substance(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield a pass for every reason that says something, failures for those that do not."""
    empty = []
    for reason in _list_reasons(parameters, budget):
        if reason.says is None or not _is_own(reason):
            yield _make_outcome(reason, Verdict.PASS)
        elif reason.says is reason.went:
            empty.append(reason)
    for group in divide_places(empty):
        yield _make_outcome(group[0], Verdict.FAIL, group[1:])


def check_subject(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every reason or purpose of an item that has a name of its own."""
    reasons = list(_list_reasons(parameters, budget))
    names = {
        name: reason.owner
        for reason in reasons
        for name in reason.names
        if len(name) >= _LEAST_NAME
    }
    for reason in reasons:
        other = names.get(reason.subject)
        is_other = other is not None and not _is_own(reason)
        yield _make_outcome(reason, Verdict.FAIL if is_other else Verdict.PASS)


def _list_reasons(parameters: AgreeParameters, budget: Budget) -> Iterator[_Reason]:
    """Yield the reasons of the figures, each of the last figure before it in its line."""
    lines: dict[int, list[Statement]] = {}
    for statement in list_named(budget, parameters.statements):
        lines.setdefault(statement.location.line, []).append(statement)
    for number, owners in lines.items():
        text = budget.lines[number - 1].translate(_HALF)  # columns stay what they are
        for start in _list_starts(text, parameters):
            before = [one for one in owners if one.location.column <= start]
            if before:
                owner = max(before, key=lambda one: one.location.column)
                yield _read_reason(text, start, number, owner, parameters)


def _list_starts(text: str, parameters: AgreeParameters) -> list[int]:
    """Return where the reasons of a line begin; several phrases may introduce one."""
    ends = {match.end() for one in parameters.reasons for match in one.finditer(text)}
    return sorted(ends)


def _read_reason(
    text: str, start: int, line: int, owner: Statement, parameters: AgreeParameters
) -> _Reason:
    said = _END.split(text[start:], maxsplit=1)[0]
    subject, says = _cut_direction(_MARKS.sub("", said), parameters)
    if says is None:
        subject = _MARKS.sub("", _CLAUSE.split(said, maxsplit=1)[0])
    names = tuple(_strip_words(name, parameters.ignored) for name in _list_names(owner))
    full = fold("".join(_LEVELS.split(fold(owner.label)))) or owner.name
    return _Reason(
        owner=owner,
        full=_strip_words(full, parameters.ignored),
        names=names,
        went=_find_direction(owner, parameters),
        subject=_strip_words(subject, parameters.ignored),
        says=says,
        text=said.strip(),
        location=locate(line, start + 1, max(1, len(said))),
    )


def _cut_direction(said: str, parameters: AgreeParameters) -> tuple[str, Direction | None]:
    """Take the last words of a reason for its direction; the rest is what it speaks of."""
    bare = _FIGURE.sub("", said)
    for direction, pattern in zip(_ORDER, parameters.changes, strict=False):
        for match in pattern.finditer(bare):
            if match.end() == len(bare):
                return bare[: match.start()], direction
    return said, None


def _strip_words(name: str, words: Sequence[str]) -> str:
    """Drop what stands in brackets, and the ignored words at the end."""
    name = _BRACKETS.sub("", name)
    while word := next((one for one in words if name.endswith(one)), ""):
        name = name.removesuffix(word)
    return name


def _find_direction(owner: Statement, parameters: AgreeParameters) -> Direction | None:
    for part in owner.parts:
        if part.name in parameters.parts:
            return _ORDER[parameters.parts.index(part.name)]
        if part.change is not None and part.change.direction is not None:
            return part.change.direction
    return owner.change.direction if owner.change is not None else None


def _list_names(owner: Statement) -> list[str]:
    """Return what a figure may be called: its last name, or its last two joined."""
    levels = [fold(name) for name in _LEVELS.split(fold(owner.label)) if name]
    if not levels:
        return [owner.name]
    return [levels[-1], *(["".join(levels[-2:])] if len(levels) > 1 else [])]


def _is_own(reason: _Reason) -> bool:
    """Say whether a reason speaks of the figure itself, by its whole name or the end of it."""
    if reason.full.endswith(reason.subject):
        return True
    return len(reason.full) >= _LEAST_NAME and reason.subject.endswith(reason.full)


def _make_outcome(reason: _Reason, verdict: Verdict, others: Sequence[_Reason] = ()) -> Outcome:
    name = reason.owner.label or reason.owner.name
    return Outcome(
        verdict=verdict,
        place=Place(location=reason.location, row=name),
        found=reason.text,
        operands=tuple(make_witness(Place(location=one.location), one.text) for one in others),
        facts=(
            ("item", Bilingual(name, name)),
            ("others", word_others([one.location for one in others])),
        ),
    )
