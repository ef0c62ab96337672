"""Put the rules over several documents to the documents of a run. Reads no file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from auditor.budget import Budget
from auditor.budget.facts import DocumentFacts
from auditor.engine.running import run_rules
from auditor.engine.sets.alone import does_fail, list_judged
from auditor.engine.sets.binding import (
    bind_other,
    bind_parts,
    find_offset,
    list_lacking,
    name_publication,
)
from auditor.engine.sets.control import judge_control
from auditor.engine.sets.control_lines import parse_control
from auditor.engine.sets.grouping import group_documents
from auditor.engine.sets.ledgers import ABSENCES, JUDGED, Ledgers
from auditor.engine.sets.lists import OfficeFile
from auditor.engine.sets.own_rules import VERSIONS
from auditor.engine.sets.publications import ANNEX, Archive, Identity, Publication
from auditor.engine.sets.relatives import Relatives, find_relatives
from auditor.engine.sets.roster import complete_documents, list_names, parse_roster
from auditor.engine.sets.roster_verdicts import judge_roster
from auditor.engine.sets.unpacking import unpack_facts
from auditor.engine.sets.versions import note_versions
from auditor.engine.sets.words import ADDED_UP, UNLIKE, say_elsewhere, say_lacking
from auditor.engine.settings import Settings
from auditor.finding import Bilingual
from auditor.finding.set_verdicts import SetVerdicts
from auditor.rule import Rule, Severity
from auditor.rule.across import ACCOUNTS, ALL_UNITS, PARTS, SCOPES, UNIT, UNITS, YEARS, Scope
from auditor.rulepack import RulePack

_MOST_KEPT = 32
FindPack = Callable[[str], RulePack]
ReadPacked = Callable[[int], bytes]


class OfficeFiles(NamedTuple):
    """The list of documents that are expected, and the amounts that were approved."""

    manifest: OfficeFile | None = None
    control: OfficeFile | None = None

    def list_files(self) -> list[OfficeFile]:
        """Return those that are given; their numbers follow those of the documents."""
        return [file for file in self if file is not None]


def judge_sets(
    documents: Sequence[DocumentFacts],
    find_pack: FindPack,
    settings: Settings,
    files: OfficeFiles = OfficeFiles(),  # noqa: B008 - a tuple never changes
    *,
    compares: bool = True,
    read_packed: ReadPacked | None = None,
    unread: Sequence[str] = (),
) -> dict[int, SetVerdicts]:
    """Judge all sets of a run: what is said of each document, by its number.

    `find_pack` finds the rule pack that a document chose, by its name. What is said of the
    office's own files stands under the numbers behind those of the documents. Without `compares`
    nothing but these files is judged. `read_packed` reads the packed part of the document with a
    number where the documents are without theirs; `unread` are the paths of files that could not
    be read at all.
    """
    roster = parse_roster(files.manifest) if files.manifest else None
    control = parse_control(files.control) if files.control else None
    known = complete_documents(documents, roster) if roster else list(documents)
    names = [line.issuer for line in control.lines] if control else []
    names += list_names(roster) if roster else []
    archive = group_documents(known, names)
    others = [_describe_file(file) for file in files.list_files()]
    read = read_packed or (lambda number: known[number].packed)
    court = _Court([*known, *others], archive, find_pack, settings, read)
    for publication in archive.publications if compares else ():
        court.judge(publication)
    if roster is not None:
        judge_roster(roster, known, archive, court.ledgers, len(known), unread=unread)
    if control is not None:
        number = len(known) + len(others) - 1
        judge_control(control, archive, court.bind, court.ledgers, number)
    return court.ledgers.close()


def _describe_file(file: OfficeFile) -> DocumentFacts:
    return DocumentFacts(file.path, file.sha256, "", "", None, "", "", "")


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
        read_packed: ReadPacked,
    ) -> None:
        self._read_packed = read_packed
        self.ledgers = Ledgers(documents, settings)
        self._documents = documents
        self._archive = archive
        self._find_pack = find_pack
        self._settings = settings
        self._rules: dict[str, tuple[Rule, ...]] = {}
        self._bound: dict[tuple[Identity, bool], Budget] = {}
        self._complete: set[Identity] = set()
        self._unpacked: dict[int, Budget] = {}

    def judge(self, publication: Publication) -> None:
        """Put every rule over several documents to a publication."""
        self._unpacked.clear()
        if self._settings.wants(VERSIONS):
            note_versions(publication, self._documents, self.ledgers)
        if not publication.members:
            return
        rules = self._list_rules(self._choose_pack(publication))
        announced = {name for rule in rules for name in rule.announced}
        relatives = find_relatives(publication, self._documents, self._archive, announced)
        if len(publication.members) == 1 and relatives.is_alone():
            self._refuse_all(rules, publication.members, relatives)
            return
        budget = self.bind(publication)
        sitting = _Sitting(
            publication=publication, relatives=relatives, rules=rules, budget=budget
        )
        self._judge_parts(sitting)
        for scope in (YEARS, ACCOUNTS, ALL_UNITS, UNITS):
            self._judge_together(sitting, scope)
        self._judge_units(sitting)

    def _choose_pack(self, publication: Publication) -> str:
        """Choose the nearest pack that a file of a publication has: it extends the most others."""
        packs = dict.fromkeys(self._documents[number].pack for number in publication.members)
        return max(packs, key=lambda name: len(self._find_pack(name).packs))

    def _list_rules(self, pack: str) -> tuple[Rule, ...]:
        """List the rules of a pack that sets may need."""
        if pack not in self._rules:
            rules = self._find_pack(pack).rules
            self._rules[pack] = tuple(rule for rule in rules if self._wants(rule))
        return self._rules[pack]

    def _wants(self, rule: Rule) -> bool:
        is_open = rule.severity is not Severity.OFF and rule.status != "deprecated"
        is_over_sets = bool(rule.across or rule.unless) or rule.spans_files
        return is_open and is_over_sets and self._settings.wants(rule)

    def _judge_parts(self, sitting: _Sitting) -> None:
        """Read the files of a publication as one document; every rule about figures runs again."""
        members = sitting.publication.members
        mine = [rule for rule in sitting.rules if rule.across == PARTS.name]
        if len(members) == 1:
            self._refuse(mine, members, sitting.relatives.find_reason(PARTS))
            return
        spanning = [rule for rule in sitting.rules if rule.spans_files]
        absences = [rule for rule in spanning if rule.kind in ABSENCES]
        self._judge_absences(absences, sitting)
        self._withdraw(sitting)
        ordinary = [rule for rule in spanning if rule.kind not in ABSENCES]
        known = list_judged(ordinary, [self._unpack(number) for number in members])
        run = run_rules(ordinary, sitting.budget)
        self.ledgers.note_run(run, sitting.budget, members, known)
        copies = self.bind(sitting.publication, keeps_copies=True)
        self._run(mine, copies, members, folds=True)

    def _withdraw(self, sitting: _Sitting) -> None:
        """Take back what a file alone said because it lacks a table that another file has."""
        for rule in sitting.rules:
            if rule.unless and sitting.budget.find_tables(rule.unless):
                for number in sitting.publication.members:
                    self.ledgers.find(number).withdrawn.append(rule.id)
                self._refuse([rule], sitting.publication.members, say_elsewhere(rule.unless))

    def _judge_absences(self, rules: Sequence[Rule], sitting: _Sitting) -> None:
        """Say once what no file of a publication has, and not in each that another one has it."""
        members = sitting.publication.members
        for rule in rules:
            lacking = [number for number in members if does_fail(rule, self._unpack(number))]
            together = [one for _, one in run_rules([rule], sitting.budget).outcomes]
            if not lacking or not any(one.verdict in JUDGED for one in together):
                continue
            if len({self._documents[number].pack for number in members}) > 1:
                together = []  # what one pack calls a table another one may call otherwise
                self._refuse([rule], members, UNLIKE)
            self.ledgers.note_absences(rule, together, lacking)

    def _judge_together(self, sitting: _Sitting, scope: Scope) -> None:
        rules = [rule for rule in sitting.rules if rule.across == scope.name]
        others = sitting.relatives.list_others(scope)
        members = sitting.publication.members
        if scope == UNITS and sitting.publication.identity in self._complete:
            self._refuse(rules, members, ADDED_UP)
            return
        if not others:
            self._refuse(rules, members, sitting.relatives.find_reason(scope))
            return
        budgets = [self.bind(other) for other in others]
        numbers = [*members, *(number for other in others for number in other.members)]
        lacking = list_lacking(sitting.budget, budgets) if scope == ALL_UNITS else {}
        bound = bind_other(sitting.budget, budgets, scope.other, without=lacking)
        why = say_lacking(lacking) if lacking else None
        self._run(rules, bound, numbers, why=why, folds=scope in (UNITS, ALL_UNITS))
        if scope == ALL_UNITS and rules and not lacking:  # what adds up need not be bounded
            self._complete.add(sitting.publication.identity)

    def _judge_units(self, sitting: _Sitting) -> None:
        """Put a department beside each of its units, one after the other."""
        rules = [rule for rule in sitting.rules if rule.across == UNIT.name]
        others = sitting.relatives.list_others(UNIT)
        members = sitting.publication.members
        if not others:
            self._refuse(rules, members, sitting.relatives.find_reason(UNIT))
        for other in others:
            bound = bind_other(sitting.budget, [self.bind(other)], UNIT.other)
            self._run(rules, bound, [*members, *other.members], folds=True)

    def _run(
        self,
        rules: Sequence[Rule],
        bound: Budget,
        numbers: Sequence[int],
        *,
        why: Bilingual | None = None,
        folds: bool = False,
    ) -> None:
        """Put rules to what is bound; `why` is the reason of those that cannot be put to it.

        With `folds`, one contradiction that shows in many rows is told once.
        """
        run = run_rules(rules, bound)
        self.ledgers.note_run(run, bound, numbers, folds=folds)
        reasons = {rule: why or reason for rule, reason in run.not_applied}
        for number in numbers:
            self.ledgers.find(number).reasons |= reasons

    def _refuse_all(
        self, rules: Sequence[Rule], numbers: Sequence[int], relatives: Relatives
    ) -> None:
        """Say of every rule over several documents why it was not put to these."""
        for rule in rules:
            if rule.across:
                self._refuse([rule], numbers, relatives.find_reason(SCOPES[rule.across]))

    def _refuse(self, rules: Sequence[Rule], numbers: Sequence[int], reason: Bilingual) -> None:
        """Say why rules are not put to documents, unless something nearer was said already."""
        for number in numbers:
            reasons = self.ledgers.find(number).reasons
            for rule in rules:
                reasons.setdefault(rule.id, reason)

    def bind(self, publication: Publication, *, keeps_copies: bool = False) -> Budget:
        """Bind the files of a publication into one budget; the last ones asked for are kept."""
        key = (publication.identity, keeps_copies)
        known = self._bound.pop(key, None)
        if known is None:
            budgets = [self._unpack(number) for number in publication.members]
            known = bind_parts(budgets, self._archive.names, keeps_copies=keeps_copies)
            known = name_publication(known, publication.identity)
            if len(self._bound) >= _MOST_KEPT:
                del self._bound[next(iter(self._bound))]
        self._bound[key] = known
        return known

    def _unpack(self, number: int) -> Budget:
        """Unpack a document; those of the publication that is judged are kept."""
        if number not in self._unpacked:
            self._unpacked[number] = self._unpack_anew(number)
        return self._unpacked[number]

    def _unpack_anew(self, number: int) -> Budget:
        facts = self._documents[number]
        facts = facts._replace(packed=self._read_packed(number))
        pack = self._find_pack(facts.pack)
        templates = {**pack.templates, **pack.forms.list_tables()}
        offset = find_offset(number, is_annex=facts.role == ANNEX)
        return unpack_facts(facts, templates, offset)
