"""Kind `agree`: figures of tables that no template fits, which may be what a sentence speaks of.

An amount that the recognised tables do not print may stand in one of the others.
"""

from decimal import Decimal
from functools import lru_cache

from auditor.budget import Budget
from auditor.checks.lookup import Quantity
from auditor.checks.same_budget import SameBudget

_IN_UNKNOWN_TABLE = "unrecognised"
_SCALES = (Decimal(1), Decimal(1000), Decimal(10_000))  # 元, 千元, 万元: its unit may not be known
_HALF = Decimal("0.5")


def stands_elsewhere(stated: Quantity, budget: Budget) -> bool:
    """Say whether a table that is not recognised prints the amount, in whatever unit."""
    slack = max(stated.digit, stated.shown * stated.unit.factor) * _HALF
    return any(
        abs(value * scale - stated.base) <= slack
        for value in _list_values(SameBudget(budget))
        for scale in _SCALES
    )


@lru_cache(maxsize=1)
def _list_values(same: SameBudget) -> tuple[Decimal, ...]:
    amounts = (one.amount for one in same.budget.figures if one.reason == _IN_UNKNOWN_TABLE)
    return tuple({amount.value for amount in amounts if amount is not None and amount.value})
