"""The rows of a document as lines of CSV, which a database reads many at once. Knows none.

Whoever audits a document writes them; whoever keeps the run only puts them together. A cell that
is empty is NULL in a column of numbers; of text that may be NULL see rows.write_optional.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from auditor.finding import Audit, Operand
from auditor.location import Location
from auditor.store.figures import find_operands, name_better
from auditor.store.outcome_lines import END, render_cells, render_outcomes
from auditor.store.rows import Row, list_rows

_OUTCOMES, _FIGURES, _LINES = "outcomes", "figures", "lines"
_SLOW = frozenset((_OUTCOMES, _FIGURES, _LINES))  # what is not written twice if it need not be
_RULE, _VERDICT, _SPOT = 2, 3, slice(4, 8)
_STATE = 5  # of a figure; its place stands before, its print behind
_NAMES = slice(7, 12)
_REASONS = -2
Spots = Collection[tuple[str, Location]]


class RowTexts(NamedTuple):
    """The rows of a document by table; `number` is the document's in its run, from 1."""

    number: int
    tables: Mapping[str, bytes]


def render_rows(audit: Audit, number: int) -> RowTexts:
    """Render all rows of a document."""
    tables = {name: _render(rows) for name, rows in list_rows(audit, number)}
    outcomes = "".join(render_outcomes(audit.outcomes, number))
    return RowTexts(number, {**tables, _OUTCOMES: _encode(outcomes)})


def revise_rows(texts: RowTexts, audit: Audit, number: int, replaced: Spots) -> RowTexts:
    """Render the rows of a document to whose audit something was added since.

    Of outcomes the audit need only have what tells their verdicts, but for those that were added.
    `replaced` are the rules and places of which other documents have said something else.
    """
    small = list_rows(audit, number, without=_SLOW)
    tables = {name: _render(rows) for name, rows in small}
    kept = _list_kept(texts.tables[_OUTCOMES], replaced)
    added = audit.outcomes[len(kept) :]
    outcomes = "".join(_revise_outcomes(kept, audit, number))
    lines = texts.tables[_LINES]
    if number != texts.number:
        lines = _render((number, *row[1:]) for row in _parse(lines))
    named = find_operands(added)
    figures = _render(_revise_figures(texts.tables[_FIGURES], audit, number, named))
    return RowTexts(
        number, {**tables, _LINES: lines, _FIGURES: figures, _OUTCOMES: _encode(outcomes)}
    )


def pack_rows(texts: RowTexts) -> bytes:
    """Put the rows of all tables one after another, behind their lengths."""
    lengths = (f"{name}={len(text)}" for name, text in texts.tables.items())
    head = " ".join((str(texts.number), *lengths))
    return b"\n".join((head.encode("ascii"), b"".join(texts.tables.values())))


def unpack_rows(packed: bytes) -> RowTexts:
    """Take apart what pack_rows has put together."""
    head, _, rest = packed.partition(b"\n")
    number, *lengths = head.decode("ascii").split(" ")
    tables, start = {}, 0
    for named in lengths:
        name, _, length = named.partition("=")
        tables[name] = rest[start : start + int(length)]
        start += int(length)
    return RowTexts(int(number), tables)


def render_lines(rows: Iterable[Row]) -> bytes:
    """Render rows of any table."""
    return _render(rows)


def _list_kept(text: bytes, replaced: Spots) -> list[list[str]]:
    gone = {(rule, *map(str, spot)) for rule, spot in replaced}
    return [row for row in _parse(text) if (row[_RULE], *row[_SPOT]) not in gone]


def _revise_outcomes(rows: list[list[str]], audit: Audit, number: int) -> Iterator[str]:
    own, added = audit.outcomes[: len(rows)], audit.outcomes[len(rows) :]
    for place, (row, (_, outcome)) in enumerate(zip(rows, own, strict=True), start=1):
        row[:2] = [str(number), str(place)]
        row[_VERDICT] = outcome.verdict.value
        yield render_cells(row)
    yield from render_outcomes(added, number, start=len(rows) + 1)


def _revise_figures(
    text: bytes, audit: Audit, number: int, named: Mapping[tuple[int, int], Operand]
) -> Iterator[Row]:
    """Give each figure the state that it has now, and the names of what was added if better."""
    coverage = audit.coverage
    states: dict[tuple[str, str], str] = {}
    if coverage is not None:
        for state, places in (("checked", coverage.checked_at), ("bounded", coverage.bounded_at)):
            states |= {(str(one.line), str(one.column)): state for one in places}
    for row in _parse(text):
        state = states.get((row[1], row[2]), row[_STATE])
        if state != row[_STATE]:
            row[_REASONS:] = ["", ""]
        operand = named.get((int(row[1]), int(row[2])))
        better = None if operand is None else name_better(row[_NAMES], operand)
        printed: Row = row[_NAMES.start - 1 : _REASONS]
        if operand is not None and better is not None:
            said = row[_STATE + 1] if state == "unchecked" else operand.text
            printed = (said, *better)
        yield (number, *row[1:_STATE], state, *printed, *row[_REASONS:])


def _render(rows: Iterable[Row]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator=END).writerows(rows)
    return _encode(stream.getvalue())


def _parse(text: bytes) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text.decode("utf-8"), newline=""), strict=True)


def _encode(text: str) -> bytes:
    """Encode as UTF-8, which holds no half of a character: that becomes an escape."""
    return text.encode("utf-8", "backslashreplace")
