"""A performance form with its meaning: funds, period, goals, indicators. Knows no rule."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from auditor.amount import YUAN, Amount, Unit
from auditor.location import Location


class Fund(NamedTuple):
    """A kind of money of the form; `amount` is None where the form prints none beside its label.

    `location` is that of the printed number, or of the label. A Fund without a name is an amount
    that stands alone in its row, under no label.
    """

    name: str
    text: str
    amount: Amount | None
    location: Location


class FormDate(NamedTuple):
    """A day on which the project begins or ends; `day` is None where it cannot be read."""

    text: str
    day: date | None
    location: Location


class Goal(NamedTuple):
    """A goal, overall or of the year, as it is worded."""

    is_annual: bool
    text: str
    location: Location


class GoalSpan(NamedTuple):
    """The years that the heading of a goal prints, from … to …."""

    first: int
    last: int
    text: str
    location: Location


class Blank(NamedTuple):
    """A label of the head that prints nothing beside or below it.

    `what` is project, body, day, kind (a box to tick) or goal. `is_certain` is False where the
    row holds something else that may be what is missing.
    """

    what: str
    label: str
    location: Location
    is_certain: bool = True


class Indicator(NamedTuple):
    """An indicator: branch (level 1), level 2, name and target value, "" where none is printed.

    `branch` is the printed label's, else what level 2 belongs to, else that of the row above.
    `is_certain` is False where the row's cells are out of their columns, so that what is missing
    may only have been lost on the way; `is_labelled` says that level 2 stands in the very row.
    """

    branch: str
    level: str
    name: str
    value: str
    location: Location
    name_location: Location
    value_location: Location
    is_certain: bool = True
    is_labelled: bool = False


_LEAST_LOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A performance form: its printed title, project, first line, and what it says.

    `template` is the form type, "" if none fits; `headed` says that a header row of indicators
    was found, and `header_location` where. `branches` and `levels` are those that the form prints,
    `bodies` the organisations that it names: who is in charge, who carries the project out.
    `has_other_money` says that among the funds stands an amount under no label that is known.
    `blanks` are the labels of its head that were not filled in.
    `span` is of the overall goal, `annual` of the goal of the year, None where it prints no year.
    """

    id: str
    title: str
    project: str
    location: Location
    template: str = ""
    unit: Unit = YUAN
    funds: tuple[Fund, ...] = ()
    start: FormDate | None = None
    end: FormDate | None = None
    span: GoalSpan | None = None
    annual: GoalSpan | None = None
    goals: tuple[Goal, ...] = ()
    headed: bool = False
    header_location: Location | None = None
    branches: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    bodies: tuple[str, ...] = ()
    has_other_money: bool = False
    blanks: tuple[Blank, ...] = ()

    def find_fund(self, name: str) -> Fund | None:
        """Find a kind of money by its name in forms.yaml; None if its label is not printed."""
        return next((fund for fund in self.funds if fund.name == name), None)

    def list_valued(self) -> list[Indicator]:
        """Return the indicators that have both a name and a value."""
        return [one for one in self.indicators if one.name and one.value]

    def lacks_values(self) -> bool:
        """Say whether so few indicators have a target value that the column must be lost."""
        filled = sum(1 for indicator in self.indicators if indicator.value)
        blank = len(self.indicators) - filled
        return blank >= _LEAST_LOST and blank > 2 * filled
