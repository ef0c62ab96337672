"""What performance forms look like and what their words mean. Made from forms.yaml."""

from typing import NamedTuple

from auditor.amount import YUAN, Unit
from auditor.budget.pattern import Pattern
from auditor.budget.template import TableTemplate


class FormType(NamedTuple):
    """A form in use: its name, titles, usual unit, and the branches it requires.

    `first_year` is the budget year from which `branches` are required.
    """

    name: str
    titles: tuple[Pattern, ...]
    unit: Unit = YUAN
    branches: tuple[str, ...] = ()
    first_year: int | None = None


class Measure(NamedTuple):
    """A kind of indicator told by the end of its name, with the units that fit and that do not.

    Units that are in neither list are not judged.
    """

    name: str
    endings: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    def covers(self, indicator: str) -> bool:
        """Say whether an indicator's name (blanks dropped) tells this kind."""
        return indicator.endswith(self.endings) and not indicator.endswith(self.exceptions)


class FormBook(NamedTuple):
    """The vocabulary of performance forms. Empty, it recognises no form.

    `funds` and `levels` are names with their spellings (a label begins so); `levels` gives each
    branch (level 1) the second levels that belong to it; `level_misfits` gives second levels the
    units that measure something else. `narratives` spell how the headings of what is said of
    a project end, behind its name; `name_words` are words that a name may add or leave out.
    """

    types: tuple[FormType, ...] = ()
    recognise: frozenset[str] = frozenset()
    project: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    funds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    blank_funds: tuple[str, ...] = ()
    funds_table: TableTemplate | None = None
    overall_goal: tuple[str, ...] = ()
    annual_goal: tuple[str, ...] = ()
    plain_goal: tuple[str, ...] = ()
    project_column: tuple[str, ...] = ()
    body_column: tuple[str, ...] = ()
    money_column: tuple[str, ...] = ()
    third_header: tuple[str, ...] = ()
    value_header: tuple[str, ...] = ()
    sign_header: tuple[str, ...] = ()
    unit_header: tuple[str, ...] = ()
    levels: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fragments: tuple[str, ...] = ()
    name_ends: tuple[str, ...] = ()
    telling: tuple[tuple[str, tuple[str, ...]], ...] = ()
    level_misfits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    narratives: tuple[Pattern, ...] = ()
    name_words: tuple[str, ...] = ()
    name_leads: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    outline_headings: tuple[Pattern, ...] = ()
    period_headings: tuple[Pattern, ...] = ()
    money_headings: tuple[Pattern, ...] = ()
    goal_headings: tuple[Pattern, ...] = ()
    core_levels: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    units: tuple[str, ...] = ()
    people_units: tuple[str, ...] = ()
    count_endings: tuple[str, ...] = ()
    adverse: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    satisfaction: tuple[str, ...] = ()
    growing: tuple[str, ...] = ()
    comparing: tuple[str, ...] = ()
    work_words: tuple[str, ...] = ()
    past_words: tuple[str, ...] = ()
    lasting_words: tuple[str, ...] = ()
    total_costs: tuple[str, ...] = ()

    def list_tables(self) -> dict[str, TableTemplate]:
        """Return the tables, by name, as which formulas see forms."""
        return {} if self.funds_table is None else {self.funds_table.name: self.funds_table}

    def find_measure(self, indicator: str) -> Measure | None:
        """Find what kind of indicator a name tells; the first that covers it."""
        return next((one for one in self.measures if one.covers(indicator)), None)
