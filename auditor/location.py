"""Where something stands in the text. Knows nothing of what stands there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A span of text: lines and columns from 1, columns in code points, the end exclusive."""

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
