"""The field of a rule over several documents: `across`, and what it lets formulas speak of."""

import re
from collections.abc import Mapping

from auditor.budget import TableTemplate
from auditor.rule.across import SCOPES, name_far
from auditor.rulepack.fields import Fields

_UNLESS = re.compile(r"not\s+has\(([^()]+)\)")
SET_KEYS = ("across", "announced")
# What compares figures that may be in different files; other demands are about one sentence.
_SPANNING = {
    "equation": frozenset({""}),
    "agree": frozenset(
        {"rows", "list", "repeated", "projects", "cells", "renamed", "project-money"}
    ),
    "count": frozenset({"forms"}),
    "present": frozenset({"tables"}),
}


def take_scope(fields: Fields) -> str:
    """Return the name of the scope; "" for a rule about one document."""
    return "" if fields.find("across") is None else fields.take_choice("across", SCOPES, "")


def spans_files(kind: str, demand: str) -> bool:
    """Say whether a rule of one document may find its figures in several files of it."""
    return demand in _SPANNING.get(kind, ())


def find_unless(fields: Fields) -> str:
    """Find the table that must not be there for the rule to hold; "" where there is none."""
    if fields.find("when") is None:
        return ""
    found = _UNLESS.fullmatch(fields.take_text("when").strip())
    return found.group(1).strip() if found else ""


def widen_templates(
    templates: Mapping[str, TableTemplate], scope: str
) -> Mapping[str, TableTemplate]:
    """Add the tables of the other document, by the name that formulas call them by."""
    other = SCOPES[scope].other
    if not other:
        return templates
    far = {name_far(other, name): template for name, template in templates.items()}
    named = {name: template._replace(name=name) for name, template in far.items()}
    return {**templates, **named}
