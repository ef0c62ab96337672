"""Open the file of a store: made whole or not at all, refused where it is something else.

Knows no table's meaning.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import duckdb

from auditor import __version__
from auditor.errors import StoreError
from auditor.store.schema import FORMAT, list_statements

# Nothing is fetched, and no library but DuckDB's own is ever loaded.
_Settings: TypeAlias = dict[str, str | bool | int | float | list[str]]
_SETTINGS: _Settings = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# A run of any length is appended in the same memory; what does not fit goes to the file.
_WRITING: _Settings = {**_SETTINGS, "memory_limit": "128MB", "threads": 1}
_LOCKED = ("lock", "being used by another process", "already open")
_PAUSE = 0.25  # seconds between two tries while another run writes
PATIENCE = 60.0  # seconds


def require_store(path: str) -> None:
    """Make a store where there is none; raise StoreError where the file is none.

    Said before a long audit: whoever waits for it learns at once that nothing could be kept.
    """
    if not Path(path).exists():
        _make_store(Path(os.path.realpath(path)), path)
    with open_store(path, writes=True, patience=PATIENCE):
        pass


@contextmanager
def open_store(
    path: str, *, writes: bool = False, patience: float = 0.0, sealed: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a store; `sealed` keeps statements from reading or writing any other file.

    Raises StoreError: no such file, no store, or held by another program for longer than
    `patience` seconds.
    """
    if not Path(path).is_file():
        raise StoreError(path, "没有这个文件 / no such file")
    connection = _connect(path, writes=writes, patience=patience)
    try:
        _require_format(connection, path)
        if sealed:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def _connect(path: str, *, writes: bool, patience: float) -> duckdb.DuckDBPyConnection:
    tries = max(round(patience / _PAUSE), 1)
    for left in range(tries, 0, -1):
        try:
            settings = _WRITING if writes else _SETTINGS
            return duckdb.connect(path, read_only=not writes, config=settings)
        except duckdb.Error as fault:
            if not any(word in str(fault) for word in _LOCKED):
                reason = "不是本程序的数据库 / is no store of this program"
                raise StoreError(path, reason) from fault
            if left == 1:
                reason = "正被另一程序使用 / is in use by another program"
                raise StoreError(path, reason) from fault
        time.sleep(_PAUSE)
    raise AssertionError  # the last try returns or raises


def _require_format(connection: duckdb.DuckDBPyConnection, path: str) -> None:
    try:
        found = connection.execute("SELECT format, program FROM store").fetchone()
    except duckdb.Error as fault:
        raise StoreError(path, "不是本程序的数据库 / is no store of this program") from fault
    if found is None or found[0] != FORMAT:
        program = "?" if found is None else found[1]
        zh, en = f"由 {program} 版写成，格式不同", f"another format, written by version {program}"
        raise StoreError(path, f"{zh} / {en}")


def _make_store(target: Path, path: str) -> None:
    """Make an empty store beside its place and put it there, unless another run was faster."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with duckdb.connect(str(draft), config=_SETTINGS) as connection:
            for statement, values in list_statements(__version__):
                connection.execute(statement, values)
        _place(draft, target)
    except (OSError, duckdb.IOException) as fault:
        reason = getattr(fault, "strerror", None) or "无法写入 / cannot be written"
        raise StoreError(path, reason) from fault
    finally:
        draft.unlink(missing_ok=True)


def _place(draft: Path, target: Path) -> None:
    """Give a file its name; never in the place of one that is there already."""
    try:
        target.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:  # a file system without second names
        if not target.exists():
            draft.replace(target)
