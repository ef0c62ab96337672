"""A budget ↔ the facts that sets need of it, as compressed JSON. Knows no rule.

What no rule over several documents reads is left out: texts, sections, headers, blank cells.
"""

import json
import zlib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from auditor.amount import Amount, Unit, find_unit
from auditor.budget import (
    Budget,
    Entry,
    Form,
    Statement,
    Table,
    TableRow,
    TableTemplate,
    Unreadable,
)
from auditor.budget.facts import DocumentFacts
from auditor.budget.form import Fund
from auditor.budget.pattern import normalise_label
from auditor.budget.statement import Direction, Listed
from auditor.location import Location

_Plain = list[Any]  # what JSON can hold; each `_take` knows what its `_list` has put there
_FAST = 1


def pack_facts(budget: Budget, path: str, sha256: str, pack: str) -> DocumentFacts:
    """Pack what sets need of a document."""
    tables = [table for table in (*budget.tables, *budget.fund_tables) if table.template]
    plain = [
        [_list_table(table) for table in tables],
        [_list_statement(statement) for statement in budget.statements],
        [_list_form(form) for form in budget.forms],
    ]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
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
        contents=_list_contents(budget),
        packed=zlib.compress(text.encode(), _FAST),
    )


def unpack_facts(
    facts: DocumentFacts, templates: Mapping[str, TableTemplate], offset: int = 0
) -> Budget:
    """Unpack a document, with all its lines moved down by an offset.

    Tables of a template that is not among those given are left out.
    """
    tables, statements, forms = json.loads(zlib.decompress(facts.packed))
    reader = _Reader(offset)
    known = [reader.take_table(plain, templates) for plain in tables if plain[2] in templates]
    return Budget(
        year=facts.year,
        issuer=facts.issuer,
        kind=facts.kind,
        level=facts.level,
        role=facts.role,
        tables=tuple(known),
        forms=tuple(map(reader.take_form, forms)),
        mentions=(),
        figures=(),
        malformed=(),
        lines_not_understood=(),
        lines=(),
        statements=tuple(map(reader.take_statement, statements)),
    )


def _list_contents(budget: Budget) -> tuple[str, ...]:
    names = dict.fromkeys(table.template_name for table in budget.tables if table.template)
    projects = dict.fromkeys(f"«{normalise_label(form.project)}»" for form in budget.forms)
    return (*names, *projects)


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
        table.columns,
        [_list_row(row, lost) for row in table.rows],
        table.unreadable,
        table.ordinal,
    ]


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
        _list_statement(said.change) if said.change else None,
        said.listed,
    ]


def _list_form(form: Form) -> _Plain:
    funds = [[one.name, one.text, _list_amount(one.amount), one.location] for one in form.funds]
    names = [form.id, form.title, form.project, form.location, form.template, form.unit.word]
    return [*names, funds, form.bodies]


class _Reader:
    """Reads back what was listed, each line moved down."""

    def __init__(self, offset: int) -> None:
        self._offset = offset

    def take_table(self, plain: _Plain, templates: Mapping[str, TableTemplate]) -> Table:
        id_, title, template, location, title_location, unit, columns, rows, lost, ordinal = plain
        return Table(
            id=id_,
            title=title,
            template=templates[template],
            location=self._move(location),
            title_location=self._move(title_location),
            unit=_take_unit(unit),
            unit_given=True,
            unit_location=None,
            columns=tuple(columns),
            rows=tuple(map(self._take_row, rows)),
            headers=(),
            notes=(),
            readings=(),
            unreadable=tuple(
                Unreadable(text, self._move(place), malformed) for text, place, malformed in lost
            ),
            figures=0,
            ordinal=ordinal,
        )

    def take_form(self, plain: _Plain) -> Form:
        id_, title, project, location, template, unit, funds, bodies = plain
        return Form(
            id=id_,
            title=title,
            project=project,
            location=self._move(location),
            template=template,
            unit=_take_unit(unit),
            funds=tuple(
                Fund(name, text, _take_amount(amount), self._move(place))
                for name, text, amount, place in funds
            ),
            bodies=tuple(bodies),
        )

    def take_statement(self, plain: _Plain) -> Statement:
        said, names, direction, section, parts, change, listed = plain
        return Statement(
            name=said[0],
            text=said[1],
            location=self._move(said[2]),
            amount=_take_amount(said[3]),
            label=names[0],
            code=names[1],
            level=names[2],
            year=names[3],
            direction=Direction(direction) if direction else None,
            section=section[0],
            section_line=section[1] + self._offset,
            order=section[2] + self._offset,
            parts=tuple(map(self.take_statement, parts)),
            change=self.take_statement(change) if change else None,
            listed=tuple(Listed(name, self._move(place)) for name, place in listed),
        )

    def _take_row(self, plain: _Plain) -> TableRow:
        side, label, code, name, key, is_total, place, entries = plain
        location = self._move(place)
        return TableRow(
            side=side,
            label=label,
            code=code,
            printed_code=(),
            name=name,
            key=key,
            is_total=is_total,
            entries=tuple(
                Entry(column, text, _take_amount(amount), self._move(spot))
                for column, text, amount, spot in entries
            ),
            location=location,
            text="",
            label_location=location,
            code_location=location,
        )

    def _move(self, place: _Plain) -> Location:
        line, column, end_line, end_column = place
        return Location(line + self._offset, column, end_line + self._offset, end_column)


def _take_amount(plain: _Plain | None) -> Amount | None:
    if plain is None:
        return None
    value, unit, digit = plain
    return Amount(Decimal(value), _take_unit(unit), Decimal(digit))


@lru_cache(maxsize=64)
def _take_unit(word: str) -> Unit:
    return find_unit(word) or Unit(word, f"count:{word}", Decimal(1))
