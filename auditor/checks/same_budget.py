"""A budget as the key of what is made of it once. Knows nothing of what that is."""

from dataclasses import dataclass, field

from auditor.budget import Budget


@dataclass(frozen=True, slots=True, eq=False)
class SameBudget:
    """A budget known by being the very same one: comparing two by value would cost more."""

    budget: Budget = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameBudget) and self.budget is other.budget

    def __hash__(self) -> int:
        return id(self.budget)
