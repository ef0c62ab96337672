"""What a set says, told to each of its documents in its own lines. Knows no rule pack."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from auditor.budget import Budget
from auditor.budget.facts import DocumentFacts
from auditor.engine.drafts import name_outcome
from auditor.engine.findings import make_findings
from auditor.engine.fingerprints import hash_parts
from auditor.engine.running import Run
from auditor.engine.sets.binding import find_number, move_back
from auditor.engine.sets.folding import fold_failures
from auditor.engine.sets.localising import (
    PAIR,
    lead_across,
    list_numbers,
    localise,
    place_at,
)
from auditor.engine.settings import Settings
from auditor.engine.wording import word_message
from auditor.finding import Bilingual, Evidence, Finding, Outcome, Place, Verdict
from auditor.finding.audit import RuleFailure
from auditor.finding.outcome import NOTHING
from auditor.finding.set_verdicts import SetVerdicts
from auditor.location import START, Location, locate
from auditor.rule import Rule, Severity

JUDGED = (Verdict.PASS, Verdict.FAIL, Verdict.REVIEW)
RECOUNTED = frozenset({"count"})  # what such a rule says of one file, all files together replace
ABSENCES = frozenset({"present"})  # what one file lacks another one may have
# Causes are worded in the lines of what is bound.
_FAR_LINE = re.compile(r"(第 |line |行 |、|\(|, )(\d{10,})(?=[ 、）),])")
Spot = tuple[str, Location]


@dataclass(slots=True)
class Ledger:
    """What has been said of one document so far."""

    findings: list[Finding] = field(default_factory=list)
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)
    failures: list[RuleFailure] = field(default_factory=list)
    reasons: dict[str, Bilingual] = field(default_factory=dict)
    replaced: list[Spot] = field(default_factory=list)
    explained: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
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
            explained=tuple(dict.fromkeys(self.explained)),
            withdrawn=tuple(self.withdrawn),
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
        known: frozenset[Spot] | None = None,
        *,
        folds: bool = False,
    ) -> None:
        """Take what rests on at least two documents and is not known from one of them alone.

        `known` are the places that were judged alone, where the same rules were put to each.
        With `folds`, what is off in many rows by the same amount is told once.
        """
        judged = [
            (rule, outcome)
            for rule, outcome in run.outcomes
            if outcome.verdict in JUDGED and self._settings.wants(rule)
        ]
        kept = [
            (rule, outcome)
            for rule, outcome in judged
            if (len(list_numbers(outcome)) >= PAIR or _needs_others(rule, known))
            and (rule.id, outcome.place.location) not in (known or ())
        ]
        for rule, outcome in kept:
            for number in list_numbers(outcome):
                ledger, own = self.find(number), localise(outcome, number)
                ledger.outcomes.append((rule.id, own))
                if rule.kind in RECOUNTED and not rule.across:
                    ledger.replaced.append((rule.id, own.place.location))
        if known is not None:
            self._note_findings(judged if kept else (), kept, bound)
        elif folds:
            self._note_folded(kept, bound)
        else:
            self._note_findings(kept, kept, bound)
        for failure in run.failures:
            for number in numbers:
                self.find(number).failures.append(failure)

    def _note_findings(
        self,
        judged: Sequence[tuple[Rule, Outcome]],
        kept: Sequence[tuple[Rule, Outcome]],
        bound: Budget,
    ) -> None:
        """Find the causes of all that was judged, and tell those that explain what is kept."""
        named = {name_outcome(rule, outcome): (rule, outcome) for rule, outcome in judged}
        wanted = {name_outcome(rule, outcome) for rule, outcome in kept}
        for finding in make_findings(judged, bound):
            if not wanted.isdisjoint(finding.failed):
                self._note_finding(finding, [named[name] for name in finding.failed])

    def _note_folded(self, kept: Sequence[tuple[Rule, Outcome]], bound: Budget) -> None:
        """Tell failures between documents once, with those that follow from them."""
        others, folded = fold_failures(kept)
        leaders = [one.leader for one in folded]
        behind = {name_outcome(*one.leader): one.followers for one in folded}
        named = {name_outcome(rule, outcome): (rule, outcome) for rule, outcome in kept}
        for finding in make_findings([*others, *leaders], bound):
            failed = [named[name] for name in finding.failed]
            failed += [one for name in finding.failed for one in behind.get(name, ())]
            self._note_finding(finding, failed)

    def note_absences(
        self, rule: Rule, outcomes: Sequence[Outcome], numbers: Sequence[int]
    ) -> None:
        """Say in the first of documents what all of them lack, in the place of what each said."""
        for number in numbers:
            self.find(number).replaced.append((rule.id, START))
        for outcome in outcomes:
            if outcome.verdict is Verdict.FAIL:
                self.note_alone(rule, outcome, numbers[0], word_message(rule, [outcome]))

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
        finding = lead_across(finding, failed)
        numbers = dict.fromkeys(n for _, outcome in failed for n in list_numbers(outcome))
        for number in numbers:
            mine = [(rule, one) for rule, one in failed if number in list_numbers(one)]
            mine.sort(key=lambda one: one[0].id != finding.rule)
            outcome = place_at(finding.outcome, mine[0][1], number)
            failed_here = [name_outcome(rule, localise(one, number)) for rule, one in mine]
            self.find(number).explained += failed_here
            told = replace(
                finding,
                fingerprint=self._name(number, finding.rule, outcome.place),
                outcome=outcome,
                message=self._speak_of_lines(finding.message, number),
                cause=self._speak_of_lines(finding.cause, number),
                evidence=tuple(self._list_evidence(finding.evidence, number)),
                failed=tuple(dict.fromkeys(failed_here)),
            )
            self.find(number).findings.append(told)

    def _speak_of_lines(self, words: Bilingual, number: int) -> Bilingual:
        """Put a document's own lines into words, with the file's name before those of others."""

        def name(found: re.Match[str]) -> str:
            location = locate(int(found[2]), 1, 0)
            origin = find_number(location)
            path = "" if origin == number else f"{self._documents[origin].path} "
            return f"{path}{found[1]}{move_back(location).line}"

        return Bilingual(_FAR_LINE.sub(name, words.zh), _FAR_LINE.sub(name, words.en))

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


def _needs_others(rule: Rule, known: frozenset[Spot] | None) -> bool:
    """Say whether a rule that its own file did not let judge was judged with the others' help.

    Its condition may speak of what only another file states.
    """
    return known is not None and rule.kind not in RECOUNTED and not rule.across
