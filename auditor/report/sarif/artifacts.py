"""A document as a SARIF artifact: what it is, and how its audit came out. Knows no run."""

from auditor.finding import Audit
from auditor.report.json_finding import none_if_empty
from auditor.report.sarif.texts import build_uri
from auditor.report.verdicts import count_severities, speak_verdict


def build_artifact(audit: Audit, language: str) -> dict[str, object]:
    """Build the artifact of a document."""
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
