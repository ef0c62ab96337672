"""Kind `codes`: the classification codes of coded tables.

Fields: `in` (tables) and `demand`, one of
  shape    3, 5 or 7 digits (function), 3 or 5 (economic)
  padding  every level below the first is printed with two digits
  parent   the code one level up has a row of its own in the table
  leaf     below each code above the lowest level stands one of the next level, as below most
  unique   no code has two rows
  account  a code that belongs to one account only stands in that account's table
  order    codes ascend, each below the one above it
  alike    what one table prints by name and amount has the same code in another
  name     code and name belong together in the year; names of `apart-from` are not judged
  sentence-name  the same for names in headings and sentences
  sentence-row   what headings and sentences name as 款 or 项 stands in a table
Not applicable where a table is missing or prints no codes. What `alike` finds misprinted is
misprinted no further: for the other demands on places among the codes it counts as right.
Source: 预算法 第三十二条; 财政部 政府收支分类科目.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.budget import Budget, Table, TableRow, TableTemplate
from auditor.budget.pattern import Pattern, normalise_label
from auditor.checks.codes.judging import JUDGES, ORDER, PARENT, UNIQUE, is_flat
from auditor.checks.codes.named_rows import check_named_rows
from auditor.checks.codes.printed_names import check_sentence_names, check_table_names
from auditor.checks.conditions import Condition, find_obstacle
from auditor.checks.misprints import correct_codes, find_misprints, is_functional
from auditor.checks.places import (
    locate_row,
    locate_table,
    make_not_applicable,
    make_table_missing,
    make_witness,
)
from auditor.checks.same_budget import SameBudget
from auditor.codes import Catalogue
from auditor.finding import Bilingual, Outcome, Verdict

_OF_CLASSES = re.compile("科目|分类|经济|功能")
_FLAT = Bilingual("表中只列最低一级科目", "the table lists the lowest level only")
_CROSSED = Bilingual(
    "表中科目与另一分类的科目交叉列示", "the table crosses its codes with another classification"
)
_ALONE = Bilingual("没有第二张按功能科目列示的表", "no second table lists functional codes")
_LEAST_TABLES = 2
_ALIKE, _NAME, _SENTENCE_NAME, _SENTENCE_ROW = "alike", "name", "sentence-name", "sentence-row"
DEMANDS = (*JUDGES, _ALIKE, _NAME, _SENTENCE_NAME, _SENTENCE_ROW)
_OF_PLACES = (PARENT, UNIQUE, ORDER)


class CodesParameters(NamedTuple):
    """Which tables, which demand, and the catalogues by name."""

    tables: tuple[TableTemplate, ...]
    demand: str
    catalogues: Mapping[str, Catalogue]
    apart_from: tuple[Pattern, ...] = ()
    condition: Condition | None = None


def check_codes(parameters: CodesParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every row that prints a code."""
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    if parameters.demand == _SENTENCE_NAME:
        yield from check_sentence_names(parameters.catalogues, budget)
        return
    if parameters.demand == _SENTENCE_ROW:
        yield from check_named_rows(budget)
        return
    if parameters.demand == _ALIKE:
        yield from _check_alike(parameters, budget)
        return
    if parameters.demand == _NAME:
        names = {template.name for template in parameters.tables}
        named = [table for table in budget.tables if table.template_name in names]
        yield from check_table_names(named, parameters.catalogues, parameters.apart_from, budget)
        return
    found = correct_codes(budget) if parameters.demand in _OF_PLACES else budget.tables
    for template in parameters.tables:
        tables = [table for table in found if table.template_name == template.name]
        if not tables:
            yield make_table_missing(template)
        for table in tables:
            yield from _check_table(parameters, table)


def _check_alike(parameters: CodesParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield a failure for every misprinted code, a pass for every table without one."""
    names = {template.name for template in parameters.tables}
    tables = [table for table in budget.tables if table.template_name in names]
    tables = [table for table in tables if is_functional(table)]
    if len(tables) < _LEAST_TABLES:
        yield make_not_applicable(_ALONE)
        return
    misprints = find_misprints(SameBudget(budget))
    for table in tables:
        mine = [one for one in misprints if one.table is table]
        for row, there, other in ((one.row, one.other_table, one.other) for one in mine):
            place = locate_row(there, other, other.code_location, "")
            yield Outcome(
                verdict=Verdict.FAIL,
                place=locate_row(table, row, row.code_location, ""),
                expected=other.code,
                found=row.code,
                operands=(make_witness(place, " ".join(other.printed_code) or other.code),),
            )
        if not mine:
            yield Outcome(Verdict.PASS, locate_table(table))


def _check_table(parameters: CodesParameters, table: Table) -> Iterator[Outcome]:
    rows = [row for row in table.rows if row.printed_code]
    if not rows:
        yield make_not_applicable(
            Bilingual(f"《{table.title}》没有科目编码", f"{table.title} prints no codes"), table
        )
        return
    reason = _find_reason(parameters.demand, table, rows)
    if reason is not None:
        yield make_not_applicable(reason, table)
        return
    judge = JUDGES[parameters.demand](table)
    for row in rows:
        judgement = judge(row, table, parameters.catalogues)
        place = locate_row(table, row, row.code_location, "")
        if judgement is None:
            yield Outcome(Verdict.PASS, place)
        else:
            yield Outcome(
                verdict=Verdict.FAIL,
                place=place,
                expected=judgement.expected,
                found=judgement.found,
                suggestion=judgement.suggestion,
            )


def _find_reason(demand: str, table: Table, rows: Sequence[TableRow]) -> Bilingual | None:
    """Find why a table's layout leaves nothing to demand of its codes.

    A form may list the lowest level only, once for each code of another classification.
    """
    if demand in (PARENT, UNIQUE, ORDER) and is_flat(table, rows):
        return _FLAT
    beside = table.template.beside if table.template else ()
    labels = [normalise_label(header.text) for header in table.headers]
    labels = [text for text in labels if _OF_CLASSES.search(text)]
    if demand in (UNIQUE, ORDER) and any(p.matches(text) for p in beside for text in labels):
        return _CROSSED
    return None
