"""What the budget system has approved, against what is published. Reads no file.

An issuer may have several budgets in a run, and a code several lines: those of one code are one
claim, and each claim is about one of the budgets, or about all that print its amount.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from auditor.budget import Budget
from auditor.checks.lookup import Quantity
from auditor.engine.running import Run
from auditor.engine.sets.binding import move_back
from auditor.engine.sets.claims import (
    Answer,
    Claim,
    answer_claim,
    guess_unit,
    list_claims,
    measure_lines,
    split_claim,
)
from auditor.engine.sets.control_lines import Control, ControlLine
from auditor.engine.sets.counterparts import Counterparts, Scope
from auditor.engine.sets.ledgers import Ledgers
from auditor.engine.sets.list_issuers import IssuerBook
from auditor.engine.sets.own_rules import DIFFERS, UNCONTROLLED, UNMATCHED, UNREADABLE
from auditor.engine.sets.publications import Archive, Publication
from auditor.finding import Bilingual, Outcome, Place, Verdict

_MOST_JOINED = 12  # lines of one code, each for a project or a fund


class _Hearing(NamedTuple):
    """A budget that the lines of its issuer are put to, and what came of those so far."""

    publication: Publication
    bound: Budget
    finder: Counterparts
    ours: Scope
    outcomes: list[Outcome]

    def rank(self) -> tuple[bool, int]:
        """Return how likely a line is about this budget that agrees with none."""
        identity = self.publication.identity
        return identity.level == "部门", identity.year or 0

    def answer(self, claim: Claim, number: int) -> Answer | None:
        """Compare a claim with what this budget prints; None if it is of another year."""
        year = self.publication.identity.year
        if claim.year is not None and year is not None and claim.year != year:
            return None
        known = self.finder.find(claim.lines[0], alone=len(claim.lines) == 1)
        return answer_claim(claim, known, self.ours, number)


def judge_control(
    control: Control,
    archive: Archive,
    bind: Callable[[Publication], Budget],
    ledgers: Ledgers,
    number: int,
) -> None:
    """Compare every control line with its counterpart; `number` is that of the control file."""
    for fault in control.faults:
        verdict = Verdict.REVIEW if fault.is_mild else Verdict.FAIL
        place = Place(location=fault.location, row=fault.issuer, column=fault.heading)
        ledgers.note_alone(UNREADABLE, Outcome(verdict, place), number, fault.words)
    issuers = IssuerBook(archive.names, archive.issuers)
    by_issuer: dict[str, list[ControlLine]] = {}
    for line in control.lines:
        by_issuer.setdefault(issuers.find(line.issuer), []).append(line)
    budgets: dict[str, list[Publication]] = {}
    for publication in _list_budgets(archive):
        budgets.setdefault(publication.identity.issuer, []).append(publication)
    for issuer, lines in by_issuer.items():
        here = budgets.get(issuer, [])
        if here:
            _judge_issuer(lines, here, bind, ledgers, number)
        else:
            _note_unmatched(lines[0], _say_no_budget(lines), ledgers, number)


def _list_budgets(archive: Archive) -> list[Publication]:
    return [one for one in archive.publications if one.members and one.identity.kind == "预算"]


def _judge_issuer(
    lines: Sequence[ControlLine],
    budgets: Sequence[Publication],
    bind: Callable[[Publication], Budget],
    ledgers: Ledgers,
    number: int,
) -> None:
    """Put the lines of an issuer to its budgets, the likeliest one first."""
    bound = [bind(publication) for publication in budgets]
    finders = [Counterparts(one) for one in bound]
    meant = guess_unit(lines, finders, number)
    if meant is not lines:
        place = Place(location=lines[0].row.location, row=lines[0].issuer)
        words = _say_unit(lines[0].issuer, meant[0].amount.unit.word)
        ledgers.note_alone(UNREADABLE, Outcome(Verdict.REVIEW, place), number, words)
    lines, hearings = meant, []
    for publication, budget, finder in zip(budgets, bound, finders, strict=True):
        mine = [line for line in lines if line.year in {None, publication.identity.year}]
        hearings.append(_Hearing(publication, budget, finder, measure_lines(mine), []))
    hearings.sort(key=_Hearing.rank, reverse=True)
    for claim in list_claims(lines):
        if not _settle(claim, hearings, number) and claim.is_worth_a_word():
            for line in claim.lines:
                _note_unmatched(line, _say_unmatched(line), ledgers, number)
    for hearing in hearings:
        _note_hearing(hearing, ledgers)


def _settle(claim: Claim, hearings: Sequence[_Hearing], number: int) -> bool:
    """Note what comes of a claim; return whether any budget has a counterpart.

    It is about the budgets that print its sum. Where none does and several budgets have a
    counterpart, its lines may be about several of them; what is then left is about the first.
    """
    answered = [(one, one.answer(claim, number)) for one in hearings]
    heard = [(one, answer) for one, answer in answered if answer is not None and answer.outcomes]
    agreed = [(one, answer) for one, answer in heard if answer.agrees]
    if agreed or not heard:
        _keep(agreed)
        return bool(agreed)
    if len(heard) > 1 and len(claim.lines) > 1:
        rest, used = _settle_each(claim, [one for one, _ in heard], number)
        if not rest:
            return True
        free = [one for one, _ in heard if one not in used] or [heard[0][0]]
        answer = free[0].answer(split_claim(claim, rest), number)
        _keep([(free[0], answer)] if answer is not None else [])
        return True
    _keep(heard[:1])
    return True


def _settle_each(
    claim: Claim, hearings: Sequence[_Hearing], number: int
) -> tuple[list[ControlLine], list[_Hearing]]:
    """Give lines, or the fewest that follow each other and add up, to the budgets that print them.

    Returns the lines that are left, and the budgets that were given any.
    """
    rest: list[ControlLine] = []
    used: list[_Hearing] = []
    start = 0
    while start < len(claim.lines):
        for end in range(start + 1, min(start + _MOST_JOINED, len(claim.lines)) + 1):
            part = split_claim(claim, claim.lines[start:end])
            answered = [(one, one.answer(part, number)) for one in hearings]
            agreed = [(one, answer) for one, answer in answered if answer and answer.agrees]
            if agreed:
                _keep(agreed)
                used += [one for one, _ in agreed]
                start = end
                break
        else:
            rest.append(claim.lines[start])
            start += 1
    return rest, used


def _keep(answers: Iterable[tuple[_Hearing, Answer]]) -> None:
    for hearing, answer in answers:
        hearing.outcomes.extend(answer.outcomes)


def _note_hearing(hearing: _Hearing, ledgers: Ledgers) -> None:
    judged = tuple((DIFFERS, outcome) for outcome in hearing.outcomes)
    ledgers.note_run(Run(judged, (), ()), hearing.bound, hearing.publication.members)
    controlled = {outcome.place.location for outcome in hearing.outcomes}
    for total in hearing.finder.list_totals():
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


def _note_unmatched(line: ControlLine, words: Bilingual, ledgers: Ledgers, number: int) -> None:
    name = line.item or line.code
    place = Place(line.row.locate("amount"), title=line.issuer, row=name, column="批复")
    outcome = Outcome(Verdict.FAIL, place, found=line.row.read("amount"))
    ledgers.note_alone(UNMATCHED, outcome, number, words)


def _say_unmatched(line: ControlLine) -> Bilingual:
    name = " ".join(word for word in (line.code, line.item) if word)
    year = "" if line.year is None else str(line.year)
    return Bilingual(
        f"{line.issuer}：批复的“{name}”在公开的{year and f' {year} 年'}文件中找不到",
        f"{line.issuer}: nothing published{year and f' of {year}'} speaks of {name}",
    )


def _say_unit(issuer: str, unit: str) -> Bilingual:
    return Bilingual(
        f"{issuer}：批复表没有写明金额单位，按{unit}比对",
        f"{issuer}: the control file gives no unit; its amounts are taken as {unit}",
    )


def _say_no_budget(lines: Sequence[ControlLine]) -> Bilingual:
    issuer, count = lines[0].issuer, len(lines)
    return Bilingual(
        f"{issuer}：批复表有 {count} 行，本次没有它的预算",
        f"{issuer}: {count} control lines, and no budget of theirs in this run",
    )
