"""Kind `present`: what the form requires is there.

Fields: `what`, one of
  tables      each of the tables in `tables` is in the document
  unit-lines  each recognised table with rows states its unit
Not applicable to a document that holds none of the tables (a narrative or an annex alone).
Source: 地方预决算公开操作规程 (财预〔2016〕143号); 预算法实施条例 第十一条.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.budget import Budget, Table, TableTemplate
from auditor.checks.conditions import Condition, find_obstacle
from auditor.checks.places import locate_table, make_not_applicable
from auditor.finding import Bilingual, Outcome, Place, Verdict

SUBJECTS = ("tables", "unit-lines")


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentParameters:
    """What must be there; `tables` empty means every recognised table."""

    what: str
    tables: tuple[TableTemplate, ...] = ()
    condition: Condition | None = None


def check_present(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every thing that must be there."""
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    if not any(table.template for table in budget.tables):
        yield make_not_applicable(
            Bilingual("文件中没有标准表格", "the document holds no standard table")
        )
        return
    if parameters.what == "tables":
        yield from _check_tables(parameters, budget)
    else:
        yield from _check_unit_lines(parameters, budget)


def _check_tables(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    for template in parameters.tables:
        found = budget.find_tables(template.name)
        if found:
            yield Outcome(verdict=Verdict.PASS, place=locate_table(found[0]))
        else:
            yield Outcome(
                verdict=Verdict.FAIL,
                place=Place(table=template.number, title=template.name),
                expected=template.name,
            )


def _check_unit_lines(parameters: PresentParameters, budget: Budget) -> Iterator[Outcome]:
    wanted = {template.name for template in parameters.tables}
    for table in budget.tables:
        if table.template is None or not table.rows:
            continue
        if wanted and table.template_name not in wanted:
            continue
        verdict = Verdict.PASS if table.unit_given else Verdict.FAIL
        yield Outcome(verdict=verdict, place=locate_table(table), facts=_state_unit(table))


def _state_unit(table: Table) -> tuple[tuple[str, Bilingual], ...]:
    return (("assumed_unit", Bilingual(table.unit.word, table.unit.word)),)
