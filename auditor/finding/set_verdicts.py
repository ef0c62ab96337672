"""What rules over several documents say of one of them. Knows no other document's text."""

from dataclasses import dataclass

from auditor.finding.audit import RuleFailure
from auditor.finding.finding import Finding
from auditor.finding.outcome import Bilingual, Outcome
from auditor.location import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class SetVerdicts:
    """Findings, outcomes and the rest as an audit has them, each at this document's own place.

    `replaced` are the rules and places of which the document by itself had said something else,
    `explained` are failed outcomes, as rule@line:column, that these findings tell the cause of,
    `withdrawn` are rules that do not hold, because another file has what this one lacks.
    """

    findings: tuple[Finding, ...] = ()
    outcomes: tuple[tuple[str, Outcome], ...] = ()
    failures: tuple[RuleFailure, ...] = ()
    not_applied: tuple[tuple[str, Bilingual], ...] = ()
    replaced: tuple[tuple[str, Location], ...] = ()
    explained: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
