"""Put the rules over several documents to the documents of a run. Reads no file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from auditor.budget import Budget
from auditor.budget.facts import DocumentFacts
from auditor.engine.running import run_rules
from auditor.engine.sets.binding import bind_other, bind_parts, find_offset
from auditor.engine.sets.ledgers import JUDGED, RECOUNTED, Ledgers, Spot
from auditor.engine.sets.packing import unpack_facts
from auditor.engine.sets.publications import Archive, Publication, group_documents
from auditor.engine.sets.relatives import Relatives, find_relatives
from auditor.engine.sets.versions import note_versions
from auditor.engine.settings import Settings
from auditor.finding import Bilingual
from auditor.finding.set_verdicts import SetVerdicts
from auditor.rule import Rule, Severity
from auditor.rule.across import ACCOUNTS, ALL_UNITS, PARTS, UNIT, UNITS, YEARS, Scope
from auditor.rulepack import RulePack

FindPack = Callable[[str], RulePack]
_OVER_PARTS = frozenset({"equation", "agree", "count"})


def judge_sets(
    documents: Sequence[DocumentFacts], find_pack: FindPack, settings: Settings
) -> dict[int, SetVerdicts]:
    """Judge all sets of a run: what is said of each document, by its number.

    `find_pack` finds the rule pack that a document chose, by its name.
    """
    archive = group_documents(documents)
    court = _Court(documents, archive, find_pack, settings)
    for publication in archive.publications:
        court.judge(publication)
    return court.ledgers.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sitting:
    """A publication with its relatives, and the rules that its pack has for sets."""

    publication: Publication
    relatives: Relatives
    rules: tuple[Rule, ...]
    budget: Budget


class _Court:
    """Judges one publication after another."""

    def __init__(
        self,
        documents: Sequence[DocumentFacts],
        archive: Archive,
        find_pack: FindPack,
        settings: Settings,
    ) -> None:
        self.ledgers = Ledgers(documents)
        self._documents = documents
        self._archive = archive
        self._find_pack = find_pack
        self._settings = settings

    def judge(self, publication: Publication) -> None:
        """Put every rule over several documents to a publication."""
        note_versions(publication, self._documents, self.ledgers)
        if not publication.members:
            return
        pack = self._find_pack(self._documents[publication.members[0]].pack)
        rules = tuple(rule for rule in pack.rules if self._wants(rule))
        announced = {name for rule in rules for name in rule.announced}
        budget = self._bind(publication)
        relatives = find_relatives(publication, budget, self._archive, announced)
        sitting = _Sitting(
            publication=publication, relatives=relatives, rules=rules, budget=budget
        )
        self._judge_parts(sitting)
        for scope in (YEARS, ACCOUNTS, UNITS, ALL_UNITS):
            self._judge_together(sitting, scope)
        self._judge_units(sitting)

    def _wants(self, rule: Rule) -> bool:
        is_open = rule.severity is not Severity.OFF and rule.status != "deprecated"
        is_over_sets = bool(rule.across) or rule.kind in _OVER_PARTS
        return is_open and is_over_sets and not rule.is_inferred and self._settings.wants(rule)

    def _judge_parts(self, sitting: _Sitting) -> None:
        """Read the files of a publication as one document; every rule about figures runs again."""
        members = sitting.publication.members
        mine = [rule for rule in sitting.rules if rule.across == PARTS.name]
        if len(members) == 1:
            self._refuse(mine, members, sitting.relatives.find_reason(PARTS))
            return
        ordinary = [rule for rule in sitting.rules if not rule.across]
        known = self._list_judged(ordinary, members)
        run = run_rules(ordinary, sitting.budget)
        self.ledgers.note_run(run, sitting.budget, members, known)
        copies = self._bind(sitting.publication, keeps_copies=True)
        self._run(mine, copies, members)

    def _list_judged(self, rules: Sequence[Rule], numbers: Sequence[int]) -> frozenset[Spot]:
        """List the places of which a file by itself has said enough.

        What is counted is the exception: with the other files it is another number.
        """
        asked = [rule for rule in rules if rule.kind not in RECOUNTED]
        runs = [run_rules(asked, self._unpack(number)) for number in numbers]
        return frozenset(
            (rule.id, outcome.place.location)
            for run in runs
            for rule, outcome in run.outcomes
            if outcome.verdict in JUDGED
        )

    def _judge_together(self, sitting: _Sitting, scope: Scope) -> None:
        rules = [rule for rule in sitting.rules if rule.across == scope.name]
        others = sitting.relatives.list_others(scope)
        members = sitting.publication.members
        if not others:
            self._refuse(rules, members, sitting.relatives.find_reason(scope))
            return
        budgets = [self._bind(other) for other in others]
        numbers = [*members, *(number for other in others for number in other.members)]
        self._run(rules, bind_other(sitting.budget, budgets, scope.other), numbers)

    def _judge_units(self, sitting: _Sitting) -> None:
        """Put a department beside each of its units, one after the other."""
        rules = [rule for rule in sitting.rules if rule.across == UNIT.name]
        others = sitting.relatives.list_others(UNIT)
        members = sitting.publication.members
        if not others:
            self._refuse(rules, members, sitting.relatives.find_reason(UNIT))
        for other in others:
            bound = bind_other(sitting.budget, [self._bind(other)], UNIT.other)
            self._run(rules, bound, [*members, *other.members])

    def _run(self, rules: Sequence[Rule], bound: Budget, numbers: Sequence[int]) -> None:
        run = run_rules(rules, bound)
        self.ledgers.note_run(run, bound, numbers)
        for number in numbers:
            self.ledgers.find(number).reasons |= dict(run.not_applied)

    def _refuse(self, rules: Sequence[Rule], numbers: Sequence[int], reason: Bilingual) -> None:
        for number in numbers:
            self.ledgers.find(number).reasons |= dict.fromkeys([rule.id for rule in rules], reason)

    def _bind(self, publication: Publication, *, keeps_copies: bool = False) -> Budget:
        budgets = [self._unpack(number) for number in publication.members]
        return bind_parts(budgets, self._archive.names, keeps_copies=keeps_copies)

    def _unpack(self, number: int) -> Budget:
        facts = self._documents[number]
        pack = self._find_pack(facts.pack)
        templates = {**pack.templates, **pack.forms.list_tables()}
        return unpack_facts(facts, templates, find_offset(number))
