"""The questions that a store answers, each a file of SQL; and the user's own, which only read.

Knows no screen and no file format.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import duckdb

from auditor.errors import StoreError
from auditor.finding import Bilingual
from auditor.store.schema import read_sql

_ROWS_AT_ONCE = 2_000


class Query(NamedTuple):
    """A question: the file that asks it, what it asks, and which values it takes."""

    file: str
    summary: Bilingual
    values: tuple[str, ...]


QUERIES = {
    "runs": Query("runs", Bilingual("历次运行", "the runs"), ("run",)),
    "documents": Query(
        "documents", Bilingual("一次运行的文件", "the documents of a run"), ("run", "language")
    ),
    "findings": Query(
        "findings", Bilingual("一次运行的发现", "the findings of a run"), ("run", "language")
    ),
    "bureaus": Query("bureaus", Bilingual("按单位汇总", "findings by issuer"), ("run",)),
    "rules": Query("rules", Bilingual("按规则汇总", "findings by rule"), ("run", "language")),
    "years": Query("years", Bilingual("按年度汇总", "findings by budget year"), ("run",)),
    "life": Query(
        "lives",
        Bilingual(
            "发现的来龙去脉：新增、未改、已改、再现",
            "the life of findings: new, standing, corrected, returned",
        ),
        ("run", "language", "fingerprint"),
    ),
    "figures": Query("figures", Bilingual("全部数字", "every figure"), ("run", "language")),
}


class Selection(NamedTuple):
    """The columns of a selection and its rows, which are fetched as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


def find_run(connection: duckdb.DuckDBPyConnection, path: str, run: int | None) -> int:
    """Find a run by its number, the last one if none is given. Raises StoreError."""
    if run is None:
        found = connection.execute("SELECT max(run) FROM runs").fetchone()
        if found is None or found[0] is None:
            raise StoreError(path, "还没有运行 / holds no run yet")
        return int(found[0])
    if connection.execute("SELECT 1 FROM runs WHERE run = ?", [run]).fetchone() is None:
        raise StoreError(path, f"没有第 {run} 次运行 / holds no run {run}")
    return run


def select_rows(
    connection: duckdb.DuckDBPyConnection, query: Query, values: dict[str, object]
) -> Selection:
    """Ask one of QUERIES; `values` has at least those that the query takes."""
    taken = {name: values[name] for name in query.values}
    return _fetch(connection.execute(read_sql(query.file), taken))


def run_statement(connection: duckdb.DuckDBPyConnection, statement: str, path: str) -> Selection:
    """Run a statement of the user's on a sealed, read-only store. Raises StoreError."""
    try:
        return _fetch(connection.execute(statement))
    except duckdb.Error as fault:
        reason = str(fault).partition("\n\n")[0]
        raise StoreError(path, f"无法执行 / cannot be run: {reason}") from fault


def _fetch(connection: duckdb.DuckDBPyConnection) -> Selection:
    described: Sequence[Sequence[object]] = connection.description or ()
    return Selection(tuple(str(column[0]) for column in described), _iterate(connection))


def _iterate(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    while rows := connection.fetchmany(_ROWS_AT_ONCE):
        yield from rows
