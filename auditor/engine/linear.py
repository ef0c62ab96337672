"""Solve the few linear equations that tell by how much figures must change. Knows no figures."""

from collections.abc import Sequence
from decimal import Decimal


def solve_changes(
    rows: Sequence[Sequence[Decimal]], wanted: Sequence[Decimal], slack: Sequence[Decimal]
) -> tuple[Decimal, ...] | None:
    """Solve rows · x = wanted for one to three unknowns.

    None if the rows leave an unknown open, or if a solution misses a row by more than its slack.
    """
    count = len(rows[0]) if rows else 0
    if not count:
        return None
    exact_first = sorted(range(len(rows)), key=lambda i: (slack[i], -abs(wanted[i])))
    pivots = _eliminate([[*rows[i], wanted[i]] for i in exact_first], count)
    if len(pivots) < count:
        return None
    solution = [Decimal(0)] * count
    for column in range(count - 1, -1, -1):
        pivot = pivots[column]
        known = sum(pivot[i] * solution[i] for i in range(column + 1, count))
        solution[column] = (pivot[count] - known) / pivot[column]
    return tuple(solution) if fits(rows, solution, wanted, slack) else None


def fits(
    rows: Sequence[Sequence[Decimal]],
    changes: Sequence[Decimal],
    wanted: Sequence[Decimal],
    slack: Sequence[Decimal],
) -> bool:
    """Say whether changes reach what is wanted of every row, within its slack."""
    for row, value, allowed in zip(rows, wanted, slack, strict=True):
        reached = sum(weight * change for weight, change in zip(row, changes, strict=True))
        if abs(reached - value) > allowed:
            return False
    return True


def _eliminate(matrix: list[list[Decimal]], count: int) -> list[list[Decimal]]:
    """Bring the matrix into triangular form; return one row for each unknown that is settled.

    The first rows settle the unknowns: they should be the exact ones, then the largest changes.
    """
    waiting = matrix
    pivots: list[list[Decimal]] = []
    pivot: list[Decimal] | None
    for column in range(count):
        pivot = next((row for row in waiting if row[column]), None)
        if pivot is None:
            return pivots
        pivots.append(pivot)
        rest: list[list[Decimal]] = []
        for row in waiting:
            if row is pivot:
                continue
            factor = row[column] / pivot[column]
            rest.append([a - factor * b for a, b in zip(row, pivot, strict=True)])
        waiting = rest
    return pivots
