"""The funds of performance forms as tables of one row, so that formulas can speak of them."""

from collections.abc import Sequence
from decimal import Decimal

from auditor.amount import Amount
from auditor.budget import Entry, Form, Table, TableRow, Unreadable
from auditor.budget.form import Fund
from auditor.budget.form_book import FormBook
from auditor.budget.template import TableTemplate
from auditor.location import Location

_WHOLES = ((0, slice(1, 3)), (3, slice(4, 7)))  # by their order in forms.yaml, with their parts


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
    spared = _list_spared(form, columns, may_be_blank)
    for index, column in enumerate(columns):
        fund = form.find_fund(column)
        entry = _settle_digit(_make_entry(column, fund, form.location, index), finest)
        entries.append(entry)
        is_spared = column in (spared if fund is None else may_be_blank)
        if entry.amount is None and not is_spared:
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


def _list_spared(
    form: Form, columns: Sequence[str], may_be_blank: Sequence[str]
) -> frozenset[str]:
    """List what the form has no label for and may be without: it counts as nothing.

    Only where the whole and one of its parts are filled in, and no amount stands under a label
    that nobody knows.
    """
    spared: set[str] = set()
    for whole, parts in _WHOLES:
        is_stated = any(_is_filled(form, name) for name in columns[whole : whole + 1])
        if is_stated and any(_is_filled(form, name) for name in columns[parts]):
            spared.update(columns[parts])
    return frozenset(() if form.has_other_money else spared.intersection(may_be_blank))


def _is_filled(form: Form, name: str) -> bool:
    fund = form.find_fund(name)
    return fund is not None and fund.amount is not None


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
