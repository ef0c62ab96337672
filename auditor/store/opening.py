"""Open the file of a store: made whole or not at all, refused where it is something else.

Knows no table's meaning.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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
_LOCKED = ("Could not set lock", "being used by another process", "already open")
_MAGIC, _MAGIC_AT = b"DUCK", 8  # what a database of DuckDB has behind its first checksum
_DAMAGED = ("Corrupt", "checksum", "Could not read enough bytes", "Failed to load metadata")
_NO_STORE = "不是本程序的数据库 / is no store of this program"
_PAUSE = 0.25  # seconds between two tries while another run writes
_PATIENCE = 60.0  # seconds


def require_store(path: str, wait: Callable[[], None] = lambda: None) -> int:
    """Make a store where there is none, and return the number of its last run, 0 for none.

    `wait` is called where another program has to be waited for. Raises StoreError where the file
    is no store, or nothing can be written to it.

    Said before a long audit: whoever waits for it learns at once that nothing could be kept.
    """
    if not Path(path).exists():
        _make_store(Path(os.path.realpath(path)), path)
    with open_store(path, writes=True, patience=_PATIENCE, wait=wait) as connection:
        return find_last_run(connection)


@contextmanager
def open_store(
    path: str,
    *,
    writes: bool = False,
    patience: float = 0.0,
    sealed: bool = False,
    wait: Callable[[], None] = lambda: None,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a store; `sealed` keeps statements from reading or writing any other file.

    Raises StoreError: no such file, no store, damaged, or held by another program for longer than
    `patience` seconds; `wait` is called before it is waited for.
    """
    if not Path(path).is_file():
        raise StoreError(path, "没有这个文件 / no such file")
    connection = _connect(path, writes=writes, patience=patience, wait=wait)
    try:
        _require_format(connection, path)
        if sealed:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        yield connection
    except duckdb.Error as fault:
        raise StoreError(path, describe_fault("无法读取", "cannot be read", fault)) from fault
    finally:
        with suppress(duckdb.Error):  # of what is damaged or full nothing more can be said
            connection.close()


def describe_fault(zh: str, en: str, fault: duckdb.Error) -> str:
    """Say what the database says, and where it has found damage what to do about that."""
    reason = str(fault).partition("\n")[0]
    if any(word in reason for word in _DAMAGED):
        zh = f"数据库文件已损坏，请用备份替换；{zh}"
        en = f"the store is damaged, put a copy of it in its place; {en}"
    return f"{zh} / {en}: {reason}"


def find_last_run(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the last run, 0 if there is none."""
    found = connection.execute("SELECT coalesce(max(run), 0) FROM runs").fetchone()
    last: int = 0 if found is None else found[0]
    return last


def _connect(
    path: str, *, writes: bool, patience: float, wait: Callable[[], None]
) -> duckdb.DuckDBPyConnection:
    settings = _WRITING if writes else _SETTINGS
    deadline = time.monotonic() + patience
    has_waited = False
    while True:
        try:
            return duckdb.connect(path, read_only=not writes, config=settings)
        except duckdb.Error as fault:
            if not any(word in str(fault) for word in _LOCKED):
                raise StoreError(path, _explain(path, fault)) from fault
            if time.monotonic() >= deadline:
                reason = "正被另一程序使用 / is in use by another program"
                raise StoreError(path, reason) from fault
        if not has_waited:
            has_waited = True
            wait()
        time.sleep(_PAUSE)


def _explain(path: str, fault: duckdb.Error) -> str:
    """Say why a file cannot be opened: is it none of ours, or has it become unreadable?"""
    try:
        with Path(path).open("rb") as stream:
            head = stream.read(_MAGIC_AT + len(_MAGIC))
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        return f"无法打开：{reason} / cannot be opened: {reason}"
    if head[_MAGIC_AT:] != _MAGIC:
        return _NO_STORE
    return describe_fault("无法打开", "cannot be opened", fault)


def _require_format(connection: duckdb.DuckDBPyConnection, path: str) -> None:
    try:
        found = connection.execute("SELECT format, program FROM store").fetchone()
    except duckdb.Error as fault:
        raise StoreError(path, _NO_STORE) from fault
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
        with suppress(OSError):  # it was never made: the folder cannot be written
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
