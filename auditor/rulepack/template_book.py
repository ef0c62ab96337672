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


@dataclass(slots=True)
class TemplateBook:
    """Templates by name; a later pack's template replaces an earlier one in its place."""

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
            self._entries[key.value] = _TemplateEntry(key, node, MistakeLog(file))
        for repetition in file.repetitions:
            log = self._entries[repetition.entry].log
            log.add(repetition.key, f"the key {repetition.key.value!r} stands here twice")

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
