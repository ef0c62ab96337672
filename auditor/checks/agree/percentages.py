"""Kind `agree`, demands `growths`, `shares` and `ratios`: percentages follow from their figures.

growths  a rise or fall in percent is that of the figure and its change, or of both years; where
         a sentence states all three amounts, they agree too
shares   an amount is so many percent of its whole; shares that make 100 % make the whole
ratios   an amount is so many percent of another one, such as a budget

What a percentage may be of is tried in the order of the sentence; one that fits decides. What
fits nothing fails only where the sentence leaves no doubt.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.amount.amount import format_number
from auditor.budget import Budget, Statement
from auditor.budget.percentage import Growth, Share
from auditor.budget.statement import Direction
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.spoken import locate_statement
from auditor.checks.stating import make_operand, measure_statement
from auditor.finding import Bilingual, Operand, Outcome, Verdict

_ZERO = Decimal(0)
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_IMPOSSIBLE = "—"
_WHOLE = (Decimal("99.5"), Decimal("100.5"))
_LEAST_SHARES = 2
_MOST_SHARES = 60  # each is held against the sum of all
_ZERO_BASE = Bilingual(
    "“{item}”：上年为 0，不应写增减百分比（{found}），请复核",
    "“{item}”: the year before was 0, so there is no percentage such as {found}",
)


def check_growths(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every rise or fall in percent, and for both years and the change."""
    for growth in budget.percentages.growths:
        if growth.percent.amount is None:
            continue
        if growth.change is not None and growth.before is not None:
            yield _compare_years(growth, growth.change, growth.before, parameters)
        tried = [one for figure in growth.figures if (one := _judge_growth(growth, figure))]
        if tried:
            yield _choose(tried)


def _compare_years(
    growth: Growth, change: Statement, before: Statement, parameters: AgreeParameters
) -> Outcome:
    """Compare this year, the year before and the change."""
    now = growth.figures[0]
    sign = -_ONE if growth.direction is Direction.UP else _ONE
    parts = [
        Part(_ONE, measure_statement(now), "本年数"),
        Part(-_ONE, measure_statement(before), "上年数"),
        Part(sign, measure_statement(change), "增减额"),
    ]
    facts = _name(now)
    return compare_parts(parts, 2, Demand(facts=facts, tolerance=parameters.tolerance))


def _judge_growth(growth: Growth, figure: Statement) -> Outcome | None:
    """Judge a growth as that of a figure: change x (1 + rate) = rate x figure."""
    percent, now = _value(growth.percent), _base(figure)
    change, before = growth.change, growth.before
    known = [one for one in (figure, change or before) if one is not None]
    if any(one.amount is None for one in known):
        return None
    sign = _ONE if growth.direction is Direction.UP else -_ONE
    rate = sign * percent / _HUNDRED
    if change is not None:
        changed = sign * _base(change)
        base = now - changed
        weights = [(figure, -rate), (change, sign * (_ONE + rate))]
        residual = changed * (_ONE + rate) - rate * now
    elif before is not None:
        base = _base(before)
        weights = [(figure, _ONE), (before, -_ONE - rate)]
        residual = now - base * (_ONE + rate)
    else:
        return None
    if not base:
        return _review_zero(growth, figure) if percent else None
    expected = abs(now - base) / base * _HUNDRED if base > 0 else None
    operands = [*_weigh(weights), _weigh_percent(growth.percent, -sign * base / _HUNDRED)]
    return _make_outcome(growth.percent, figure, operands, (residual, expected))


