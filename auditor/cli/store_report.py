# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""`auditor report`: write a bureau's overview, and each document's report, from a store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError
from auditor.cli.folder_outputs import write_files
from auditor.cli.notes import write_note
from auditor.report.folders import OVERVIEW
from auditor.report.lives import Life

if TYPE_CHECKING:
    import argparse

    from auditor.store import Selection

_PATIENCE = 10.0  # seconds for which a run that is being appended is waited for


def run_report(given: argparse.Namespace) -> int:
    """Write the folder. Raises UsageError and StoreError."""
    folder = Path(given.output)
    if os.path.realpath(folder) == os.path.realpath(given.store) or folder.is_file():
        raise UsageError(f"--output: 这里是文件 / this is a file: {given.output}")
    from auditor.report.bureau_folder import render_bureau_folder
    from auditor.store import (
        QUERIES,
        count_lives,
        find_run,
        iterate_audits,
        list_paths,
        open_store,
        read_head,
        read_label,
        select_rows,
    )

    with open_store(given.store, patience=_PATIENCE) as connection:
        run = find_run(connection, given.store, given.run)
        head = read_head(connection, run)
        head = head._replace(settings=head.settings._replace(language=given.lang))
        values: dict[str, object] = {"run": run, "language": given.lang, "fingerprint": ""}
        files = render_bureau_folder(
            head,
            iterate_audits(connection, run),
            list_paths(connection, run),
            number=run,
            label=read_label(connection, run),
            counts=count_lives(connection, run),
            lives=list_lives(select_rows(connection, QUERIES["life"], values)),
        )
        write_files(given.output, files)
    said = "报告已写入" if given.lang == "zh" else "report written"
    write_note(f"{said}: {folder / OVERVIEW}")
    return 0


def list_lives(selection: Selection) -> list[Life]:
    """List what a run's findings have become, from the answer to the store's query."""
    places = [selection.columns.index(name) for name in Life._fields]
    return [Life._make(row[place] for place in places) for row in selection.rows]
