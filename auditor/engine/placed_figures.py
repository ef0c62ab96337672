"""Every figure of a budget with a name that holds when lines move: cell, form, statement, text."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from auditor.amount import Amount
from auditor.budget import Budget, Form, Statement, Table
from auditor.finding.figure_change import PrintedFigure
from auditor.interpreting import interpret_document
from auditor.location import Location
from auditor.parsing import parse_document
from auditor.reading import Source
from auditor.rulepack import RulePack

Key = tuple[str, ...]


class PlacedFigure(NamedTuple):
    """A figure with its name, and the words by which a report says where it stands."""

    key: Key
    table: str
    title: str
    row: str
    column: str
    is_cell: bool
    printed: PrintedFigure


class FigureBook(NamedTuple):
    """The figures of a document: those that have names, and those that stand in plain text."""

    named: tuple[PlacedFigure, ...]
    loose: tuple[PrintedFigure, ...]
    lines: tuple[str, ...]


def list_figures(source: Source, rule_pack: RulePack) -> FigureBook:
    """Interpret a document and list all its figures, each once."""
    budget = interpret_document(
        parse_document(source.text),
        rule_pack.templates,
        rule_pack.catalogues,
        statements=rule_pack.statements,
        forms=rule_pack.forms,
    )
    named = tuple(_name_apart(_iterate_named(budget)))
    places = {_get_place(figure.printed.location) for figure in named}
    loose = (
        _print(figure.text, figure.location, figure.amount)
        for figure in budget.figures
        if _get_place(figure.location) not in places
    )
    return FigureBook(named=named, loose=tuple(loose), lines=budget.lines)


def _get_place(location: Location) -> tuple[int, int]:
    return location.line, location.column


def _print(text: str, location: Location, amount: Amount | None) -> PrintedFigure:
    if amount is None:
        return PrintedFigure(text, location, None, "")
    return PrintedFigure(text, location, amount.compute_base(), amount.unit.dimension)


def _iterate_named(budget: Budget) -> Iterator[PlacedFigure]:
    for table in budget.tables:
        yield from _iterate_cells(table)
    for form in budget.forms:
        yield from _iterate_funds(form)
    for statement in budget.statements:
        yield from _iterate_stated(statement, (), "")


def _iterate_cells(table: Table) -> Iterator[PlacedFigure]:
    name = table.id if table.template_name else table.title
    for row in table.rows:
        for entry in row.entries:
            if entry.amount is not None:
                yield PlacedFigure(
                    key=("cell", name, str(table.ordinal), row.side, row.key, entry.column),
                    table=table.id,
                    title=table.title,
                    row=row.label or row.key,
                    column=entry.column,
                    is_cell=True,
                    printed=_print(entry.text, entry.location, entry.amount),
                )


def _iterate_funds(form: Form) -> Iterator[PlacedFigure]:
    for fund in form.funds:
        if fund.amount is not None:
            yield PlacedFigure(
                key=("form", form.project or form.id, fund.name),
                table=form.id,
                title=form.project or form.title,
                row=fund.name,
                column="",
                is_cell=True,
                printed=_print(fund.text, fund.location, fund.amount),
            )


def _iterate_stated(statement: Statement, above: Key, owner: str) -> Iterator[PlacedFigure]:
    """Yield a statement's figure, those of its parts, and by how much it has changed.

    `owner` is what the statement is a part of, "" for one that stands alone.
    """
    key = (*above, statement.name, statement.code or statement.label)
    label = statement.label or owner
    if statement.amount is not None:
        yield PlacedFigure(
            key=("sentence", *key),
            table="",
            title=statement.section,
            row=" ".join(part for part in (label, statement.name) if part),
            column="",
            is_cell=False,
            printed=_print(statement.text, statement.location, statement.amount),
        )
    for part in statement.parts:
        yield from _iterate_stated(part, key, label)
    if statement.change is not None:
        yield from _iterate_stated(statement.change, key, label)


def _name_apart(figures: Iterator[PlacedFigure]) -> Iterator[PlacedFigure]:
    """Number figures of one name in their order, and leave out a place that comes twice."""
    counts: Counter[Key] = Counter()
    places: set[tuple[int, int]] = set()
    for figure in figures:
        place = _get_place(figure.printed.location)
        if place in places:
            continue
        places.add(place)
        ordinal = counts[figure.key]
        counts[figure.key] += 1
        yield figure._replace(key=(*figure.key, str(ordinal)))
