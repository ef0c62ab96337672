"""How a report shows that a finding was accepted: why, by whom and until when."""

from auditor.finding import Bilingual, Finding, Waiver

WAIVED = Bilingual("已豁免", "waived")
ROLE = "waiver"
_BASELINE = Bilingual("基线中已有", "held by the baseline")
_UNTIL = Bilingual("有效期至 {date}", "until {date}")


def speak_waiver(waiver: Waiver, language: str) -> str:
    """Say reason, approver and expiry, as far as they are given, with ` · ` between them."""
    known = _BASELINE.speak(language) if waiver.source == "baseline" else ""
    until = _UNTIL.speak(language).format(date=waiver.expires) if waiver.expires else ""
    return " · ".join(part for part in (known, waiver.reason, waiver.approver, until) if part)


def split_waived(
    findings: tuple[Finding, ...],
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Split into the findings that count and those that are waived, each in its order."""
    counted = tuple(finding for finding in findings if finding.waiver is None)
    waived = tuple(finding for finding in findings if finding.waiver is not None)
    return counted, waived
