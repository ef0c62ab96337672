"""Part the rows of a table that rules its columns and not its rows. Knows no grid and no page."""

import re
from collections.abc import Mapping, Sequence

from auditor.reading.pdf.lettering import Sides, TextLine, has_room, join_texts

_FEWEST_COLUMNS = 2
_SAME = 0.5  # type sizes between baselines of one row
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{5,})[%％]?")
_WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+(?=\.))(?:\.\d{1,6})?")
_DIGIT = 0.7  # of the type size, at most
_NIL = re.compile(r"[-－—–]{1,2}|0")


def split_row(
    cells: Mapping[int, Sequence[TextLine]], sides: Mapping[int, Sides]
) -> list[dict[int, str]]:
    """Return the rows that stand in one ruled row, by column; [] if it is one row.

    It is several if the cells of two columns hold amounts below each other, line by line on the
    same heights. Any other line belongs to the row nearest to it. An amount that a narrow cell
    broke in two is one row; `sides` are the left and right side of each cell.
    """
    columns = {
        column: lines for column, lines in cells.items() if len(lines) > 1 and _are_amounts(lines)
    }
    if len(columns) < _FEWEST_COLUMNS:
        return []
    if all(_is_broken(lines, sides[column]) for column, lines in columns.items()):
        return []
    fullest = max(columns.values(), key=len)
    places = [line.baseline for line in fullest]
    slack = _SAME * fullest[0].size
    if not all(_is_beside(line, places, slack) for lines in columns.values() for line in lines):
        return []
    rows: list[dict[int, str]] = [{} for _ in places]
    for column, lines in cells.items():
        for line in lines:
            row = rows[_find_nearest(line, places)]
            row[column] = join_texts(row.get(column, ""), line.text, is_full=True)
    return rows


def _is_broken(lines: Sequence[TextLine], sides: Sides) -> bool:
    """Say whether lines are one number, each but the last as wide as its cell lets it be."""
    if not _WHOLE.fullmatch("".join(line.text for line in lines)):
        return False
    return not any(has_room(line, sides, _DIGIT * line.size) for line in lines[:-1])


def _are_amounts(lines: Sequence[TextLine]) -> bool:
    return all(_AMOUNT.fullmatch(line.text) or _NIL.fullmatch(line.text) for line in lines)


def _is_beside(line: TextLine, places: Sequence[float], slack: float) -> bool:
    return abs(places[_find_nearest(line, places)] - line.baseline) <= slack


def _find_nearest(line: TextLine, places: Sequence[float]) -> int:
    return min(range(len(places)), key=lambda place: abs(places[place] - line.baseline))
