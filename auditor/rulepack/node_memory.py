"""Remember the nodes of shipped YAML files, without their examples: an audit starts faster.

JSON beside the shipped packs, each file under the hash of its bytes: a changed file is parsed.
"""

import contextlib
import hashlib
import json
from functools import cache
from typing import Any

from auditor.parsing import save_memories, write_json
from auditor.resources import find_rules_folder
from auditor.rulepack.nodes import (
    MappingNode,
    Node,
    Repetition,
    ScalarNode,
    SequenceNode,
    YamlFile,
)

_FORMAT = 1


class NodeMemory:
    """The nodes of files by the hash of their bytes."""

    def __init__(self) -> None:
        """Read what is remembered."""
        self._path = find_rules_folder() / "built" / "nodes.json"
        self._files = self._read()
        self._is_new = False

    def find(self, content: bytes, text: str, path: str) -> YamlFile | None:
        """Find a file by its bytes; `text` and `path` are those it is read from now."""
        known = self._files.get(_hash(content))
        if known is None:
            return None
        root, repetitions = known
        repeated = tuple(Repetition(ScalarNode(*key), entry) for key, entry in repetitions)
        return YamlFile(path, text, _decode(root), repeated)

    def keep(self, content: bytes, file: YamlFile) -> None:
        """Remember a file that was parsed."""
        repeated = [(_encode(known.key)[1:], known.entry) for known in file.repetitions]
        self._files[_hash(content)] = [_encode(file.root), repeated]
        self._is_new = True

    def save(self) -> None:
        """Write down what is new; a folder that cannot be written to is slower, not wrong."""
        save_memories()
        if self._is_new:
            self._is_new = False
            with contextlib.suppress(OSError):
                write_json(self._path, {"format": _FORMAT, "files": self._files})

    def _read(self) -> dict[str, Any]:
        try:
            content: object = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(content, dict) or content.get("format") != _FORMAT:
            return {}
        return dict(content["files"])


@cache
def find_node_memory() -> NodeMemory:
    """Return the memory, read once."""
    return NodeMemory()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _encode(node: Node) -> list[Any]:
    if isinstance(node, ScalarNode):
        return ["", node.value, node.line, node.column, node.style, node.end_line]
    if isinstance(node, SequenceNode):
        return ["-", node.line, node.column, *map(_encode, node.nodes)]
    entries = [part for key, value in node.entries for part in (_encode(key)[1:], _encode(value))]
    return [":", node.line, node.column, *entries]


def _decode(tree: list[Any]) -> Node:
    kind = tree[0]
    if not kind:
        return ScalarNode(*tree[1:])
    if kind == "-":
        return SequenceNode(tuple([_decode(node) for node in tree[3:]]), tree[1], tree[2])
    keys, values = tree[3::2], tree[4::2]
    entries = [(ScalarNode(*key), _decode(value)) for key, value in zip(keys, values, strict=True)]
    return MappingNode(tuple(entries), tree[1], tree[2])
