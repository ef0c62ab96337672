"""Kind `agree`, demands `changes` and `percents`: how a figure has changed since the year before.

changes   the year before, which is the figure less its change, was not negative, and what is
          said to have risen or fallen has changed by more than 0.
percents  a percentage is recomputed from the two years' figures; its sign is that of the word;
          a rise from nothing has no percentage; what is said to be level has not changed.
"""

from collections.abc import Iterator
from decimal import Decimal

from auditor.amount import Amount, Interval
from auditor.amount.amount import format_number
from auditor.budget import Budget, Statement
from auditor.budget.statement import Direction
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import list_named, make_operand
from auditor.finding import Bilingual, Outcome, Verdict

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_LOOSE = Decimal("0.1")
_ZERO_CHANGE = Bilingual(
    "{item}：增减为 0，应写“持平”，请复核", "{item}: a change of 0 is no rise or fall"
)
_ZERO_BASE = Bilingual(
    "“{item}”：上年为 0，不应写增减百分比（{found}），请复核",
    "“{item}”: the year before was 0, so there is no percentage such as {found}",
)


def check_changes(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every figure that is said to have risen or fallen."""
    for statement in list_named(budget, parameters.statements):
        change = statement.change
        if change is None or change.direction is Direction.LEVEL:
            continue
        if statement.amount is not None and change.amount is not None:
            yield _judge_change(statement, statement.amount, change, change.amount)


def _judge_change(
    statement: Statement, amount: Amount, change: Statement, delta: Amount
) -> Outcome:
    before = amount.compute_base() - delta.compute_base()
    room = amount.compute_base_digit() + delta.compute_base_digit()
    verdict, reason = Verdict.PASS, None
    if not delta.value:
        verdict, reason = Verdict.REVIEW, _ZERO_CHANGE
    elif before < -room:
        verdict = Verdict.FAIL
    shown = format_number(before / amount.unit.factor, amount.digit)
    return Outcome(
        verdict=verdict,
        place=locate_statement(change),
        operands=(
            make_operand(statement)._replace(weight=amount.unit.factor),
            make_operand(change)._replace(weight=-delta.unit.factor),
        ),
        expected="持平" if not amount.value else "",
        found=change.text,
        unit=amount.unit.word,
        facts=(
            ("item", Bilingual(statement.name, statement.name)),
            ("stated", Bilingual(statement.text, statement.text)),
            ("before", Bilingual(shown, shown)),
            *(() if reason is None else (("reason", reason), ("review", reason))),
        ),
        bounded=True,
        residual=before,
        slack=room,
        sense=-1,
    )


def check_percents(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every percentage whose two figures are stated beside it."""
    first, second, up, down = parameters.parts
    for item in list_named(budget, parameters.statements):
        by_name = {part.name: part for part in item.parts}
        before, now = by_name.get(first), by_name.get(second)
        percent = by_name.get(up) or by_name.get(down)
        if before is None or now is None:
            continue
        if percent is None:
            yield from _judge_level(item, before, now)
        elif before.amount and now.amount and percent.amount:
            yield _judge_percent(item, (before, now, percent), is_fall=percent.name == down)


def _judge_level(item: Statement, before: Statement, now: Statement) -> Iterator[Outcome]:
    """Judge what is said to be level with the year before: the figures must be the same."""
    is_level = now.change is not None and now.change.direction is Direction.LEVEL
    if not is_level or now.change is None or before.amount is None or now.amount is None:
        return
    is_same = before.amount.compute_base() == now.amount.compute_base()
    yield Outcome(
        verdict=Verdict.PASS if is_same else Verdict.FAIL,
        place=locate_statement(now.change),
        operands=(make_operand(before), make_operand(now)),
        expected=f"{before.text} → {now.text}",
        found=now.change.text,
        facts=(("item", Bilingual(item.label, item.label)),),
    )


def _judge_percent(
    item: Statement, said: tuple[Statement, Statement, Statement], *, is_fall: bool
) -> Outcome:
    before, now, percent = (statement.amount for statement in said)
    assert before is not None and now is not None and percent is not None  # noqa: PT018, S101 - the caller has looked
    stated = -percent.value if is_fall else percent.value
    verdict, reason, expected = Verdict.PASS, None, ""
    if not before.value:
        verdict, reason = Verdict.REVIEW, _ZERO_BASE
    else:
        exact = (now.compute_base() / before.compute_base() - 1) * _HUNDRED
        expected = format_number(exact.quantize(_CENT), percent.digit) + "%"
        verdict = _judge_difference(abs(exact - stated), _spread(before, now), percent)
    return Outcome(
        verdict=verdict,
        place=locate_statement(said[2]),
        operands=tuple(make_operand(statement) for statement in said),
        expected=expected,
        found=("-" if stated < 0 else "") + said[2].text,
        unit="%",
        facts=(
            ("item", Bilingual(item.label, item.label)),
            *(() if reason is None else (("reason", reason), ("review", reason))),
        ),
    )


def _spread(before: Amount, now: Amount) -> Decimal:
    """Compute how far the percentage may be off because both figures are rounded."""
    low, high = before.compute_interval(), now.compute_interval()
    if low.low <= 0:
        return _LOOSE
    ends = Interval(high.low / low.high, high.high / low.low)
    return (ends.high - ends.low) / 2 * _HUNDRED


def _judge_difference(difference: Decimal, spread: Decimal, percent: Amount) -> Verdict:
    if difference <= percent.digit + spread:
        return Verdict.PASS
    return Verdict.REVIEW if difference <= _LOOSE + spread else Verdict.FAIL
