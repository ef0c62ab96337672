"""A line of tabular text with the line end and the blank lines that belong to it."""

from dataclasses import dataclass, field

from auditor.location import Location


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its ending (line end and following blank lines), its number from 1."""

    text: str
    ending: str = field(compare=False, default="")
    number: int = field(compare=False, default=1)

    def locate(self) -> Location:
        """Return the span of the text."""
        return Location(self.number, 1, self.number, len(self.text) + 1)
