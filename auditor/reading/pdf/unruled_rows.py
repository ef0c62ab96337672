"""Part the rows of a table that rules its columns and not its rows. Knows no grid and no page."""

import re
from collections.abc import Mapping, Sequence

from auditor.reading.pdf.lettering import TextLine, join_texts

_FEWEST_COLUMNS = 2
_SAME = 0.5  # type sizes between baselines of one row
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{5,})[%％]?")
_NIL = re.compile(r"[-－—–]{1,2}|0")


def split_row(cells: Mapping[int, Sequence[TextLine]]) -> list[dict[int, str]]:
    """Return the rows that stand in one ruled row, by column; [] if it is one row.

    It is several if the cells of two columns hold amounts below each other, line by line on the
    same heights. Any other line belongs to the row nearest to it.
    """
    columns = [lines for lines in cells.values() if len(lines) > 1 and _are_amounts(lines)]
    if len(columns) < _FEWEST_COLUMNS:
        return []
    fullest = max(columns, key=len)
    places = [line.baseline for line in fullest]
    slack = _SAME * fullest[0].size
    if not all(_is_beside(line, places, slack) for lines in columns for line in lines):
        return []
    rows: list[dict[int, str]] = [{} for _ in places]
    for column, lines in cells.items():
        for line in lines:
            row = rows[_find_nearest(line, places)]
            row[column] = join_texts(row.get(column, ""), line.text, is_full=True)
    return rows


def _are_amounts(lines: Sequence[TextLine]) -> bool:
    return all(_AMOUNT.fullmatch(line.text) or _NIL.fullmatch(line.text) for line in lines)


def _is_beside(line: TextLine, places: Sequence[float], slack: float) -> bool:
    return abs(places[_find_nearest(line, places)] - line.baseline) <= slack


def _find_nearest(line: TextLine, places: Sequence[float]) -> int:
    return min(range(len(places)), key=lambda place: abs(places[place] - line.baseline))
