"""A budget ↔ the facts that sets need of it, as compressed JSON. Knows no rule.

What no rule over several documents reads is left out: texts, sections, headers, blank cells.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from typing import Any

from auditor.amount import Amount
from auditor.budget import (
    Budget,
    Form,
    HeaderCell,
    Statement,
    Table,
    TableRow,
)
from auditor.budget.facts import DocumentFacts
from auditor.budget.pattern import normalise_label
from auditor.checks.agree.project_headings import is_account_heading
from auditor.location import Location

_Plain = list[Any]  # what JSON can hold; each `_take` knows what its `_list` has put there
_FAST = 1
_OUTCOMES = ("执行", "完成", "决算")  # what came of a year, which its budget could not know
_LOOSE = "unrecognised"


def pack_facts(budget: Budget, path: str, sha256: str, pack: str) -> DocumentFacts:
    """Pack what sets need of a document."""
    tables = [table for table in (*budget.tables, *budget.fund_tables) if table.template]
    plain = [
        [_list_table(table) for table in tables],
        [_list_statement(statement) for statement in budget.statements],
        [_list_form(form) for form in budget.forms],
        _list_loose(budget),
        _list_headings(budget),
        budget.is_partial,
    ]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    contents = _list_contents(budget)
    bodies = dict.fromkeys(name for form in budget.forms for name in form.bodies)
    return DocumentFacts(
        path=path,
        sha256=sha256,
        pack=pack,
        issuer=budget.issuer,
        year=budget.year,
        kind=budget.kind,
        level=budget.level,
        role=budget.role,
        bodies=tuple(bodies),
        listed=tuple(
            (said.name, tuple(one.name for one in said.listed))
            for said in budget.statements
            if said.listed
        ),
        contents=contents,
        packed=zlib.compress(text.encode(), _FAST),
        substance=_hash_substance(contents, budget),
    )


def _list_contents(budget: Budget) -> tuple[str, ...]:
    names = dict.fromkeys(table.template_name for table in budget.tables if table.template)
    projects = dict.fromkeys(
        f"«{normalise_label(form.project)}»{''.join(form.bodies[-1:])}"
        for form in budget.forms
        if form.project
    )
    said = dict.fromkeys(f"“{statement.name}”" for statement in budget.statements)
    return (*names, *projects, *said)


def _list_loose(budget: Budget) -> list[str]:
    """List the figures of tables that are not recognised: sentences may speak of them."""
    loose = (one.amount for one in budget.figures if one.reason == _LOOSE)
    return list(dict.fromkeys(str(amount.value) for amount in loose if amount is not None))


def _list_headings(budget: Budget) -> _Plain:
    """List the headings that name projects."""
    return [
        [section.label, section.location]
        for section in budget.sections
        if is_account_heading(section.label)
    ]


def _hash_substance(contents: Iterable[str], budget: Budget) -> str:
    """Hash what a document prints, wherever on a line it stands and however lines end."""
    printed = "\t".join([*contents, "", *(figure.text for figure in budget.figures)])
    return hashlib.sha256(printed.encode("utf-8", "surrogatepass")).hexdigest()


def _list_amount(amount: Amount | None) -> _Plain | None:
    if amount is None:
        return None
    return [str(amount.value), amount.unit.word, str(amount.digit)]


def _list_table(table: Table) -> _Plain:
    lost = {unreadable.location for unreadable in table.unreadable}
    return [
        table.id,
        table.title,
        table.template_name,
        table.location,
        table.title_location,
        table.unit.word,
        _list_columns(table),
        [_list_row(row, lost) for row in table.rows],
        table.unreadable,
        table.ordinal,
    ]


def _list_columns(table: Table) -> tuple[str, ...]:
    """List the columns; of the year before those that repeat its budget, and not its outcome."""
    if table.template is None or not any(map(_tells_outcome, table.headers)):
        return table.columns
    columns = (column for side in table.template.sides for column in side.columns)
    past = {column.name for column in columns if column.period == "last"}
    planned = {header.column for header in table.headers if "预算" in header.text}
    return tuple(name for name in table.columns if name not in past or name in planned)


def _tells_outcome(header: HeaderCell) -> bool:
    return any(word in header.text for word in _OUTCOMES)


def _is_of_plans(change: Statement) -> bool:
    """Say whether a change is that of two budgets: 与上年预算执行数持平 is not."""
    return "执行" not in change.text


def _list_row(row: TableRow, lost: set[Location]) -> _Plain:
    kept = [one for one in row.entries if one.amount is not None or one.location in lost]
    entries = [[one.column, one.text, _list_amount(one.amount), one.location] for one in kept]
    names = [row.side, row.label, row.code, row.name, row.key, row.is_total]
    return [*names, row.location, entries]


def _list_statement(said: Statement) -> _Plain:
    return [
        [said.name, said.text, said.location, _list_amount(said.amount)],
        [said.label, said.code, said.level, said.year],
        said.direction.value if said.direction else None,
        [said.section, said.section_line, said.order],
        [_list_statement(part) for part in said.parts],
        _list_statement(said.change) if said.change and _is_of_plans(said.change) else None,
        said.listed,
    ]


def _list_form(form: Form) -> _Plain:
    funds = [[one.name, one.text, _list_amount(one.amount), one.location] for one in form.funds]
    names = [form.id, form.title, form.project, form.location, form.template, form.unit.word]
    targets = [
        [one.name, one.value, one.name_location, one.value_location] for one in form.indicators
    ]
    return [*names, funds, form.bodies, targets]