def check_shares(_parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every share of a whole, and for the sum where they make 100 %."""
    for listed in budget.percentages.share_lists:
        shares = tuple(s for s in listed.shares if s.amount.amount and s.percent.amount)
        wholes = [one for one in listed.wholes if one.amount is not None and one.amount.value]
        fits = [(sum(map(_fits, _judge_list(shares, one))), one) for one in wholes]
        most, whole = max(fits, key=lambda known: known[0], default=(0, None))
        own = _judge_own(shares)
        if whole is not None and most and most >= sum(map(_fits, own)):
            yield from _judge_nested(shares, whole, wholes)
            if own and len(shares) == len(listed.shares):
                yield _compare_sum(whole, shares)
        elif own:
            yield from own
        elif wholes and (listed.is_named or _has_excess(shares, wholes[0])):
            yield from _judge_list(shares, wholes[0])


def check_ratios(_parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every amount that is so many percent of another one."""
    for ratio in budget.percentages.ratios:
        wholes = [one for one in ratio.wholes if one.amount is not None and one.amount.value]
        if ratio.percent.amount and ratio.amount.amount and wholes:
            share = Share(ratio.amount, ratio.percent)
            yield _choose([_judge_share(share, whole) for whole in wholes])


def _has_excess(shares: Sequence[Share], whole: Statement) -> bool:
    """Say whether a part, that is not more than what may be the whole, is over 100 % of it."""
    return any(
        _value(share.percent) > _HUNDRED and _base(share.amount) <= _base(whole)
        for share in shares
    )


def _judge_own(shares: Sequence[Share]) -> list[Outcome]:
    """Judge shares by their own sum where they make 100 %, or would but for one of several."""
    if _is_complete(shares):
        return list(_judge_sum(shares))
    if not _LEAST_SHARES < len(shares) <= _MOST_SHARES:
        return []
    outcomes = list(_judge_sum(shares))
    return outcomes if sum(map(_fits, outcomes)) == len(shares) - 1 else []


def _is_complete(shares: Sequence[Share]) -> bool:
    """Say whether several shares make 100 %, but for rounding."""
    total = sum((_value(share.percent) for share in shares), _ZERO)
    return _LEAST_SHARES <= len(shares) <= _MOST_SHARES and _WHOLE[0] <= total <= _WHOLE[1]


def _judge_list(shares: Sequence[Share], whole: Statement) -> list[Outcome]:
    return [_judge_share(share, whole) for share in shares]


def _judge_nested(
    shares: Sequence[Share], whole: Statement, wholes: Sequence[Statement]
) -> Iterator[Outcome]:
    """Judge each share of the whole; one that misses may be of a share before it (其中)."""
    for number, share in enumerate(shares):
        outcome = _judge_share(share, whole)
        if outcome.verdict is Verdict.FAIL:
            before = [one.amount for one in shares[:number]]
            others = [one for one in (*reversed(before), *wholes) if one.amount and _base(one)]
            tried = (_judge_share(share, one) for one in others)
            outcome = next((one for one in tried if one.verdict is Verdict.PASS), outcome)
        yield outcome


def _judge_share(share: Share, whole: Statement) -> Outcome:
    """Judge a share: amount = percent x whole."""
    rate = _value(share.percent) / _HUNDRED
    residual = _base(share.amount) - rate * _base(whole)
    expected = _base(share.amount) / _base(whole) * _HUNDRED
    operands = [
        *_weigh([(share.amount, _ONE), (whole, -rate)]),
        _weigh_percent(share.percent, -_base(whole) / _HUNDRED),
    ]
    return _make_outcome(share.percent, share.amount, operands, (residual, expected))


def _judge_sum(shares: Sequence[Share]) -> Iterator[Outcome]:
    """Judge shares by their own sum, where no whole is stated."""
    total = sum((_base(share.amount) for share in shares), _ZERO)
    for share in shares if total else ():
        rate = _value(share.percent) / _HUNDRED
        residual = _base(share.amount) - rate * total
        weights = [(one.amount, (_ONE if one is share else _ZERO) - rate) for one in shares]
        operands = [*_weigh(weights), _weigh_percent(share.percent, -total / _HUNDRED)]
        expected = _base(share.amount) / total * _HUNDRED
        yield _make_outcome(share.percent, share.amount, operands, (residual, expected))


def _compare_sum(whole: Statement, shares: Sequence[Share]) -> Outcome:
    parts = [Part(_ONE, measure_statement(whole), whole.label or whole.name)]
    parts += [Part(-_ONE, measure_statement(share.amount), share.amount.label) for share in shares]
    return compare_parts(parts, 0, Demand(facts=_name(whole)))


def _make_outcome(
    percent: Statement,
    figure: Statement,
    operands: Sequence[Operand],
    measured: tuple[Decimal, Decimal | None],
) -> Outcome:
    """Make the outcome of what is left over and the percentage that the figures make.

    A last digit of the percentage is accepted, as figures are often cut off, and what the
    rounding of the amounts may add; one more is for review. Below 0 there is no percentage.
    """
    residual, expected = measured
    digit = percent.amount.digit if percent.amount else _ZERO
    last = abs(operands[-1].weight) * digit
    spread = sum((abs(o.weight) * o.digit * _HALF for o in operands[:-1]), _ZERO)
    verdict = Verdict.FAIL
    if abs(residual) <= 2 * last + spread:
        verdict = Verdict.PASS if abs(residual) <= last + spread else Verdict.REVIEW
    shown = (
        _IMPOSSIBLE if expected is None else f"{format_number(expected.quantize(digit), digit)}%"
    )
    return Outcome(
        verdict=verdict,
        place=locate_statement(percent),
        operands=tuple(operands),
        expected=shown,
        found=percent.text,
        unit="%",
        facts=_name(figure),
        residual=residual,
        slack=last + spread,
    )


def _review_zero(growth: Growth, figure: Statement) -> Outcome:
    said = (figure, growth.change or growth.before, growth.percent)
    return Outcome(
        verdict=Verdict.REVIEW,
        place=locate_statement(growth.percent),
        operands=tuple(make_operand(one) for one in said if one is not None),
        found=growth.percent.text,
        unit="%",
        facts=(*_name(figure), ("reason", _ZERO_BASE), ("review", _ZERO_BASE)),
    )


def _choose(tried: Sequence[Outcome]) -> Outcome:
    """Return the first that passes, else that is for review, else the likeliest."""
    for verdict in (Verdict.PASS, Verdict.REVIEW):
        for outcome in tried:
            if outcome.verdict is verdict:
                return outcome
    return tried[0]


def _fits(outcome: Outcome) -> bool:
    return outcome.verdict is not Verdict.FAIL


def _weigh(weights: Sequence[tuple[Statement, Decimal]]) -> list[Operand]:
    return [
        make_operand(one)._replace(weight=weight * one.amount.unit.factor, digit=one.amount.digit)
        for one, weight in weights
        if one.amount is not None and weight
    ]


def _weigh_percent(percent: Statement, weight: Decimal) -> Operand:
    digit = percent.amount.digit if percent.amount else _ZERO
    return make_operand(percent)._replace(weight=weight, digit=digit)


def _value(statement: Statement) -> Decimal:
    return statement.amount.value if statement.amount else _ZERO


def _base(statement: Statement) -> Decimal:
    return statement.amount.compute_base() if statement.amount else _ZERO


def _name(statement: Statement) -> tuple[tuple[str, Bilingual], ...]:
    label = statement.label or statement.name
    return (("item", Bilingual(label, label)),)
