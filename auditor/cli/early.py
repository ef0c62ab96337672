# ruff: noqa: PLC0415 - for a text nothing is imported
"""Start the reading process before the program itself is loaded. Knows no option."""

import os
from collections.abc import Sequence

READ_APART = (".pdf", ".docx", ".xlsx", ".xls", ".ofd", ".html", ".htm")
_COMMANDS = frozenset(("check", "parse"))


def start_early(words: Sequence[str]) -> None:
    """Start the process that reads, if a command line names one file that is read apart.

    It takes as long to start as the modules of a command to load; so they do at once. Whatever
    else the words say is found out later, and a process that nobody asks ends with the program.
    """
    if not words or words[0] not in _COMMANDS:
        return
    named = [word for word in words if word.lower().endswith(READ_APART)]
    if len(named) == 1 and os.path.isfile(named[0]):  # noqa: PTH113 - pathlib is loaded later
        from auditor.reading.isolation.keeper import start_reading
        from auditor.reading.source import DEFAULT_LIMITS

        start_reading(DEFAULT_LIMITS)
