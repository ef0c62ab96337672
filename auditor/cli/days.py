"""Which day it is: told, else by the system. No report knows the clock but through this date."""

import os
import re
from datetime import UTC, date, datetime

from auditor.cli.errors import UsageError

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EPOCH = "SOURCE_DATE_EPOCH"


def find_day(word: str) -> str | None:
    """Return a date as YYYY-MM-DD; None if the word is none."""
    try:
        return date.fromisoformat(word).isoformat() if _DAY.fullmatch(word) else None
    except ValueError:
        return None


def read_today() -> str:
    """Return the date that SOURCE_DATE_EPOCH gives, in UTC, else the system's own.

    Raises UsageError where the variable holds no number of seconds.
    """
    seconds = os.environ.get(_EPOCH, "")
    if not seconds:
        return datetime.now().astimezone().date().isoformat()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as fault:
        message = f"{_EPOCH}: {seconds!r} 不是秒数 / is no number of seconds"
        raise UsageError(message) from fault
