"""Rows of units in a coded table: each heads the codes of its unit, and is their total.

单位名称（科目） prints a unit's name, and below it the codes of that unit. Knows no figures' sums.
"""

import re
from collections.abc import Sequence

from auditor.budget.pattern import normalise_label
from auditor.interpreting.bodies import Part
from auditor.interpreting.strips import Strip

_OF_UNITS = re.compile(
    r"(?:预算|部门)?\(?单位\)?(?:名称)?(?:\(.{2,4}\))?|单位(?:和|及|/)?科目(?:名称)?"
)


def mark_unit_rows(strips: list[Strip], part: Part) -> list[Strip]:
    """Take rows of units for totals of their own, where the header says that units are named.

    Where the first row without a total's name has a code, there are none.
    """
    own = [strip for strip in strips if not strip.name]
    if not own or own[0].code or all(not strip.code for strip in own):
        return strips
    if not any(_OF_UNITS.fullmatch(text) for text in _list_headers(part, own)):
        return strips
    return [
        strip if strip.name or strip.code or not strip.label else strip._replace(is_total=True)
        for strip in strips
    ]


def _list_headers(part: Part, strips: Sequence[Strip]) -> list[str]:
    """Return the header cells over the columns in which rows print their names."""
    bases = {strip.base for strip in strips}
    return [
        normalise_label(cell.text)
        for row in part.header
        for index, cell in enumerate(row.cells)
        if cell.text and index in bases
    ]
