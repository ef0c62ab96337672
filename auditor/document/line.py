"""A line of tabular text with the line end and the blank lines that belong to it."""

from typing import NamedTuple

from auditor.location import Location


class Line(NamedTuple):
    """One line: its text, its ending (line end and following blank lines), its number from 1."""

    text: str
    ending: str = ""
    number: int = 1

    def locate(self) -> Location:
        """Return the span of the text."""
        return Location(self.number, 1, self.number, len(self.text) + 1)
