"""The nodes of the syntax tree, from the document down to the cell."""

from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import NamedTuple

from auditor.document.line import Line
from auditor.location import Location


class Cell(NamedTuple):
    """A cell as printed; `column` is the code point at which it starts, from 1."""

    text: str
    line: int
    column: int

    @property
    def location(self) -> Location:
        """The span of the cell's text."""
        return Location(self.line, self.column, self.line, self.column + len(self.text))


class Row(NamedTuple):
    """A table row: one line, its cells split at tabs."""

    line: Line

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells, left to right, none dropped."""
        found = []
        number, column = self.line.number, 1
        for text in self.line.text.split("\t"):
            found.append(Cell(text, number, column))
            column += len(text) + 1
        return tuple(found)

    @property
    def location(self) -> Location:
        """The span of the row."""
        return self.line.locate()


class Segment(NamedTuple):
    """Rows without a blank line between them."""

    rows: tuple[Row, ...]


class CaptionKind(Enum):
    """What a line between a table's title and its rows states."""

    PREPARER = "preparer"
    UNIT = "unit"
    YEAR = "year"
    NUMBER = "number"


class Caption(NamedTuple):
    """A line between title and rows; one line may state preparer and unit at once."""

    kind: CaptionKind
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A run of rows with what belongs to it. Whether it is a table or a form is not decided."""

    title: Line | None
    captions: tuple[Caption, ...]
    segments: tuple[Segment, ...]
    notes: tuple[Line, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of all segments."""
        return tuple(chain.from_iterable([segment.rows for segment in self.segments]))

    @property
    def location(self) -> Location:
        """From the first line to the last."""
        lines = list_grid_lines(self)
        first, last = lines[0].locate(), lines[-1].locate()
        return Location(first.line, first.column, last.end_line, last.end_column)


def list_grid_lines(grid: Grid) -> list[Line]:
    """Return the lines of a grid in their order."""
    lines = [] if grid.title is None else [grid.title]
    lines += [caption.line for caption in grid.captions]
    lines += [row.line for row in grid.rows]
    lines += grid.notes
    return lines


class Heading(NamedTuple):
    """A heading; level 1 is the highest."""

    line: Line
    level: int


class Paragraph(NamedTuple):
    """A line of running text; `level` is that of its number (一、 1, （一） 2, 1. 3), else 0."""

    line: Line
    level: int


class Contents(NamedTuple):
    """The contents list: its title and its entries."""

    title: Line
    entries: tuple[Line, ...]


Block = Grid | Paragraph | Contents


class Section(NamedTuple):
    """A heading and all blocks up to the next one."""

    heading: Heading
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole text: leading blank lines, blocks before the first heading, sections."""

    lead: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]

    def list_blocks(self) -> list[Block]:
        """Return all blocks of all sections in their order, without the headings."""
        found = list(self.blocks)
        for section in self.sections:
            found.extend(section.blocks)
        return found

    def list_grids(self) -> list[Grid]:
        """Return all grids in their order."""
        return [block for block in self.list_blocks() if isinstance(block, Grid)]
