"""Where two JSON values first differ. Knows nothing of what they mean."""

import json
from collections.abc import Iterator
from typing import NamedTuple

_LONGEST = 120
_ABSENT = "—"


class JsonDifference(NamedTuple):
    """A place, written as `documents[0].findings[2].line`, and what stands there in each."""

    place: str
    old: str
    new: str


def find_difference(old: object, new: object, place: str = "") -> JsonDifference | None:
    """Find the first place, in the order of the fields of the old value, where two differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        pairs = _pair_fields(old, new, place)
    elif isinstance(old, list) and isinstance(new, list):
        pairs = _pair_places(old, new, place)
    else:
        same = type(old) is type(new) and old == new
        return None if same else JsonDifference(place, _show(old), _show(new))
    for name, one, other in pairs:
        found = find_difference(one, other, name)
        if found is not None:
            return found
    return None


class _Nothing:
    """What stands where one value ends before the other; equal to nothing in JSON."""


_NOTHING = _Nothing()


def _pair_fields(
    old: dict[str, object], new: dict[str, object], place: str
) -> Iterator[tuple[str, object, object]]:
    for name in dict.fromkeys((*old, *new)):
        yield (
            f"{place}.{name}" if place else name,
            old.get(name, _NOTHING),
            new.get(name, _NOTHING),
        )


def _pair_places(
    old: list[object], new: list[object], place: str
) -> Iterator[tuple[str, object, object]]:
    for number in range(max(len(old), len(new))):
        yield (
            f"{place}[{number}]",
            old[number] if number < len(old) else _NOTHING,
            new[number] if number < len(new) else _NOTHING,
        )


def _show(value: object) -> str:
    if value is _NOTHING:
        return _ABSENT
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
