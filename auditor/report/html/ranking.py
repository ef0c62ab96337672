"""The order of rules in a matrix: the gravest first, among these those that fire most widely."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from auditor.finding import Bilingual, Finding

SEVERITIES = ("info", "warning", "error")


class RankedRule(NamedTuple):
    """A rule with its gravest severity, and in how many rows of the matrix it fired."""

    rule: str
    title: Bilingual
    severity: str
    rows: int


def rank_rules(rows: Iterable[Iterable[Finding]]) -> tuple[RankedRule, ...]:
    """Rank the rules that fired; a row is what was found in one document or at one issuer."""
    fired: Counter[str] = Counter()
    gravest: dict[str, str] = {}
    titles: dict[str, Bilingual] = {}
    for row in rows:
        findings = list(row)
        fired.update({finding.rule for finding in findings})
        for finding in findings:
            known = gravest.get(finding.rule, finding.severity)
            gravest[finding.rule] = max(known, finding.severity, key=SEVERITIES.index)
            titles.setdefault(finding.rule, finding.title)
    ranked = [RankedRule(rule, titles[rule], gravest[rule], fired[rule]) for rule in fired]
    return tuple(sorted(ranked, key=_weigh))


def _weigh(rule: RankedRule) -> tuple[int, int, str]:
    return -SEVERITIES.index(rule.severity), -rule.rows, rule.rule
