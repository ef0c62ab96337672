"""A run as a SARIF 2.1.0 log: results, and as notifications what was not judged.

Standard: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from auditor.finding import Audit
from auditor.location import Location
from auditor.report import words
from auditor.report.gaps import Gap, describe_mistake, list_gaps
from auditor.report.json_finding import none_if_empty
from auditor.report.json_text import render_json_text
from auditor.report.run import Run
from auditor.report.sarif.results import build_location, build_result
from auditor.report.sarif.rules import LEVELS, build_notices, build_rules
from auditor.report.sarif.texts import LANGUAGES, build_message, build_uri
from auditor.report.verdicts import count_severities, speak_verdict
from auditor.report.words_plain import TEXT_PLACES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_FINISHED = (0, 1)


def render_sarif(run: Run) -> str:
    """Render a run as a SARIF log; the same run gives the same characters."""
    rules = build_rules(run)
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_build_run(run, rules)]}
    return render_json_text(log)


def _build_run(run: Run, rules: dict[str, dict[str, object]]) -> dict[str, object]:
    language = run.settings.language
    indexes = {rule: index for index, rule in enumerate(rules)}
    return {
        "tool": _build_tool(run, rules),
        "language": LANGUAGES[language],
        "columnKind": "unicodeCodePoints",
        "invocations": [_build_invocation(run, indexes)],
        "artifacts": [_build_artifact(audit, language) for audit in run.audits],
        "results": [
            build_result(finding, audit, indexes[finding.rule], language)
            for audit in run.audits
            for finding in audit.findings
        ],
        "properties": {"places": TEXT_PLACES.speak(language)},
    }


def _build_tool(run: Run, rules: dict[str, dict[str, object]]) -> dict[str, object]:
    language = run.settings.language
    return {
        "driver": {
            "name": run.tool.name,
            "version": run.tool.version,
            "language": LANGUAGES[language],
            "notifications": build_notices(language),
            "rules": list(rules.values()),
            "properties": {"libraries": dict(run.tool.libraries)},
        },
        "extensions": [
            {"name": pack.name, "version": pack.version, "properties": {"sha256": pack.sha256}}
            for pack in run.tool.packs
        ],
    }


def _build_invocation(run: Run, indexes: dict[str, int]) -> dict[str, object]:
    language = run.settings.language
    broken = [describe_mistake(mistake, language) for mistake in run.mistakes]
    return {
        "executionSuccessful": run.exit_status in _FINISHED,
        "exitCode": run.exit_status,
        "exitCodeDescription": words.EXIT_MEANINGS[run.exit_status].speak(language),
        "toolConfigurationNotifications": [_build_notice(gap, None, indexes) for gap in broken],
        "toolExecutionNotifications": [
            _build_notice(gap, audit, indexes)
            for audit in run.audits
            for gap in list_gaps(audit, language, coverage=run.coverage)
        ],
    }


def _build_notice(gap: Gap, audit: Audit | None, indexes: dict[str, int]) -> dict[str, object]:
    notice: dict[str, object] = {
        "descriptor": {"id": gap.kind},
        "level": LEVELS[gap.severity],
        "message": build_message(gap.text),
    }
    if audit is not None:
        column = gap.column or 1
        place = Location(gap.line, column, gap.line, column) if gap.line else None
        notice["locations"] = [build_location(audit.path, place)]
    if gap.rule in indexes:
        notice["associatedRule"] = {"id": gap.rule, "index": indexes[gap.rule]}
    elif gap.rule:
        notice["associatedRule"] = {"id": gap.rule}
    return notice


def _build_artifact(audit: Audit, language: str) -> dict[str, object]:
    is_read = audit.status != "unreadable"
    coverage = audit.coverage
    artifact: dict[str, object] = {
        "location": {"uri": build_uri(audit.path)},
        "roles": ["analysisTarget"],
        "properties": {
            "status": audit.status,
            "verdict": speak_verdict(audit, language) if is_read else None,
            "issuer": none_if_empty(audit.issuer),
            "year": audit.year,
            "kind": none_if_empty(audit.kind),
            "role": none_if_empty(audit.role),
            "packs": [name for name, _ in audit.packs_chosen],
            "findings": _count_findings(audit),
            "figures": coverage.figures if coverage else 0,
            "checked": coverage.checked if coverage else 0,
            "bounded": coverage.bounded if coverage else 0,
            "unchecked": len(coverage.unchecked) if coverage else 0,
            "unrecognisedTables": len(coverage.unrecognised) if coverage else 0,
            "rulesNeverApplied": len(audit.not_applied),
        },
    }
    if audit.sha256:
        artifact["hashes"] = {"sha-256": audit.sha256}
    return artifact


def _count_findings(audit: Audit) -> dict[str, int]:
    counts = count_severities([audit])
    return {name: counts[name] for name in ("error", "warning", "info", "waived")}
