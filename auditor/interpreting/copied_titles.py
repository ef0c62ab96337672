"""Tables under a title that was copied from another one: told by the place that stays empty.

Where one template comes twice and another not at all, and the order of the contents list, or that
of the form, has the missing one at the place of the first or the second, the table there is taken
for it, if its columns fit. Knows no figures.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from auditor.budget import Table, TableTemplate

_LEAST = 4
_TWICE = 2


def retitle_tables(
    tables: Sequence[Table], named: Sequence[str], templates: Mapping[str, TableTemplate]
) -> Sequence[Table]:
    """Return the tables, the one with a copied title under the template that it belongs to.

    `named` are the templates that the contents list names, in its order.
    """
    counts = Counter(table.template_name for table in tables if table.template)
    twice = [name for name, count in counts.items() if count > 1]
    if len(counts) < _LEAST or len(twice) != 1 or counts[twice[0]] != _TWICE:
        return tables
    order = _find_order(named, counts, templates)
    missing = [name for name in order if name not in counts]
    if len(missing) != 1 or twice[0] not in order:
        return tables
    printed = [table for table in tables if table.template_name in order]
    found = [
        table
        for table in printed
        if table.template_name == twice[0]
        and _fits(table, templates[missing[0]])
        and order == [missing[0] if one is table else one.template_name for one in printed]
    ]
    return _replace(tables, found[0], templates[missing[0]]) if len(found) == 1 else tables


def _find_order(
    named: Sequence[str], counts: Mapping[str, int], templates: Mapping[str, TableTemplate]
) -> list[str]:
    """Return the order of the contents list, else that of the form where it has one gap only."""
    if named:
        return list(named) if len(set(named)) == len(named) else []
    numbered = {number: name for name, one in templates.items() if (number := _read(one.number))}
    own = sorted(number for number, name in numbered.items() if name in counts)
    gaps = [left + 1 for left, right in pairwise(own) if right - left == _TWICE]
    is_whole = all(right - left <= _TWICE for left, right in pairwise(own)) and len(gaps) == 1
    if not is_whole or gaps[0] not in numbered:
        return []
    return [numbered[number] for number in sorted((*own, gaps[0]))]


def _read(number: str) -> int:
    """Read the number of a form's table, T4 as 4; 0 for what counts otherwise."""
    return int(number[1:]) if number[:1] == "T" and number[1:].isdigit() else 0


def _fits(table: Table, template: TableTemplate) -> bool:
    own = table.template
    names = {column.name for column in template.list_columns()}
    return (
        own is not None
        and own.row_kind is template.row_kind
        and own.sides[0].codes == template.sides[0].codes
        and names.issuperset(table.columns)
    )


def _replace(tables: Sequence[Table], found: Table, template: TableTemplate) -> Sequence[Table]:
    printed = found.template_name
    changed = replace(found, id=template.number, template=template, copied_title=printed)
    return [
        changed
        if table is found
        else replace(table, ordinal=0)
        if table.template_name == printed
        else table
        for table in tables
    ]
