"""The audit of one document: findings, outcomes, coverage. Status says what was judged."""

from dataclasses import dataclass
from typing import NamedTuple

from auditor.budget.facts import DocumentFacts
from auditor.finding.finding import Finding
from auditor.finding.outcome import Bilingual, Outcome
from auditor.location import Location


class RuleFailure(NamedTuple):
    """A rule that could not run at a place, and why; its line in the rule's own YAML file."""

    rule: str
    reason: str
    line: int
    column: int


class Unchecked(NamedTuple):
    """A figure that no sum, roll-up, count or agreement has tested, and why."""

    location: Location
    text: str
    reason: Bilingual


class TableSummary(NamedTuple):
    """A table or form for the report; `template` is "" where none fits."""

    id: str
    title: str
    line: int
    template: str
    rows: int = 0
    figures: int = 0
    project: str = ""


class Coverage(NamedTuple):
    """Every figure of the document is on this ledger: checked, bounded or unchecked.

    `checked_at` and `bounded_at` are the figures' places, for a report that shows the document.
    """

    figures: int
    checked: int
    bounded: int
    unchecked: tuple[Unchecked, ...]
    tables: tuple[TableSummary, ...]
    unrecognised: tuple[TableSummary, ...]
    forms: tuple[TableSummary, ...]
    lines_not_understood: tuple[int, ...]
    checked_at: tuple[Location, ...] = ()
    bounded_at: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """All that is said about one document.

    `status` is complete, incomplete or unreadable, with `reason`. `outcomes` holds
    (rule id, outcome) in the order of rules and places. `lines` is the text, for excerpts;
    `libraries` name those of others by which the file was read, `facts` are what rules over
    several documents need of this one, where they were asked for.
    """

    path: str
    sha256: str
    status: str
    reason: Bilingual
    issuer: str = ""
    year: int | None = None
    kind: str = ""
    role: str = ""
    packs_chosen: tuple[tuple[str, Bilingual], ...] = ()
    findings: tuple[Finding, ...] = ()
    outcomes: tuple[tuple[str, Outcome], ...] = ()
    rule_failures: tuple[RuleFailure, ...] = ()
    not_applied: tuple[tuple[str, Bilingual], ...] = ()
    coverage: Coverage | None = None
    lines: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    sheets: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    facts: DocumentFacts | None = None
