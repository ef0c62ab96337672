"""The head of a performance form: funds and dates, found by their labels, not by columns."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from auditor.amount import Amount, NumeralKind, Unit, find_unit, parse_numeral
from auditor.amount.numeral import fold
from auditor.budget.form import FormDate, Fund
from auditor.budget.form_book import FormBook
from auditor.interpreting.forms.words import FormCell, begins

_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_REST = re.compile(r"[-./年月日]?\d{1,2}[-./月日]?(?:\d{1,2}日?)?")
_LONGEST_REST = 2
_DIGIT = re.compile(r"\d")
_OF_YEAR = 3  # the place of the year's money among the funds, behind the project's and its parts
_NEAR = 3  # lines below the last fund that may hold another
_Rows = Sequence[tuple[FormCell, ...]]


def read_funds(rows: _Rows, unit: Unit, book: FormBook) -> tuple[Fund, ...]:
    """Read the amounts beside the labels of funds; of a label that stands twice, the filled one.

    An amount alone in its row, below such labels, is kept without a name.
    """
    found: dict[str, Fund] = {}
    stray: list[Fund] = []
    for row in rows:
        if len(row) == 1 and found and read_amount(row[0], unit) is not None:
            stray.append(Fund("", row[0].text, read_amount(row[0], unit), row[0].location))
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
        amount = None if name else read_amount(cell, unit)
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


def has_other_money(rows: _Rows, unit: Unit, funds: Sequence[Fund]) -> bool:
    """Say whether between the funds, or right below, stands an amount of something else."""
    known = {fund.location for fund in funds}
    lines = [fund.location.line for fund in funds]
    among = [row for row in rows if lines and _is_among(row, lines)]
    return any(
        cell.location not in known and read_amount(cell, unit) is not None
        for row in among
        for cell in row
    )


def _is_among(row: tuple[FormCell, ...], lines: Sequence[int]) -> bool:
    return bool(row) and min(lines) <= row[0].location.line <= max(lines) + _NEAR


def _find_fund(cell: FormCell, book: FormBook, taken: set[str], found: set[str]) -> str:
    """Find the fund that a label names: of two spelled alike, the one not yet found.

    Before that the part of a whole that is printed: a form may have the year's money alone.
    """
    if not cell.label or cell.label[0].isdigit():
        return ""
    order = [name for name, _ in book.funds]
    names = [
        name
        for name, spellings in book.funds
        if name not in taken and begins(cell.label, spellings)
    ]
    known = [name for name in names if _find_whole(name, order) in (name, *found)]
    new = [name for name in known or names if name not in found]
    return next(iter(new or known or names), "")


def _find_whole(name: str, order: Sequence[str]) -> str:
    """Find what a fund is a part of: the project's money, or that of the year."""
    return order[0] if order.index(name) < _OF_YEAR else order[_OF_YEAR]


def read_amount(cell: FormCell, unit: Unit) -> Amount | None:
    """Read a cell as money in its own unit or the given one; None for anything else."""
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
            if begins(row[index + 1].label, (*book.start, *book.end)):
                continue  # nothing stands between the two labels
            if start is None and begins(cell.label, book.start):
                start = _read_date(row[index + 1 :])
            elif end is None and begins(cell.label, book.end):
                end = _read_date(row[index + 1 :])
        if start is not None and end is not None:
            break
    return start, end


def _read_date(cells: tuple[FormCell, ...]) -> FormDate:
    """Read the first cell as a day, with the next one where a border cut it off there.

    A sign on the border may stand in both cells.
    """
    cell = cells[0]
    text = fold(cell.text)
    rest = fold(cells[1].text) if len(cells) > 1 else ""
    day = _find_day(text)
    if (rest.isdigit() and len(rest) <= _LONGEST_REST) or (day is None and _REST.fullmatch(rest)):
        whole = (text + rest, text + rest[1:] if text[-1:] == rest[:1] else "")
        found = next((one for one in whole if _find_day(one)), whole[0])
        return FormDate(found, _find_day(found), cell.location)
    return FormDate(cell.text, day, cell.location)


def _find_day(text: str) -> date | None:
    """Find the day that a whole text names; None for none, and for a 31st of June."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    except ValueError:
        return None
