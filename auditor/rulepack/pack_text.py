"""The text of a pack's file from its bytes. Knows no YAML: that is loaded where it is parsed."""

from typing import Never

from auditor.errors import Mistake, RulePackError

LARGEST_FILE = 1_000_000


def decode_text(content: bytes, path: str) -> str:
    """Decode a file of a pack; raises RulePackError if it is too large or not UTF-8."""
    if len(content) > LARGEST_FILE:
        refuse_text(path, 1, 1, f"the file is larger than {LARGEST_FILE:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line, column = count_place(before, len(before))
        refuse_text(path, line, column, "the file is not UTF-8 text")


def refuse_text(path: str, line: int, column: int, reason: str) -> Never:
    """Raise RulePackError for a file that cannot be taken, at a place in it (from 1)."""
    raise RulePackError([Mistake(path, line, column, reason)])


def count_place(text: str, offset: int) -> tuple[int, int]:
    """Count line and column (from 1) of an offset."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
