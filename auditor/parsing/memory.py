"""Remember what the texts of shipped packs parse to, so that no start parses them again.

JSON beside the grammars' parse tables, under the fingerprint of the grammar: never a pickle.
"""

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from auditor.parsing.fingerprints import compute_fingerprint
from auditor.resources import find_grammar_folder, read_grammar

_MEMORIES: dict[str, "Memory"] = {}


class Memory:
    """The trees of one grammar by text; `kept` are those that the file does not hold yet."""

    def __init__(self, name: str) -> None:
        """Read what is remembered; nothing, if another grammar or lark made it."""
        self._path = find_grammar_folder() / "built" / f"{name}.texts.json"
        self._fingerprint = compute_fingerprint(read_grammar(name))
        self._trees = self._read()
        self._is_new = False

    def find(self, text: str) -> Any:  # noqa: ANN401 - JSON
        """Find the tree of a text; None if it is not remembered."""
        return self._trees.get(text)

    def keep(self, text: str, tree: Any) -> None:  # noqa: ANN401 - JSON
        """Remember a tree until the end of the process."""
        self._trees[text] = tree
        self._is_new = True

    def save(self) -> None:
        """Write the file, whole or not at all, if there is anything new."""
        if self._is_new:
            content = {"fingerprint": self._fingerprint, "trees": self._trees}
            write_json(self._path, content)
            self._is_new = False

    def _read(self) -> dict[str, Any]:
        try:
            content: object = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(content, dict) or content.get("fingerprint") != self._fingerprint:
            return {}
        return dict(content["trees"])


def find_memory(name: str) -> Memory:
    """Return the memory of a grammar, read once."""
    if name not in _MEMORIES:
        _MEMORIES[name] = Memory(name)
    return _MEMORIES[name]


def save_memories() -> None:
    """Write down what is new; a folder that cannot be written to is slower, not wrong."""
    for memory in _MEMORIES.values():
        with contextlib.suppress(OSError):
            memory.save()


def write_json(path: Path, content: object) -> None:
    """Write the file whole or not at all: several processes may start at once."""
    path.parent.mkdir(exist_ok=True)
    number, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as stream:
            stream.write(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
        Path(temporary).chmod(0o644)  # mkstemp lets nobody else read it
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
