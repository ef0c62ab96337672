"""The baseline: the findings of a run as a file, schema `auditor.baseline/1`. Holds no lines.

One finding a line, so that a version control system shows which one came or went.
"""

from auditor.finding import Audit, Finding
from auditor.report.json_finding import none_if_empty
from auditor.report.json_text import render_json_line
from auditor.report.run import Run

SCHEMA = "auditor.baseline/1"
NOTICES = "waiver"


def render_baseline(run: Run) -> str:
    """Render the findings that a later run need not count again; ends with a line end.

    Left out is what a baseline never accepts: what a waiver already accepts until its day,
    findings about waivers, and findings of rules that cannot be waived.
    """
    unwaivable = {rule.id for rule in run.rules if not rule.waivable}
    rows = {
        render_json_line(_build_row(finding, audit)): None
        for audit in run.audits
        for finding in audit.findings
        if not (finding.waiver and finding.waiver.source == "waiver")
        and finding.kind != NOTICES
        and finding.rule not in unwaivable
    }
    lines = ",\n".join(f"    {row}" for row in sorted(rows))
    body = f"[\n{lines}\n  ]" if rows else "[]"
    return f'{{\n  "schema": "{SCHEMA}",\n  "findings": {body}\n}}\n'


def _build_row(finding: Finding, audit: Audit) -> dict[str, object]:
    """Build a row; of its fields only fingerprint, difference and unit are ever read again."""
    outcome = finding.outcome
    place = outcome.place
    return {
        "issuer": none_if_empty(audit.issuer),
        "year": audit.year,
        "rule": finding.rule,
        "table": none_if_empty(place.table),
        "row": none_if_empty(place.row),
        "column_name": none_if_empty(place.column),
        "difference": none_if_empty(outcome.difference),
        "unit": none_if_empty(outcome.unit),
        "fingerprint": finding.fingerprint,
    }
