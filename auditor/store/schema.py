"""The tables of the store, column by column; docs/store.md says what each holds. Knows no row.

No column is a float: amounts are DECIMAL, and what was printed is kept as text beside them.
"""

from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

FORMAT = 1
PLACES = 10  # digits after the point of an amount; 28 before it
AMOUNT = f"DECIMAL(38,{PLACES})"
_PLACE = "line INTEGER, col INTEGER, end_line INTEGER, end_col INTEGER"
_CELL = (
    "table_id VARCHAR, table_title VARCHAR, row_label VARCHAR, row_key VARCHAR, "
    "column_name VARCHAR"
)
_COMPARED = (
    "expected VARCHAR, found VARCHAR, difference VARCHAR, unit VARCHAR, tolerance VARCHAR, "
    f"difference_yuan {AMOUNT}"
)
_REASON = "reason_zh VARCHAR, reason_en VARCHAR"
# Every table begins with the run; what belongs to a document names it by its number in the run.
_DEFINITIONS = {
    "runs": (
        "label VARCHAR, exit_status INTEGER, language VARCHAR, fail_on VARCHAR, "
        "documents INTEGER, program VARCHAR, settings VARCHAR, packs VARCHAR, "
        "libraries VARCHAR, content VARCHAR"
    ),
    "documents": (
        "document INTEGER, path VARCHAR, sha256 VARCHAR, status VARCHAR, "
        f"{_REASON}, issuer VARCHAR, year INTEGER, kind VARCHAR, role VARCHAR, "
        "subject VARCHAR, packs VARCHAR, libraries VARCHAR[], figures INTEGER, "
        "checked INTEGER, bounded INTEGER, unchecked INTEGER, lines_not_understood INTEGER[]"
    ),
    "lines": "document INTEGER, line INTEGER, page INTEGER, sheet VARCHAR, text VARCHAR",
    "tables": (
        "document INTEGER, kind VARCHAR, table_id VARCHAR, title VARCHAR, line INTEGER, "
        "template VARCHAR, rows INTEGER, figures INTEGER, project VARCHAR"
    ),
    "figures": (
        f"document INTEGER, {_PLACE}, state VARCHAR, text VARCHAR, {_CELL}, "
        f"value {AMOUNT}, unit VARCHAR, yuan {AMOUNT}, {_REASON}"
    ),
    "outcomes": (
        f"document INTEGER, outcome INTEGER, rule VARCHAR, verdict VARCHAR, {_PLACE}, {_CELL}, "
        f"{_COMPARED}, {_REASON}, tail BOOLEAN, bounded BOOLEAN, operands INTEGER, "
        "operands_shown VARCHAR"
    ),
    "rule_counts": (
        "document INTEGER, rule VARCHAR, verdict VARCHAR, outcomes INTEGER, tails INTEGER"
    ),
    "findings": (
        "document INTEGER, finding INTEGER, fingerprint VARCHAR, rule VARCHAR, kind VARCHAR, "
        "severity VARCHAR, verdict VARCHAR, title_zh VARCHAR, title_en VARCHAR, "
        f"message_zh VARCHAR, message_en VARCHAR, {_PLACE}, {_CELL}, {_COMPARED}, {_REASON}, "
        "bounded BOOLEAN, suggestion VARCHAR, cause_zh VARCHAR, cause_en VARCHAR, "
        "failed VARCHAR[], inferred BOOLEAN, waived_by VARCHAR, waiver_reason VARCHAR, "
        "waiver_approver VARCHAR, waiver_expires VARCHAR, waiver_path VARCHAR, "
        "waiver_line INTEGER"
    ),
    "evidence": (
        f"document INTEGER, finding INTEGER, {_PLACE}, text VARCHAR, role VARCHAR, path VARCHAR"
    ),
    "not_applied": f"document INTEGER, rule VARCHAR, {_REASON}",
    "rule_failures": ("document INTEGER, rule VARCHAR, reason VARCHAR, line INTEGER, col INTEGER"),
    "mistakes": "path VARCHAR, line INTEGER, col INTEGER, rule VARCHAR, reason VARCHAR",
    "rules": (
        "rule VARCHAR, kind VARCHAR, severity VARCHAR, title_zh VARCHAR, title_en VARCHAR, "
        "source VARCHAR, rationale_zh VARCHAR, rationale_en VARCHAR, pack VARCHAR"
    ),
}


class Column(NamedTuple):
    """A column and its type."""

    name: str
    type: str


class StoredTable(NamedTuple):
    """A table of the store; the column `run` comes before those listed."""

    name: str
    columns: tuple[Column, ...]


def _parse_columns(definition: str) -> Iterator[Column]:
    for part in definition.split(", "):
        name, _, type_ = part.partition(" ")
        yield Column(name, type_)


TABLES = {
    name: StoredTable(name, tuple(_parse_columns(definition)))
    for name, definition in _DEFINITIONS.items()
}
VIEWS = ("life",)


def list_statements(program: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    """List the statements, with their values, that make an empty store."""
    yield "CREATE TABLE store (format INTEGER, program VARCHAR)", ()
    yield "INSERT INTO store VALUES (?, ?)", (FORMAT, program)
    for table in TABLES.values():
        columns = ", ".join(f"{column.name} {column.type}" for column in table.columns)
        yield f"CREATE TABLE {table.name} (run INTEGER, {columns})", ()
    for view in VIEWS:
        yield f"CREATE VIEW {view} AS {read_sql(view)}", ()


def read_sql(name: str) -> str:
    """Read a query of ours, by its file name without suffix."""
    return (resources.files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
