"""Strict YAML: text to nodes with places. Knows no rule.

Builds its own nodes from the parser's events, so that an alias is refused when it comes and
nothing can be constructed from the file but text, lists and mappings.
"""

from collections.abc import Iterator
from typing import Any, Never

import yaml

from auditor.rulepack.nodes import (
    MappingNode,
    Node,
    Repetition,
    ScalarNode,
    SequenceNode,
    YamlFile,
)
from auditor.rulepack.pack_text import count_place, refuse_text

DEEPEST = 30
_STARTS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(
    text: str, path: str, *, skipped: str | None = None, loader: type = _LOADER
) -> YamlFile:
    """Parse one YAML document; `path` is what mistakes show.

    What the entries of the file have under the key `skipped` is read past: an empty list.
    Raises RulePackError for what is no YAML, and for anchors, aliases, merge keys, tags,
    several documents, keys that are no text and nesting over 30.
    """
    builder = _Builder(path, skipped)
    try:
        root = builder.build_root(iter(yaml.parse(text, Loader=loader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        refuse_text(path, line, column, f"not YAML: {error.problem or error.context}")
    except yaml.reader.ReaderError as error:
        line, column = count_place(text, _find_odd_sign(text, error))
        refuse_text(path, line, column, "not YAML: a control character")
    return YamlFile(path, text, root, tuple(builder.repetitions))


class _Builder:
    """Builds nodes from events, and remembers keys that stand twice."""

    def __init__(self, path: str, skipped: str | None) -> None:
        self._path = path
        self._skipped = skipped
        self._entry = ""
        self.repetitions: list[Repetition] = []

    def build_root(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        for event in events:
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                if root is not None:
                    self._refuse(event, "a file holds one document: no second ---")
                root = self._build(next(events), events, 1)
        return MappingNode((), 1, 1) if root is None else root

    def _build(self, event: Any, events: Iterator[Any], depth: int) -> Node:  # noqa: ANN401 - yaml's own types
        self._check(event, depth)
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return _make_scalar(event)
        mark = event.start_mark
        if kind is yaml.SequenceStartEvent:
            nodes = self._build_sequence(events, depth)
            return SequenceNode(nodes, mark.line + 1, mark.column + 1)
        return MappingNode(self._build_mapping(events, depth), mark.line + 1, mark.column + 1)

    def _check(self, event: Any, depth: int) -> None:  # noqa: ANN401 - yaml's own types
        """Refuse what a node must not be or have."""
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._refuse(event, f"aliases are not allowed: *{event.anchor}")
        if event.anchor is not None:
            self._refuse(event, f"anchors are not allowed: &{event.anchor}")
        if event.tag is not None:
            self._refuse(event, f"tags are not allowed: {event.tag}")
        if depth > DEEPEST and kind is not yaml.ScalarEvent:
            self._refuse(event, f"nested more than {DEEPEST} deep")

    def _skip(self, event: Any, events: Iterator[Any], depth: int) -> Node:  # noqa: ANN401 - yaml's own types
        """Read past a node; what is refused elsewhere is refused there too."""
        mark = event.start_mark
        level = depth
        while True:
            kind = type(event)
            if kind in _ENDS:
                level -= 1
            else:
                self._check(event, level)
                level += kind in _STARTS
            if level == depth:
                return SequenceNode((), mark.line + 1, mark.column + 1)
            event = next(events)

    def _build_sequence(self, events: Iterator[Any], depth: int) -> tuple[Node, ...]:
        nodes = []
        for event in events:
            if type(event) is yaml.SequenceEndEvent:
                break
            nodes.append(self._build(event, events, depth + 1))
        return tuple(nodes)

    def _build_mapping(
        self, events: Iterator[Any], depth: int
    ) -> tuple[tuple[ScalarNode, Node], ...]:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        for event in events:
            if type(event) is yaml.MappingEndEvent:
                break
            key = self._build(event, events, depth + 1)
            if not isinstance(key, ScalarNode):
                self._refuse(event, "a key must be text")
            if key.value == "<<" and not key.style:
                self._refuse(event, "merge keys are not allowed: <<")
            if depth == 1:
                self._entry = key.value
            is_skipped = depth == 2 and key.value == self._skipped
            build = self._skip if is_skipped else self._build
            node = build(next(events), events, depth + 1)
            if key.value in entries:
                self.repetitions.append(Repetition(key, self._entry))
            else:
                entries[key.value] = (key, node)
        return tuple(entries.values())

    def _refuse(self, event: Any, reason: str) -> Never:  # noqa: ANN401 - yaml's own types
        mark = event.start_mark
        refuse_text(self._path, mark.line + 1, mark.column + 1, reason)


def _make_scalar(event: Any) -> ScalarNode:  # noqa: ANN401 - yaml's own types
    mark = event.start_mark
    style = event.style if event.style in ("'", '"', "|", ">") else ""
    return ScalarNode(event.value, mark.line + 1, mark.column + 1, style, event.end_mark.line + 1)


def _find_odd_sign(text: str, error: yaml.reader.ReaderError) -> int:
    """Find the character that YAML refuses; the C parser counts bytes, ours characters."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return found.start() if found else int(error.position or 0)
