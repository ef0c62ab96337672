"""The Parquet report holds what the JSON report holds."""

from __future__ import annotations

import io
import json

import pytest
from made_audits import make_audit, make_run

from auditor.report.rendering import render_report

parquet = pytest.importorskip("pyarrow.parquet", reason="the extra [ray] is not installed")


def test_rows_are_the_documents_of_the_json_report() -> None:
    """Every field of every document comes back as JSON has it."""
    run = make_run(make_audit())
    rows = parquet.read_table(io.BytesIO(render_report(run, "parquet"))).to_pylist()
    report = json.loads(render_report(run, "json"))
    assert rows == report["documents"]
    assert any(row["findings"] for row in rows)


def test_the_same_run_gives_the_same_bytes() -> None:
    """No clock and no order of a dictionary is in it."""
    assert render_report(make_run(make_audit()), "parquet") == render_report(
        make_run(make_audit()), "parquet"
    )


def test_half_a_character_of_a_file_name_is_an_escape() -> None:
    """A name that is no Unicode does not stop the report."""
    run = make_run(make_audit(path="\udcff.txt"))
    (row,) = parquet.read_table(io.BytesIO(render_report(run, "parquet"))).to_pylist()
    assert row["path"] == "\\udcff.txt"
