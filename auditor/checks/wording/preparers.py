"""Kind `wording`: who is said, above a table, to have prepared it."""

from collections.abc import Iterator

from auditor.budget import Budget, Table
from auditor.budget.pattern import normalise_label
from auditor.checks.codes.names import is_short_for
from auditor.checks.places import locate_table
from auditor.checks.wording.remarks import Remark, WordingParameters
from auditor.location import locate

_MOST_LINES = 8  # between a title and the header below it
_LEAST_NAME = 3


def find_preparers(parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find tables whose preparer, behind one of the `phrases`, cannot be short for the issuer."""
    issuer = normalise_label(budget.issuer)
    if not issuer:
        return
    for table in budget.tables:
        for number, name in _list_names(table, parameters, budget):
            folded = normalise_label(name)
            if not is_short_for(folded, issuer) and not is_short_for(issuer, folded):
                column = budget.lines[number - 1].find(name) + 1
                place = locate_table(table, locate(number, max(1, column), len(name)))
                yield Remark(folded, place, name, budget.issuer)


def _list_names(
    table: Table, parameters: WordingParameters, budget: Budget
) -> Iterator[tuple[int, str]]:
    first = table.title_location.line
    rows = [row.location.line for row in table.rows]
    for number in range(first, min([first + _MOST_LINES, *rows])):
        line = budget.lines[number - 1]
        for phrase in parameters.phrases:
            start = line.replace("：", ":").find(phrase.source)
            words = line[start + len(phrase.source) :].split() if start >= 0 else []
            if words and len(words[0]) >= _LEAST_NAME:
                yield number, words[0]
