"""Labels of performance forms as extraction leaves them: cut, spaced, with mark-up. No grids."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from auditor.amount.numeral import fold
from auditor.document import Row
from auditor.location import Location

_MARK_UP = re.compile(r"<[^<>]{0,80}>")
_LONGEST_LABEL = 60
_SPARE = 3
_SUFFIX = "指标"


class FormCell(NamedTuple):
    """A cell that is not blank: its position in the row, trimmed text, label, and place."""

    position: int
    text: str
    label: str
    location: Location


def list_form_cells(row: Row) -> tuple[FormCell, ...]:
    """Return the cells of a row that print something, mark-up dropped."""
    found = []
    column = 1
    number = row.line.number
    for index, raw in enumerate(row.line.text.split("\t")):
        text = raw.strip()
        if text:
            start = column + len(raw) - len(raw.lstrip())
            place = Location(number, start, number, start + len(text))
            clean = _MARK_UP.sub("", text).strip() if "<" in text else text
            if clean:
                found.append(FormCell(index, clean, make_label(clean), place))
        column += len(raw) + 1
    return tuple(found)


def make_label(text: str) -> str:
    """Fold a short text to what labels are compared by; a long one is no label."""
    return fold(text).strip("#*") if len(text) <= _LONGEST_LABEL else ""


def drop_year(label: str) -> str:
    """Drop the year in front of a header: 2031年指标值 is 指标值."""
    rest = label.lstrip("0123456789")
    return label if rest == label else rest.removeprefix("年度").removeprefix("年")


def begins(label: str, spellings: Iterable[str]) -> bool:
    """Say whether a label begins with one of the spellings, after an introducing 其中:."""
    return label.removeprefix("其中:").startswith(tuple(spellings))


def find_level(label: str, stems: Iterable[str], *, bare: bool) -> str | None:
    """Find the level word that a label spells, whole or cut; `bare` allows it without 指标."""
    for stem in stems:
        if not label.startswith(stem):
            continue
        rest = label[len(stem) :]
        if (not rest and bare) or (rest[:1] == _SUFFIX[:1] and len(rest) <= _SPARE):
            return stem
        if rest.startswith(_SUFFIX) and stem in rest:
            return stem
    return None
