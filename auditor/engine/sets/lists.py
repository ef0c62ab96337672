"""A list that an office keeps: rows with named columns, found by headings. Judges nothing."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditor.budget.pattern import normalise_label
from auditor.finding import Bilingual
from auditor.location import Location, locate

Headings = Mapping[str, tuple[str, ...]]


class ListCell(NamedTuple):
    """What a cell prints, and where."""

    text: str
    location: Location


class ListRow(NamedTuple):
    """A row of a list: its line, and its cells by the names of their columns; blank ones too."""

    location: Location
    cells: Mapping[str, ListCell]

    def read(self, name: str) -> str:
        """Return what stands in a column; "" where the list has no such column."""
        cell = self.cells.get(name)
        return "" if cell is None else cell.text

    def locate(self, name: str) -> Location:
        """Return where a column's cell is, else the row."""
        cell = self.cells.get(name)
        return self.location if cell is None else cell.location


class OfficeList(NamedTuple):
    """The rows of a list, and the headings as printed; `reason` says why it cannot be read."""

    rows: tuple[ListRow, ...] = ()
    headings: Mapping[str, str] = {}
    reason: Bilingual | None = None


def parse_list(text: str, headings: Headings, needed: Sequence[str]) -> OfficeList:
    """Parse tabular text as a list, whose headings may stand below a title.

    `headings` are the spellings of each column; `needed` are those without which it is no list.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        found = _find_columns(line.split("\t"), headings)
        if all(name in found for name in needed):
            printed = {name: line.split("\t")[index] for name, index in found.items()}
            return OfficeList(tuple(_list_rows(lines, number, found)), printed)
    wanted = "、".join(headings[name][0] for name in needed)
    other = ", ".join(needed)
    return OfficeList(
        reason=Bilingual(f"没有找到表头，至少要有：{wanted}", f"no row of headings with: {other}")
    )


def _find_columns(cells: Sequence[str], headings: Headings) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        label = normalise_label(cell).lower().split("(")[0]
        for name, spellings in headings.items():
            if label in spellings:
                found.setdefault(name, index)
    return found


def _list_rows(lines: Sequence[str], header: int, columns: Mapping[str, int]) -> list[ListRow]:
    rows = []
    for number, line in enumerate(lines[header:], start=header + 1):
        if line.strip():
            rows.append(ListRow(locate(number, 1, len(line)), _split(line, number, columns)))
    return rows


def _split(line: str, number: int, columns: Mapping[str, int]) -> dict[str, ListCell]:
    cells = line.split("\t")
    starts = [1]
    for cell in cells:
        starts.append(starts[-1] + len(cell) + 1)
    return {
        name: ListCell(cells[index].strip(), locate(number, starts[index], len(cells[index])))
        for name, index in columns.items()
        if index < len(cells)
    }
