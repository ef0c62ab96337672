"""What rules of kind `present` may require."""

from typing import NamedTuple

from auditor.budget import HeadingTemplate, TableTemplate
from auditor.budget.pattern import Pattern
from auditor.checks.conditions import Condition


class PresentParameters(NamedTuple):
    """What must be there; which of the fields count depends on `what`.

    `tables` empty means every recognised table. `headings` are looked for inside each section
    that `within` names, or in the whole document. `phrases` are what sentences are known by.
    `form` are titles of the form that demands it; another form is not judged. `unseen` are the
    kinds of things beside the print that must not be there.
    """

    what: str
    tables: tuple[TableTemplate, ...] = ()
    columns: tuple[str, ...] = ()
    headings: tuple[HeadingTemplate, ...] = ()
    within: tuple[Pattern, ...] = ()
    filled_by_tables: tuple[str, ...] = ()
    phrases: tuple[Pattern, ...] = ()
    changes: tuple[Pattern, ...] = ()
    reasons: tuple[Pattern, ...] = ()
    form: tuple[Pattern, ...] = ()
    unseen: tuple[str, ...] = ()
    condition: Condition | None = None
