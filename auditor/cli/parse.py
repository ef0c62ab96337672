# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""`auditor parse`: show how a file is read, as its text or as its syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.limits import require_limits
from auditor.cli.notes import write_note
from auditor.cli.outputs import write_stdout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.parts import Parts


def run_parse(path: str, form: str, max_size: int, limits: Sequence[str], parts: Parts) -> int:
    """Print the tabular text byte for byte, or the tree; 3 if a page is missing from it.

    Raises ReadingError and UsageError.
    """
    source = parts.read_document(path, max_size, require_limits(limits))
    for limit in source.unenforced:
        write_note(f"auditor: {path}: {limit}")
    for error in source.incomplete:
        write_note(f"auditor: {error}")
    if form == "text":
        write_stdout(source.text)
    else:
        from auditor.report.tree import render_tree, render_tree_json

        document = parts.parse_document(source.text)
        write_stdout(render_tree_json(document) if form == "json" else render_tree(document))
    return 3 if source.incomplete else 0
