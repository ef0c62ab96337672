"""The nodes of a YAML file, each with its place. Scalars are text; nothing is converted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class ScalarNode(NamedTuple):
    """A piece of text; `style` is the sign it starts with (`'` `"` `|` `>`), or "" if plain."""

    value: str
    line: int
    column: int
    style: str = ""
    end_line: int = 0


class SequenceNode(NamedTuple):
    """A list of nodes."""

    nodes: tuple["Node", ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys with their nodes, in printed order, each key once."""

    entries: tuple[tuple[ScalarNode, "Node"], ...]
    line: int
    column: int

    def __iter__(self) -> Iterator[tuple[ScalarNode, "Node"]]:
        return iter(self.entries)

    def find(self, key: str) -> "Node | None":
        """Find the node of a key."""
        return next((node for found, node in self.entries if found.value == key), None)


Node = ScalarNode | SequenceNode | MappingNode


class Repetition(NamedTuple):
    """A key that stands twice in one mapping, and the key of the file's entry it is in."""

    key: ScalarNode
    entry: str


class YamlFile(NamedTuple):
    """A file that was read: the path to show, its text, its root, keys that stand twice."""

    path: str
    text: str
    root: Node
    repetitions: tuple[Repetition, ...] = ()
