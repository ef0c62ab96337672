"""Sections: headings with the running text under them, and the entries of the contents list."""

from typing import NamedTuple

from auditor.budget.pattern import Pattern
from auditor.budget.remembering import Remembered
from auditor.location import Location

_FITTING: Remembered[tuple[Pattern, ...], bool] = Remembered()


class Passage(NamedTuple):
    """A paragraph as printed, the same folded for comparing, and its span."""

    text: str
    label: str
    location: Location


class ContentsEntry(NamedTuple):
    """A line of the contents list: its folded text without the number, and its span."""

    label: str
    number: str
    location: Location


class Naming(NamedTuple):
    """A class, section or line of expenditure named in a sentence.

    `code` is "" where only the name is printed; `digits` is the length of its code, or 0.
    """

    name: str
    code: str
    digits: int
    location: Location


class HeadingTemplate(NamedTuple):
    """A heading that a form requires: its name and its printed spellings."""

    name: str
    spellings: tuple[Pattern, ...]

    def fits(self, label: str) -> bool:
        """Say whether a folded heading ends in one of the spellings."""
        known = _FITTING.list_answers(self.spellings)
        if label not in known:
            known[label] = any(spelling.ends(label) for spelling in self.spellings)
        return known[label]


class Section(NamedTuple):
    """A heading and what stands under it, up to the next heading.

    `label` is the heading folded, without its number; `number` the list mark (一, 1), or "".
    The section before the first heading has no label. `grid_titles` are the
    folded titles of its tables and forms, `bare_grids` counts those without one.
    """

    label: str
    text: str
    number: str
    level: int
    location: Location
    passages: tuple[Passage, ...]
    grid_titles: tuple[str, ...]
    bare_grids: int
