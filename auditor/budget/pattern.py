"""A compiled title, header or label pattern. Matching is linear: no repetition is nested."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from auditor.amount.numeral import fold

_SHORT = 80
_QUOTES = str.maketrans("", "", "“”\"'‘’「」*#《》`")


def normalise_label(text: str) -> str:
    """Fold widths, drop blanks, quotation marks and mark-up: what spellings are compared by."""
    return _normalise_short(text) if len(text) <= _SHORT else fold(text).translate(_QUOTES)


@lru_cache(maxsize=8192)  # labels recur from table to table
def _normalise_short(text: str) -> str:
    return fold(text).translate(_QUOTES)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A spelling in the statement language; `weight` counts its literal characters."""

    source: str
    regex: "re.Pattern[str]" = field(compare=False, repr=False)
    weight: int = field(compare=False)

    def matches(self, label: str) -> bool:
        """Say whether the whole normalised label is spelled so."""
        return self.regex.fullmatch(label) is not None

    def ends(self, label: str) -> bool:
        """Say whether the normalised label ends so."""
        return any(found.end() == len(label) for found in self.regex.finditer(label))
