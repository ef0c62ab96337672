"""Kind `present`, unit lines: each table says in what its figures are counted."""

import re
from collections.abc import Iterator, Sequence

from auditor.amount import find_unit
from auditor.budget import Budget, Table
from auditor.checks.places import locate_table, make_not_applicable, make_witness
from auditor.checks.present.required import PresentParameters
from auditor.finding import Bilingual, Outcome, Verdict
from auditor.location import Location, locate

_UNIT_WORD = re.compile(
    r"(?:^|[\s(（])(?:金额)?单位\s?[:：]\s?(?:人民币)?([^\s()（）\d]{1,4})[)）]?\s*$"
)
_MOST_LINES = 8  # between a title and the header below it
_NO_LINES = Bilingual("没有注明单位的表格", "no table states a unit")


def check_unit_lines(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield a pass for each recognised table with rows, one failure for those without a unit."""
    lacking = []
    for table in _list_tables(parameters, budget):
        if table.unit_given:
            yield Outcome(verdict=Verdict.PASS, place=locate_table(table))
        elif find_odd_unit(table, budget) is None:
            lacking.append(table)
    if lacking:
        word = lacking[0].unit.word
        yield _report_tables(lacking, (("assumed_unit", Bilingual(word, word)),))


def check_unit_words(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for each recognised table with a unit line: the word is a known unit."""
    found = False
    for table in _list_tables(parameters, budget):
        odd = None if table.unit_given else find_odd_unit(table, budget)
        if odd is None and not table.unit_given:
            continue
        found = True
        word = table.unit.word
        yield Outcome(
            verdict=Verdict.FAIL if odd else Verdict.PASS,
            place=locate_table(table, odd[1] if odd else None),
            found=odd[0] if odd else word,
            facts=(("assumed_unit", Bilingual(word, word)),),
        )
    if not found:
        yield make_not_applicable(_NO_LINES)


def find_odd_unit(table: Table, budget: Budget) -> tuple[str, Location] | None:
    """Find the word of a unit line above a table that is no known unit, and its place."""
    first = table.title_location.line
    rows = [row.location.line for row in table.rows]
    last = min([first + _MOST_LINES, *rows])
    for number in range(first, last):
        match = _UNIT_WORD.search(budget.lines[number - 1])
        if match is not None and find_unit(match.group(1)) is None:
            word = match.group(1)
            return word, locate(number, match.start(1) + 1, len(word))
    return None


def _list_tables(parameters: PresentParameters, budget: Budget) -> Iterator[Table]:
    wanted = {template.name for template in parameters.tables}
    for table in budget.tables:
        if table.template is None or not table.rows:
            continue
        if not wanted or table.template_name in wanted:
            yield table


def _report_tables(tables: Sequence[Table], facts: tuple[tuple[str, Bilingual], ...]) -> Outcome:
    """Return one failure for tables that lack the same, the first as its place."""
    first, *others = tables
    count = len(others)
    more = Bilingual(f"等 {count + 1} 张表", f" and {count} more") if count else Bilingual("", "")
    return Outcome(
        verdict=Verdict.FAIL,
        place=locate_table(first),
        operands=tuple(make_witness(locate_table(each), each.title) for each in others),
        facts=(("more", more), *facts),
    )
