"""The coverage ledger as rows: every figure of a document, its state, and where it stands.

Knows no rule and no database.
"""

from collections.abc import Iterable, Iterator, Sequence

from auditor.amount import NumeralKind, find_unit, parse_numeral
from auditor.finding import Audit, Operand, Outcome
from auditor.finding.outcome import NOTHING, Place
from auditor.location import Location
from auditor.store.amounts import multiply_exactly, write_amount

Row = Sequence[object]
_Spot = tuple[int, int]


def list_figures(audit: Audit) -> Iterator[Row]:
    """List the figures in the order of the document.

    Table, row, column and value are those by which a rule has used the figure; one that no rule
    used has only its print, and a value as far as it is a number by itself.
    """
    coverage = audit.coverage
    if coverage is None:
        return
    used = find_operands(audit.outcomes)
    rows: list[tuple[Location, Row]] = []
    for state, places in (("checked", coverage.checked_at), ("bounded", coverage.bounded_at)):
        for where in places:
            operand = used.get(_spot(where))
            printed = _cut(audit.lines, where) if operand is None else operand.text
            rows.append((where, (*_build_row(where, state, printed, operand), *NOTHING)))
    for left in coverage.unchecked:
        operand = used.get(_spot(left.location))
        row = _build_row(left.location, "unchecked", left.text, operand)
        rows.append((left.location, (*row, *left.reason)))
    yield from (row for _, row in sorted(rows, key=lambda each: each[0]))


def find_operands(outcomes: Iterable[tuple[str, Outcome]]) -> dict[_Spot, Operand]:
    """Find for each place the operand that names it best: the first with a row of a table."""
    found: dict[_Spot, Operand] = {}
    for _, outcome in outcomes:
        for operand in outcome.operands:
            spot = _spot(operand.place.location)
            known = found.get(spot)
            if operand.text and (known is None or _rank(operand) > _rank(known)):
                found[spot] = operand
    return found


def name_better(names: Sequence[str], operand: Operand) -> Row | None:
    """Return what names a figure, and its amounts, by an operand that names it better.

    `names` are those that it has: table, title, row, key, column.
    """
    table, _, row, _, column = names
    if _rank(operand) <= bool(table) + bool(row) + bool(column):
        return None
    return (*operand.place[1:], *_find_amount(operand, operand.text))


def _rank(operand: Operand) -> int:
    place = operand.place
    return bool(place.table) + bool(place.row) + bool(place.column)


def _spot(location: Location) -> _Spot:
    return location.line, location.column


def _build_row(where: Location, state: str, printed: str, operand: Operand | None) -> Row:
    place = Place() if operand is None else operand.place
    return (
        *where,
        state,
        printed,
        place.table,
        place.title,
        place.row,
        place.key,
        place.column,
        *_find_amount(operand, printed),
    )


def _cut(lines: Sequence[str], where: Location) -> str:
    if where.line > len(lines):
        return ""
    return lines[where.line - 1][where.column - 1 : where.end_column - 1]


def _find_amount(operand: Operand | None, printed: str) -> tuple[str | None, str, str | None]:
    """Find the value in its printed unit, that unit, and the value in 元 where it is money."""
    if operand is not None:
        value, word = operand.value, operand.unit
    else:
        numeral = parse_numeral(printed)
        if numeral.kind is not NumeralKind.AMOUNT:
            return None, "", None
        value, word = numeral.value, numeral.unit
    unit = find_unit(word)
    is_money = unit is not None and unit.is_money()
    yuan = multiply_exactly(value, unit.factor) if unit is not None and is_money else None
    return write_amount(value), word, write_amount(yuan)
