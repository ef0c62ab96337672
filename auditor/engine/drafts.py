"""A finding before it gets its fingerprint. Knows no cause."""

from dataclasses import dataclass

from auditor.finding import Bilingual, Evidence, Outcome
from auditor.finding.outcome import NOTHING
from auditor.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finding before it gets its fingerprint; the outcome stands at the figure to correct."""

    rule: Rule
    outcome: Outcome
    message: Bilingual
    evidence: tuple[Evidence, ...]
    failed: tuple[str, ...]
    cause: Bilingual = NOTHING


def name_outcome(rule: Rule, outcome: Outcome) -> str:
    """Name an outcome as the report does: rule@line:column."""
    location = outcome.place.location
    return f"{rule.id}@{location.line}:{location.column}"
