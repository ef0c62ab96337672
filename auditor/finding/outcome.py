"""The outcome: one rule at one place, with the figures it rests on."""

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from auditor.location import START, Location


class Verdict(Enum):
    """What came of putting a rule to a place."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"
    WAIVED = "waived"


class Bilingual(NamedTuple):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def speak(self, language: str) -> str:
        """Return the words in `zh` or `en`."""
        return self.en if language == "en" else self.zh


NOTHING = Bilingual("", "")


class Place(NamedTuple):
    """Where an outcome stands: table id and title, row label, key and column, and the span."""

    location: Location = START
    table: str = ""
    title: str = ""
    row: str = ""
    key: str = ""
    column: str = ""


class Operand(NamedTuple):
    """A figure that took part: its place, printed text, value in its unit, and role.

    `text` is "" for a nil or a row that is not there. `role` is how the formula calls it.
    `weight` is what one unit of the figure adds to left minus right, in the base unit; 0 where
    nothing is added up. `digit` is the last digit printed in its column, 0 if unknown.
    """

    place: Place
    text: str
    value: Decimal
    unit: str
    role: str
    weight: Decimal = Decimal(0)
    digit: Decimal = Decimal(0)


class Outcome(NamedTuple):
    """One demand at one place. Amounts are printed text in `unit`, "" where none applies.

    `bounded` marks an inequality: its operands are bounded, not checked; of a weighted one `sense`
    is 1 where left must not exceed right, -1 where it must not fall short. `tail` marks a pass
    within one last digit. `facts` are further slots for the rule's message. Where operands have
    weights, `residual` is left minus right and `slack` what of it is accepted, in the base unit.
    `is_inferred` says that the demand itself was read from the table and not declared.
    """

    verdict: Verdict
    place: Place
    operands: tuple[Operand, ...] = ()
    expected: str = ""
    found: str = ""
    difference: str = ""
    unit: str = ""
    tolerance: str = ""
    reason: Bilingual = NOTHING
    suggestion: str = ""
    facts: tuple[tuple[str, Bilingual], ...] = ()
    bounded: bool = False
    tail: bool = False
    residual: Decimal = Decimal(0)
    slack: Decimal = Decimal(0)
    is_inferred: bool = False
    sense: int = 0
