"""The files of a pack's folder, read safely. The only place here that touches the disk.

A pack holds pack.yaml, tables.yaml, forms.yaml, statements.yaml, errata.yaml, rules/*.yaml and
codes/*.csv. Links that leave the folder, large files and YAML files of other names are refused;
other files are not looked at.
"""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from auditor.errors import Mistake, RulePackError
from auditor.rulepack.pack_text import LARGEST_FILE

HEAD = "pack.yaml"
TABLES = "tables.yaml"
FORMS = "forms.yaml"
STATEMENTS = "statements.yaml"
ERRATA = "errata.yaml"
CATALOGUES = ("functional", "economic")
_TOP = (HEAD, TABLES, FORMS, STATEMENTS, ERRATA)
_YAML = (".yaml", ".yml")


class PackFile(NamedTuple):
    """A file: its name within the pack (with /), the path to show, its bytes."""

    name: str
    path: str
    content: bytes


class PackFolder(NamedTuple):
    """All files of a pack, by name, and the files that do not belong into one."""

    files: tuple[PackFile, ...]
    strays: tuple[Mistake, ...]
    sha256: str

    def find(self, name: str) -> PackFile | None:
        """Find a file by its name."""
        return next((file for file in self.files if file.name == name), None)

    def list_rule_files(self) -> tuple[PackFile, ...]:
        """Return the files of rules, in name order."""
        return tuple(file for file in self.files if file.name.startswith("rules/"))


def read_pack_folder(folder: Path, shown: str) -> PackFolder:
    """Read the files of a pack; `shown` is the folder as mistakes name it.

    Raises RulePackError, with all reasons, where a file cannot or must not be read.
    """
    strays: list[Mistake] = []
    refused: list[Mistake] = []
    files: list[PackFile] = []
    try:
        names = _list_names(folder, shown, strays)
        root = Path(os.path.realpath(folder, strict=True))
    except OSError as error:
        raise RulePackError([_blame(shown, f"cannot be read: {error.strerror}")]) from None
    for name in sorted(names):
        path = f"{shown}/{name}"
        try:
            files.append(PackFile(name, path, _read_file(folder / name, root)))
        except OSError as error:
            refused.append(_blame(path, f"cannot be read: {error.strerror}"))
        except ValueError as error:
            refused.append(_blame(path, str(error)))
    if refused:
        raise RulePackError(refused)
    return PackFolder(tuple(files), tuple(strays), _compute_sha256(files))


def _list_names(folder: Path, shown: str, strays: list[Mistake]) -> list[str]:
    names = []
    for part, kept in (("", _is_top), ("rules/", _is_rules), ("codes/", _is_catalogue)):
        place = folder / part
        if part and not place.is_dir():
            continue
        for path in sorted(place.iterdir()):
            name = part + path.name
            if path.name.startswith("."):
                continue  # an editor's or an archive's left-over
            if kept(path.name):
                names.append(name)
            elif path.suffix.lower() in (*_YAML, *((".csv",) if part == "codes/" else ())):
                strays.append(_blame(f"{shown}/{name}", _explain_stray(part)))
            elif part == "rules/" and path.is_dir():
                strays.append(_blame(f"{shown}/{name}", "rules/ has no folders inside"))
    return names


def _is_top(name: str) -> bool:
    return name in _TOP


def _is_rules(name: str) -> bool:
    return name.endswith(".yaml")


def _is_catalogue(name: str) -> bool:
    return name in {f"{catalogue}.csv" for catalogue in CATALOGUES}


def _explain_stray(part: str) -> str:
    kinds = {
        "": f"no file of a pack: only {', '.join(_TOP)} are",
        "rules/": "a file of rules must end in .yaml",
        "codes/": f"no catalogue; there are: {', '.join(CATALOGUES)} (as .csv)",
    }
    return kinds[part]


def _read_file(path: Path, root: Path) -> bytes:
    """Read at most what is allowed; raises ValueError for what must not be read."""
    real = Path(os.path.realpath(path, strict=True))
    if not real.is_relative_to(root):
        raise ValueError("the link leaves the pack")
    if not real.is_file():
        raise ValueError("not a file")
    with real.open("rb") as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise ValueError(f"the file is larger than {LARGEST_FILE:,} bytes")
    return content


def _compute_sha256(files: list[PackFile]) -> str:
    """Hash names and bytes, in order, each with its length: no two packs run together."""
    digest = hashlib.sha256()
    for file in files:
        for piece in (file.name.encode(), file.content):
            digest.update(f"{len(piece)}:".encode())
            digest.update(piece)
    return digest.hexdigest()


def _blame(path: str, reason: str) -> Mistake:
    return Mistake(path, 1, 1, reason)
