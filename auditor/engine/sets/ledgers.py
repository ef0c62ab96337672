"""What a set says, told to each of its documents in its own lines. Knows no rule pack."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from auditor.amount.amount import format_number
from auditor.budget import Budget
from auditor.budget.facts import DocumentFacts
from auditor.engine.drafts import name_outcome
from auditor.engine.findings import make_findings
from auditor.engine.fingerprints import hash_parts
from auditor.engine.running import Run
from auditor.engine.sets.binding import find_number, move_back
from auditor.engine.settings import Settings
from auditor.finding import Bilingual, Evidence, Finding, Operand, Outcome, Place, Verdict
from auditor.finding.audit import RuleFailure
from auditor.finding.outcome import NOTHING
from auditor.finding.set_verdicts import SetVerdicts
from auditor.location import Location
from auditor.rule import Rule, Severity

JUDGED = (Verdict.PASS, Verdict.FAIL, Verdict.REVIEW)
RECOUNTED = frozenset({"count"})  # what such a rule says of one file, all files together replace
_PAIR = 2
Spot = tuple[str, Location]


@dataclass(slots=True)
class Ledger:
    """What has been said of one document so far."""

    findings: list[Finding] = field(default_factory=list)
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    failures: list[RuleFailure] = field(default_factory=list)
    reasons: dict[str, Bilingual] = field(default_factory=dict)
    replaced: list[Spot] = field(default_factory=list)
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def close(self) -> SetVerdicts:
        """Return all of it; a rule that was judged anywhere has been applied."""
        judged = {rule for rule, _ in self.outcomes}
        left = tuple((rule, why) for rule, why in self.reasons.items() if rule not in judged)
        return SetVerdicts(
            findings=tuple(self.findings),
            outcomes=tuple(self.outcomes),
            failures=tuple(dict.fromkeys(self.failures)),
            not_applied=left,
            replaced=tuple(self.replaced),
        )


class Ledgers:
    """The ledgers of all documents of a run, by their numbers."""

    def __init__(self, documents: Sequence[DocumentFacts], settings: Settings) -> None:
        """Start with nothing said of anyone; settings say which rules are wanted."""
        self._documents = documents
        self._settings = settings
        self._ledgers: dict[int, Ledger] = {}

    def find(self, number: int) -> Ledger:
        """Return the ledger of a document."""
        return self._ledgers.setdefault(number, Ledger())

    def close(self) -> dict[int, SetVerdicts]:
        """Return what is said of each document of which anything is."""
        return {number: ledger.close() for number, ledger in sorted(self._ledgers.items())}

    def note_run(
        self,
        run: Run,
        bound: Budget,
        numbers: Sequence[int],
        known: frozenset[Spot] = frozenset(),
    ) -> None:
        """Take what rests on at least two documents and is not known from one of them alone."""
        kept = [
            (rule, outcome)
            for rule, outcome in run.outcomes
            if outcome.verdict in JUDGED
            and self._settings.wants(rule)
            and len(_list_numbers(outcome)) >= _PAIR
            and (rule.id, outcome.place.location) not in known
        ]
        for rule, outcome in kept:
            for number in _list_numbers(outcome):
                ledger, own = self.find(number), localise(outcome, number)
                ledger.outcomes.append((rule.id, own))
                if rule.kind in RECOUNTED and not rule.across:
                    ledger.replaced.append((rule.id, own.place.location))
        named = {name_outcome(rule, outcome): (rule, outcome) for rule, outcome in kept}
        for finding in make_findings(kept, bound):
            self._note_finding(finding, [named[name] for name in finding.failed])
        for failure in run.failures:
            for number in numbers:
                self.find(number).failures.append(failure)

    def number_of(self, place: Place) -> int:
        """Return the number of the document that a place of a bound budget is in."""
        return find_number(place.location)

    def note_alone(self, rule: Rule, outcome: Outcome, number: int, words: Bilingual) -> None:
        """Take an outcome of one document, whose place is in that document's own lines."""
        if not self._settings.wants(rule):
            return
        self.find(number).outcomes.append((rule.id, outcome))
        if outcome.verdict is Verdict.PASS:
            return
        is_mild = outcome.verdict is Verdict.REVIEW
        finding = Finding(
            fingerprint=self._name(number, rule.id, outcome.place),
            rule=rule.id,
            kind=rule.kind,
            severity=(Severity.INFO if is_mild else rule.severity).value,
            outcome=outcome,
            title=rule.title,
            message=words,
            cause=NOTHING,
            evidence=(),
            failed=(name_outcome(rule, outcome),),
        )
        self.find(number).findings.append(finding)

    def _note_finding(self, finding: Finding, failed: Sequence[tuple[Rule, Outcome]]) -> None:
        numbers = dict.fromkeys(n for _, outcome in failed for n in _list_numbers(outcome))
        for number in numbers:
            mine = [(rule, one) for rule, one in failed if number in _list_numbers(one)]
            outcome = _place_at(finding.outcome, mine[0][1], number)
            failed_here = (name_outcome(rule, localise(one, number)) for rule, one in mine)
            told = replace(
                finding,
                fingerprint=self._name(number, finding.rule, outcome.place),
                outcome=outcome,
                evidence=tuple(self._list_evidence(finding.evidence, number)),
                failed=tuple(dict.fromkeys(failed_here)),
            )
            self.find(number).findings.append(told)

    def _list_evidence(self, evidence: Sequence[Evidence], number: int) -> Iterator[Evidence]:
        for one in evidence:
            origin = find_number(one.location)
            path = "" if origin == number else self._documents[origin].path
            yield one._replace(location=move_back(one.location), path=path)

    def _name(self, number: int, rule: str, place: Place) -> str:
        """Return the fingerprint of a rule at a place of a document; unique among sets."""
        facts = self._documents[number]
        year = "" if facts.year is None else str(facts.year)
        identity = (facts.issuer, year, facts.kind, facts.role)
        parts = ("set", rule, *identity, place.title, place.key or place.row, place.column)
        seen = self.find(number).seen
        ordinal = seen[parts]
        seen[parts] += 1
        return hash_parts((*parts, str(ordinal)))


