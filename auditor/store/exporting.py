"""Parquet files of a store's tables or of an answer, for other programs. Knows no screen."""

import os
from pathlib import Path

import duckdb

from auditor.errors import StoreError
from auditor.store.queries import Query
from auditor.store.schema import TABLES, VIEWS, read_sql


def export_tables(connection: duckdb.DuckDBPyConnection, folder: str) -> tuple[str, ...]:
    """Write each table and view as FOLDER/NAME.parquet; return the names. Raises StoreError."""
    place = Path(folder)
    try:
        place.mkdir(exist_ok=True)
    except OSError as fault:
        raise StoreError(folder, fault.strerror or str(fault)) from fault
    names = (*TABLES, *VIEWS)
    for name in names:
        _copy(connection, f"SELECT * FROM {name} ORDER BY ALL", place / f"{name}.parquet")  # noqa: S608 - names of ours
    return tuple(f"{name}.parquet" for name in names)


def export_query(
    connection: duckdb.DuckDBPyConnection, query: Query, values: dict[str, object], path: str
) -> None:
    """Write the answer to one of QUERIES as Parquet. Raises StoreError."""
    for name in query.values:
        connection.execute(f"SET VARIABLE asked_{name} = ?", [values[name]])
    statement = read_sql(query.file)
    for name in query.values:
        statement = statement.replace(f"${name}", f"getvariable('asked_{name}')")
    _copy(connection, statement, Path(path))


def _copy(connection: duckdb.DuckDBPyConnection, statement: str, target: Path) -> None:
    """Write an answer to a file that appears whole or not at all."""
    draft = target.with_name(f".{os.getpid()}.part")
    quoted = str(draft).replace("'", "''")
    try:
        connection.execute(f"COPY ({statement}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
        draft.replace(target)
    except (OSError, duckdb.Error) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise StoreError(str(target), reason) from fault
    finally:
        draft.unlink(missing_ok=True)
