"""The rows of several tables side by side, by key: a code, or the name where no code is printed.

A row without a code takes the key of the one code under which another table prints its name.
"""

from collections.abc import Mapping, Sequence

from auditor.budget import TableRow
from auditor.budget.pattern import normalise_label

Rows = dict[str, list[TableRow]]


def group_rows(tables: Sequence[Sequence[TableRow]]) -> list[Rows]:
    """Group the rows of each table by their keys, so that equal keys mean the same row."""
    return _join_labels([_group(rows) for rows in tables])


def find_level(key: str) -> int:
    """Find the level of a key: the length of a code; 0 for a name."""
    return len(key) if key.isascii() and key.isdigit() else 0


def _group(rows: Sequence[TableRow]) -> Rows:
    groups: Rows = {}
    for row in rows:
        groups.setdefault(row.key, []).append(row)
    return groups


def _join_labels(groups: list[Rows]) -> list[Rows]:
    if all(rows[0].code for group in groups for rows in group.values()):
        return groups
    codes: dict[str, set[str]] = {}
    for group in groups:
        for key, rows in group.items():
            if rows[0].code:
                codes.setdefault(normalise_label(rows[0].label), set()).add(key)
    return [_rename_keys(group, codes) for group in groups]


def _rename_keys(group: Rows, codes: Mapping[str, set[str]]) -> Rows:
    renamed: Rows = {}
    for key, rows in group.items():
        named = set() if rows[0].code else codes.get(normalise_label(rows[0].label), set())
        (other,) = named if len(named) == 1 else (key,)
        renamed.setdefault(key if other in group else other, []).extend(rows)
    return renamed
