"""What a document prints elsewhere: values that bear witness, and how figures look there.

Made only for a document in which something failed. Knows nothing of causes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.amount import NumeralKind, parse_numeral
from auditor.engine.figure_graph import FigureKey, key_of
from auditor.finding import Operand, Outcome, Place

_LEAST_DIGITS = 4
_Value = tuple[str, Decimal]


class _Printed(NamedTuple):
    """A figure as it stands somewhere: its table or form, its text and its unit."""

    table: str
    text: str
    unit: str


class PrintedFigures:
    """All figures that outcomes rest on, by value and by column."""

    def __init__(self, outcomes: Iterable[Outcome], lines: Sequence[str] = ()) -> None:
        """Gather each figure once; `lines` are those of the document."""
        self._lines = lines
        seen: set[int] = set()
        figures: dict[FigureKey, Operand] = {}
        for outcome in outcomes:
            for operand in outcome.operands:
                if id(operand.place) in seen or not operand.weight or not operand.text:
                    continue  # a figure is measured once: all that rests on it has the same place
                seen.add(id(operand.place))
                figures.setdefault(key_of(operand), operand)
        self._by_value: dict[Decimal, dict[FigureKey, _Printed]] = {}
        self._by_column: dict[tuple[str, str], list[str]] = {}
        self._by_table: dict[tuple[str, str], list[str]] = {}
        self._zeros: dict[tuple[str, str], Counter[str]] = {}
        for key, operand in figures.items():
            self._add(key, operand)

    def count_witnesses(
        self, operand: Operand, right: Decimal, concerned: Iterable[FigureKey]
    ) -> int:
        """Count the places that print the right value, apart from the figures concerned.

        A value of few digits counts only in the same table or form; 0 never counts.
        """
        return len(self._list_witnesses(operand, right, concerned))

    def find_text(
        self, operand: Operand, right: Decimal, concerned: Iterable[FigureKey]
    ) -> str | None:
        """Find how the same table or form prints the right value elsewhere, also a 0."""
        if not operand.place.table or right < 0:
            return None
        if not right:
            return self._find_zero(operand.place)
        for known in self._list_witnesses(operand, right, concerned):
            if known.table == operand.place.table and known.unit == operand.unit:
                return known.text
        return None

    def list_like(self, operand: Operand) -> list[str]:
        """List the other figures of the same column, else of the same table or the sentences."""
        column = self._by_column.get((operand.place.table, operand.place.column), [])
        others = [text for text in column if text != operand.text] if operand.place.table else []
        if len(others) > 1:
            return others
        table = self._by_table.get((operand.place.table, operand.unit), [])
        return [text for text in table if text != operand.text]

    def spell(self, operand: Operand) -> str:
        """Return a figure with its unit as the document spells it: with its blanks."""
        where = operand.place.location
        if not 0 < where.line <= len(self._lines):
            return operand.text
        raw = self._lines[where.line - 1][where.column - 1 : where.end_column - 1]
        number = operand.text.removesuffix(operand.unit)
        if "".join(raw.split()) != number:
            return operand.text
        return raw + operand.text[len(number) :]

    def _find_zero(self, place: Place) -> str | None:
        """Find how zeros are mostly printed in a column, else in its table."""
        for known in (
            self._zeros.get((place.table, place.column)),
            self._zeros.get((place.table, "")),
        ):
            if known:
                return max(known.items(), key=lambda one: one[1])[0]
        return None

    def _add(self, key: FigureKey, operand: Operand) -> None:
        place = operand.place
        base = operand.value * abs(operand.weight)
        if operand.value:
            known = _Printed(place.table, operand.text, operand.unit)
            self._by_value.setdefault(abs(base), {})[key] = known
            self._by_column.setdefault((place.table, place.column), []).append(operand.text)
            self._by_table.setdefault((place.table, operand.unit), []).append(operand.text)
        else:
            for column in (place.column, ""):
                self._zeros.setdefault((place.table, column), Counter())[operand.text] += 1

    def _list_witnesses(
        self, operand: Operand, right: Decimal, concerned: Iterable[FigureKey]
    ) -> list[_Printed]:
        if not right:
            return []
        known = self._by_value.get(abs(right * operand.weight), {})
        apart = set(concerned)
        here = operand.place.table
        is_short = len(right.normalize().as_tuple().digits) < _LEAST_DIGITS
        return [
            printed
            for key, printed in known.items()
            if key not in apart and not (is_short and not (here and printed.table == here))
        ]


def find_usual_decimals(texts: Iterable[str]) -> int | None:
    """Find how many decimals nearly all of the figures print; None if they differ."""
    counts = Counter(decimals for text in texts if (decimals := _count_decimals(text)) is not None)
    if not counts:
        return None
    (decimals, count) = max(counts.items(), key=lambda known: (known[1], known[0]))
    return decimals if count * 5 >= counts.total() * 4 else None


def _count_decimals(text: str) -> int | None:
    numeral = parse_numeral(text)
    if numeral.kind is not NumeralKind.AMOUNT or not numeral.value:
        return None
    exponent = numeral.digit.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
