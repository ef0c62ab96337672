"""What the budget system has approved, against what is published. Reads no file.

An issuer may have several budgets in a run; each control line is about one of them, or about all
that print its amount.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import Amount
from auditor.budget import Budget
from auditor.checks.comparison import Demand, Part, compare_parts
from auditor.checks.lookup import Quantity
from auditor.checks.tolerance import compute_rounding_digit
from auditor.engine.running import Run
from auditor.engine.sets.binding import find_offset, move_back
from auditor.engine.sets.control_lines import Control, ControlLine
from auditor.engine.sets.counterparts import Counterparts
from auditor.engine.sets.ledgers import Ledgers
from auditor.engine.sets.own_rules import DIFFERS, UNCONTROLLED, UNMATCHED, UNREADABLE
from auditor.engine.sets.publications import Archive, Publication
from auditor.finding import Bilingual, Outcome, Place, Verdict
from auditor.location import Location

_ONE = Decimal(1)


def judge_control(
    control: Control,
    archive: Archive,
    bind: Callable[[Publication], Budget],
    ledgers: Ledgers,
    number: int,
) -> None:
    """Compare every control line with its counterpart; `number` is that of the control file."""
    if control.reason is not None:
        outcome = Outcome(verdict=Verdict.FAIL, place=Place())
        ledgers.note_alone(UNREADABLE, outcome, number, control.reason)
        return
    met: set[Location] = set()
    by_issuer: dict[str, list[ControlLine]] = {}
    for line in control.lines:
        by_issuer.setdefault(archive.names.find_full(line.issuer), []).append(line)
    budgets: dict[str, list[Publication]] = {}
    for publication in _list_budgets(archive):
        budgets.setdefault(publication.identity.issuer, []).append(publication)
    for issuer, lines in by_issuer.items():
        hearings = [_hear(one, lines, bind, number) for one in budgets.get(issuer, ())]
        met.update(_settle([one for one in hearings if one is not None], ledgers, number))
    for line in control.lines:
        if line.row.location not in met:
            outcome = Outcome(
                verdict=Verdict.FAIL, place=_place(line), found=line.row.read("amount")
            )
            ledgers.note_alone(UNMATCHED, outcome, number, _say_unmatched(line))


def _list_budgets(archive: Archive) -> list[Publication]:
    return [one for one in archive.publications if one.members and one.identity.kind == "预算"]


class _Hearing(NamedTuple):
    """What a budget prints to the lines of its issuer: outcomes by the place of the line.

    `unreadable` are the lines whose counterpart is there and whose own amount is none.
    """

    publication: Publication
    bound: Budget
    outcomes: dict[Location, Outcome]
    unreadable: tuple[ControlLine, ...]
    totals: tuple[Quantity, ...]


def _hear(
    publication: Publication,
    lines: Sequence[ControlLine],
    bind: Callable[[Publication], Budget],
    number: int,
) -> _Hearing | None:
    """Compare the lines of an issuer with one of its budgets; None if all are of other years."""
    year = str(publication.identity.year or "")
    mine = [line for line in lines if line.year in ("", year)]
    if not mine:
        return None
    bound = bind(publication)
    finder = Counterparts(bound)
    outcomes: dict[Location, Outcome] = {}
    unreadable = []
    for line in mine:
        published = finder.find(line)
        if published is None:
            continue
        if line.amount is None:
            unreadable.append(line)
        else:
            outcomes[line.row.location] = _compare(published, line, line.amount, number)
    totals = tuple(finder.list_totals())
    return _Hearing(publication, bound, outcomes, tuple(unreadable), totals)


def _settle(hearings: Sequence[_Hearing], ledgers: Ledgers, number: int) -> set[Location]:
    """Say what came of an issuer's lines; return those with a counterpart.

    An issuer may have several budgets here: as a department and as an office, of several years.
    A line is about those that print its amount; where none does, about the department's, and of
    those about the last.
    """
    unreadable = {line.row.location: line for one in hearings for line in one.unreadable}
    for line in unreadable.values():
        text = line.row.read("amount")
        words = Bilingual(f"金额“{text}”无法辨认", f"the amount {text!r} cannot be read")
        outcome = Outcome(verdict=Verdict.FAIL, place=_place(line))
        ledgers.note_alone(UNREADABLE, outcome, number, words)
    agreed = {
        place
        for one in hearings
        for place, outcome in one.outcomes.items()
        if outcome.verdict is Verdict.PASS
    }
    left = {place for one in hearings for place in one.outcomes} - agreed
    for one in sorted(hearings, key=_rank, reverse=True):
        mine = {
            place: outcome
            for place, outcome in one.outcomes.items()
            if outcome.verdict is Verdict.PASS or place in left
        }
        left.difference_update(mine)
        _note_hearing(one, tuple(mine.values()), ledgers)
    return {*agreed, *unreadable, *(place for one in hearings for place in one.outcomes)}


def _rank(hearing: _Hearing) -> tuple[bool, int]:
    identity = hearing.publication.identity
    return identity.level == "部门", identity.year or 0


def _note_hearing(hearing: _Hearing, outcomes: Sequence[Outcome], ledgers: Ledgers) -> None:
    judged = tuple((DIFFERS, outcome) for outcome in outcomes)
    ledgers.note_run(Run(judged, (), ()), hearing.bound, hearing.publication.members)
    controlled = {outcome.place.location for outcome in outcomes}
    for total in hearing.totals:
        if total.place.location not in controlled and not total.is_nil:
            _note_total(total, ledgers)


def _note_total(total: Quantity, ledgers: Ledgers) -> None:
    name = f"{total.place.title} {total.place.row}·{total.place.column}"
    words = Bilingual(
        f"“{name}”公开为 {total.text}，批复表中没有对应的数",
        f"{name} is published as {total.text}; no control line speaks of it",
    )
    own = total.place._replace(location=move_back(total.place.location))
    outcome = Outcome(verdict=Verdict.REVIEW, place=own, found=total.text)
    ledgers.note_alone(UNCONTROLLED, outcome, ledgers.number_of(total.place), words)


def _compare(published: Quantity, line: ControlLine, amount: Amount, number: int) -> Outcome:
    offset = find_offset(number)
    spot = line.row.locate("amount")
    moved = spot._replace(line=spot.line + offset, end_line=spot.end_line + offset)
    place = _place(line)._replace(location=moved)
    approved = Quantity(
        place=place,
        text=line.row.read("amount"),
        value=amount.value,
        unit=amount.unit,
        base=amount.compute_base(),
        digit=_find_digit(amount),
        shown=amount.digit,
        is_nil=False,
    )
    parts = [Part(_ONE, published, "公开"), Part(-_ONE, approved, "批复")]
    return compare_parts(parts, 0, Demand(facts=()))


def _find_digit(amount: Amount) -> Decimal:
    if not amount.value:
        return Decimal(0)
    return compute_rounding_digit(amount.unit, amount.compute_base_digit())


def _place(line: ControlLine) -> Place:
    name = line.item or line.code
    return Place(location=line.row.locate("amount"), title=line.issuer, row=name, column="批复")


def _say_unmatched(line: ControlLine) -> Bilingual:
    name = " ".join(word for word in (line.code, line.item) if word)
    return Bilingual(
        f"{line.issuer}：批复的“{name}”在公开的文件中找不到",
        f"{line.issuer}: nothing published speaks of {name}",
    )
