"""The table templates of all packs, laid over each other and then built."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.budget import TableTemplate
from auditor.errors import Mistake
from auditor.rulepack.mistake_log import MistakeLog
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode, YamlFile
from auditor.rulepack.templates import build_template


class _TemplateEntry(NamedTuple):
    """A template as written, and the mistakes already seen in it."""

    key: ScalarNode
    node: Node
    log: MistakeLog


# Mappings of which a later pack states single entries; anything else it states is whole.
_JOINED = frozenset({"columns", "sides", "rows", "declared"})


def lay_node(earlier: Node, later: Node) -> Node:
    """Lay a template over the one that it inherits: what it does not state stays.

    Columns, sides and declared rows are joined by name, those stated now before the others;
    an entry of them that says `off` is left out.
    """
    if not isinstance(earlier, MappingNode) or not isinstance(later, MappingNode):
        return later
    known = {key.value: value for key, value in earlier}
    entries = []
    for key, value in later:
        inherited = known.pop(key.value, None)
        if key.value in _JOINED and inherited is not None:
            value = _join_entries(inherited, value)  # noqa: PLW2901 - what it is with the rest
        entries.append((key, value))
    entries += [(key, value) for key, value in earlier if key.value in known]
    return MappingNode(tuple(entries), later.line, later.column)


def _join_entries(earlier: Node, later: Node) -> Node:
    if not isinstance(earlier, MappingNode) or not isinstance(later, MappingNode):
        return later
    stated = {key.value for key, _ in later}
    known = {key.value: value for key, value in earlier}
    entries = [
        (key, lay_node(known[key.value], value) if _is_side(known.get(key.value)) else value)
        for key, value in later
        if not _is_off(value)
    ]
    entries += [(key, value) for key, value in earlier if key.value not in stated]
    return MappingNode(tuple(entries), later.line, later.column)


def _is_whole(node: Node) -> bool:
    return not isinstance(node, MappingNode) or node.find("number") is not None


def _is_side(node: Node | None) -> bool:
    return isinstance(node, MappingNode) and node.find("columns") is not None


def _is_off(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value == "off"


@dataclass(slots=True)
class TemplateBook:
    """Templates by name. A later pack's template replaces an earlier one in its place.

    One without a `number` of its own states only what differs, and is laid over it.
    """

    mistakes: list[Mistake] = field(default_factory=list)
    _entries: dict[str, _TemplateEntry] = field(default_factory=dict)

    def lay(self, file: YamlFile) -> None:
        """Lay the templates of one pack's tables.yaml over those so far."""
        if not isinstance(file.root, MappingNode):
            log = MistakeLog(file)
            log.add(file.root, "a mapping of table names to templates is wanted here")
            self.mistakes += log.found
            return
        for key, node in file.root:
            inherited = self._entries.get(key.value)
            if inherited is not None and not _is_whole(node):
                node = lay_node(inherited.node, node)  # noqa: PLW2901 - what it is with the rest
            log = MistakeLog(file)
            self._entries[key.value] = _TemplateEntry(key, self._resolve(key, node, log), log)
        for repetition in file.repetitions:
            log = self._entries[repetition.entry].log
            log.add(repetition.key, f"the key {repetition.key.value!r} stands here twice")

    def _resolve(self, key: ScalarNode, node: Node, log: MistakeLog) -> Node:
        """Lay a template that is `like` another over that one, as it stands by now."""
        like = node.find("like") if isinstance(node, MappingNode) else None
        if like is None or not isinstance(node, MappingNode):
            return node
        own = MappingNode(
            tuple((name, value) for name, value in node if name.value != "like"),
            node.line,
            node.column,
        )
        word = like.value if isinstance(like, ScalarNode) else ""
        other = self._entries.get(word)
        if other is None or word == key.value:
            log.add(like, f"like: there is no table {word!r} before this one")
            return own
        return lay_node(other.node, own)

    def build(self) -> Mapping[str, TableTemplate]:
        """Build the templates; one with a mistake, or the number of another, is left out."""
        templates: dict[str, TableTemplate] = {}
        numbers: dict[str, str] = {}
        for name, entry in self._entries.items():
            log = entry.log
            template = build_template(entry.key, entry.node, log)
            other = numbers.setdefault(template.number, name)
            if other != name and template.number:
                log.add(entry.key, f"{name} has the number {template.number} of {other}")
            self.mistakes += log.found
            if not log.found:
                templates[name] = template
        return templates
