"""Rule entries of all packs in their order: what is declared, overridden, re-graded.

Nothing is compiled here, because a later pack may change the tables that a rule speaks of.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from auditor.errors import Mistake
from auditor.rule import Severity
from auditor.rulepack.mistake_log import MistakeLog, suggest_name
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode, YamlFile

SEVERITIES = tuple(severity.value for severity in Severity)
_ID = re.compile(r"[^\W_][\w.-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule as written, with what later packs and errata make of it.

    `severity` and `tables` replace those of the node, unless None.
    """

    key: ScalarNode
    node: Node
    file: YamlFile
    pack: str
    severity: Severity | None = None
    tables: tuple[str, ...] | None = None


@dataclass(slots=True)
class RuleBook:
    """The rules by id while packs are laid over each other; ids with a mistake are spoilt."""

    entries: dict[str, RuleEntry] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, log: MistakeLog) -> None:
        """Take over the mistakes of a log; the rule it is for is spoilt by any."""
        self.mistakes += log.found
        if log.found and log.rule is not None:
            self.spoilt.add(log.rule)

    def change(self, entry: RuleEntry) -> None:
        """Put an entry in the place of the one of the same id."""
        self.entries[entry.key.value] = entry


def is_rule_id(word: str) -> bool:
    """Say whether a word can be the id of a rule: letters, digits, hyphens and points."""
    return _ID.fullmatch(word) is not None


def lay_rules(book: RuleBook, files: Iterable[YamlFile], pack: str) -> None:
    """Lay the rule files of one pack over the rules so far."""
    own: dict[str, str] = {}
    for file in files:
        if not isinstance(file.root, MappingNode):
            log = MistakeLog(file)
            log.add(file.root, "a mapping of rule ids to rules is wanted here")
            book.add(log)
            continue
        for key, node in file.root:
            log = MistakeLog(file, key.value)
            _check_id(key, own, log)
            own.setdefault(key.value, file.path)
            _lay_rule(book, RuleEntry(key=key, node=node, file=file, pack=pack), log)
            book.add(log)
        _add_repetitions(book, file)


def _check_id(key: ScalarNode, own: dict[str, str], log: MistakeLog) -> None:
    if not is_rule_id(key.value):
        log.add(key, f"{key.value!r} is no rule id: letters, digits, - and . only")
    if key.value in own:
        log.add(key, f"the rule {key.value!r} stands in {own[key.value]} already")


def _lay_rule(book: RuleBook, entry: RuleEntry, log: MistakeLog) -> None:
    """Add or replace a rule; the short form, `id: off`, only changes its severity."""
    rule = entry.key.value
    if not isinstance(entry.node, ScalarNode):
        if not log.found:
            book.spoilt.discard(rule)  # a full entry replaces the spoilt one, with its faults
        book.change(entry)
        return
    inherited = book.entries.get(rule)
    if entry.node.value not in SEVERITIES:
        log.add(entry.node, f"a rule, or one of {', '.join(SEVERITIES)}, is wanted here")
    elif inherited is None:
        log.add(entry.key, f"there is no rule {rule!r}{suggest_name(rule, book.entries)}")
    else:
        book.change(replace(inherited, severity=Severity(entry.node.value)))


def _add_repetitions(book: RuleBook, file: YamlFile) -> None:
    for repetition in file.repetitions:
        log = MistakeLog(file, repetition.entry)
        log.add(repetition.key, f"the key {repetition.key.value!r} stands here twice")
        book.add(log)
