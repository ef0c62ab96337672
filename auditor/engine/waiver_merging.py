"""Waivers over more documents than fit in memory: what they ask for first, the marks later."""

from collections.abc import Collection
from dataclasses import replace

from auditor.engine.waiver_notices import KIND
from auditor.finding import Audit

_ORDER = {"error": 0, "warning": 1, "info": 2}


def lighten_audit(audit: Audit, rules: Collection[str]) -> Audit:
    """Return what waivers of these rules ask of an audit: identity, status and the findings."""
    findings = tuple(finding for finding in audit.findings if finding.rule in rules)
    return Audit(
        path=audit.path,
        sha256=audit.sha256,
        status=audit.status,
        reason=audit.reason,
        issuer=audit.issuer,
        year=audit.year,
        kind=audit.kind,
        role=audit.role,
        findings=findings,
        rule_failures=audit.rule_failures,
    )


def merge_waived(audit: Audit, light: Audit) -> Audit:
    """Return the whole audit with what waivers have marked in, and added to, its light form."""
    marked = {found.fingerprint: found for found in light.findings if found.waiver is not None}
    notices = tuple(found for found in light.findings if found.kind == KIND)
    if not marked and not notices:
        return audit
    findings = tuple(marked.get(found.fingerprint, found) for found in audit.findings)
    if notices:
        ordered = sorted((*findings, *notices), key=lambda found: _ORDER[found.severity])
        findings = tuple(ordered)
    return replace(audit, findings=findings)
