"""What differs between two editions, as JSON: schema `auditor.diff/1`."""

from auditor.finding.figure_change import FigureChange, PrintedFigure
from auditor.report.difference import Difference, DocumentDifference
from auditor.report.finding_changes import has_same_identity
from auditor.report.json_finding import none_if_empty, write_path
from auditor.report.json_text import render_json_text
from auditor.report.stored_report import StoredDocument, StoredFinding

SCHEMA = "auditor.diff/1"


def render_difference_json(difference: Difference) -> str:
    """Render as JSON: the same inputs give the same characters; ends with a line end."""
    language = difference.language
    return render_json_text(
        {
            "schema": SCHEMA,
            "exit": difference.exit_status,
            "old": write_path(difference.old),
            "new": write_path(difference.new),
            "documents": [_build_document(one, language) for one in difference.documents],
        }
    )


def _build_document(document: DocumentDifference, language: str) -> dict[str, object]:
    found, figures = document.findings, document.figures
    old, new = document.old, document.new
    return {
        "old": _build_side(old),
        "new": _build_side(new),
        "same_content": document.has_same_content(),
        "matched_by": _name_match(old, new),
        "findings": {
            "new": [_build_finding(one) for one in found.new],
            "gone": [_build_finding(one) for one in found.gone],
            "changed": [
                {"old": _build_finding(earlier), "new": _build_finding(one)}
                for earlier, one in found.changed
            ],
            "unchanged": [_build_finding(one) for one in found.unchanged],
        },
        "figures": None if figures is None else [_build_change(one) for one in figures],
        "figures_reason": none_if_empty(document.reason.speak(language)),
    }


def _name_match(old: StoredDocument | None, new: StoredDocument | None) -> str | None:
    if old is None or new is None:
        return None
    return "fingerprint" if has_same_identity(old, new) else "place"


def _build_side(side: StoredDocument | None) -> dict[str, object] | None:
    if side is None:
        return None
    return {
        "path": side.path,
        "sha256": none_if_empty(side.sha256),
        "status": side.status,
        "issuer": none_if_empty(side.issuer),
        "year": side.year,
        "kind": none_if_empty(side.kind),
        "role": none_if_empty(side.role),
    }


def _build_finding(finding: StoredFinding) -> dict[str, object]:
    return {name: value or None for name, value in finding._asdict().items()}


def _build_change(change: FigureChange) -> dict[str, object]:
    return {
        "table": none_if_empty(change.table),
        "title": none_if_empty(change.title),
        "row": none_if_empty(change.row),
        "column_name": none_if_empty(change.column),
        "is_cell": change.is_cell,
        "old": _build_printed(change.old),
        "new": _build_printed(change.new),
    }


def _build_printed(printed: PrintedFigure | None) -> dict[str, object] | None:
    if printed is None:
        return None
    return {
        "text": printed.text,
        "line": printed.location.line,
        "column": printed.location.column,
    }
