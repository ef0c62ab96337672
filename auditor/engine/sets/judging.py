"""Put the rules over several documents to the documents of a run. Reads no file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from auditor.budget import Budget
from auditor.budget.facts import DocumentFacts
from auditor.engine.running import run_rules
from auditor.engine.sets.binding import bind_other, bind_parts, find_offset, list_lacking
from auditor.engine.sets.control import judge_control
from auditor.engine.sets.control_lines import parse_control
from auditor.engine.sets.ledgers import JUDGED, RECOUNTED, Ledgers, Spot
from auditor.engine.sets.own_rules import VERSIONS
from auditor.engine.sets.packing import unpack_facts
from auditor.engine.sets.publications import ANNEX, Archive, Identity, Publication, group_documents
from auditor.engine.sets.relatives import Relatives, find_relatives
from auditor.engine.sets.roster import complete_documents, judge_roster, parse_roster
from auditor.engine.sets.versions import note_versions
from auditor.engine.settings import Settings
from auditor.finding import Bilingual
from auditor.finding.set_verdicts import SetVerdicts
from auditor.rule import Rule, Severity
from auditor.rule.across import ACCOUNTS, ALL_UNITS, PARTS, SCOPES, UNIT, UNITS, YEARS, Scope
from auditor.rulepack import RulePack

_MOST_KEPT = 32
_MOST_NAMED = 6
FindPack = Callable[[str], RulePack]
ReadPacked = Callable[[int], bytes]


class OfficeFile(NamedTuple):
    """A list that an office gives beside the documents: its path and its tabular text."""

    path: str
    sha256: str
    text: str


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
) -> dict[int, SetVerdicts]:
    """Judge all sets of a run: what is said of each document, by its number.

    `find_pack` finds the rule pack that a document chose, by its name. What is said of the
    office's own files stands under the numbers behind those of the documents. Without `compares`
    nothing but these files is judged. `read_packed` reads the packed part of the document with a
    number where the documents are without theirs.
    """
    roster = parse_roster(files.manifest.text) if files.manifest else None
    control = parse_control(files.control.text) if files.control else None
    known = complete_documents(documents, roster) if roster else list(documents)
    names = [line.issuer for line in control.lines] if control else []
    names += [one.issuer for one in roster.expected] if roster else []
    archive = group_documents(known, names)
    others = [_describe_file(file) for file in files.list_files()]
    read = read_packed or (lambda number: known[number].packed)
    court = _Court([*known, *others], archive, find_pack, settings, read)
    for publication in archive.publications if compares else ():
        court.judge(publication)
    if roster is not None:
        judge_roster(roster, known, archive.names, court.ledgers, len(known))
    if control is not None:
        number = len(known) + len(others) - 1
        judge_control(control, archive, court.bind, court.ledgers, number)
    return court.ledgers.close()


def _say_lacking(lacking: Mapping[str, Sequence[str]]) -> Bilingual:
    """Say which tables some units lack, so that no sum over all of them can be made."""
    zh = "；".join(f"“{name}”：{_join_names(issuers, '、')}" for name, issuers in lacking.items())
    en = "; ".join(f"{name}: {_join_names(issuers, ', ')}" for name, issuers in lacking.items())
    return Bilingual(
        f"有的单位没有可与部门相加比对的表，{zh}",
        f"some units have no table to add up with the others, {en}",
    )


def _join_names(names: Sequence[str], between: str) -> str:
    return between.join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")


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

    def judge(self, publication: Publication) -> None:
        """Put every rule over several documents to a publication."""
        if self._settings.wants(VERSIONS):
            note_versions(publication, self._documents, self.ledgers)
        if not publication.members:
            return
        rules = self._list_rules(self._documents[publication.members[0]].pack)
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
        for scope in (YEARS, ACCOUNTS, UNITS, ALL_UNITS):
            self._judge_together(sitting, scope)
        self._judge_units(sitting)

    def _list_rules(self, pack: str) -> tuple[Rule, ...]:
        """List the rules of a pack that sets may need."""
        if pack not in self._rules:
            rules = self._find_pack(pack).rules
            self._rules[pack] = tuple(rule for rule in rules if self._wants(rule))
        return self._rules[pack]

    def _wants(self, rule: Rule) -> bool:
        is_open = rule.severity is not Severity.OFF and rule.status != "deprecated"
        is_over_sets = bool(rule.across) or rule.spans_files
        return is_open and is_over_sets and self._settings.wants(rule)

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
        copies = self.bind(sitting.publication, keeps_copies=True)
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
        budgets = [self.bind(other) for other in others]
        numbers = [*members, *(number for other in others for number in other.members)]
        lacking = list_lacking(sitting.budget, budgets) if scope == ALL_UNITS else {}
        bound = bind_other(sitting.budget, budgets, scope.other, without=lacking)
        self._run(rules, bound, numbers, why=_say_lacking(lacking) if lacking else None)

    def _judge_units(self, sitting: _Sitting) -> None:
        """Put a department beside each of its units, one after the other."""
        rules = [rule for rule in sitting.rules if rule.across == UNIT.name]
        others = sitting.relatives.list_others(UNIT)
        members = sitting.publication.members
        if not others:
            self._refuse(rules, members, sitting.relatives.find_reason(UNIT))
        for other in others:
            bound = bind_other(sitting.budget, [self.bind(other)], UNIT.other)
            self._run(rules, bound, [*members, *other.members])

    def _run(
        self,
        rules: Sequence[Rule],
        bound: Budget,
        numbers: Sequence[int],
        *,
        why: Bilingual | None = None,
    ) -> None:
        """Put rules to what is bound; `why` is the reason of those that cannot be put to it."""
        run = run_rules(rules, bound)
        self.ledgers.note_run(run, bound, numbers)
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
            if len(self._bound) >= _MOST_KEPT:
                del self._bound[next(iter(self._bound))]
        self._bound[key] = known
        return known

    def _unpack(self, number: int) -> Budget:
        facts = self._documents[number]
        facts = facts._replace(packed=self._read_packed(number))
        pack = self._find_pack(facts.pack)
        templates = {**pack.templates, **pack.forms.list_tables()}
        offset = find_offset(number, is_annex=facts.role == ANNEX)
        return unpack_facts(facts, templates, offset)
