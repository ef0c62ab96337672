"""The numbers that Word prints before the paragraphs of a list. Knows no text."""

import re
from collections import defaultdict
from typing import NamedTuple

from auditor.reading.docx.counting import render_count
from auditor.reading.markup import Element, find_child, get_attribute, iterate_children

_PLACE = re.compile(r"%([1-9])")
_CLOSED = "、.．)）：:。"
_SILENT = ("bullet", "none")


class Level(NamedTuple):
    """How one level of a list is numbered."""

    start: int
    form: str
    text: str
    is_legal: bool  # numbers of other levels are written in digits


class Numbering:
    """Counts the paragraphs of every list as they come."""

    def __init__(self, root: Element | None) -> None:
        """Read the lists of `numbering.xml`, if there is one."""
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}  # the list that a number belongs to
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def count(self, number: str, level: int) -> str:
        """Count one paragraph of a list and return what is printed before it, "" for bullets."""
        list_id = self._lists.get(number)
        found = self._levels.get(list_id or "", {}).get(level)
        if list_id is None or found is None:
            return ""
        counts = self._counts[list_id]
        restart = self._restarts.get((number, level))
        if restart is not None and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts[level] = restart
        else:
            counts[level] = counts.get(level, found.start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        return self._render(list_id, level, found)

    def _render(self, list_id: str, level: int, shown: Level) -> str:
        if shown.form in _SILENT:
            return ""

        def write(place: re.Match[str]) -> str:
            other = int(place[1]) - 1
            told = self._levels[list_id].get(other)
            if told is None:
                return ""
            number = self._counts[list_id].get(other, told.start)
            form = "decimal" if shown.is_legal and other != level else told.form
            return render_count(number, form)

        text = _PLACE.sub(write, shown.text).strip()
        return text if not text or text[-1] in _CLOSED else f"{text} "

    def _read(self, root: Element) -> None:
        for element in iterate_children(root, "abstractNum"):
            levels = {
                _parse_number(get_attribute(level, "ilvl")): _read_level(level)
                for level in iterate_children(element, "lvl")
            }
            self._levels[get_attribute(element, "abstractNumId")] = levels
        for element in iterate_children(root, "num"):
            number = get_attribute(element, "numId")
            self._lists[number] = get_value(element, "abstractNumId")
            for override in iterate_children(element, "lvlOverride"):
                start = get_value(override, "startOverride")
                if start:
                    level = _parse_number(get_attribute(override, "ilvl"))
                    self._restarts[number, level] = _parse_number(start)


def get_value(element: Element | None, name: str) -> str:
    """Return `w:val` of a child, "" where there is none."""
    child = find_child(element, name)
    return "" if child is None else get_attribute(child, "val")


def _read_level(level: Element) -> Level:
    start = get_value(level, "start")
    return Level(
        start=_parse_number(start) if start else 0,
        form=get_value(level, "numFmt") or "decimal",
        text=get_value(level, "lvlText"),
        is_legal=find_child(level, "isLgl") is not None,
    )


def _parse_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
