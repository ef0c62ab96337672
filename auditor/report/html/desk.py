"""What every finding of a page needs to know: its document, the rules, the pages beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.finding import Audit
from auditor.report.lives import FindingLife
from auditor.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A document with its rules by id, and the names of other documents' pages by their path.

    `lives` says by fingerprint what became of findings since earlier runs, where that is known.
    """

    audit: Audit
    language: str
    rules: Mapping[str, Rule]
    pages: Mapping[str, str]
    lives: Mapping[str, FindingLife]
