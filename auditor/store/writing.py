"""Append a run to a store: all its rows in one transaction, or none. Knows no document."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence

import duckdb

from auditor.errors import StoreError
from auditor.finding import Audit
from auditor.finding.series import AuditSeries
from auditor.report.json_finding import write_path
from auditor.report.run import Run
from auditor.store.batches import Batch
from auditor.store.opening import describe_fault, find_last_run, open_store
from auditor.store.row_texts import RowTexts, render_lines, render_rows, revise_rows, unpack_rows
from auditor.store.rows import Row, escape_halves, list_run_rows
from auditor.store.schema import TABLES

_PATIENCE = 600.0  # seconds: another long run may be appended just now, and all is audited


def append_run(
    path: str,
    run: Run,
    *,
    label: str = "",
    after: int | None = None,
    wait: Callable[[], None] = lambda: None,
) -> int | None:
    """Append a run and return its number; None if it is there already.

    It is there if a run of the same content follows that of the number `after`: it was interrupted
    behind its last row. Without that number it is not looked for. `wait` is called where another
    program has to be waited for. Raises StoreError.
    """
    with open_store(path, writes=True, patience=_PATIENCE, wait=wait) as connection:
        try:
            return _append(connection, run, label, after)
        except duckdb.Error as fault:  # the disk is full, say; nothing of the run is kept
            raise StoreError(
                path, describe_fault("无法写入", "cannot be written", fault)
            ) from fault
        except OSError as fault:  # the folder of temporary files is full
            reason = fault.strerror or str(fault)
            raise StoreError(path, f"无法写入 / cannot be written: {reason}") from fault


def _append(
    connection: duckdb.DuckDBPyConnection, run: Run, label: str, after: int | None
) -> int | None:
    connection.execute("BEGIN TRANSACTION")
    last = find_last_run(connection)
    digest = hashlib.sha256()
    count = 0
    with Batch(connection, last + 1) as batch:
        for texts in _iterate_texts(run.audits):
            count += 1
            for name in sorted(texts.tables):
                digest.update(texts.tables[name])
                batch.add(name, texts.tables[name])
        for name, rows in list_run_rows(run):
            text = render_lines(rows)
            digest.update(text)
            batch.add(name, text)
    own = _build_run(run, label, count)
    digest.update(json.dumps(own, ensure_ascii=False).encode("utf-8", "backslashreplace"))
    content = digest.hexdigest()
    if after is not None and _is_kept(connection, content, after):
        connection.execute("ROLLBACK")
        return None
    _insert_run(connection, (last + 1, *own, content))
    connection.execute("COMMIT")
    return last + 1


def _iterate_texts(audits: Sequence[Audit]) -> Iterator[RowTexts]:
    """Yield the rows of each document, as far as they are written already without the audit."""
    if not isinstance(audits, AuditSeries):
        yield from (render_rows(audit, number) for number, audit in enumerate(audits, start=1))
        return
    for number in range(len(audits)):
        draft = audits.find_rows(number)
        if draft is None:
            yield render_rows(audits.load(number), number + 1)
            continue
        texts = unpack_rows(draft.packed)
        if not draft.is_final or texts.number != number + 1:
            texts = revise_rows(texts, audits.load(number), number + 1, draft.replaced)
        yield texts


def _is_kept(connection: duckdb.DuckDBPyConnection, content: str, after: int) -> bool:
    statement = "SELECT 1 FROM runs WHERE run > ? AND content = ?"
    return connection.execute(statement, [after, content]).fetchone() is not None


def _insert_run(connection: duckdb.DuckDBPyConnection, row: Row) -> None:
    marks = ", ".join("?" for _ in range(len(TABLES["runs"].columns) + 1))
    cells = [escape_halves(cell) if isinstance(cell, str) else cell for cell in row]
    connection.execute(f"INSERT INTO runs VALUES ({marks})", cells)  # noqa: S608 - only marks


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