def _list_numbers(outcome: Outcome) -> list[int]:
    """List the documents that an outcome rests on, that of its place first."""
    places = [outcome.place, *(operand.place for operand in outcome.operands)]
    return list(dict.fromkeys(find_number(place.location) for place in places))


def localise(outcome: Outcome, number: int) -> Outcome:
    """Return an outcome as one document has it: its own figures, in its own lines."""
    mine = tuple(
        operand._replace(place=_move_place(operand.place))
        for operand in outcome.operands
        if find_number(operand.place.location) == number
    )
    is_here = find_number(outcome.place.location) == number
    place = _move_place(outcome.place) if is_here else mine[0].place
    return outcome._replace(place=place, operands=mine)


def _place_at(found: Outcome, outcome: Outcome, number: int) -> Outcome:
    """Put a finding's outcome at a document's own figure, with what that figure ought to be."""
    own = localise(outcome, number)
    for told in (outcome, found):  # where the rule stands, else where the cause may be
        if find_number(told.place.location) == number:
            place = _move_place(told.place)
            return told._replace(place=place, operands=own.operands, suggestion="")
    mine = [one for one in outcome.operands if find_number(one.place.location) == number]
    told = _turn(outcome, mine[0], is_only=len(mine) == 1)
    return told._replace(place=own.place, operands=own.operands, suggestion="")


def _turn(found: Outcome, operand: Operand, *, is_only: bool) -> Outcome:
    """Say of another figure of an equation what would make it hold; of one of many, nothing."""
    if not operand.weight or not is_only:
        return found._replace(expected="", found=operand.text, unit=operand.unit, difference="")
    missed = found.residual / operand.weight
    right = operand.value - missed
    return found._replace(
        expected=format_number(right, operand.digit),
        found=operand.text,
        difference=format_number(missed, operand.digit),
        unit=operand.unit,
        tolerance="",
    )


def _move_place(place: Place) -> Place:
    return place._replace(location=move_back(place.location))
