"""The goals of a performance form: below their headings, or beside them. Knows no indicators."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.amount.numeral import fold
from auditor.budget.form import Goal, GoalSpan
from auditor.budget.form_book import FormBook
from auditor.budget.remembering import Remembered
from auditor.interpreting.forms.words import FormCell, begins

_YEAR = re.compile(r"(?<!\d)(20\d{2})年")
_YEARS = re.compile(r"(\d{4})年(?:\d{1,2}月)?(?:\d{1,2}日)?[-—–~至]+(\d{4})年?")
_LEAST_GOAL = 6
_GOAL = "目标"
_MONEY = "额资成预费支投金收"  # 项目总投资 begins like a 项目总目标 that was cut
_HEADS: Remembered[FormBook, bool | None] = Remembered()  # labels recur from form to form
_Rows = Sequence[tuple[FormCell, ...]]
_Heading = tuple[bool, FormCell]


def read_goals(rows: _Rows, book: FormBook) -> tuple[GoalSpan | None, tuple[Goal, ...]]:
    """Read the years of the overall goal's heading, and the goals beside or below the headings."""
    span: GoalSpan | None = None
    goals: list[Goal] = []
    columns: dict[bool, int] = {}
    beside: dict[int, bool] = {}  # columns of the row above that hold goals
    for row in rows:
        headings = find_goal_headings(row, book)
        if headings:
            span = span or _find_span(headings)
            found = list(_list_beside(row, headings, book))
            goals += [_make_goal(cell, is_annual=is_annual) for is_annual, cell in found]
            beside = {cell.position: is_annual for is_annual, cell in found}
            if not found:
                columns |= {is_annual: cell.position for is_annual, cell in headings}
        elif found := _list_plain(row, book):
            goals += [_make_goal(cell, is_annual=is_annual) for is_annual, cell in found]
            beside = {cell.position: is_annual for is_annual, cell in found}
        elif len(row) == 1 and row[0].position in beside:  # a page border cut the goal
            goals.append(_make_goal(row[0], is_annual=beside[row[0].position]))
        else:
            beside = {}
            goals += _read_goal_row(row, columns) if columns else ()
    return span, tuple(goals)


def find_annual_year(rows: _Rows, book: FormBook) -> GoalSpan | None:
    """Find the one year that the heading of the year's goal prints."""
    for row in rows:
        for is_annual, cell in find_goal_headings(row, book):
            year = _YEAR.search(fold(cell.text)) if is_annual else None
            if year and not _YEARS.search(fold(cell.text)):
                return GoalSpan(int(year[1]), int(year[1]), cell.text, cell.location)
    return None


def find_goal_headings(row: tuple[FormCell, ...], book: FormBook) -> list[_Heading]:
    """Find the cells that head goals; True for that of the year's."""
    known = _HEADS.list_answers(book)
    found = []
    for cell in row:
        label = cell.label
        if label not in known:
            known[label] = _find_kind(label, book)
        is_annual = known[label]
        if is_annual is not None:
            found.append((is_annual, cell))
    return found


def _find_kind(label: str, book: FormBook) -> bool | None:
    """Find which goal a label heads: True for the year's, False for the overall one."""
    if _is_heading(label, book.annual_goal):
        return True
    return False if _is_heading(label, book.overall_goal) else None


def _is_heading(label: str, spellings: tuple[str, ...]) -> bool:
    """Say whether a label heads a goal, be it cut; one that goes on with money does not."""
    if not begins(label, spellings):
        return False
    rests = [label.removeprefix(word) for word in spellings if label.startswith(word)]
    return _GOAL in label or all(not rest or rest[0] not in _MONEY for rest in rests)


def list_goals_beside(row: tuple[FormCell, ...], book: FormBook) -> list[_Heading]:
    """List the goals that stand in the row of their headings."""
    return list(_list_beside(row, find_goal_headings(row, book), book))


def _list_beside(
    row: tuple[FormCell, ...], headings: Sequence[_Heading], book: FormBook
) -> Iterator[_Heading]:
    """Yield the goals right of their headings, each in the next cell that prints anything."""
    followers = dict(pairwise(row))
    labels = {cell for _, cell in headings}
    for is_annual, heading in headings:
        cell = followers.get(heading)
        if cell is None or cell in labels or cell.label in book.recognise:
            continue
        if len(cell.text) >= _LEAST_GOAL and not _reads_as_label(cell):
            yield is_annual, cell


def _list_plain(row: tuple[FormCell, ...], book: FormBook) -> list[_Heading]:
    """List the goals beside a label that does not say for how long they are."""
    labels = [(True, cell) for cell in row if cell.label in book.plain_goal]
    return list(_list_beside(row, labels, book)) if labels else []


def _reads_as_label(cell: FormCell) -> bool:
    is_short = len(cell.label) <= 2 * _LEAST_GOAL or cell.label.endswith(")")
    return _GOAL in cell.label[:_LEAST_GOAL] and is_short and ":" not in cell.label


def _find_span(headings: Sequence[_Heading]) -> GoalSpan | None:
    for is_annual, cell in headings:
        years = None if is_annual else _YEARS.search(fold(cell.text))
        if years:
            return GoalSpan(int(years[1]), int(years[2]), cell.text, cell.location)
    return None


def _read_goal_row(row: tuple[FormCell, ...], columns: dict[bool, int]) -> Iterator[Goal]:
    """Yield the goals of a row: the last of several is the annual one, one alone by its column."""
    cells = [cell for cell in row if len(cell.text) >= _LEAST_GOAL and _GOAL not in cell.label[:6]]
    if len(cells) > 1:
        yield _make_goal(cells[0], is_annual=False)
        yield _make_goal(cells[-1], is_annual=True)
    elif cells:
        annual = columns.get(True)
        yield _make_goal(cells[0], is_annual=annual is not None and cells[0].position >= annual)


def _make_goal(cell: FormCell, *, is_annual: bool) -> Goal:
    return Goal(is_annual=is_annual, text=cell.text, location=cell.location)
