"""The head of a performance form: funds, dates, goals, found by their labels, not by columns."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from auditor.amount import Amount, NumeralKind, Unit, find_unit, parse_numeral
from auditor.amount.numeral import fold
from auditor.budget.form import FormDate, Fund, Goal, GoalSpan
from auditor.budget.form_book import FormBook
from auditor.interpreting.forms.words import FormCell, begins

_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(20\d{2})年")
_YEARS = re.compile(r"(\d{4})年(?:\d{1,2}月)?(?:\d{1,2}日)?[-—–~至]+(\d{4})年?")
_LEAST_GOAL = 6
_Rows = Sequence[tuple[FormCell, ...]]


def read_funds(rows: _Rows, unit: Unit, book: FormBook) -> tuple[Fund, ...]:
    """Read the amounts beside the labels of funds; of a label that stands twice, the filled one.

    An amount alone in its row, below such labels, is kept without a name.
    """
    found: dict[str, Fund] = {}
    stray: list[Fund] = []
    for row in rows:
        if len(row) == 1 and found and _read_amount(row[0], unit) is not None:
            stray.append(Fund("", row[0].text, _read_amount(row[0], unit), row[0].location))
        for fund in _read_fund_row(row, unit, book, set(found)):
            known = found.get(fund.name)
            if known is None or known.amount is None:
                found[fund.name] = fund
    return (*found.values(), *stray)


def _read_fund_row(
    row: tuple[FormCell, ...], unit: Unit, book: FormBook, found: set[str]
) -> Iterator[Fund]:
    """Yield the funds of a row: to each label the first amount before the next label."""
    taken: set[str] = set()
    pending: Fund | None = None
    for cell in row:
        name = _find_fund(cell, book, taken, found)
        amount = None if name else _read_amount(cell, unit)
        if name:
            if pending is not None:
                yield pending
            taken.add(name)
            pending = Fund(name, "", None, cell.location)
        elif pending is not None and amount is not None:
            yield Fund(pending.name, cell.text, amount, cell.location)
            pending = None
    if pending is not None:
        yield pending


def _find_fund(cell: FormCell, book: FormBook, taken: set[str], found: set[str]) -> str:
    """Find the fund that a label names: of two spelled alike, the one not yet found."""
    if not cell.label or cell.label[0].isdigit():
        return ""
    names = [
        name
        for name, spellings in book.funds
        if name not in taken and begins(cell.label, spellings)
    ]
    return next((name for name in names if name not in found), names[0] if names else "")


def _read_amount(cell: FormCell, unit: Unit) -> Amount | None:
    if not _DIGIT.search(cell.text):
        return None
    numeral = parse_numeral(cell.text)
    if numeral.kind is not NumeralKind.AMOUNT:
        return None
    own = find_unit(numeral.unit) if numeral.unit else unit
    if own is None or not own.is_money():  # a target that slid up into the head
        return None
    return Amount(numeral.value, own, numeral.digit)


def read_dates(rows: _Rows, book: FormBook) -> tuple[FormDate | None, FormDate | None]:
    """Read the days on which the project begins and ends; None where no label is printed."""
    start = end = None
    for row in rows:
        for index, cell in enumerate(row[:-1]):
            if start is None and begins(cell.label, book.start):
                start = _read_date(row[index + 1 :])
            elif end is None and begins(cell.label, book.end):
                end = _read_date(row[index + 1 :])
        if start is not None and end is not None:
            break
    return start, end


def _read_date(cells: tuple[FormCell, ...]) -> FormDate:
    """Read the first cell as a day; one whose end slid into the next cell cannot be read."""
    cell = cells[0]
    found = _DATE.fullmatch(fold(cell.text))
    is_cut = len(cells) > 1 and len(cells[1].text) <= 2 and cells[1].text.isdigit()
    day = None
    if found and not is_cut:
        try:
            day = date(int(found.group(1)), int(found.group(2)), int(found.group(3)))
        except ValueError:  # a 31st of June: no day, and no reason to stop
            day = None
    return FormDate(cell.text, day, cell.location)


def read_goals(rows: _Rows, book: FormBook) -> tuple[GoalSpan | None, tuple[Goal, ...]]:
    """Read the years of the overall goal's heading and the goals below the headings."""
    span: GoalSpan | None = None
    goals: list[Goal] = []
    columns: dict[bool, int] = {}
    for row in rows:
        headings = _find_headings(row, book)
        if headings:
            columns |= {is_annual: cell.position for is_annual, cell in headings}
            span = span or _find_span(headings)
        elif columns:
            goals += _read_goal_row(row, columns)
    return span, tuple(goals)


def _find_headings(row: tuple[FormCell, ...], book: FormBook) -> list[tuple[bool, FormCell]]:
    found = []
    for cell in row:
        if begins(cell.label, book.annual_goal):
            found.append((True, cell))
        elif begins(cell.label, book.overall_goal):
            found.append((False, cell))
    return found


def find_annual_year(rows: _Rows, book: FormBook) -> GoalSpan | None:
    """Find the one year that the heading of the year's goal prints."""
    for row in rows:
        for is_annual, cell in _find_headings(row, book):
            year = _YEAR.search(fold(cell.text)) if is_annual else None
            if year and not _YEARS.search(fold(cell.text)):
                return GoalSpan(int(year[1]), int(year[1]), cell.text, cell.location)
    return None


def _find_span(headings: Sequence[tuple[bool, FormCell]]) -> GoalSpan | None:
    for is_annual, cell in headings:
        years = None if is_annual else _YEARS.search(fold(cell.text))
        if years:
            return GoalSpan(int(years[1]), int(years[2]), cell.text, cell.location)
    return None


def _read_goal_row(row: tuple[FormCell, ...], columns: dict[bool, int]) -> Iterator[Goal]:
    """Yield the goals of a row: the last of several is the annual one, one alone by its column."""
    cells = [
        cell for cell in row if len(cell.text) >= _LEAST_GOAL and "目标" not in cell.label[:6]
    ]
    if len(cells) > 1:
        yield Goal(is_annual=False, text=cells[0].text, location=cells[0].location)
        yield Goal(is_annual=True, text=cells[-1].text, location=cells[-1].location)
    elif cells:
        annual = columns.get(True)
        is_annual = annual is not None and cells[0].position >= annual
        yield Goal(is_annual=is_annual, text=cells[0].text, location=cells[0].location)
