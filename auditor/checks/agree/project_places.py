"""Where a document prints the money of projects: tables, forms, lists, numbered paragraphs.

Knows no tolerance: what is compared with what is for `project_money`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.amount import NumeralKind, find_unit, parse_numeral
from auditor.amount.amount import Amount
from auditor.budget import Budget, Form, Table, TableRow
from auditor.budget.generic import AMOUNT, GenericTable
from auditor.budget.pattern import normalise_label
from auditor.checks.lookup import Quantity
from auditor.checks.places import locate_row
from auditor.checks.stating import find_money, measure_amount, measure_fund
from auditor.checks.wording.remarks import place_text
from auditor.finding import Bilingual

_SPOKEN = re.compile(
    r"\(?[0-9一二三四五六七八九十]{1,3}[).、](\D.{2,40}?)(?:预算|安排|支出)*"
    r"(\d[\d,]*(?:\.\d+)?)(亿元|万元|元)"
)
_HEADED = re.compile("项目|专项")
_OTHER = re.compile("采购|购买|上年|结转|执行|决算|合同")
_BODIES = tuple("局委会办院厅所心馆站处府队校学部署社室")  # in a numbered list, rather a body
_PROJECT = "项目"
_MARKS = ":为"
_SAYS = Bilingual("说明", "the text")


class Stated(NamedTuple):
    """What a place says a project has: all of it, and parts of it.

    `is_of_years` says that it may be the money of all the years that the project runs.
    """

    name: str
    whole: Quantity
    parts: tuple[Quantity, ...] = ()
    role: Bilingual = _SAYS
    is_of_years: bool = False


Known = Mapping[str, Stated]


def list_in_tables(tables: Iterable[Table], wanted: str) -> Iterator[Stated]:
    """Yield the projects of tables, each with the amount in the wanted column."""
    for table in tables:
        for row in table.rows:
            stated = _read_row(table, row, wanted)
            if stated is not None and not row.is_total:
                yield stated


def _read_row(table: Table, row: TableRow, wanted: str) -> Stated | None:
    amounts = {
        entry.column: measure_amount(
            entry.amount, entry.text, locate_row(table, row, entry.location, entry.column)
        )
        for entry in row.entries
        if entry.amount is not None and entry.amount.unit.is_money()
    }
    whole = amounts.pop(wanted, None)
    name = fold_project(row.label)
    if whole is None or not name:
        return None
    return Stated(name, whole, tuple(amounts.values()), Bilingual(table.title, table.title))


def fold_project(name: str) -> str:
    """Fold a project's name for comparing."""
    return normalise_label(name).strip("。;,")


def list_in_forms(funds: Sequence[str], budget: Budget) -> Iterator[Stated]:
    """Yield the projects of forms, each with the first of the funds that its form states."""
    for form in budget.forms:
        money = find_money(form, funds)
        if not form.project or money is None:
            continue
        parts = tuple(
            measure_fund(form, fund)
            for fund in form.funds
            if fund.name and fund.amount is not None and fund.location != money.place.location
        )
        is_whole = money.place.column != funds[0]
        if not (is_whole and _lasts_years(form)):
            role = Bilingual("绩效目标表", "its performance form")
            named = money._replace(place=money.place._replace(row=form.project))
            yield Stated(fold_project(form.project), named, parts, role, is_whole)


def _lasts_years(form: Form) -> bool:
    days = [one.day.year for one in (form.start, form.end) if one and one.day]
    span = form.span
    return len(set(days)) > 1 or (span is not None and span.first < span.last)


def list_in_list(table: GenericTable, known: Known, budget: Budget) -> Iterator[Stated]:
    """Yield the projects of a table with one column of money, headed as one of projects."""
    money = [column for column in table.columns if column.kind == AMOUNT]
    first = min((row.row.location.line for row in table.rows), default=0)
    start = table.table.location.line
    head = " ".join([table.table.title, *budget.lines[start - 1 : first - 1]])
    if len(money) != 1 or not _HEADED.search(head) or _OTHER.search(head):
        return
    for row in table.rows:
        entry = row.row.find_entry(money[0].name)
        name = _find_in_row(row.row, known)
        if entry is not None and entry.amount is not None and name:
            place = locate_row(table.table, row.row, entry.location, entry.column)
            title = table.table.title or "项目一览"
            whole = measure_amount(entry.amount, entry.text, place)
            yield Stated(name, whole, (), Bilingual(title, title))


def _find_in_row(row: TableRow, known: Known) -> str:
    """Find the one project that a row names, beside the body that carries it out."""
    names = {fold_project(text) for text in row.text.split("\t")} & known.keys()
    if len(names) > 1:
        names = {name for name in names if not name.endswith(_BODIES)}
    return names.pop() if len(names) == 1 else ""


def list_in_text(known: Known, budget: Budget) -> Iterator[Stated]:
    """Yield what paragraphs say that begin with the name of a project and its money."""
    for section in budget.sections:
        for passage in section.passages:
            found = _SPOKEN.match(passage.label)
            name = _find_name(found.group(1), known) if found else ""
            if found is None or not name or name.endswith(_BODIES):
                continue
            numeral, unit = parse_numeral(found.group(2)), find_unit(found.group(3))
            if unit is not None and numeral.kind is NumeralKind.AMOUNT:
                place = place_text(budget, passage.text, found.group(2), passage.location)
                amount = Amount(numeral.value, unit, numeral.digit)
                whole = measure_amount(amount, found.group(2), place._replace(row=name))
                yield Stated(name, whole)


def _find_name(said: str, known: Known) -> str:
    name = said.removesuffix("(").rstrip(_MARKS)
    spellings = (name, name.removesuffix(_PROJECT), f"{name}{_PROJECT}")
    return next((one for one in spellings if one in known), "")
