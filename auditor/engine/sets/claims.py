"""Control lines of one code, and what the published figures say to their sum. Finds no figure."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import Unit
from auditor.amount.amount import format_number
from auditor.budget.pattern import normalise_label
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.lookup import Quantity
from auditor.checks.tolerance import compute_rounding_digit
from auditor.engine.sets.binding import find_offset
from auditor.engine.sets.control_lines import ControlLine
from auditor.engine.sets.counterparts import Counterpart, Counterparts, Scope, make_scope
from auditor.finding import Outcome, Place, Verdict

_ONE = Decimal(1)
_MOST_SHOWN = 20
_MOST_PAIRS = 10_000
_LARGER = Unit("万元", "money", Decimal(10_000))
_DEMAND = Demand(facts=())


class Claim(NamedTuple):
    """What was approved for a code or an item, in one line or in several that add up."""

    lines: tuple[ControlLine, ...]
    year: int | None

    def is_worth_a_word(self) -> bool:
        """Say whether it matters that nothing is published; of nothing nothing need be."""
        return any(line.amount.value for line in self.lines)


class Answer(NamedTuple):
    """What a budget prints to a claim: an outcome for each figure that counts."""

    outcomes: tuple[Outcome, ...]
    agrees: bool


def list_claims(lines: Iterable[ControlLine]) -> list[Claim]:
    """Put the lines of an issuer together that are about the same."""
    found: dict[tuple[str, int | None], list[ControlLine]] = {}
    for line in lines:
        name = "合计" if line.is_total else line.code or normalise_label(line.item)
        found.setdefault((name, line.year), []).append(line)
    return [Claim(tuple(same), year) for (_, year), same in found.items()]


def measure_lines(lines: Iterable[ControlLine]) -> Scope:
    """Measure how much money the lines of an issuer are about."""
    return make_scope(
        (line.is_total, line.code, line.amount.compute_base(), line.amount.compute_base_digit())
        for line in lines
    )


def guess_unit(
    lines: Sequence[ControlLine], finders: Iterable[Counterparts], number: int
) -> Sequence[ControlLine]:
    """Take lines without a unit as 万元 where nothing agrees in 元 and most of them do so."""
    if any(line.has_unit for line in lines):
        return lines
    known = list(finders)
    if _count_agreeing(lines, known, number):
        return lines
    larger = [line._replace(amount=line.amount._replace(unit=_LARGER)) for line in lines]
    count = len([claim for claim in list_claims(larger) if claim.is_worth_a_word()])
    return larger if 2 * _count_agreeing(larger, known, number) > count else lines


def _count_agreeing(
    lines: Sequence[ControlLine], finders: Sequence[Counterparts], number: int
) -> int:
    ours = measure_lines(lines)
    return sum(
        any(
            answer_claim(
                claim, finder.find(claim.lines[0], alone=len(claim.lines) == 1), ours, number
            ).agrees
            for finder in finders
        )
        for claim in list_claims(lines)
        if claim.is_worth_a_word()
    )


def split_claim(claim: Claim, lines: Sequence[ControlLine]) -> Claim:
    """Make a claim of some of its lines."""
    return claim._replace(lines=tuple(lines))


def answer_claim(claim: Claim, known: Sequence[Counterpart], ours: Scope, number: int) -> Answer:
    """Compare a claim with the published figures; `number` is that of the control file.

    Figures that agree count, and those that do not although their table is about the same money,
    or about all the money of the control file, which is `ours`. Where the first figure is about
    other money than the control file seems to be, it is for review. Where none agrees the first
    counts.
    """
    compared = [(one, _compare(one.figures, claim.lines, number)) for one in known]
    judged = [(one, outcome) for one, outcome in compared if outcome.verdict in _JUDGED]
    agreed = [(one, outcome) for one, outcome in judged if outcome.verdict is not Verdict.FAIL]
    if not agreed:
        return Answer(tuple(outcome for _, outcome in judged[:1]), agrees=False)
    outcomes = [outcome for _, outcome in agreed]
    for place, (one, outcome) in enumerate(judged):
        if outcome.verdict is Verdict.FAIL and one.scope is not None and not one.is_nil():
            scopes = [other.scope for other, _ in agreed if other.scope is not None]
            if any(map(one.scope.is_that_of, [ours, *scopes])):
                outcomes.append(outcome)
            elif place == 0 and not any(map(ours.is_that_of, scopes)):
                outcomes.append(outcome._replace(verdict=Verdict.REVIEW))
    return Answer(tuple(outcomes), agrees=True)


_JUDGED = (Verdict.PASS, Verdict.REVIEW, Verdict.FAIL)


def _compare(published: Sequence[Quantity], lines: Sequence[ControlLine], number: int) -> Outcome:
    """Compare figures with the sum of lines, or with one of them if all are the same.

    Where both sides have several, what agrees one by one is left out of a difference.
    """
    outcome = _compare_sum(published, lines, number)
    if outcome.verdict is not Verdict.FAIL or len(lines) == 1:
        return outcome
    if len({line.amount.compute_base() for line in lines}) == 1:
        once = _compare_sum(published, lines[:1], number)
        return once if once.verdict is Verdict.PASS else outcome
    if len(published) * len(lines) > _MOST_PAIRS:
        return outcome
    figures, rest = _pair_off(published, lines, number)
    return _compare_sum(figures, rest, number) if figures and rest else outcome


def _pair_off(
    published: Sequence[Quantity], lines: Sequence[ControlLine], number: int
) -> tuple[list[Quantity], list[ControlLine]]:
    """Leave out the figures and lines of which each has a partner of the same amount."""
    rest = list(lines)
    figures = []
    for figure in published:
        partner = next((one for one in rest if _is_same(figure, one, number)), None)
        if partner is None:
            figures.append(figure)
        else:
            rest.remove(partner)
    return figures, rest


def _is_same(figure: Quantity, line: ControlLine, number: int) -> bool:
    return _compare_sum([figure], [line], number).verdict is Verdict.PASS


def _compare_sum(
    published: Sequence[Quantity], lines: Sequence[ControlLine], number: int
) -> Outcome:
    approved = [_measure(line, number) for line in lines]
    if len(approved) > _MOST_SHOWN:
        approved = [_add_up(approved)]
    parts = [Part(_ONE, figure, "公开") for figure in published]
    parts += [Part(-_ONE, quantity, "批复") for quantity in approved]
    return compare_parts(parts, 0, _DEMAND)


def _add_up(quantities: Sequence[Quantity]) -> Quantity:
    """Make one figure of many lines, at the first of them: nobody reads evidence of thousands."""
    first = quantities[0]
    base = sum((one.base for one in quantities), Decimal(0))
    value = base / first.unit.factor
    return first._replace(
        place=first.place._replace(row=f"{first.place.row}（{len(quantities)} 行）"),
        text=format_number(value, first.shown),
        value=value,
        base=base,
        digit=sum((one.digit for one in quantities), Decimal(0)),
    )


def _measure(line: ControlLine, number: int) -> Quantity:
    offset = find_offset(number)
    spot = line.row.locate("amount")
    moved = spot._replace(line=spot.line + offset, end_line=spot.end_line + offset)
    amount = line.amount
    digit = compute_rounding_digit(amount.unit, amount.compute_base_digit())
    return Quantity(
        place=Place(moved, title=line.issuer, row=line.item or line.code, column="批复"),
        text=line.row.read("amount"),
        value=amount.value,
        unit=amount.unit,
        base=amount.compute_base(),
        digit=digit if amount.value else Decimal(0),
        shown=amount.digit,
        is_nil=False,
    )
