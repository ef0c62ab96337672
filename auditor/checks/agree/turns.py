"""Kind `agree`, demand `turns`: a reason that is said to be of a rise is of a rise.

`changes` are how a sentence begins to explain a rise, a fall and what is level (增加的主要原因),
`reasons` how sentences state such changes themselves. Where the words before name a statement,
its change decides; where they name nothing, the changes of the same sentence do, if all of them
go one way. Else nothing is said.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget import Budget, Statement
from auditor.budget.pattern import Pattern
from auditor.budget.statement import Direction
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.places import make_witness
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import list_named
from auditor.finding import Bilingual, Operand, Outcome, Place, Verdict
from auditor.location import locate

_HALF = str.maketrans("：，；（）", ":,;()")
_MARKS = "。;:,"
_QUOTES = str.maketrans("", "", ' \t“”"')
_ENDS = "。;"
_FARTHEST = 8  # lines between a figure and the reason of its change
_LEAST_NAME = 4
_SIDES = ("收入", "支出")
_JOINT = ("收入支出", "收入、支出", "收入和支出", "收入与支出", "收支")
_ORDER = (Direction.UP, Direction.DOWN, Direction.LEVEL)
_WORDS = {
    Direction.UP: Bilingual("增加", "a rise"),
    Direction.DOWN: Bilingual("减少", "a fall"),
    Direction.LEVEL: Bilingual("持平", "no change"),
}


class _Turn(NamedTuple):
    """The words that begin to explain a change, at their place; `subject` are those before."""

    says: Direction
    subject: str
    words: str
    text: str
    line: int
    start: int


def check_turns(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every reason of a rise, of a fall or of no change."""
    said = list_named(budget, parameters.statements)
    for turn in _list_turns(parameters.changes, budget):
        if turn.subject:
            witnesses, went = _find_stated(turn, said)
        else:
            witnesses, went = _find_beside(turn, parameters.reasons)
        if len(went) == 1:
            yield _judge(turn, witnesses, next(iter(went)))


def _list_turns(changes: Sequence[Pattern], budget: Budget) -> Iterator[_Turn]:
    anchors = {pattern.anchor for pattern in changes}
    lines = budget.lines
    found = {i for anchor in anchors for i, line in enumerate(lines) if anchor in line}
    for index in sorted(found):
        number, text = index + 1, lines[index].translate(_HALF)  # columns stay what they are
        for says, pattern in zip(_ORDER, changes, strict=False):
            for match in pattern.finditer(text):
                start = max(text.rfind(mark, 0, match.start()) for mark in _MARKS) + 1
                subject = text[start : match.start()].translate(_QUOTES)
                yield _Turn(says, subject, match.group(), text, number, match.start())


def _find_stated(
    turn: _Turn, said: Sequence[Statement]
) -> tuple[tuple[Operand, ...], set[Direction]]:
    """Find the changes of the statements above that the words before a reason name."""
    found: dict[str, Statement] = {}
    for one in said:
        is_above = turn.line - _FARTHEST <= one.location.line <= turn.line
        if is_above and one.location[:2] < (turn.line, turn.start + 1) and _is_named(one, turn):
            found[one.name] = one
    changes = [one.change for one in found.values() if one.change is not None]
    witnesses = tuple(make_witness(locate_statement(one), one.text) for one in changes)
    return witnesses, {one.direction for one in changes if one.direction is not None}


def _is_named(statement: Statement, turn: _Turn) -> bool:
    name = statement.name
    subjects = _split_joint(turn.subject)
    return any(
        name in subject or (len(subject) >= _LEAST_NAME and subject in name)
        for subject in subjects
    )


def _split_joint(subject: str) -> list[str]:
    """Return what a subject names: 财政拨款收入支出 is 财政拨款收入 and 财政拨款支出."""
    joint = next((words for words in _JOINT if words in subject), None)
    if joint is None:
        return [subject]
    return [subject.replace(joint, side) for side in _SIDES]


def _find_beside(
    turn: _Turn, reasons: Sequence[Pattern]
) -> tuple[tuple[Operand, ...], set[Direction]]:
    """Find the changes of the sentence in which a reason stands."""
    first = max(turn.text.rfind(mark, 0, turn.start) for mark in _ENDS) + 1
    found = [
        (match, direction)
        for direction, pattern in zip(_ORDER, reasons, strict=False)
        for match in pattern.finditer(turn.text)
        if first <= match.start() and match.end() <= turn.start
    ]
    witnesses = tuple(
        make_witness(
            Place(location=locate(turn.line, match.start() + 1, len(match.group()))),
            match.group(),
        )
        for match, _ in found
    )
    return witnesses, {direction for _, direction in found}


def _judge(turn: _Turn, witnesses: tuple[Operand, ...], went: Direction) -> Outcome:
    place = Place(location=locate(turn.line, turn.start + 1, len(turn.words)), row=turn.subject)
    return Outcome(
        verdict=Verdict.PASS if went is turn.says else Verdict.FAIL,
        place=place,
        operands=witnesses,
        expected=_WORDS[went].zh,
        found=turn.words,
        facts=(("relation", _WORDS[went]),),
    )
