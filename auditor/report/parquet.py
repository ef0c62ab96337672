"""The JSON report's documents as Parquet, a row each, for engines that query many at once.

Knows no rule and no check: the columns are those of the JSON contract, typed by its schema.
"""

from __future__ import annotations

import io
import json
from functools import partial
from importlib.resources import files
from itertools import islice
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from auditor.finding import Audit
from auditor.report.json_report import SCHEMA, build_document
from auditor.report.run import Run

_ROWS = 200  # documents that are held as columns at once
_SCHEMA_FILE = "audit-1.schema.json"
_TYPES = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}


def render_parquet(run: Run) -> bytes:
    """Render each document of a run as a row, findings and coverage nested in it."""
    columns = _build_columns()
    buffer = io.BytesIO()
    with parquet.ParquetWriter(buffer, columns, compression="zstd") as writer:
        rows = map(partial(_build_row, run), run.audits)
        while some := list(islice(rows, _ROWS)):
            writer.write_table(pa.Table.from_pylist(some, schema=columns))
    return buffer.getvalue()


def _build_row(run: Run, audit: Audit) -> object:
    return _make_printable(build_document(audit, run.mistakes, run.settings.language))


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
