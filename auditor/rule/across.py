"""What a rule over several documents is about, and how formulas call the other one."""

from typing import NamedTuple


class Scope(NamedTuple):
    """A relation between documents: its name in rules, and how formulas call the other side.

    `other` is "" where all documents are seen as one.
    """

    name: str
    other: str


PARTS = Scope("parts", "")  # one publication in several files
YEARS = Scope("years", "上年")  # the year before, of the same issuer, kind and level
UNIT = Scope("unit", "单位")  # a department and each of its units by itself
UNITS = Scope("units", "各单位")  # a department and its units together, as many as there are
ALL_UNITS = Scope("all-units", "各单位")  # the same, only where all that it announces are there
ACCOUNTS = Scope("accounts", "预算")  # a final account and the budget of its year
SCOPES = {scope.name: scope for scope in (PARTS, YEARS, UNIT, UNITS, ALL_UNITS, ACCOUNTS)}


def name_far(other: str, table: str) -> str:
    """Return how formulas call a table of the other document."""
    return f"{other}.{table}"


def is_far(table: str) -> bool:
    """Say whether formulas call a table of another document so."""
    return "." in table


def is_earlier(table: str) -> bool:
    """Say whether formulas call a table of an earlier document of the same issuer so."""
    return table.partition(".")[0] in (YEARS.other, ACCOUNTS.other) and is_far(table)
