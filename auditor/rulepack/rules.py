"""Compile a rule entry: its fields, and the check of its kind bound to its parameters."""

from dataclasses import replace

from auditor.finding import Bilingual
from auditor.rule import Example, Rule, Severity
from auditor.rulepack.entries import SEVERITIES, RuleEntry
from auditor.rulepack.examples import build_examples
from auditor.rulepack.fields import Fields
from auditor.rulepack.kinds import INFER, KINDS, Kind, Surroundings, explain_kind
from auditor.rulepack.message_slots import check_slots
from auditor.rulepack.mistake_log import MistakeLog
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode, SequenceNode
from auditor.rulepack.set_fields import find_unless, spans_files, take_scope, widen_templates

_COMMON_KEYS = (
    *("title", "kind", "severity", "source", "rationale", "message", "when", "effective"),
    *("status", "replaces", "waivable", "examples"),
)
_STATUSES = ("draft", "approved", "deprecated")
_NOTHING = Bilingual("", "")


def get_severity(entry: RuleEntry) -> Severity:
    """Return the severity of an entry; a word that is none counts as error until compiled."""
    if entry.severity is not None:
        return entry.severity
    node = entry.node.find("severity") if isinstance(entry.node, MappingNode) else None
    word = node.value if isinstance(node, ScalarNode) else ""
    return Severity(word) if word in SEVERITIES else Severity.ERROR


def compile_rule(entry: RuleEntry, around: Surroundings, log: MistakeLog) -> Rule | None:
    """Compile an entry; None, with the reasons in the log, if anything in it is wrong."""
    kind = _find_kind(entry.node, log)
    if kind is None:
        return None
    fields = Fields(_replace_tables(entry), (*_COMMON_KEYS, *kind.keys), log)
    if fields.find(INFER) is None:
        fields.require(*kind.required)
    rule = _build_rule(entry, fields, kind, around)
    return None if log.found else rule


def _build_rule(entry: RuleEntry, fields: Fields, kind: Kind, around: Surroundings) -> Rule:
    fields.take_choice("severity", SEVERITIES, "error")
    id_ = entry.key.value
    status = fields.take_choice("status", _STATUSES, "approved")
    message = fields.take_words("message")
    kind_name = fields.take_text("kind")
    demand = "" if fields.find("demand") is None else fields.take_text("demand")
    what = "" if fields.find("what") is None else fields.take_text("what")
    check_slots(message, fields)
    return Rule(
        id=id_,
        kind=kind_name,
        title=fields.take_words("title") or Bilingual(id_, id_),
        severity=_limit_severity(get_severity(entry), status, fields),
        source=fields.take_text("source"),
        rationale=fields.take_words("rationale") or _NOTHING,
        message=message,
        check=kind.make(fields, _widen(fields, around)),
        tables=_list_tables(fields),
        effective=fields.take_years("effective"),
        status=status,
        waivable=fields.take_flag("waivable", default=True),
        is_inferred=fields.find(INFER) is not None,
        across=take_scope(fields),
        announced=fields.take_names("announced"),
        unless=find_unless(fields),
        spans_files=fields.find(INFER) is None and spans_files(kind_name, demand or what),
        replaces=fields.take_names("replaces"),
        examples=_take_examples(fields),
        pack=entry.pack,
        path=entry.file.path,
        line=entry.key.line,
        column=entry.key.column,
    )


def _widen(fields: Fields, around: Surroundings) -> Surroundings:
    """Let a rule over several documents speak of the tables of the other one."""
    scope = take_scope(fields)
    if not scope:
        return around
    return replace(around, templates=widen_templates(around.templates, scope))


def _limit_severity(severity: Severity, status: str, fields: Fields) -> Severity:
    """Keep down a draft, which nobody has approved yet, and what is inferred, not declared."""
    is_mild = status == "draft" or fields.find(INFER) is not None
    return Severity.INFO if is_mild else severity


def _find_kind(node: Node, log: MistakeLog) -> Kind | None:
    """Find the kind of a rule; its keys cannot be judged before."""
    found = node.find("kind") if isinstance(node, MappingNode) else None
    if isinstance(found, ScalarNode) and found.value in KINDS:
        return KINDS[found.value]
    if isinstance(found, ScalarNode):
        log.add(found, explain_kind(found.value))
    else:
        log.add(found or node, f"a rule has a kind: {', '.join(KINDS)}")
    return None


def _replace_tables(entry: RuleEntry) -> Node:
    """Put the tables of an erratum in the place of the rule's own."""
    if entry.tables is None or not isinstance(entry.node, MappingNode):
        return entry.node
    line, column = entry.key.line, entry.key.column
    names = tuple(ScalarNode(name, line, column) for name in entry.tables)
    scope = SequenceNode(names, line, column)
    key = ScalarNode("in", line, column)
    kept = tuple(pair for pair in entry.node if pair[0].value != "in")
    return replace(entry.node, entries=(*kept, (key, scope)))


def _list_tables(fields: Fields) -> tuple[str, ...]:
    """List the tables the rule names; the maker of its check has judged them."""
    node = fields.find("in") or fields.find("tables")
    nodes = node.nodes if isinstance(node, SequenceNode) else (node,)
    return tuple(found.value for found in nodes if isinstance(found, ScalarNode))


def _take_examples(fields: Fields) -> tuple[Example, ...]:
    node = fields.find("examples")
    return () if node is None else build_examples(node, fields.log)
