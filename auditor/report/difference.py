"""Two editions compared, complete: all that a difference report may say. Knows no format."""

from typing import NamedTuple

from auditor.finding import Bilingual
from auditor.finding.figure_change import FigureChange
from auditor.report.finding_changes import FindingChanges, compare_findings
from auditor.report.stored_report import StoredDocument


class DocumentDifference(NamedTuple):
    """A document in both editions, None where one of them lacks it.

    `figures` is None where figures cannot be compared, for `reason`.
    """

    old: StoredDocument | None
    new: StoredDocument | None
    findings: FindingChanges
    figures: tuple[FigureChange, ...] | None
    reason: Bilingual

    def is_equal(self) -> bool:
        """Say whether nothing differs of what could be compared."""
        found = self.findings
        return (
            self.old is not None
            and self.new is not None
            and not (found.new or found.gone or found.changed or self.figures)
        )

    def has_same_content(self) -> bool:
        """Say whether both editions are the same to the byte."""
        old, new = self.old, self.new
        return bool(old and new and old.sha256 and old.sha256 == new.sha256)


class Difference(NamedTuple):
    """All documents of two editions; `old` and `new` are the paths as given."""

    old: str
    new: str
    documents: tuple[DocumentDifference, ...]
    language: str
    exit_status: int = 0


def build_difference(
    old: StoredDocument | None,
    new: StoredDocument | None,
    figures: tuple[FigureChange, ...] | None,
    reason: Bilingual,
) -> DocumentDifference:
    """Build what is said of one document."""
    return DocumentDifference(old, new, compare_findings(old, new), figures, reason)
