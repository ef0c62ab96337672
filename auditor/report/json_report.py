"""The JSON report, a public contract: schema `auditor.audit/1`. Knows no rule and no check.

Every field is always there, null where nothing applies, in the order of the contract.
"""

from collections import Counter

from auditor.errors import Mistake
from auditor.finding import Audit, Coverage, RuleFailure, Verdict
from auditor.report.json_finding import build_finding, none_if_empty, write_path
from auditor.report.json_text import render_json_text
from auditor.report.pieces import Pieces, iterate_pieces
from auditor.report.run import FileVersion, Run

SCHEMA = "auditor.audit/1"
_INDENT = "    "
_EMPTY = Coverage(
    figures=0,
    checked=0,
    bounded=0,
    unchecked=(),
    tables=(),
    unrecognised=(),
    forms=(),
    lines_not_understood=(),
)


def render_json(run: Run) -> str:
    """Render a run as JSON: the same run gives the same characters; ends with a line end."""
    return "".join(iterate_pieces(PIECES, run))


def _render_head(run: Run) -> str:
    """Render all before the first document, and the bracket that the documents stand in."""
    report = {
        "schema": SCHEMA,
        "exit": run.exit_status,
        "settings": _build_settings(run),
        "tool": _build_tool(run),
        "documents": [],
    }
    return render_json_text(report).removesuffix("]\n}\n")


def _render_document(audit: Audit, run: Run) -> str:
    document = build_document(audit, run.mistakes, run.settings.language)
    return f"\n{_INDENT}" + render_json_text(document).rstrip("\n").replace("\n", f"\n{_INDENT}")


def _render_tail(run: Run) -> str:
    return "\n  ]\n}\n" if run.audits else "]\n}\n"


PIECES = Pieces(_render_head, _render_document, _render_tail, between=",")


def _build_settings(run: Run) -> dict[str, object]:
    settings = run.settings
    return {
        "packs": [write_path(pack) for pack in settings.packs],
        "config": None if settings.config is None else write_path(settings.config),
        "lang": settings.language,
        "fail_on": settings.fail_on,
        "select": list(settings.select),
        "ignore": list(settings.ignore),
        "allow_incomplete": settings.allow_incomplete,
        "sets": settings.sets,
        "max_size_mb": settings.max_size or None,
        "limits": list(settings.limits),
        "waivers": [_build_file(one) for one in settings.waivers],
        "today": none_if_empty(settings.today),
        "baseline": None if settings.baseline is None else _build_file(settings.baseline),
    }


def _build_file(file: FileVersion) -> dict[str, object]:
    return {"path": write_path(file.path), "sha256": file.sha256}


def _build_tool(run: Run) -> dict[str, object]:
    return {
        "name": run.tool.name,
        "version": run.tool.version,
        "libraries": dict(run.tool.libraries),
        "packs": [
            {"name": pack.name, "version": pack.version, "sha256": pack.sha256}
            for pack in run.tool.packs
        ],
    }


def build_document(
    audit: Audit, mistakes: tuple[Mistake, ...], language: str
) -> dict[str, object]:
    """Build a document's entry in the order of the contract."""
    return {
        "path": write_path(audit.path),
        "sha256": none_if_empty(audit.sha256),
        "status": audit.status,
        "reason": none_if_empty(audit.reason.speak(language)),
        "issuer": none_if_empty(audit.issuer),
        "year": audit.year,
        "kind": none_if_empty(audit.kind),
        "role": none_if_empty(audit.role),
        "packs_chosen": [
            {"name": name, "why": why.speak(language)} for name, why in audit.packs_chosen
        ],
        "findings": [build_finding(found, audit, language) for found in audit.findings],
        "outcomes": _count_outcomes(audit),
        "rule_errors": _build_rule_errors(audit, mistakes),
        "not_applied": [
            {"rule": rule, "reason": reason.speak(language)} for rule, reason in audit.not_applied
        ],
        "coverage": _build_coverage(audit.coverage or _EMPTY, language),
    }


def _count_outcomes(audit: Audit) -> dict[str, int]:
    """Count by verdict; by the verdicts' identities, because there are a thousand outcomes."""
    counts = Counter([id(outcome.verdict) for _, outcome in audit.outcomes])
    return {verdict.value: counts[id(verdict)] for verdict in Verdict}


def _build_rule_errors(audit: Audit, mistakes: tuple[Mistake, ...]) -> list[dict[str, object]]:
    failures: tuple[Mistake | RuleFailure, ...] = (*mistakes, *audit.rule_failures)
    return [
        {
            "rule": failure.rule,
            "reason": failure.reason,
            "line": failure.line,
            "column": failure.column,
        }
        for failure in failures
    ]


def _build_coverage(coverage: Coverage, language: str) -> dict[str, object]:
    return {
        "figures": coverage.figures,
        "checked": coverage.checked,
        "bounded": coverage.bounded,
        "unchecked": [
            {
                "line": figure.location.line,
                "column": figure.location.column,
                "text": figure.text,
                "reason": figure.reason.speak(language),
            }
            for figure in coverage.unchecked
        ],
        "tables": [
            {
                "id": table.id,
                "title": table.title,
                "line": table.line,
                "template": none_if_empty(table.template),
                "rows": table.rows,
                "figures": table.figures,
            }
            for table in coverage.tables
        ],
        "unrecognised_tables": [
            {"title": table.title, "line": table.line, "figures": table.figures}
            for table in coverage.unrecognised
        ],
        "forms": [
            {
                "title": form.title,
                "project": none_if_empty(form.project),
                "line": form.line,
                "template": none_if_empty(form.template),
            }
            for form in coverage.forms
        ],
        "lines_not_understood": list(coverage.lines_not_understood),
    }
