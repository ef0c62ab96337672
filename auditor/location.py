"""Where something stands in the text. Knows nothing of what stands there."""

from typing import NamedTuple


class Location(NamedTuple):
    """A span of text: lines and columns from 1, columns in code points, the end exclusive.

    A named tuple, because every cell, figure and operand makes one.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


def locate(line: int, column: int, length: int) -> Location:
    """Return the span of `length` code points at a line and column (both from 1)."""
    return Location(line, column, line, column + length)


START = Location(1, 1, 1, 1)
