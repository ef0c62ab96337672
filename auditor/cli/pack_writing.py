"""Write the files of a pack of one's own: its head, its schemas, new files beside the others."""

import errno
import os
import re
from pathlib import Path

from auditor import __version__
from auditor.cli.options import DEFAULT_PACKS
from auditor.cli.outputs import write_file
from auditor.rulepack.new_rules import render_pack_head
from auditor.rulepack.schema import SCHEMAS, render_schema

HEAD = "pack.yaml"


def write_pack_head(folder: Path, language: str) -> None:
    """Write pack.yaml of a new pack that extends the default one."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "my-pack"
    text = render_pack_head(name, __version__, DEFAULT_PACKS[0], language)
    write_new(folder / HEAD, text)


def write_schemas(folder: Path) -> None:
    """Put the schemas beside the pack's files; they are ours, and follow the program."""
    for name in SCHEMAS:
        path = folder / ".schema" / f"{name}.schema.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(str(path), render_schema(name).encode(), "--pack")


def write_new(path: Path, text: str) -> None:
    """Write a file that must not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    write_file(str(path), text.encode(), "--pack")
