# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""`auditor store`: ask the store of runs, or write its tables as Parquet. Changes no store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError
from auditor.cli.notes import write_note
from auditor.cli.outputs import write_chunks, write_stdout
from auditor.cli.screen import FILE_WIDTH, find_width
from auditor.cli.store_arguments import EXPORT, SQL
from auditor.cli.storing import require_database

if TYPE_CHECKING:
    import argparse

    from auditor.store import Selection

_PARQUET = "parquet"
_PATIENCE = 10.0  # seconds for which a run that is being appended is waited for


def run_store(given: argparse.Namespace) -> int:
    """Carry out an action, or `auditor report`. Raises UsageError and StoreError."""
    require_database()
    if given.command == "report":
        from auditor.cli.store_report import run_report

        return run_report(given)
    if given.output is not None:
        _require_other(given.output, given.store)
    if given.action == EXPORT:
        return _export(given)
    if given.format == _PARQUET:
        return _write_parquet(given)
    from auditor.store import QUERIES, open_store, run_statement, select_rows

    sealed = given.action == SQL
    with open_store(given.store, patience=_PATIENCE, sealed=sealed) as connection:
        if sealed:
            selection = run_statement(connection, given.statement, given.store)
        else:
            values = _list_values(given, connection)
            selection = select_rows(connection, QUERIES[given.action], values)
        _write_selection(selection, given)
    return 0


def _require_other(output: str, store: str) -> None:
    if os.path.realpath(output) == os.path.realpath(store):
        raise UsageError(f"--output: 会覆盖数据库 / would overwrite the store: {output}")


def _list_values(given: argparse.Namespace, connection: object) -> dict[str, object]:
    from auditor.store import find_run

    run = find_run(connection, given.store, given.run)  # type: ignore[arg-type]  # as opened
    if given.action == "runs" and given.run is None:
        return {"run": None}
    fingerprint = getattr(given, "fingerprint", "")
    return {"run": run, "language": given.lang, "fingerprint": fingerprint}


def _export(given: argparse.Namespace) -> int:
    from auditor.store import export_tables, open_store

    with open_store(given.store, patience=_PATIENCE) as connection:
        names = export_tables(connection, given.output)
    said = f"已写入 {len(names)} 个文件" if given.lang == "zh" else f"{len(names)} files written"
    write_note(f"{said}: {given.output}")
    return 0


def _write_parquet(given: argparse.Namespace) -> int:
    from auditor.store import QUERIES, export_query, open_store

    if given.output is None:
        raise UsageError("--format parquet: 须带 --output / is no text; give it an --output")
    with open_store(given.store, patience=_PATIENCE) as connection:
        values = _list_values(given, connection)
        export_query(connection, QUERIES[given.action], values, given.output)
    return 0


def _write_selection(selection: Selection, given: argparse.Namespace) -> None:
    from auditor.report.selections import render_selection

    width = FILE_WIDTH if given.output is not None else find_width()
    chunks = render_selection(
        selection.columns, selection.rows, given.format, language=given.lang, width=width
    )
    if given.output is None:
        for chunk in chunks:
            write_stdout(chunk)
    else:
        write_chunks(str(Path(given.output)), (chunk.encode() for chunk in chunks))
