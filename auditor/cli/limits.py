"""The limits of reading, and of an audit, as the user names them: `NAME=N`. Knows no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError
from auditor.cli.options import LARGEST_COUNT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.reading import Limits

_MEGABYTE = 1_000_000
_MEBIBYTE = 1 << 20
_FIELDS = {
    "pages": ("pdf_pages", 1),
    "seconds": ("seconds", 1),
    "memory": ("memory_bytes", _MEBIBYTE),
    "unpacked": ("unpacked_bytes", _MEGABYTE),
    "ratio": ("unpacked_ratio", 1),
    "nesting": ("nesting", 1),
}
_AUDIT = "audit"  # seconds for a document among many, all that is done with it together
_AUDIT_SECONDS = 600
_NAMES = (*_FIELDS, _AUDIT)
LIMIT_NAMES = "|".join(_NAMES)


def require_limits(words: Sequence[str]) -> tuple[str, ...]:
    """Return the limits, each name once and the last one given; raises UsageError."""
    limits: dict[str, int] = {}
    for word in words:
        name, _, count = word.partition("=")
        number = int(count) if count.isascii() and count.isdigit() else 0
        if name not in _NAMES or not 0 < number <= LARGEST_COUNT:
            wanted = f"({LIMIT_NAMES})=N, 1–{LARGEST_COUNT}"
            message = f"--limit {word}: 应为 / must be {wanted}"
            raise UsageError(message)
        limits[name] = number
    return tuple(f"{name}={limits[name]}" for name in _NAMES if name in limits)


def apply_limits(limits: Limits, max_size: int, words: Sequence[str]) -> Limits:
    """Put limits that were required well, and a size in megabytes, in the place of the usual."""
    if max_size:
        size = max_size * _MEGABYTE
        limits = limits._replace(text_bytes=size, pdf_bytes=size, office_bytes=size)
    for word in words:
        name, _, count = word.partition("=")
        if name in _FIELDS:
            field, unit = _FIELDS[name]
            limits = limits._replace(**{field: int(count) * unit})
    return limits


def find_audit_seconds(words: Sequence[str]) -> int:
    """Find how long one document among many may take, from limits that were required well."""
    given = dict(word.split("=") for word in words)
    if _AUDIT in given:
        return int(given[_AUDIT])
    return _AUDIT_SECONDS + int(given.get("seconds", 0))  # to be read takes its part of it
