"""The name of a document's audit in a cache: everything that it follows from, hashed.

Whatever changes the result changes the name, so nothing in a cache ever grows stale.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import auditor
from auditor.resources import find_grammar_folder, find_rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auditor.cli.options import CheckOptions
    from auditor.cli.shelf import PackShelf

# Read by libraries of ours alone. What another office program converts follows from its version.
_LASTING = frozenset(
    (".txt", ".csv", ".tsv", ".pdf", ".docx", ".xlsx", ".xls", ".ofd", ".html", ".htm")
)


class Keys:
    """Names audits of one run."""

    def __init__(self, options: CheckOptions, shelf: PackShelf) -> None:
        """Hash what all documents have in common. Raises RulePackError."""
        settings = (
            options.select,
            options.ignore,
            options.max_size,
            options.limits,
            options.gathers_facts,
            options.slims,
        )
        self._assigned = dict(options.packs_by_path)
        packs = shelf.load(options.packs).packs if shelf.is_given else _stamp_shipped_packs()
        self.common = hash_parts([_stamp_program(), *map(repr, (settings, tuple(packs)))])

    def name(self, path: str, sha256: str) -> str:
        """Name the audit of a file with this content; "" if it must not be kept."""
        suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - a path as given
        pack = self._assigned.get(path, "")
        if suffix not in _LASTING or not sha256 or "/" in pack or os.sep in pack:
            return ""  # of a folder of rules only the name is known here
        return hash_parts([self.common, pack, suffix, sha256])


def hash_parts(parts: Iterable[str]) -> str:
    """Hash texts, each with its length."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


def hash_file(path: str) -> str:
    """Hash a file's content; "" if it cannot be read: whoever audits it will say why."""
    try:
        if not Path(path).is_file():  # to open a pipe is to wait for whoever writes into it
            return ""
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _stamp_program() -> str:
    """Name the program, its grammars and every installed library, by versions and times."""
    folders = [Path(auditor.__file__).parent, find_grammar_folder()]
    files = [one for folder in folders for one in _list_files(folder, (".py", ".lark"))]
    libraries = sorted(
        entry.name
        for place in sys.path
        if os.path.isdir(place)  # noqa: PTH112 - any text may stand in sys.path
        for entry in os.scandir(place)
        if entry.name.endswith(".dist-info")
    )
    return repr((auditor.__version__, platform.python_version(), sys.platform, files, libraries))


def _stamp_shipped_packs() -> tuple[str, ...]:
    """Name the packs that documents choose from, by the bytes of all their files."""
    folder = find_rules_folder()
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".yaml", ".csv"))
    return tuple(f"{path.relative_to(folder)} {hash_file(str(path))}" for path in files)


def _list_files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[str]:
    """List the files below a folder, each with its size and time, in name order."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in suffixes:
            stat = path.stat()
            yield f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}"
