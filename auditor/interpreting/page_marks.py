"""Lines that belong to the page and not to the text. Knows no template."""

import re
from dataclasses import replace

from auditor.budget.pattern import normalise_label
from auditor.document import Grid, Row, Segment

_PAGE_NUMBER = re.compile(
    r"[-—–·.~_|/]*(?:第?[0-9]{1,4}页?(?:[,，/|]?共?[0-9]{1,4}页?)?|[ivxlcIVXLC]{1,6})[-—–·.~_|/]*"
)
_CONTINUED = re.compile(r"[(（]?续表?[)）]?")


def is_page_mark(label: str) -> bool:
    """Say whether a folded line is a page number or says that a table goes on."""
    return bool(_PAGE_NUMBER.fullmatch(label) or _CONTINUED.fullmatch(label))


def drop_page_rows(grid: Grid, running: frozenset[str]) -> Grid:
    """Return a grid without the page numbers and `running` titles printed among its rows."""
    if not any(_is_page_row(row, running) for row in grid.rows):
        return grid
    kept = (
        Segment(tuple(row for row in segment.rows if not _is_page_row(row, running)))
        for segment in grid.segments
    )
    return replace(grid, segments=tuple(segment for segment in kept if segment.rows))


def _is_page_row(row: Row, running: frozenset[str]) -> bool:
    """Say whether a row is a single cell that belongs to the page: text alone has no tab."""
    text = row.line.text
    if "\t" in text:
        return False
    label = normalise_label(text)
    return label in running or is_page_mark(label)
