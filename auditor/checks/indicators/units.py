"""Demands on the units and numbers of the targets of one form. Knows no labels."""

from collections.abc import Iterator

from auditor.budget import Form
from auditor.budget.form import Indicator
from auditor.budget.form_book import FormBook, Measure
from auditor.checks.indicators.gaps import is_placeholder
from auditor.checks.indicators.places import Hit, hit_value, report_each
from auditor.checks.indicators.target_values import Target, has_digit, read_target
from auditor.finding import Outcome

_PERCENT = "%"
_HUNDRED = 100


def judge_units(form: Form, book: FormBook, _year: int | None) -> Iterator[Outcome]:
    """The unit of a target can measure the indicator: no rate in 件, no headcount in %."""
    hits = [
        hit_value(one)
        for one, measure, target in _list_measured(form, book)
        if target.unit in measure.misfits
    ]
    yield from report_each(form, hits)


def find_unusual_units(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find units in which such an indicator is seldom measured."""
    for one, measure, target in _list_measured(form, book):
        if target.unit in measure.doubtful:
            yield hit_value(one)


def _list_measured(form: Form, book: FormBook) -> Iterator[tuple[Indicator, Measure, Target]]:
    """Yield the indicators whose kind is known and whose target is a number with a plain unit."""
    for one, target in _list_numbers(form, book):
        measure = book.find_measure(one.name)
        if measure is not None and target.number and not target.is_compound:
            yield one, measure, target


def _list_numbers(form: Form, book: FormBook) -> Iterator[tuple[Indicator, Target]]:
    for one in form.list_valued():
        target = read_target(one.value, book.units)
        if target.number is not None:
            yield one, target


def find_missing_units(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find numbers without a unit, in the value or in the indicator's name."""
    for one, target in _list_numbers(form, book):
        is_blank = target.number == 0 and not _is_adverse(one, book)  # left to find_zero
        if target.is_bare and not is_blank and not _names_unit(one.name, book):
            yield hit_value(one)


def _is_adverse(one: Indicator, book: FormBook) -> bool:
    return any(word in one.name for word in book.adverse)


def _names_unit(name: str, book: FormBook) -> bool:
    closed = name.replace("（", "(").replace("）", ")")
    return any(f"({unit}" in closed for unit in book.units)


def find_out_of_range(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find percentages above 100, and 100 as a lower bound."""
    for one, target in _list_numbers(form, book):
        if target.unit != _PERCENT or any(word in one.name for word in book.growing):
            continue
        is_bound = target.number == _HUNDRED and target.sign in ("≥", ">")
        if is_bound or (target.number or 0) > _HUNDRED:
            yield hit_value(one)


def find_zero(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find targets of zero, unless of what should not happen."""
    for one, target in _list_numbers(form, book):
        if target.number == 0 and target.sign in ("", "=") and not _is_adverse(one, book):
            yield hit_value(one)


def find_words(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find rates and numbers of things whose target has no number and no bound."""
    for one in form.list_valued():
        if has_digit(one.value) or book.find_measure(one.name) is None:
            continue
        is_bound = any(word in one.value for word in book.comparing)
        if not is_bound and not is_placeholder(one.value, book):
            yield hit_value(one)


def find_unbounded(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find targets of satisfaction that are no lower bound."""
    for one, target in _list_numbers(form, book):
        is_plain = target.unit == _PERCENT and not target.sign
        if is_plain and one.name.endswith(book.satisfaction):
            yield hit_value(one)
