"""What the audit says: outcomes per place, findings for people. Knows no rule, no budget."""

from auditor.finding.audit import Audit, Coverage, RuleFailure, TableSummary, Unchecked
from auditor.finding.finding import Evidence, Finding
from auditor.finding.outcome import Bilingual, Operand, Outcome, Place, Verdict
from auditor.finding.waiver import Waiver

__all__ = [
    "Audit",
    "Bilingual",
    "Coverage",
    "Evidence",
    "Finding",
    "Operand",
    "Outcome",
    "Place",
    "RuleFailure",
    "TableSummary",
    "Unchecked",
    "Verdict",
    "Waiver",
]
