"""Demands on the funds of one form that no equation says: what is blank, and one-year projects."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.amount import Amount, find_unit
from auditor.budget import Form
from auditor.budget.form import Fund, Indicator
from auditor.budget.form_book import FormBook
from auditor.checks.indicators.places import (
    Hit,
    hit_value,
    locate_in_form,
    pass_form,
    report_each,
    skip_form,
)
from auditor.checks.indicators.target_values import read_target
from auditor.finding import Bilingual, Operand, Outcome, Verdict

_TOTAL = 0
_YEAR_TOTAL = 3
_LEAST = ("≥", ">")
# By their order in forms.yaml: fiscal and other money; this year's, carried over, other money.
_SUMS = ((_TOTAL, slice(1, 3)), (_YEAR_TOTAL, slice(4, 7)))


def find_blank_funds(form: Form, book: FormBook) -> Iterator[Hit]:
    """Find funds that a form must state and that have no amount, and amounts without a label."""
    if form.lacks_values() or not any(fund.amount for fund in form.funds if fund.name):
        return
    for fund in form.funds:
        if fund.name not in book.blank_funds and (fund.amount is None or not fund.name):
            yield Hit(fund.location, fund.text, fund.name)


def judge_one_year_total(form: Form, book: FormBook, year: int | None) -> Iterator[Outcome]:
    """A project of one year asks in that year for all its money."""
    if not _is_of_one_year(form, year):
        yield skip_form(
            form, Bilingual("不是一年期项目，或起止不明", "not, or not surely, of one year")
        )
        return
    names = [name for name, _ in book.funds]
    total, annual = form.find_fund(names[_TOTAL]), form.find_fund(names[_YEAR_TOTAL])
    if total is None or annual is None or total.amount is None or annual.amount is None:
        yield skip_form(form, Bilingual("资金数不全", "an amount is missing"))
    elif not all(_adds_up(form, names[whole], names[parts]) for whole, parts in _SUMS):
        yield skip_form(
            form, Bilingual("资金各项不相加，另有规则指出", "its funds do not add up, as is said")
        )
    elif total.amount.compute_base() == annual.amount.compute_base():
        yield pass_form(form)
    else:
        yield Outcome(
            verdict=Verdict.FAIL,
            place=locate_in_form(form, annual.location, annual.name),
            expected=total.text,
            found=annual.text,
            unit=form.unit.word,
            operands=(_make_operand(form, total),),
        )


def judge_total_cost(form: Form, book: FormBook, _year: int | None) -> Iterator[Outcome]:
    """What a project may cost in all is no more than the money that it asks for."""
    names = [name for name, _ in book.funds]
    found = [form.find_fund(names[place]) for place in (_TOTAL, _YEAR_TOTAL)]
    asked = [fund.amount for fund in found if fund is not None and fund.amount is not None]
    costs = [one for one in form.list_valued() if one.name.endswith(book.total_costs)]
    stated = [(one, cost) for one in costs if (cost := _read_cost(one, book)) is not None]
    if not asked or not stated:
        yield skip_form(form, Bilingual("没有资金数或总成本指标", "no money, or no total cost"))
        return
    most = max(asked, key=Amount.compute_base)
    limit = most.compute_base() + most.compute_base_digit()
    hits = [hit_value(one) for one, cost in stated if cost > limit]
    yield from report_each(form, hits)


def _read_cost(one: Indicator, book: FormBook) -> Decimal | None:
    """Read a target as an amount of money; None if it is something else, or a lower bound."""
    target = read_target(one.value, book.units)
    unit = find_unit(target.unit) if target.unit and not target.is_compound else None
    if target.number is None or unit is None or not unit.is_money() or target.sign in _LEAST:
        return None
    return target.number * unit.factor


def _adds_up(form: Form, whole: str, parts: Sequence[str]) -> bool:
    """Say whether a total is the sum of its parts; what is missing is not held against it."""
    found = [form.find_fund(name) for name in (whole, *parts)]
    total, *rest = [fund.amount.value if fund and fund.amount else Decimal(0) for fund in found]
    return not any(rest) or total == sum(rest)


def _make_operand(form: Form, fund: Fund) -> Operand:
    return Operand(
        place=locate_in_form(form, fund.location, fund.name),
        text=fund.text,
        value=fund.amount.value if fund.amount else form.unit.factor * 0,
        unit=form.unit.word,
        role=fund.name,
    )


def _is_of_one_year(form: Form, year: int | None) -> bool:
    """Say whether days and the heading of the goal, as far as printed, lie in the year alone."""
    if year is None or form.start is None or form.end is None:
        return False
    days = (form.start.day, form.end.day)
    if form.span is not None and (form.span.first, form.span.last) != (year, year):
        return False
    return all(day is not None and day.year == year for day in days)
