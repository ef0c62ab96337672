"""A statement: a figure that a sentence states, with its name, place and what belongs to it."""

from enum import Enum
from typing import NamedTuple

from auditor.amount import Unit
from auditor.amount.amount import Amount
from auditor.budget.pattern import Pattern
from auditor.location import Location


class Direction(Enum):
    """How a figure has changed since the year before."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


class Listing(Enum):
    """Where the things stand that a statement counts."""

    NOWHERE = "nowhere"
    BEHIND = "behind"  # after the next colon, or in the numbered lines that follow
    NAMED = "named"  # in the statement's own {name}


class Listed(NamedTuple):
    """A thing that stands in a list, as printed, and where."""

    name: str
    location: Location


class ChangePattern(NamedTuple):
    """How a sentence goes on to say that a figure has changed, and which way."""

    direction: Direction
    pattern: Pattern


class StatementTemplate(NamedTuple):
    """How a sentence states a figure; `unit` is what it is compared in.

    `changes` are looked for right behind the figure, `parts` up to the next statement. `under`
    are the headings that it stands under, none for any. `is_sum` says that the sentence prints
    only parts, `absent` how it says that there is nothing. `skipped` are entries of its list
    that are none. `is_loose` says that it takes only figures that nothing else has read.
    """

    name: str
    spelled: tuple[Pattern, ...]
    unit: Unit
    changes: tuple[ChangePattern, ...] = ()
    parts: tuple["StatementTemplate", ...] = ()
    under: tuple[Pattern, ...] = ()
    listing: Listing = Listing.NOWHERE
    skipped: tuple[Pattern, ...] = ()
    absent: tuple[Pattern, ...] = ()
    is_sum: bool = False
    is_loose: bool = False


class Statement(NamedTuple):
    """A figure stated in a sentence.

    `amount` is None where the number is malformed; a decrease is negative. `text` is the figure
    as printed, `location` that of its number. `label` and `code` name what it is about, `level`
    the length of code that the sentence gives it (0: none), `year` the year it speaks of.
    `section` is the heading above and `order` numbers statements in the order of the text.
    """

    name: str
    text: str
    location: Location
    amount: Amount | None
    label: str = ""
    code: str = ""
    level: int = 0
    year: int | None = None
    direction: Direction | None = None
    section: str = ""
    section_line: int = 0
    order: int = 0
    parts: tuple["Statement", ...] = ()
    change: "Statement | None" = None
    listed: tuple[Listed, ...] = ()

    def list_parts(self, name: str) -> list["Statement"]:
        """Return the parts of a name, in printed order."""
        return [part for part in self.parts if part.name == name]


CHANGE = "变动"


def name_change(name: str) -> str:
    """Return how formulas call the change of a statement."""
    return name + CHANGE
