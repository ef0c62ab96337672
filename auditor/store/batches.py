"""Lines of CSV gathered by table on disk, and read by the database many at once.

Row by row it would take fifty times as long. Knows no document.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import duckdb

from auditor.resources import find_spool_folder
from auditor.store.schema import TABLES, Column, StoredTable

_FULL = 48_000_000  # bytes of a table that are sent to the database at once
_LONGEST = 2_000_000  # bytes of a line that the database expects without being told
_OPEN_FILES = Path("/proc/self/fd")
# Text that may be NULL: written with a sign before it, as rows.write_optional does.
_OPTIONAL = frozenset(
    ("sheet", "waived_by", "waiver_reason", "waiver_approver", "waiver_expires", "waiver_path")
)


class Batch:
    """The lines of each table that the database has not read yet."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, run: int) -> None:
        """Gather the rows of the run with this number."""
        self._connection = connection
        self._run = run
        self._files: dict[str, _Lines] = {}

    def __enter__(self) -> Self:
        """Begin without any."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Send what is left, unless something has failed; leave no file behind."""
        try:
            if kind is None:
                for name, lines in self._files.items():
                    self._send(name, lines)
        finally:
            for lines in self._files.values():
                lines.close()

    def add(self, name: str, text: bytes) -> None:
        """Add lines to a table."""
        if not text:
            return
        lines = self._files.get(name)
        if lines is None:
            lines = self._files[name] = _Lines()
        lines.add(text)
        if lines.size >= _FULL:
            self._send(name, lines)

    def _send(self, name: str, lines: "_Lines") -> None:
        if lines.size:
            statement = _build_statement(TABLES[name], self._run, lines.longest)
            self._connection.execute(statement, [lines.get_path()])
            lines.clear()


class _Lines:
    """A file of lines; where the system allows it has no name, and so never stays behind."""

    def __init__(self) -> None:
        self._has_name = not _OPEN_FILES.is_dir()
        folder = find_spool_folder()
        self._stream: IO[bytes] = (
            tempfile.NamedTemporaryFile(prefix="auditor-", dir=folder, delete=False)  # noqa: SIM115 - closed below
            if self._has_name
            else tempfile.TemporaryFile(prefix="auditor-", dir=folder)  # noqa: SIM115 - closed below
        )
        self.size = self.longest = 0

    def add(self, text: bytes) -> None:
        self._stream.write(text)
        self.size += len(text)
        self.longest = max(self.longest, len(text))

    def get_path(self) -> str:
        self._stream.flush()
        return (
            self._stream.name if self._has_name else str(_OPEN_FILES / str(self._stream.fileno()))
        )

    def clear(self) -> None:
        self._stream.seek(0)
        self._stream.truncate()
        self.size = self.longest = 0

    def close(self) -> None:
        with suppress(OSError):  # the disk was full, and what is left cannot be written
            self._stream.close()
        if self._has_name:
            with suppress(OSError):
                os.unlink(self._stream.name)  # noqa: PTH108 - as it was made


def _build_statement(table: StoredTable, run: int, longest: int) -> str:
    """Build the statement that reads a file of lines into a table; its value is the path.

    `longest` is more than any line has, in bytes.
    """
    columns = ", ".join(f"'{each.name}': '{_find_read_type(each)}'" for each in table.columns)
    texts = ", ".join(f"'{name}'" for name in _list_certain(table))
    options = (
        f"columns = {{{columns}}}, force_not_null = [{texts}], nullstr = '', auto_detect = false, "
        "header = false, delim = ',', quote = '\"', escape = '\"', comment = '', "
        f"new_line = '\\r\\n', parallel = false, max_line_size = {max(longest, _LONGEST)}"
    )
    chosen = ", ".join(map(_read_column, table.columns))
    return f"INSERT INTO {table.name} SELECT {run}, {chosen} FROM read_csv(?, {options})"  # noqa: S608 - names of ours


def _find_read_type(column: Column) -> str:
    return "VARCHAR" if column.type.endswith("[]") else column.type


def _list_certain(table: StoredTable) -> Iterator[str]:
    """List the columns in which an empty cell is an empty text."""
    for column in table.columns:
        if column.type == "VARCHAR" and column.name not in _OPTIONAL:
            yield column.name


def _read_column(column: Column) -> str:
    if column.type.endswith("[]"):
        return f"""from_json({column.name}, '["{column.type.removesuffix("[]")}"]')"""
    return f"substr({column.name}, 2)" if column.name in _OPTIONAL else column.name
