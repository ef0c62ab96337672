"""The facts that sets need of a document → a budget, with what they have. Knows no rule."""

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
    Figure,
    Form,
    Statement,
    Table,
    TableRow,
    TableTemplate,
    Unreadable,
)
from auditor.budget.facts import DocumentFacts
from auditor.budget.form import Fund, Indicator
from auditor.budget.section import Section
from auditor.budget.statement import Direction, Listed
from auditor.location import START, Location

_Plain = list[Any]  # what JSON can hold; each `take` knows what packing has put there
_LOOSE = "unrecognised"


def unpack_facts(
    facts: DocumentFacts, templates: Mapping[str, TableTemplate], offset: int = 0
) -> Budget:
    """Unpack a document, with all its lines moved down by an offset.

    Tables of a template that is not among those given are left out.
    """
    tables, statements, forms, loose, headings, is_partial = json.loads(
        zlib.decompress(facts.packed)
    )
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
        figures=tuple(map(reader.take_loose, loose)),
        malformed=(),
        lines_not_understood=(),
        lines=(),
        statements=tuple(map(reader.take_statement, statements)),
        sections=tuple(map(reader.take_heading, headings)),
        is_partial=is_partial,
    )


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

    def take_loose(self, value: str) -> Figure:
        amount = Amount(Decimal(value), _take_unit("元"), Decimal(0))  # its unit is not known
        return Figure(value, START, amount, _LOOSE)

    def take_heading(self, plain: _Plain) -> Section:
        label, place = plain
        return Section(label, label, "", 1, self._move(place), (), (), 0)

    def take_form(self, plain: _Plain) -> Form:
        id_, title, project, location, template, unit, funds, bodies, targets = plain
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
            indicators=tuple(
                Indicator("", "", name, value, self._move(at), self._move(at), self._move(there))
                for name, value, at, there in targets
            ),
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
