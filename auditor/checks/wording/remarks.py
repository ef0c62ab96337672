"""What finders of kind `wording` look for, and what they hand back."""

from collections.abc import Iterator
from typing import NamedTuple

from auditor.budget import Budget
from auditor.budget.pattern import Pattern
from auditor.checks.conditions import Condition
from auditor.checks.places import locate_line
from auditor.finding import Place
from auditor.location import Location, locate


class ScopeWords(NamedTuple):
    """A scope: its word, how its issuers are named, and the spellings that belong to it."""

    name: str
    issuers: tuple[Pattern, ...]
    spellings: tuple[Pattern, ...]


class WordingParameters(NamedTuple):
    """What is looked for; `up_to` names the headings from which on nothing is judged.

    `form` are titles of the form that demands it; another form is not judged.
    """

    find: str
    phrases: tuple[Pattern, ...] = ()
    scopes: tuple[ScopeWords, ...] = ()
    up_to: tuple[Pattern, ...] = ()
    apart_from: tuple[Pattern, ...] = ()
    form: tuple[Pattern, ...] = ()
    condition: Condition | None = None


class Remark(NamedTuple):
    """Something found: its sort (what is grouped), place and words; what belongs there, or ""."""

    sort: str
    place: Place
    text: str
    expected: str = ""


def iterate_texts(
    budget: Budget, up_to: tuple[Pattern, ...] = ()
) -> Iterator[tuple[str, str, Location]]:
    """Yield headings and paragraphs: text, folded text, span."""
    for section in budget.sections:
        if section.label:
            if any(pattern.ends(section.label) for pattern in up_to):
                return
            yield section.text, section.label, section.location
        yield from section.passages


def place_text(budget: Budget, text: str, part: str, location: Location) -> Place:
    """Return the place of a part of a line, or of the whole line where it is printed otherwise."""
    offset = text.find(part)
    if offset < 0:
        return locate_line(budget, location)
    return locate_line(budget, locate(location.line, location.column + offset, len(part)))
