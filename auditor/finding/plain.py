"""A value of the audit ↔ JSON, by the types of its fields. Believes nothing that it reads.

Named tuples and dataclasses are lists of their fields, decimals and enumerations are texts, so a
field that is added needs nothing here; what is read back has every field of the right type.
"""

import base64
import dataclasses
import enum
import json
import types
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from auditor.finding.outcome import Outcome

_Value = TypeVar("_Value")
_Read = Callable[[Any], Any]
_PLAIN = (str, int, bool)
_OUTCOMES = tuple[tuple[str, Outcome], ...]


class MalformedValueError(Exception):
    """What was read is not what was written."""


def render_plain(value: object) -> bytes:
    """Render a value as JSON in UTF-8."""
    text = json.dumps(_list_fields(value), default=_simplify, ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def parse_plain(content: bytes, wanted: type[_Value]) -> _Value:
    """Parse a value of a type. Raises MalformedValueError for anything else."""
    try:
        read = _find_reader(wanted)  # type: ignore[arg-type]  # every type can be hashed
        found: _Value = read(json.loads(content.decode("utf-8", "surrogatepass")))
    except (ValueError, TypeError, LookupError, RecursionError, InvalidOperation) as fault:
        raise MalformedValueError(str(fault)) from fault
    return found


def _list_fields(value: object) -> object:
    """List the fields of a dataclass; what is a tuple already is written as it is."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    fields = _read_hints(type(value))
    return [
        _shorten(getattr(value, name)) if hint == _OUTCOMES else getattr(value, name)
        for name, hint in fields.items()
    ]


def _simplify(value: object) -> object:
    """Simplify what JSON does not know."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return _list_fields(value)


def _shorten(outcomes: Sequence[tuple[str, Outcome]]) -> list[object]:
    """Write each outcome that is another value once, then rules with their outcomes' numbers."""
    numbers: dict[int, int] = {}
    different: list[Outcome] = []
    rules: list[tuple[str, list[int]]] = []
    mine: list[int] = []
    for rule, outcome in outcomes:
        number = numbers.get(id(outcome))
        if number is None:
            number = numbers[id(outcome)] = len(different)
            different.append(outcome)
        if not rules or rules[-1][0] != rule:
            mine = []
            rules.append((rule, mine))
        mine.append(number)
    return [different, rules]


@cache
def _read_hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _find_reader(wanted: Any) -> _Read:  # noqa: ANN401 - any type that a field can have
    """Find the function that reads a type."""
    if wanted == _OUTCOMES:
        return _read_outcomes
    if get_origin(wanted) is tuple:
        return _find_tuple_reader(get_args(wanted))
    if get_origin(wanted) is types.UnionType:
        return _find_union_reader(get_args(wanted))
    if wanted in _PLAIN:
        return _read_exactly(wanted)
    if wanted is Decimal:
        return lambda found: Decimal(_require(found, str))
    if wanted is bytes:
        return lambda found: base64.b64decode(_require(found, str), validate=True)
    if issubclass(wanted, enum.Enum):
        values = {one.value: one for one in wanted}
        return lambda found: values[found]
    return _find_fields_reader(wanted)


def _read_exactly(kind: type) -> _Read:
    return lambda found: _require(found, kind)


def _require(found: object, kind: type[_Value]) -> _Value:
    if type(found) is not kind:
        raise TypeError(f"{kind.__name__}: {type(found).__name__}")
    return found


def _find_tuple_reader(parts: tuple[Any, ...]) -> _Read:
    if len(parts) == 2 and parts[1] is Ellipsis:
        if parts[0] in _PLAIN:
            return lambda found: _read_alike(found, parts[0])
        read = _find_reader(parts[0])
        return lambda found: tuple(map(read, _require(found, list)))
    return lambda found: tuple(_read_parts(found, parts))


def _read_alike(found: object, kind: type) -> tuple[Any, ...]:
    values = _require(found, list)
    if set(map(type, values)) - {kind}:
        raise TypeError(kind.__name__)
    return tuple(values)


def _read_parts(found: object, parts: Sequence[Any]) -> list[Any]:
    values = _require(found, list)
    return [_find_reader(part)(value) for part, value in zip(parts, values, strict=True)]


def _find_union_reader(parts: tuple[Any, ...]) -> _Read:
    """Read a type or None; the JSON of no other two types of a field is told apart."""
    (wanted,) = (part for part in parts if part is not types.NoneType)
    read = _find_reader(wanted)
    return lambda found: None if found is None else read(found)


def _find_fields_reader(kind: type) -> _Read:
    """Read a named tuple or a dataclass."""
    hints = _read_hints(kind)
    if dataclasses.is_dataclass(kind):
        names, parts = tuple(hints), tuple(hints.values())
        return lambda found: kind(**dict(zip(names, _read_parts(found, parts), strict=True)))
    make: Callable[[Any], Any] = kind._make  # type: ignore[attr-defined]  # a named tuple's
    if all(part in _PLAIN for part in hints.values()):
        wanted = list(hints.values())
        return lambda found: make(_require_types(found, wanted))
    readers = [_find_reader(part) for part in hints.values()]

    def read(found: object) -> object:
        values = _require(found, list)
        return make([reader(value) for reader, value in zip(readers, values, strict=True)])

    return read


def _require_types(found: object, wanted: list[type]) -> list[object]:
    values = _require(found, list)
    if list(map(type, values)) != wanted:
        raise TypeError(", ".join(kind.__name__ for kind in wanted))
    return values


def _read_outcomes(found: object) -> tuple[tuple[str, Outcome], ...]:
    different, rules = _require(found, list)
    outcomes = list(map(_find_reader(Outcome), _require(different, list)))
    read = _find_reader(tuple[tuple[str, tuple[int, ...]], ...])
    return tuple((rule, outcomes[number]) for rule, numbers in read(rules) for number in numbers)
