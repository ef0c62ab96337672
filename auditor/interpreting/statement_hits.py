"""Where the spellings of statement templates stand in a passage, one for each figure.

Knows no amounts. Where several fit one figure, the one that reads most of the sentence wins.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget.pattern import Pattern
from auditor.budget.statement import StatementTemplate
from auditor.interpreting.passages import Passage

SLOTS = ("amount", "count", "percent")
_OPEN = "{name}"
_COUNT = "{count}"  # may be written in Chinese numerals
_DIGIT = re.compile("[0-9]")


class Hit(NamedTuple):
    """A template at its place: where its text starts, where its figure does, where it ends."""

    template: StatementTemplate
    match: "re.Match[str]"
    start: int
    figure: int
    end: int
    is_open: bool = False


class _Spelling(NamedTuple):
    """A spelling of a template; an open one begins with a name, that is where sentences begin."""

    template: StatementTemplate
    pattern: Pattern
    anchor: str
    is_open: bool


class HitFinder:
    """Finds templates in passages; what can be told of them beforehand is told once."""

    def __init__(self, templates: Sequence[StatementTemplate]) -> None:
        """Take the templates; without a digit a passage can only match a few of them."""
        self._spellings = [
            _Spelling(template, pattern, pattern.anchor, pattern.source.startswith(_OPEN))
            for template in templates
            for pattern in (*template.spelled, *template.absent)
        ]
        self._wordy = [one for one in self._spellings if _may_be_words(one)]

    @property
    def has_any(self) -> bool:
        """True if there is anything to find."""
        return bool(self._spellings)

    def find_hits(self, passage: Passage) -> list[Hit]:
        """Find all templates in a passage; of several for one figure the longest is kept."""
        best: dict[int, Hit] = {}
        starts: list[int] | None = None
        text = passage.text
        for spelling in self._spellings if _DIGIT.search(text) else self._wordy:
            if spelling.anchor not in text or not _is_under(spelling.template, passage):
                continue
            if spelling.is_open and starts is None:
                starts = passage.list_sentence_starts()
            for match in _iterate_matches(spelling, text, starts):
                hit = make_hit(spelling.template, match, is_open=spelling.is_open)
                known = best.get(hit.figure)
                if known is None or _is_better(hit, known):
                    best[hit.figure] = hit
        return list(_drop_inner(sorted(best.values(), key=lambda hit: (hit.start, -hit.end))))


def make_hit(template: StatementTemplate, match: "re.Match[str]", *, is_open: bool = False) -> Hit:
    """Make the hit of a template; without a slot for a figure it stands at its end."""
    slot = find_slot(match)
    figure = match.start(slot) if slot else match.end()
    return Hit(template, match, match.start(), figure, match.end(), is_open)


def find_slot(match: "re.Match[str]") -> str | None:
    """Find the slot that holds the figure: of several amounts the last one; None without any."""
    known = match.re.groupindex
    first = next((slot for slot in SLOTS if slot in known), None)
    if first is None or f"{first}2" not in known:
        return first
    return max((name for name in known if name.startswith(first)), key=known.__getitem__)


def _may_be_words(spelling: _Spelling) -> bool:
    template, pattern = spelling.template, spelling.pattern
    return template.is_sum or pattern in template.absent or _COUNT in pattern.source


def _is_under(template: StatementTemplate, passage: Passage) -> bool:
    return not template.under or any(p.search(passage.section) for p in template.under)


def _is_better(hit: Hit, known: Hit) -> bool:
    """Say whether a hit reads a figure better: more of the sentence, but no more than one."""
    if hit.is_open and known.is_open:
        return hit.start > known.start
    return hit.start < known.start


def _iterate_matches(
    spelling: _Spelling, text: str, starts: list[int] | None
) -> Iterator["re.Match[str]"]:
    """A pattern that begins with a name begins where a sentence does: nothing else bounds it."""
    regex = spelling.pattern.regex
    if not spelling.is_open:
        yield from regex.finditer(text)
        return
    for start in starts or ():
        match = regex.match(text, start)
        if match:
            yield match


def _drop_inner(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the hits, sorted by place, that do not lie within what another one reads.

    The exception is the first of two figures that a spelling reads of which it keeps the second:
    the plan, in 预算为5.00万元，支出决算为4.00万元.
    """
    outer: Hit | None = None
    for hit in hits:
        if outer is None or hit.end > outer.end:
            yield hit
            outer = hit
        elif hit.start == outer.start and _reads_first(hit, outer):
            yield hit


def _reads_first(hit: Hit, outer: Hit) -> bool:
    """Say whether a hit reads a figure that another one passes over on its way to its own."""
    known = outer.match.re.groupindex
    passed = {outer.match.start(name) for name in known if name.startswith("amount")}
    return hit.figure in passed - {outer.figure}
