"""Kind `agree`, demands `order` and `addends`: what was planned against what it came to.

order    where a sentence says that one of its two figures is more than the other, less or the
         same, it is: 决算数大于预算数. `parts` name the first of the two, `changes` are the words
         of more, of less and of neither.
addends  the figures of the listed things, and each of their `parts`, make the `total` and its
         part of that name. Things of one name that make less may be a selection: for review.
         Of several names each must be there, once.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.budget import Budget, Statement
from auditor.budget.pattern import Pattern
from auditor.budget.statement import Direction
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.stating import list_named, make_operand, measure_statement
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import locate

_ONE = Decimal(1)
_LEAST = 2
_CENT = Decimal(100)  # two figures in 万元 that print the same may differ by so many 元
_MONEY = ("元", "万")
_HALF = str.maketrans("：，；（）", ":,;()")
_ORDER = (Direction.UP, Direction.DOWN, Direction.LEVEL)
_WORDS = {
    Direction.UP: Bilingual("大于", "more"),
    Direction.DOWN: Bilingual("小于", "less"),
    Direction.LEVEL: Bilingual("持平", "the same"),
}
_SELECTION = Bilingual(
    "列示的 {count} 项合计 {expected}，少于说明的 {found}，可能未列全，请复核",
    "the {count} things listed make {expected}, less than the {found} stated: perhaps not all "
    "are listed; to be reviewed",
)


def check_order(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every figure that is said to be more or less than its budget."""
    said = list_named(budget, parameters.statements)
    for number, statement in enumerate(said):
        part = next((one for one in statement.parts if one.name in parameters.parts), None)
        if part is None or part.amount is None or statement.amount is None:
            continue
        following = said[number + 1] if number + 1 < len(said) else None
        found = _find_words(part, following, parameters, budget)
        if found is not None:
            yield _judge(statement, part, *found)


def _find_words(
    part: Statement, following: Statement | None, parameters: AgreeParameters, budget: Budget
) -> tuple[Direction, Place, str] | None:
    """Find the first words of more or less behind a figure, if no other money stands between."""
    line = part.location.line
    text = budget.lines[line - 1].translate(_HALF)  # columns stay what they are
    start, end = part.location.end_column - 1, len(text)
    if following is not None and following.location.line == line:
        end = following.location.column - 1
    found = [
        (match, direction)
        for direction, pattern in _list_patterns(parameters)
        for match in pattern.finditer(text)
        if start <= match.start() and match.end() <= end
    ]
    if not found:
        return None
    match, direction = min(found, key=lambda known: known[0].start())
    if any(text.find(word, start + 2, match.start()) >= 0 for word in _MONEY):
        return None
    place = locate(line, match.start() + 1, len(match.group()))
    return direction, Place(location=place), match.group()


def _list_patterns(parameters: AgreeParameters) -> list[tuple[Direction, Pattern]]:
    return list(zip(_ORDER, parameters.changes, strict=False))


def _judge(
    planned: Statement, came: Statement, says: Direction, place: Place, words: str
) -> Outcome:
    assert planned.amount is not None and came.amount is not None  # noqa: PT018, S101 - the caller has looked
    gap = came.amount.compute_base() - planned.amount.compute_base()
    went = Direction.UP if gap > 0 else Direction.DOWN if gap < 0 else Direction.LEVEL
    fits = went is says or (says is Direction.LEVEL and abs(gap) <= _CENT)
    name = planned.label or planned.name
    return Outcome(
        verdict=Verdict.PASS if fits else Verdict.FAIL,
        place=place._replace(row=name),
        operands=(make_operand(planned), make_operand(came)),
        expected=_WORDS[went].zh,
        found=words,
        facts=(
            ("item", Bilingual(name, name)),
            ("stated", Bilingual(came.text, came.text)),
            ("before", Bilingual(planned.text, planned.text)),
            ("relation", _WORDS[went]),
        ),
    )


def check_addends(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for the sum of the listed things, and for each part that they have."""
    totals = list_named(budget, [parameters.total])
    for number, total in enumerate(totals):
        following = totals[number + 1] if number + 1 < len(totals) else None
        listed = _list_following(total, following, parameters, budget)
        is_whole = [one.name for one in listed] == list(parameters.statements)
        if len(parameters.statements) > 1 and not is_whole:
            continue  # named one by one, all of them are there or nothing can be said
        yield from _add_up(total, listed, parameters)
        for name in parameters.parts:
            whole = next(iter(total.list_parts(name)), None)
            parts = [part for one in listed for part in one.list_parts(name)[:1]]
            if whole is not None and len(parts) == len(listed):
                yield from _add_up(whole, parts, parameters)


def _list_following(
    total: Statement, following: Statement | None, parameters: AgreeParameters, budget: Budget
) -> Sequence[Statement]:
    """Return the things listed under the heading of their total, behind it, up to the next."""
    return [
        one
        for one in list_named(budget, parameters.statements)
        if one.section_line == total.section_line
        and total.location < one.location
        and (following is None or one.location < following.location)
    ]


def _add_up(
    total: Statement, listed: Sequence[Statement], parameters: AgreeParameters
) -> Iterator[Outcome]:
    if len(listed) < _LEAST or any(one.amount is None for one in (total, *listed)):
        return
    parts = [Part(-_ONE, measure_statement(one), one.label or one.name) for one in listed]
    parts.insert(0, Part(_ONE, measure_statement(total), total.label or total.name))
    count = str(len(listed))
    facts = (
        ("item", Bilingual(total.name, total.name)),
        ("count", Bilingual(count, count)),
    )
    outcome = compare_parts(parts, 0, Demand(facts=facts, tolerance=parameters.tolerance))
    may_be_more = len(parameters.statements) == 1 and outcome.residual > 0
    if outcome.verdict is Verdict.FAIL and may_be_more:
        said = (*facts, ("review", _SELECTION))
        outcome = outcome._replace(verdict=Verdict.REVIEW, facts=said)
    yield outcome
