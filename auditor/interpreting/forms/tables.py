"""The funds of performance forms as tables of one row, so that formulas can speak of them."""

from collections.abc import Sequence
from decimal import Decimal

from auditor.amount import Amount
from auditor.budget import Entry, Form, Table, TableRow, Unreadable
from auditor.budget.form import Fund
from auditor.budget.form_book import FormBook
from auditor.budget.template import TableTemplate
from auditor.location import Location

# A form may leave these blank; without one of the others it says nothing that could add up.
_MAY_BE_BLANK = frozenset({"其他资金", "上年结转资金", "年度其他资金"})


def make_fund_tables(forms: Sequence[Form], book: FormBook) -> tuple[Table, ...]:
    """Make a table for every form that prints any funds."""
    template = book.funds_table
    if template is None:
        return ()
    filled = [form for form in forms if any(fund.amount for fund in form.funds if fund.name)]
    blank = book.blank_funds
    return tuple(_make_table(form, template, number, blank) for number, form in enumerate(filled))


def _make_table(
    form: Form, template: TableTemplate, number: int, may_be_blank: tuple[str, ...]
) -> Table:
    columns = tuple(column.name for column in template.list_columns())
    finest = _find_finest(form)
    entries, lost = [], []
    for index, column in enumerate(columns):
        fund = form.find_fund(column)
        entry = _settle_digit(_make_entry(column, fund, form.location, index), finest)
        entries.append(entry)
        if entry.amount is None and (fund is None or column not in may_be_blank):
            lost.append(Unreadable(text="", location=entry.location, malformed=False))
    row = TableRow(
        side="",
        label=form.project,
        code="",
        printed_code=(),
        name="",
        key=form.project,
        is_total=False,
        entries=tuple(entries),
        location=form.location,
        text=form.project,
        label_location=form.location,
        code_location=form.location,
    )
    return Table(
        id=form.id,
        title=form.title,
        template=template,
        location=form.location,
        title_location=form.location,
        unit=form.unit,
        unit_given=True,
        unit_location=None,
        columns=columns,
        rows=(row,),
        headers=(),
        notes=(),
        readings=(),
        unreadable=tuple(lost),
        figures=0,
        ordinal=number,
    )


def _find_finest(form: Form) -> Decimal:
    """Find the finest last digit of the form's money: it is copied line to line, not rounded."""
    digits = [fund.amount.digit for fund in form.funds if fund.amount and fund.amount.value]
    return min((digit for digit in digits if digit), default=Decimal(0))


def _settle_digit(entry: Entry, finest: Decimal) -> Entry:
    amount = entry.amount
    if amount is None or not amount.value or not finest:
        return entry
    return entry._replace(amount=amount._replace(digit=min(amount.digit, finest)))


def _make_entry(column: str, fund: Fund | None, place: Location, index: int) -> Entry:
    """Make an entry; one without a label gets a place of its own, to be known as lost."""
    if fund is None:
        nowhere = Location(place.line, place.column, place.line, place.column + index)
        return Entry(column=column, text="", amount=None, location=nowhere)
    amount: Amount | None = fund.amount
    return Entry(column=column, text=fund.text, amount=amount, location=fund.location)
