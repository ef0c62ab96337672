"""Runs kept in one file that auditors can query. The only user of DuckDB; renders no report."""

from auditor.store.exporting import export_query, export_tables
from auditor.store.opening import open_store, require_store
from auditor.store.queries import QUERIES, Query, Selection, find_run, run_statement, select_rows
from auditor.store.reading_back import (
    count_lives,
    iterate_audits,
    list_paths,
    read_head,
    read_label,
    read_run,
)
from auditor.store.writing import append_run

__all__ = [
    "QUERIES",
    "Query",
    "Selection",
    "append_run",
    "count_lives",
    "export_query",
    "export_tables",
    "find_run",
    "iterate_audits",
    "list_paths",
    "open_store",
    "read_head",
    "read_label",
    "read_run",
    "require_store",
    "run_statement",
    "select_rows",
]
