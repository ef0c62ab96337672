"""JSON that the program once wrote, read back strictly: its fields, each of the right type.

Whoever reads is told what is wrong and where. Nothing here knows what the fields mean.
"""

import json
from pathlib import Path
from typing import TypeVar

from auditor.errors import RecordError

LARGEST_FILE = 200_000_000
_Found = TypeVar("_Found")
_NAMES: dict[type, str] = {
    str: "文字 / text",
    int: "整数 / a whole number",
    bool: "true 或 false / true or false",
    list: "列表 / a list",
    dict: "对象 / an object",
}


def read_content(path: str) -> bytes:
    """Read a file. Raises RecordError if it cannot be read or is too large."""
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as fault:  # ValueError: a name with a NUL
        reason = getattr(fault, "strerror", None) or fault
        raise RecordError(path, "", f"无法读取：{reason} / cannot be read: {reason}") from fault
    if len(content) > LARGEST_FILE:
        raise RecordError(path, "", "文件过大 / the file is too large")
    return content


def parse_record(content: bytes, path: str, schema: str) -> "Record":
    """Parse a file of a schema. Raises RecordError for anything else, with its place."""
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_build_object)
    except json.JSONDecodeError as fault:
        place = f"{fault.lineno}:{fault.colno}"
        raise RecordError(path, place, f"不是 JSON / not JSON: {fault.msg}") from fault
    except RecursionError as fault:
        raise RecordError(path, "", "嵌套过深 / nested too deep") from fault
    except ValueError as fault:  # not UTF-8, or a key that stands twice
        raise RecordError(path, "", f"不是 JSON / not JSON: {fault}") from fault
    record = Record(found if isinstance(found, dict) else {}, path)
    named = record.fields.get("schema")
    if named != schema:
        said = f"schema 应为 / must be {schema!r}"
        raise RecordError(path, "" if named is None else "schema", said)
    return record


def _build_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        message = f"{twice!r} 出现两次 / stands twice"
        raise ValueError(message)
    return fields


class Record:
    """An object of the file, whose fields are taken by name and type."""

    def __init__(self, fields: dict[str, object], path: str, place: str = "") -> None:
        """Take the fields of the object at a place in the file of this path."""
        self.fields = fields
        self.path = path
        self.place = place

    def take_text(self, name: str) -> str:
        """Return a text."""
        return self._take(name, str)

    def take_text_or_none(self, name: str) -> str:
        """Return a text, "" for null."""
        return "" if self._is_null(name) else self._take(name, str)

    def take_number(self, name: str) -> int:
        """Return a whole number."""
        return self._take(name, int)

    def take_number_or_none(self, name: str) -> int | None:
        """Return a whole number, none of which is negative here, or None for null."""
        number = None if self._is_null(name) else self._take(name, int)
        if number is not None and number < 0:
            raise self._refuse(name, "不应为负数 / must not be negative")
        return number

    def take_flag(self, name: str) -> bool:
        """Return true or false."""
        return self._take(name, bool)

    def take_texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._take(name, list)
        if not all(isinstance(one, str) for one in found):
            raise self._refuse(name, "应为文字的列表 / must be a list of texts")
        return tuple(found)

    def take_record(self, name: str) -> "Record":
        """Return an object."""
        return Record(self._take(name, dict), self.path, self._name(name))

    def take_record_or_none(self, name: str) -> "Record | None":
        """Return an object, or None for null."""
        return None if self._is_null(name) else self.take_record(name)

    def take_records(self, name: str) -> tuple["Record", ...]:
        """Return a list of objects."""
        records = []
        for number, one in enumerate(self._take(name, list)):
            if not isinstance(one, dict):
                raise self._refuse(f"{name}[{number}]", f"应为 / must be {_NAMES[dict]}")
            records.append(Record(one, self.path, self._name(f"{name}[{number}]")))
        return tuple(records)

    def refuse(self, name: str, reason: str) -> RecordError:
        """Return the exception that says what is wrong with a field."""
        return self._refuse(name, reason)

    def _is_null(self, name: str) -> bool:
        return name in self.fields and self.fields[name] is None

    def _take(self, name: str, wanted: type[_Found]) -> _Found:
        if name not in self.fields:
            raise self._refuse(name, "缺少这一项 / is missing")
        found = self.fields[name]
        if type(found) is not wanted:
            raise self._refuse(name, f"应为 / must be {_NAMES[wanted]}")
        return found

    def _name(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def _refuse(self, name: str, reason: str) -> RecordError:
        return RecordError(self.path, self._name(name), reason)
