"""What came of planted slips, as JSON: schema `auditor.strength/1`. Counts, no shares."""

from collections.abc import Sequence

from auditor.finding.strength import PlantedSlip, Strength, Tally
from auditor.report.json_finding import write_path
from auditor.report.json_text import render_json_text

SCHEMA = "auditor.strength/1"


def render_strength_json(found: Sequence[Strength], *, seed: str) -> str:
    """Render as JSON: the same inputs give the same characters; ends with a line end."""
    return render_json_text(
        {"schema": SCHEMA, "seed": seed, "documents": [_build_document(one) for one in found]}
    )


def _build_document(strength: Strength) -> dict[str, object]:
    return {
        "path": write_path(strength.path),
        "planned": strength.planned,
        "planted": sum(tally.slips for tally in strength.by_figure),
        "total": _build_tally(strength.total),
        "by_figure": {tally.name: _build_tally(tally) for tally in strength.by_figure},
        "by_slip": {tally.name: _build_tally(tally) for tally in strength.by_slip},
        "edits": {
            edit.name: {"edits": edit.edits, "silent": edit.silent} for edit in strength.edits
        },
        "missed": [_build_slip(slip) for slip in strength.missed],
        "wrong": [_build_slip(slip) for slip in strength.wrong],
        "alarms": [_build_slip(slip) for slip in strength.alarms],
    }


def _build_tally(tally: Tally) -> dict[str, int]:
    return {
        "slips": tally.slips,
        "caught": tally.caught,
        "quiet": tally.quiet,
        "first_at_figure": tally.first,
        "findings": tally.findings,
        "right_text": tally.right,
        "wrong_text": tally.wrong,
    }


def _build_slip(slip: PlantedSlip) -> dict[str, object]:
    return {
        "kind": slip.kind or slip.figure,
        "figure": slip.figure if slip.kind else None,
        "line": slip.line,
        "column": slip.column,
        "right": slip.right or None,
        "wrong": slip.wrong or None,
        "rules": list(slip.rules),
    }
