"""Kind `agree`, demand `divided`: what a sentence says a figure consists of makes that figure.

`splits` are how a sentence turns from a figure to its parts (其中), `ignore` words before a figure
that make it none, such as those of a comparison; `changes` the words of a rise and of a fall.
Parts that exceed the whole fail; where they make it, so do changes since the year before that
do not add up. Parts that make less may be a selection: for review. Nothing is said where the
sentence leaves open what belongs to what. Any sentence and any unit will do.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from auditor.budget import Budget
from auditor.checks.agree.clauses import Clause, Mention, list_clauses
from auditor.checks.agree.paragraphs import list_paragraphs
from auditor.checks.agree.parameters import AgreeParameters
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.lookup import Quantity
from auditor.checks.tolerance import compute_rounding_digit
from auditor.finding import Bilingual, Outcome, Place, Verdict

_ZERO = Decimal(0)
_ONE = Decimal(1)
_LEAST_PARTS = 2
# Things of which one may be counted under several heads: a woman who is a party member.
_SHARED_UNITS = frozenset("人 名 户 个 家 项 件 次 份 条".split())
_FEWER = Bilingual(
    "“{item}”为 {found}，列示的 {count} 部分合计 {expected}，可能未列全，请复核",
    "{item} is {found}; the {count} parts listed make {expected}: perhaps not all; to be reviewed",
)
_CHANGES = Bilingual(
    "“{item}”为 {found}，列示的 {count} 项增减合计 {expected}，可能未列全，请复核",
    "{item} is {found}; the {count} changes listed make {expected}: perhaps not all",
)
_SHARED = Bilingual(
    "“{item}”为 {found}，列示的 {count} 部分合计 {expected}，可能互有交叉，请复核",
    "{item} is {found}; the {count} parts make {expected}: perhaps they overlap; to be reviewed",
)


def check_divided(parameters: AgreeParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every figure of a sentence that is divided into parts."""
    figures = [figure for figure in budget.figures if figure.reason == "sentence"]
    lines = [figure.location.line for figure in figures]
    for paragraph in list_paragraphs(budget.lines, parameters.splits):
        first = bisect_left(lines, paragraph.line)
        last = bisect_left(lines, paragraph.line + len(paragraph.lengths))
        if last - first >= _LEAST_PARTS:
            for clause in list_clauses(paragraph, figures[first:last], parameters):
                yield from _judge_clause(clause)


def _judge_clause(clause: Clause) -> Iterator[Outcome]:
    tried = (_find_sum(whole, clause) for whole in clause.wholes)
    found = next((one for one in tried if one is not None), None)
    if found is None:
        yield from _judge_misfit(clause.wholes[0], clause)
        return
    whole, parts = found
    yield _compare(whole, parts)
    if clause.changes and whole is clause.wholes[0] and len(parts) == len(clause.parts):
        yield _compare(clause.changes[0], clause.changes[1:])


def _find_sum(whole: Mention, clause: Clause) -> tuple[Mention, Sequence[Mention]] | None:
    """Find the parts, from the first one on, that make a figure; some may be parts of parts."""
    wanted = whole.value
    for parts in (clause.parts, _drop_nested(clause.parts)):
        room = _measure_room(whole, parts)
        for count, made in enumerate(accumulate(part.value for part in parts), start=1):
            if abs(made - wanted) <= room:
                return whole, parts[:count]
    return None


def _drop_nested(parts: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out figures that make the one before them: 公务用车费, then 购置费 and 运行费."""
    kept: list[Mention] = []
    index = 0
    while index < len(parts):
        kept.append(parts[index])
        made, length = _ZERO, 0
        for count, part in enumerate(parts[index + 1 :], start=1):
            made += part.value
            if made == parts[index].value and (count >= _LEAST_PARTS or made):
                length = count
        index += 1 + length
    return kept


def _measure_room(whole: Mention, parts: Sequence[Mention]) -> Decimal:
    """Compute how far rounding may carry a sum off: one last digit, as in one table."""
    digit = _find_digit((whole, *parts))
    return digit if compute_rounding_digit(whole.unit, digit) else _ZERO


def _judge_misfit(whole: Mention, clause: Clause) -> Iterator[Outcome]:
    """Judge parts that do not make their whole, as far as the sentence leaves no doubt."""
    sure = clause.parts[: clause.certain]
    made = sum((part.value for part in sure), _ZERO)
    if not sure or not clause.is_told:
        return
    if made > whole.value and not whole.sign:
        outcome = _compare(whole, sure)
        if outcome.verdict is Verdict.FAIL and whole.unit.word in _SHARED_UNITS:
            outcome = _soften(outcome, _SHARED)
        yield outcome
    elif clause.is_complete and len(sure) >= _LEAST_PARTS:
        outcome = _compare(whole, sure)
        words = _CHANGES if whole.sign else _FEWER
        yield _soften(outcome, words) if outcome.verdict is Verdict.FAIL else outcome


def _soften(outcome: Outcome, words: Bilingual) -> Outcome:
    return outcome._replace(verdict=Verdict.REVIEW, facts=(*outcome.facts, ("review", words)))


def _compare(whole: Mention, parts: Sequence[Mention]) -> Outcome:
    digit = _find_digit((whole, *parts))
    weighed = [Part(_ONE, _measure(whole, digit), whole.label)]
    weighed += [Part(-_ONE, _measure(part, digit), part.label) for part in parts]
    count = str(len(parts))
    name = whole.label or whole.figure.text
    facts = (("item", Bilingual(name, name)), ("count", Bilingual(count, count)))
    return compare_parts(weighed, 0, Demand(facts=facts))


def _find_digit(mentions: Sequence[Mention]) -> Decimal:
    """Return the finest last digit of what one sentence compares: 132万元 there is exact."""
    return min(one.digit for one in mentions)


def _measure(mention: Mention, digit: Decimal) -> Quantity:
    unit = mention.unit
    return Quantity(
        place=Place(location=mention.figure.location, row=mention.label),
        text=mention.figure.text,
        value=mention.value / unit.factor,
        unit=unit,
        base=mention.value,
        digit=compute_rounding_digit(unit, digit) if mention.value else _ZERO,
        shown=digit / unit.factor,
        is_nil=False,
    )
