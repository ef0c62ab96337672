"""The number below which a share of others lies. Knows nothing of what they measure.

The standard library's own takes as long to import as a page to read.
"""

from collections.abc import Iterable


def compute_quantile(numbers: Iterable[float], share: float = 0.5) -> float:
    """Return the number below which that share of the others lies: the median by itself.

    Between two of them it is interpolated; there must be one at least.
    """
    ordered = sorted(numbers)
    below, rest = divmod((len(ordered) - 1) * share, 1)
    low, high = ordered[int(below)], ordered[min(int(below) + 1, len(ordered) - 1)]
    return low + (high - low) * rest
