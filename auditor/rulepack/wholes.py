"""What rows and columns of a template are parts of: `of`, `set-of`, and the role of a column.

Knows names only, no spelling and no figure.
"""

from collections.abc import Mapping

from auditor.budget import Column, RowTemplate
from auditor.rulepack.fields import Fields
from auditor.rulepack.mistake_log import MistakeLog, suggest_name
from auditor.rulepack.nodes import MappingNode, Node, ScalarNode


def join_columns(
    columns: tuple[Column, ...], node: MappingNode, log: MistakeLog
) -> tuple[Column, ...]:
    """Give each column those that it is a part of: what `of` names, else a part has the total."""
    total = next((column.name for column in columns if column.role == "total"), "")
    wholes = {c.name: total if c.role == "part" else "" for c in columns}
    wholes |= _read_wholes(node, wholes, log)
    return tuple(c._replace(above=_climb(c.name, wholes)) for c in columns)


def join_rows(
    rows: tuple[RowTemplate, ...],
    totals: tuple[RowTemplate, ...],
    node: MappingNode,
    log: MistakeLog,
) -> tuple[RowTemplate, ...]:
    """Give each declared row those that it is a part of."""
    wholes = dict.fromkeys((row.name for row in (*totals, *rows)), "")
    aliases = {alias: row.name for row in totals for alias in row.aliases}
    wholes |= _read_wholes(node, wholes | dict.fromkeys(aliases, ""), log)
    wholes = {name: aliases.get(whole, whole) for name, whole in wholes.items()}
    return tuple(row._replace(above=_climb(row.name, wholes)) for row in rows)


def take_set_above(fields: Fields, rows: tuple[RowTemplate, ...]) -> tuple[str, ...]:
    """Return what the rows of the set are a part of."""
    scalar = fields.find_scalar("set-of")
    if scalar is None:
        return ()
    found = next((row for row in rows if scalar.value in (row.name, *row.aliases)), None)
    if found is None:
        hint = suggest_name(scalar.value, [row.name for row in rows])
        fields.log.add(scalar, f"set-of: there is no row {scalar.value!r}{hint}")
        return ()
    return (found.name, *found.above)


def _read_wholes(node: MappingNode, known: Mapping[str, str], log: MistakeLog) -> dict[str, str]:
    """Read what `of` names in each entry; a name that is not there is noted."""
    found = {}
    for key, entry in node:
        whole = _find_whole(entry)
        if whole is None:
            continue
        if whole.value not in known or whole.value == key.value:
            log.add(whole, f"of: there is no {whole.value!r}{suggest_name(whole.value, known)}")
        else:
            found[key.value] = whole.value
    return found


def _find_whole(entry: Node) -> ScalarNode | None:
    whole = entry.find("of") if isinstance(entry, MappingNode) else None
    return whole if isinstance(whole, ScalarNode) else None


def _climb(name: str, wholes: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a name is a part of, the nearest first; a circle ends where it began."""
    above: list[str] = []
    whole = wholes.get(name, "")
    while whole and whole != name and whole not in above:
        above.append(whole)
        whole = wholes.get(whole, "")
    return tuple(above)
