"""Errata: rules switched off, re-graded or re-scoped, each with its date and reference."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from auditor.rule import Severity
from auditor.rulepack.entries import SEVERITIES, RuleBook
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import MistakeLog, suggest_name
from auditor.rulepack.nodes import MappingNode, Node, SequenceNode, YamlFile

_KEYS = ("rule", "off", "severity", "in", "date", "reference")
_CHANGES = ("off", "severity", "in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A change to a rule that a pack makes known: when, and by what authority."""

    rule: str
    date: str
    reference: str
    pack: str


def lay_errata(
    book: RuleBook, file: YamlFile, pack: str, tables: Mapping[str, object]
) -> tuple[Erratum, ...]:
    """Apply the errata of one pack, in their order; `tables` are the known table names."""
    log = MistakeLog(file)
    for repetition in file.repetitions:
        log.add(repetition.key, f"the key {repetition.key.value!r} stands here twice")
    nodes: tuple[Node, ...] = ()
    if isinstance(file.root, SequenceNode):
        nodes = file.root.nodes
    elif not isinstance(file.root, MappingNode) or file.root.entries:
        log.add(file.root, "a list of errata is wanted here")
    book.add(log)
    errata = []
    for node in nodes:
        found = _lay_erratum(book, node, MistakeLog(file), tables)
        if found is not None:
            errata.append(replace(found, pack=pack))
    return tuple(errata)


def _lay_erratum(
    book: RuleBook, node: Node, log: MistakeLog, tables: Mapping[str, object]
) -> Erratum | None:
    """Apply an erratum if it is sound; a faulty one spoils the rule it is about."""
    fields = Fields(node, _KEYS, log)
    fields.require("rule", "date", "reference")
    rule = fields.take_text("rule")
    day = _take_date(fields)
    off = fields.take_flag("off", default=False)
    severity = fields.take_choice("severity", SEVERITIES, "")
    scope = fields.take_known("in", tables, "table")
    if not any(fields.find(key) for key in _CHANGES):
        log.add(node, f"an erratum changes something: {', '.join(_CHANGES)}")
    entry = book.entries.get(rule)
    named = fields.find("rule")
    if entry is None and rule and named is not None:
        log.add(named, f"there is no rule {rule!r}{suggest_name(rule, book.entries)}")
    book.add(replace(log, rule=rule or None))
    if log.found or entry is None:
        return None
    grade = Severity.OFF if off else Severity(severity) if severity else entry.severity
    book.change(replace(entry, severity=grade, tables=scope or entry.tables))
    return Erratum(rule=rule, date=day, reference=fields.take_text("reference"), pack="")


def _take_date(fields: Fields) -> str:
    scalar = fields.find_scalar("date")
    if scalar is None:
        return ""
    try:
        return date.fromisoformat(scalar.value).isoformat()
    except ValueError:
        fields.log.add(scalar, f"date: {scalar.value!r} is no date such as 2024-03-01")
        return ""
