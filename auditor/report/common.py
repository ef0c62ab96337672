"""Which rules fire in so many documents of a run that it says more of the form than of each."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from auditor.finding import Audit, Bilingual

_LEAST_READ = 5
_LEAST_FOUND = 3
_SHARE = 3


class CommonRule(NamedTuple):
    """A rule that `documents` of the `read` documents of a run have `findings` of."""

    rule: str
    title: Bilingual
    severity: str
    documents: int
    read: int
    findings: int


def find_common_rules(audits: Sequence[Audit]) -> tuple[CommonRule, ...]:
    """Find the rules that fire in over a third of the documents read, most documents first.

    A run of fewer than five documents has none, nor has a rule that fires in fewer than three:
    two bodies with one fault are no custom. Waived findings do not count.
    """
    read = [audit for audit in audits if audit.status != "unreadable"]
    if len(read) < _LEAST_READ:
        return ()
    documents: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    first = {}
    for audit in read:
        counted = [finding for finding in audit.findings if finding.waiver is None]
        documents.update({finding.rule for finding in counted})
        findings.update(finding.rule for finding in counted)
        first.update({found.rule: found for found in counted if found.rule not in first})
    common = (
        CommonRule(
            rule=rule,
            title=first[rule].title,
            severity=first[rule].severity,
            documents=count,
            read=len(read),
            findings=findings[rule],
        )
        for rule, count in documents.items()
        if count >= _LEAST_FOUND and count * _SHARE > len(read)
    )
    return tuple(sorted(common, key=lambda each: (-each.documents, each.rule)))
