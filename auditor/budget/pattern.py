"""A compiled title, header or label pattern. Matching is linear: no repetition is nested."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from auditor.amount.numeral import fold

_SHORT = 80
_LONG = 4000
_QUOTES = str.maketrans("", "", "“”\"'‘’「」*#《》`")


def normalise_label(text: str) -> str:
    """Fold widths, drop blanks, quotation marks and mark-up: what spellings are compared by."""
    if len(text) <= _SHORT:
        return _normalise_short(text)
    return _normalise_long(text) if len(text) <= _LONG else _normalise(text)


def _normalise(text: str) -> str:
    return fold(text).translate(_QUOTES)


_normalise_short = lru_cache(maxsize=8192)(_normalise)  # labels recur from table to table
_normalise_long = lru_cache(maxsize=512)(_normalise)  # several rules read the same paragraph


@lru_cache(maxsize=4096)
def _compile_expression(expression: str) -> "re.Pattern[str]":
    return re.compile(expression)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A spelling in the statement language; `weight` counts its literal characters.

    `expression` is compiled when it is first matched: most spellings never are. `anchor` is a
    piece of text without which nothing can match, or ""; of `anchors`, if there are any, one must
    stand in the text.
    """

    source: str
    expression: str = field(compare=False, repr=False)
    weight: int = field(compare=False)
    anchor: str = field(compare=False, default="")
    anchors: tuple[str, ...] = field(compare=False, default=(), repr=False)

    @property
    def regex(self) -> "re.Pattern[str]":
        """The compiled expression."""
        return _compile_expression(self.expression)

    def matches(self, label: str) -> bool:
        """Say whether the whole normalised label is spelled so."""
        if self.anchor not in label:
            return False
        if self.expression == self.anchor:  # plain words: nothing to compile
            return label == self.anchor
        return self.regex.fullmatch(label) is not None

    def may_stand_in(self, text: str) -> bool:
        """Say, fast, whether a normalised text may be spelled so somewhere."""
        return not self.anchors or any(anchor in text for anchor in self.anchors)

    def search(self, text: str) -> "re.Match[str] | None":
        """Find the first place in a normalised text that is spelled so."""
        return self.regex.search(text) if self.anchor in text else None

    def finditer(self, text: str) -> Iterator["re.Match[str]"]:
        """Find every place in a normalised text that is spelled so."""
        return self.regex.finditer(text) if self.anchor in text else iter(())

    def ends(self, label: str) -> bool:
        """Say whether the normalised label ends so."""
        if self.anchor not in label:
            return False
        if self.expression == self.anchor:
            return label.endswith(self.anchor)
        return any(found.end() == len(label) for found in self.regex.finditer(label))
