"""Which form a project's narrative is about, by the name in the heading above it.

Knows no money: where narratives and forms do not alternate, the name tells them apart.
"""

import re
from collections.abc import Sequence

from auditor.budget import Budget, Form, Statement
from auditor.budget.pattern import normalise_label
from auditor.budget.section import Section

_ACCOUNT = re.compile(r"(.{2,40}?)(?:项目)?(?:经费|资金|支出|预算)*(?:情况)?说明")
_ENDS = re.compile(r"(?:项目|经费|专项|资金|费用|费)+$")
_LEAST = 2
_LONGEST = 60


def is_account_heading(label: str) -> bool:
    """Say whether a heading may name the project of what stands below it."""
    return len(label) < _LONGEST and "项目" in label and label.endswith("说明")


def find_heading(statement: Statement, budget: Budget) -> Section | None:
    """Find the nearest heading above a statement that may name its project."""
    line = statement.section_line
    above = [
        section
        for section in budget.sections
        if section.location.line <= line and is_account_heading(section.label)
    ]
    return above[-1] if above else None


def name_project(label: str) -> str:
    """Return the project that a heading names, folded for comparing; "" where it names none."""
    found = _ACCOUNT.fullmatch(label)
    name = fold_project_name(found.group(1)) if found else ""
    return name if len(name) >= _LEAST else ""


def find_named_form(statement: Statement, forms: Sequence[Form], budget: Budget) -> Form | None:
    """Find the one form whose project the nearest heading above a statement names."""
    heading = find_heading(statement, budget)
    name = name_project(heading.label) if heading else ""
    if not name:
        return None
    named = {form.location: form for form in forms if fold_project_name(form.project) == name}
    return next(iter(named.values())) if len(named) == 1 else None


def fold_project_name(name: str) -> str:
    """Fold the name of a project, without words such as 项目 and 经费 at its end."""
    return _ENDS.sub("", normalise_label(name))
