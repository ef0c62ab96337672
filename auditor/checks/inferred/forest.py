"""Which rows of a generic table may stand under which: by codes, list marks, indents, heads.

Proposes readings only; the figures decide between them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.budget.generic import GenericRow
from auditor.checks.nested_lists import nest_list
from auditor.finding import Bilingual

Parents = tuple[int | None, ...]


class Scheme(NamedTuple):
    """A reading of the rows: for each the index of the row it stands under, None for the top."""

    words: Bilingual
    parents: Parents


_CODES = Bilingual("按科目编码，本行 = 下级各行之和", "by code, a row = the sum of those below it")
_MARKS = Bilingual(
    "按序号层次，本行 = 下级各行之和", "by list marks, a row = the sum of those below it"
)
_INDENTS = Bilingual("按缩进，本行 = 下级各行之和", "by indent, a row = the sum of those below it")
_HEADS = Bilingual("首行 = 其后各行之和", "the first row = the sum of the rows behind it")
_NESTED = Bilingual(
    "按金额层次，本行 = 其下各行之和", "by their amounts, a row = the sum of those below it"
)
_FLAT = Bilingual("各行并列", "all rows are of one level")


def list_schemes(rows: Sequence[GenericRow]) -> list[Scheme]:
    """Return the readings of the rows, the likeliest first; the last go by amounts alone."""
    schemes = []
    if any(row.code for row in rows):
        schemes.append(Scheme(_CODES, _read_codes(rows, has_heads=False)))
        if any(not row.code and not row.is_total for row in rows):
            schemes.append(Scheme(_CODES, _read_codes(rows, has_heads=True)))
    if len({row.mark for row in rows if not row.is_total}) > 1:
        marks = list(dict.fromkeys(row.mark for row in rows))
        levels = [marks.index(row.mark) for row in rows]
        schemes.append(Scheme(_MARKS, _read_levels(rows, levels, is_ordered=False)))
    if len({row.indent for row in rows if not row.is_total}) > 1:
        levels = [row.indent for row in rows]
        schemes.append(Scheme(_INDENTS, _read_levels(rows, levels, is_ordered=True)))
    schemes.append(Scheme(_HEADS, _read_heads(rows)))
    schemes.append(Scheme(_FLAT, (None,) * len(rows)))
    nested = _read_nested(rows)
    if nested is not None:
        schemes.append(Scheme(_NESTED, nested))
    return [
        scheme
        for n, scheme in enumerate(schemes)
        if scheme.parents not in _list_before(schemes, n)
    ]


def _list_before(schemes: Sequence[Scheme], count: int) -> list[Parents]:
    return [scheme.parents for scheme in schemes[:count]]


def _read_codes(rows: Sequence[GenericRow], *, has_heads: bool) -> Parents:
    """Put each row under the nearest row above whose code its own begins with.

    With heads, a row without a code (the name of a unit) stands above the codes behind it.
    """
    parents: list[int | None] = []
    stack: list[tuple[int, str]] = []
    for at, row in enumerate(rows):
        if row.is_total:
            stack = []
            parents.append(None)
        elif not row.code:
            stack = [(at, "")] if has_heads else []
            parents.append(None)
        else:
            while stack and not (row.code.startswith(stack[-1][1]) and row.code != stack[-1][1]):
                stack.pop()
            parents.append(stack[-1][0] if stack else None)
            stack.append((at, row.code))
    return tuple(parents)


def _read_levels(
    rows: Sequence[GenericRow], levels_of_rows: Sequence[int], *, is_ordered: bool
) -> Parents:
    """Put rows of a new level under the row above; a level seen before ends all below it."""
    parents: list[int | None] = []
    stack: list[tuple[int, int]] = []
    for at, (row, level) in enumerate(zip(rows, levels_of_rows, strict=True)):
        if row.is_total:
            stack = []
            parents.append(None)
            continue
        levels = [known for _, known in stack]
        if is_ordered:
            stack = [(index, known) for index, known in stack if known < level]
        elif level in levels:
            stack = stack[: levels.index(level)]
        parents.append(stack[-1][0] if stack else None)
        stack.append((at, level))
    return tuple(parents)


def _read_heads(rows: Sequence[GenericRow]) -> Parents:
    """Put all rows up to the next total under the first one that is none."""
    parents: list[int | None] = []
    head: int | None = None
    for at, row in enumerate(rows):
        parents.append(None if row.is_total else head)
        if row.is_total:
            head = None
        elif head is None:
            head = at
    return tuple(parents)


def _read_nested(rows: Sequence[GenericRow]) -> Parents | None:
    """Put rows under those whose amounts they make up, where the only total says it of all.

    Not where codes tell how most rows stand.
    """
    if 2 * len({row.code for row in rows if row.code}) > len(rows):
        return None
    totals = [at for at, row in enumerate(rows) if row.is_total]
    if len(totals) != 1 or totals[0] not in (0, len(rows) - 1):
        return None
    places = [at for at in range(len(rows)) if at != totals[0]]
    found = nest_list([rows[at].row for at in places], rows[totals[0]].row)
    if found is None or not found.below:
        return None
    parents: list[int | None] = [None] * len(rows)
    for at, children in found.below:
        for child in children:
            parents[places[child]] = places[at]
    return tuple(parents)


def list_families(parents: Parents) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each row that has rows under it, with these."""
    children: dict[int, list[int]] = {}
    for at, parent in enumerate(parents):
        if parent is not None:
            children.setdefault(parent, []).append(at)
    for parent, found in children.items():
        yield parent, tuple(found)
