"""The JSON report's documents as Parquet, a row each, for engines that query many at once.

Knows no rule and no check: the columns are those of the JSON contract, typed by its schema.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import islice
from typing import IO, Any

import pyarrow as pa
from pyarrow import parquet

from auditor.report.json_report import PIECES, SCHEMA
from auditor.report.run import Run
from auditor.resources import find_spool_folder

_ROWS = 200  # documents that are held as columns at once
_CHUNK = 1_000_000
_SCHEMA_FILE = "audit-1.schema.json"
_TYPES = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}


def render_parquet(run: Run) -> bytes:
    """Render each document of a run as a row, findings and coverage nested in it."""
    documents = (PIECES.render_document(audit, run) for audit in run.audits)
    return b"".join(iterate_parquet(documents))


def iterate_parquet(documents: Iterable[str]) -> Iterator[bytes]:
    """Yield the file piece by piece; `documents` are the pieces of the JSON report.

    The list of its groups of rows stands at its end, so it is written to disk first.
    """
    with tempfile.TemporaryFile(prefix="auditor-", dir=find_spool_folder()) as stream:
        _write_rows(stream, documents)
        stream.seek(0)
        while chunk := stream.read(_CHUNK):
            yield chunk


def _write_rows(stream: IO[bytes], documents: Iterable[str]) -> None:
    columns = _build_columns()
    with parquet.ParquetWriter(stream, columns, compression="zstd") as writer:
        rows = (_make_printable(json.loads(document)) for document in documents)
        while some := list(islice(rows, _ROWS)):
            writer.write_table(pa.Table.from_pylist(some, schema=columns))


def _build_columns() -> pa.Schema:
    schema = json.loads((files(__package__) / "schema" / _SCHEMA_FILE).read_text("utf-8"))
    document = _find_type(schema["$defs"]["document"], schema["$defs"])
    return pa.schema(list(document), metadata={"schema": SCHEMA})


def _find_type(node: dict[str, Any], named: dict[str, Any]) -> pa.DataType:
    """Return the column type of a node of the JSON Schema; null fits every type."""
    if "$ref" in node:
        return _find_type(named[node["$ref"].rpartition("/")[2]], named)
    if "anyOf" in node:
        return _find_type(node["anyOf"][0], named)
    if "enum" in node or "const" in node:
        return pa.string()
    kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
    kind = next(kind for kind in kinds if kind != "null")
    if kind == "array":
        return pa.list_(_find_type(node["items"], named))
    if kind == "object":
        fields = node["properties"].items()
        return pa.struct([(name, _find_type(field, named)) for name, field in fields])
    return _TYPES[kind]


def _make_printable(value: object) -> object:
    """Write a half of a character, from a file name, as an escape, as every report does."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list):
        return [_make_printable(one) for one in value]
    if isinstance(value, dict):
        return {name: _make_printable(one) for name, one in value.items()}
    return value
