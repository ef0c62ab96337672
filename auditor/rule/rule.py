"""The rule: one demand of a pack, ready to be put to a budget."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from auditor.amount import Unit
from auditor.budget import Budget
from auditor.finding import Bilingual, Outcome


class Severity(StrEnum):
    """How much a failure weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class Tolerance(NamedTuple):
    """The largest difference still accepted: by the printed digits, none, or an amount."""

    kind: str = "auto"  # auto, exact or amount
    value: Decimal = Decimal(0)
    unit: Unit | None = None


class Effective(NamedTuple):
    """The budget years for which a rule holds, both included."""

    first: int | None = None
    last: int | None = None

    def covers(self, year: int | None) -> bool:
        """Say whether the rule holds for a year; an unknown year is covered."""
        if year is None:
            return True
        return (self.first or year) <= year <= (self.last or year)


ALWAYS = Effective()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A document that shows the rule at work, and what must come of it.

    `place` holds what the outcome's place must be: line, column_name, row (as far as given).
    `unseen` are kinds of things that its file carries beside the print. `others` are the further
    documents of a set; the place is one in any of them.
    """

    name: str
    document: str
    expect: str
    place: tuple[tuple[str, str], ...] = ()
    unseen: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


Check = Callable[[Budget], Iterator[Outcome]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One demand. `check` is the function of its kind, bound to the rule's own parameters.

    `message` may be None: the kind's own words are used. An inferred one is about relations that
    tables show by themselves, and is never more than info. `across` names what other documents
    the rule is about, "" for none; `announced` are statements that list the units of a department.
    `spans_files` says that its figures may stand in several files of one publication; `unless`
    names a table with which, in whichever of its files, the rule does not hold.
    `path`, `line` and `column` tell where the rule stands in its pack.
    """

    id: str
    kind: str
    title: Bilingual
    severity: Severity
    source: str
    rationale: Bilingual
    message: Bilingual | None
    check: Check = field(repr=False, compare=False)
    tables: tuple[str, ...] = ()
    effective: Effective = ALWAYS
    status: str = "approved"
    waivable: bool = True
    is_inferred: bool = False
    across: str = ""
    announced: tuple[str, ...] = ()
    spans_files: bool = False
    unless: str = ""
    replaces: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    pack: str = ""
    path: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)
