"""Kind `numerals`: figures that are no numbers, or stand where no column is.

Field: `find`, some of
  malformed   digits with separators that make no number, anywhere in the document
  unreadable  words where a table prints figures (a review)
  misplaced   figures that could only be read beside their columns (a review)
Source: 预算法实施条例 第十一条 (amounts in 元); every reading that is not as printed is said.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.amount.numeral import is_never_computed, suggest_spelling
from auditor.budget import Budget, Figure, Reading, Table, Unreadable
from auditor.checks.conditions import Condition, find_obstacle
from auditor.checks.places import locate_line, locate_table
from auditor.finding import Bilingual, Outcome, Place, Verdict

_UNIT_BEHIND = re.compile(r"\s*[^\d\s,，.．]+$")
_SEPARATORS = Bilingual("请核对千分撇和小数点", "its separators are out of place")
_NO_RESULT = Bilingual(
    "公式没有算出结果，请改为数值", "a formula has no result here; state the figure"
)
FAULTS = ("malformed", "unreadable", "misplaced")


class NumeralsParameters(NamedTuple):
    """Which faults are looked for."""

    find: tuple[str, ...]
    condition: Condition | None = None


def check_numerals(parameters: NumeralsParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield a failure for every malformed figure, a review for every uncertain reading.

    Where there is none, yields one pass for the document.
    """
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    found = False
    for outcome in _list_outcomes(parameters, budget):
        found = True
        yield outcome
    if not found:
        yield Outcome(verdict=Verdict.PASS, place=Place())


def _list_outcomes(parameters: NumeralsParameters, budget: Budget) -> Iterator[Outcome]:
    if "malformed" in parameters.find:
        for figure in budget.malformed:
            if figure.reason != "misplaced":
                yield _report_malformed(figure, budget)
    for table in budget.tables:
        if "unreadable" in parameters.find:
            for unreadable in table.unreadable:
                if unreadable.text and not unreadable.malformed:
                    yield _report_unreadable(unreadable, table)
        if "misplaced" in parameters.find:
            for reading in table.readings:
                yield _report_reading(reading, table)


def _report_malformed(figure: Figure, budget: Budget) -> Outcome:
    return Outcome(
        verdict=Verdict.FAIL,
        place=locate_line(budget, figure.location),
        found=figure.text,
        suggestion=suggest_spelling(_UNIT_BEHIND.sub("", figure.text)),
        facts=(("reason", _NO_RESULT if is_never_computed(figure.text) else _SEPARATORS),),
    )


def _report_unreadable(unreadable: Unreadable, table: Table) -> Outcome:
    return Outcome(
        verdict=Verdict.REVIEW,
        place=locate_table(table, unreadable.location),
        found=unreadable.text,
    )


def _report_reading(reading: Reading, table: Table) -> Outcome:
    placed = "，".join(f"{column} {text}" for column, text in reading.placed)
    zh, en = reading.reason
    place = locate_table(table, reading.location)
    return Outcome(
        verdict=Verdict.REVIEW,
        place=Place(
            location=place.location, table=place.table, title=place.title, row=reading.row
        ),
        found=placed,
        facts=(("reason", Bilingual(zh, en)), ("reading", Bilingual(placed, placed))),
    )
