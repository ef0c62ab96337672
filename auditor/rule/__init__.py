"""What a rule is: one demand, with who says so and what happens when it is not met."""

from auditor.rule.rule import Check, Effective, Example, Rule, Severity, Tolerance

__all__ = ["Check", "Effective", "Example", "Rule", "Severity", "Tolerance"]
