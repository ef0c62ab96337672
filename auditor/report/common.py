"""Which rules fire in so many documents of a run that it says more of the form than of each."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from auditor.finding import Audit, Bilingual
from auditor.finding.brief import RuleCount, brief_audits

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
    read = [brief for brief in brief_audits(audits) if brief.status != "unreadable"]
    if len(read) < _LEAST_READ:
        return ()
    documents: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    first: dict[str, RuleCount] = {}
    for brief in read:
        counted = [count for count in brief.counts if not count.is_waived]
        documents.update({count.rule for count in counted})
        for count in counted:
            findings[count.rule] += count.findings
            first.setdefault(count.rule, count)
    common = (
        CommonRule(
            rule=rule,
            title=first[rule].title,
            severity=first[rule].severity,
            documents=number,
            read=len(read),
            findings=findings[rule],
        )
        for rule, number in documents.items()
        if number >= _LEAST_FOUND and number * _SHARE > len(read)
    )
    return tuple(sorted(common, key=lambda each: (-each.documents, each.rule)))
