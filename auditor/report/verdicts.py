"""The verdict on a document in one sentence; where nothing was judged, nothing is clean."""

from collections import Counter
from collections.abc import Sequence

from auditor.finding import Audit, Bilingual, Verdict
from auditor.finding.brief import Brief, brief_audits
from auditor.report import words

_JUDGED = frozenset({Verdict.PASS, Verdict.FAIL, Verdict.REVIEW, Verdict.WAIVED})
WAIVED = "waived"
LISTS = frozenset({"manifest", "control"})


def count_severities(audits: Sequence[Audit]) -> Counter[str]:
    """Count findings by severity; those that are waived count under `waived` alone."""
    return sum_counts(brief_audits(audits))


def sum_counts(briefs: Sequence[Brief]) -> Counter[str]:
    """Count findings by severity, as count_severities does, of documents in short."""
    counts: Counter[str] = Counter()
    for brief in briefs:
        for one in brief.counts:
            counts[WAIVED if one.is_waived else one.severity] += one.findings
    return counts


def speak_counts(counts: Counter[str], language: str) -> str:
    """Say how many findings of each severity there are, and how many are waived if any."""
    said = words.COUNTS.speak(language).format(
        error=counts["error"], warning=counts["warning"], info=counts["info"]
    )
    if not counts[WAIVED]:
        return said
    waived = words.WAIVED_COUNT.speak(language).format(count=counts[WAIVED])
    return f"{said}{waived}" if language == "zh" else f"{said} {waived}"


def find_doubt(audit: Audit) -> Bilingual | None:
    """Find why the absence of findings would say nothing; None if something was judged.

    A list of the office prints no table: it is judged by the documents.
    """
    if audit.role in LISTS:
        return None
    if not any(outcome.verdict in _JUDGED for _, outcome in audit.outcomes):
        return words.NOT_JUDGED
    coverage = audit.coverage
    if coverage is not None and not (coverage.tables or coverage.forms or coverage.checked):
        return words.NOT_RECOGNISED
    return None


def speak_verdict(audit: Audit, language: str) -> str:
    """Say what was found, or how far there is nothing to be found. Not for unreadable ones."""
    if audit.findings:
        return speak_counts(count_severities([audit]), language)
    doubt = find_doubt(audit)
    if doubt is not None:
        return doubt.speak(language)
    if audit.role in LISTS:
        return words.LIST_AGREES.speak(language)
    unchecked = len(audit.coverage.unchecked) if audit.coverage else 0
    words_of_clean = words.CLEAN_AS_FAR_AS_CHECKED if unchecked else words.CLEAN
    return words_of_clean.speak(language).format(unchecked=unchecked)
