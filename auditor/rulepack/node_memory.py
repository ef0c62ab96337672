"""Remember the nodes of shipped YAML files, without their examples: an audit starts faster.

JSON beside the shipped packs, one file a pack and one for all heads, so that only what is loaded
is read. Each YAML file stands under the hash of its bytes: a changed one is parsed, and what it
was before is forgotten.
"""

import contextlib
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from auditor.parsing import save_memories, write_json
from auditor.resources import find_rules_folder
from auditor.rulepack.heads import is_pack_name
from auditor.rulepack.nodes import (
    MappingNode,
    Node,
    Repetition,
    ScalarNode,
    SequenceNode,
    YamlFile,
)
from auditor.rulepack.pack_files import HEAD

_FORMAT = 1


_HEADS = "heads"
_MOST_FILES = 64  # of one shelf: a pack has fewer


class NodeMemory:
    """The nodes of files by the hash of their bytes, on a shelf for each pack."""

    def __init__(self) -> None:
        """Start with nothing read."""
        self._shelves: dict[str, _Shelf] = {}

    def find(self, content: bytes, text: str, path: str) -> YamlFile | None:
        """Find a file by its bytes; `text` and `path` are those it is read from now."""
        known = self._open(path).take(_hash(content))
        if known is None:
            return None
        root, repetitions = known
        repeated = tuple(Repetition(ScalarNode(*key), entry) for key, entry in repetitions)
        return YamlFile(path, text, _decode(root), repeated)

    def keep(self, content: bytes, file: YamlFile) -> None:
        """Remember a file that was parsed."""
        repeated = [(_encode(known.key)[1:], known.entry) for known in file.repetitions]
        self._open(file.path).put(_hash(content), [_encode(file.root), repeated])

    def save(self) -> None:
        """Write down what is new; a folder that cannot be written to is slower, not wrong."""
        save_memories()
        for shelf in self._shelves.values():
            shelf.save()

    def _open(self, path: str) -> "_Shelf":
        """Open the shelf on which a file of a pack stands: its pack's, or that of heads."""
        parts = path.split("/")
        name = _HEADS if parts[-1] == HEAD else parts[0]
        if name not in self._shelves:
            self._shelves[name] = _Shelf(name if is_pack_name(name) else "others")
        return self._shelves[name]


class _Shelf:
    """What is remembered of one pack."""

    def __init__(self, name: str) -> None:
        self._path = find_rules_folder() / "built" / f"{name}.json"
        self._files = _read(self._path)
        self._is_new = False

    def take(self, key: str) -> list[Any] | None:
        """Return what stands under a hash; it moves to the end, and stays longest."""
        known: list[Any] | None = self._files.pop(key, None)
        if known is not None:
            self._files[key] = known
        return known

    def put(self, key: str, entry: list[Any]) -> None:
        """Keep an entry; what was asked for least recently gives way."""
        self._files[key] = entry
        while len(self._files) > _MOST_FILES:
            del self._files[next(iter(self._files))]
        self._is_new = True

    def save(self) -> None:
        """Write the shelf if anything on it is new."""
        if self._is_new:
            self._is_new = False
            with contextlib.suppress(OSError):
                write_json(self._path, {"format": _FORMAT, "files": self._files})


def _read(path: Path) -> dict[str, Any]:
    try:
        content: object = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        return {}
    return dict(content["files"])


@cache
def find_node_memory() -> NodeMemory:
    """Return the memory; its shelves are read when they are first asked for."""
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
