"""What files of a publication say by themselves, so that it is not said again. Knows no set."""

from collections.abc import Sequence

from auditor.budget import Budget
from auditor.engine.running import run_rules
from auditor.engine.sets.ledgers import JUDGED, RECOUNTED, Spot
from auditor.finding import Verdict
from auditor.rule import Rule


def list_judged(rules: Sequence[Rule], budgets: Sequence[Budget]) -> frozenset[Spot]:
    """List the places of which a file by itself has said enough.

    What is counted is the exception: with the other files it is another number.
    """
    asked = [rule for rule in rules if rule.kind not in RECOUNTED]
    return frozenset(
        (rule.id, outcome.place.location)
        for budget in budgets
        for rule, outcome in run_rules(asked, budget).outcomes
        if outcome.verdict in JUDGED
    )


def does_fail(rule: Rule, budget: Budget) -> bool:
    """Say whether a file by itself does not meet a demand."""
    outcomes = run_rules([rule], budget).outcomes
    return any(outcome.verdict is Verdict.FAIL for _, outcome in outcomes)
