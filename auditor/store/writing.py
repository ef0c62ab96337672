"""Append a run to a store: all its rows in one transaction, or none. Knows no document."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import duckdb

from auditor.errors import StoreError
from auditor.report.json_finding import write_path
from auditor.report.run import Run
from auditor.store.opening import PATIENCE, open_store
from auditor.store.rows import Row, list_rows, list_run_rows
from auditor.store.schema import TABLES

_BATCH = 20_000  # rows that are sent to the database at once
_HALVES = re.compile("[\ud800-\udfff]")  # no UTF-8 holds half of a character
_Batch: TypeAlias = dict[str, list[Row]]


def append_run(path: str, run: Run, *, label: str = "", once: bool = False) -> int | None:
    """Append a run and return its number.

    With `once` a run of the same content as the last one is taken for that one, finished after
    an interruption, and None is returned. Raises StoreError.
    """
    with open_store(path, writes=True, patience=PATIENCE) as connection:
        try:
            return _append(connection, run, label, once=once)
        except duckdb.Error as fault:  # the disk is full, say; nothing of the run is kept
            reason = str(fault).partition("\n")[0]
            raise StoreError(path, f"无法写入 / cannot be written: {reason}") from fault


def _append(
    connection: duckdb.DuckDBPyConnection, run: Run, label: str, *, once: bool
) -> int | None:
    connection.execute("BEGIN TRANSACTION")
    found = connection.execute("SELECT coalesce(max(run), 0) FROM runs").fetchone()
    last: int = found[0] if found is not None else 0
    writer = _Writer(connection, last + 1)
    count = _write_all(writer, run)
    own = [_build_run(run, label, count)]
    content = writer.compute_hash(own)
    if once and _read_content(connection, last) == content:
        connection.execute("ROLLBACK")
        return None
    writer.insert("runs", [(*own[0], content)])
    connection.execute("COMMIT")
    return last + 1


def _write_all(writer: "_Writer", run: Run) -> int:
    count = 0
    for count, audit in enumerate(run.audits, start=1):
        writer.add(list_rows(audit, count))
    writer.add(list_run_rows(run))
    writer.flush()
    return count


def _read_content(connection: duckdb.DuckDBPyConnection, run: int) -> str | None:
    found = connection.execute("SELECT content FROM runs WHERE run = ?", [run]).fetchone()
    return None if found is None else str(found[0])


def _build_run(run: Run, label: str, documents: int) -> Row:
    settings, tool = run.settings, run.tool
    kept = {
        "packs": [write_path(pack) for pack in settings.packs],
        "config": None if settings.config is None else write_path(settings.config),
        "select": settings.select,
        "ignore": settings.ignore,
        "allow_incomplete": settings.allow_incomplete,
        "sets": settings.sets,
        "max_size": settings.max_size,
        "limits": settings.limits,
        "waivers": settings.waivers,
        "today": settings.today,
        "baseline": settings.baseline,
    }
    return (
        label,
        run.exit_status,
        settings.language,
        settings.fail_on,
        documents,
        tool.version,
        json.dumps(kept, ensure_ascii=False),
        json.dumps(tool.packs, ensure_ascii=False),
        json.dumps(tool.libraries, ensure_ascii=False),
    )


class _Writer:
    """Gathers rows and sends them by the thousand: one by one would take fifty times as long."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, run: int) -> None:
        self._connection = connection
        self._run = run
        self._batch: _Batch = {name: [] for name in TABLES}
        self._count = 0
        self._hash = hashlib.sha256()

    def add(self, tables: Iterator[tuple[str, Iterator[Row]]]) -> None:
        for name, rows in tables:
            held = self._batch[name]
            before = len(held)
            held.extend(rows)
            self._count += len(held) - before
        if self._count >= _BATCH:
            self.flush()

    def flush(self) -> None:
        for name, rows in self._batch.items():
            if rows:
                self.insert(name, rows)
                rows.clear()
        self._count = 0

    def insert(self, name: str, rows: Sequence[Row]) -> None:
        columns = TABLES[name].columns
        values = [_write_json(column) for column in zip(*rows, strict=True)]
        for value in values:
            self._hash.update(value.encode())
        parts = ", ".join(f"""unnest(from_json(?, '["{column.type}"]'))""" for column in columns)
        statement = f"INSERT INTO {name} SELECT {self._run}, {parts}"
        self._connection.execute(statement, values)

    def compute_hash(self, rows: Sequence[Row]) -> str:
        """Compute what tells the content of a run from any other, whatever its number."""
        self._hash.update(_write_json(rows).encode())
        return self._hash.hexdigest()


def _write_json(values: object) -> str:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    if text.isascii():
        return text
    return _HALVES.sub(lambda half: f"\\\\u{ord(half[0]):04x}", text)
