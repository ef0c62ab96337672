"""The finding: what a person reads. One cause, the outcomes it explains, the evidence."""

from dataclasses import dataclass
from typing import NamedTuple

from auditor.finding.outcome import Bilingual, Outcome
from auditor.finding.waiver import Waiver
from auditor.location import Location


class Evidence(NamedTuple):
    """A figure or line that shows the fault; `path` is "" within the same document."""

    location: Location
    text: str
    role: str
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A cause placed at the figure to correct; `failed` names the outcomes, rule@line:column.

    `severity` is error, warning or info; `cause` a phrase in both languages, or empty words.
    A waived finding stays in every report, counted apart; its outcome's verdict is WAIVED.
    """

    fingerprint: str
    rule: str
    kind: str
    severity: str
    outcome: Outcome
    title: Bilingual
    message: Bilingual
    cause: Bilingual
    evidence: tuple[Evidence, ...]
    failed: tuple[str, ...]
    inferred: bool = False
    waiver: Waiver | None = None
