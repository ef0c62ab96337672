"""Kinds `equation` and `rollup` with `infer`: relations that no template declares.

A table that no template fits is read by its own header and rows: which column is a total, which
rows stand under which. A reading may contradict a figure only where the figures confirm it: at
least 0.7 of the sums that could fail hold, three at least, each with two parts that are not
zero. Where nothing fails one such sum is enough.
Fields: `infer` (which relation), `when`, `tolerance`. Not applicable where the condition does not
hold, all tables are recognised, no table has such a relation, or the figures do not confirm it.
What is found rests on an inferred relation and is never more than info.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from auditor.budget import Budget
from auditor.checks.comparison import Demand, compare_parts
from auditor.checks.conditions import Condition, find_obstacle
from auditor.checks.places import make_not_applicable
from auditor.finding import Bilingual, Outcome
from auditor.finding.outcome import NOTHING
from auditor.rule import Tolerance

if TYPE_CHECKING:
    from auditor.checks.inferred.sums import Relation

ROW_TOTAL = "row-total"
COLUMN_TOTAL = "column-total"
HIERARCHY = "hierarchy"
TOTALS_AGREE = "totals-agree"
CHANGE = "change"
EQUATIONS = (ROW_TOTAL, TOTALS_AGREE, CHANGE)
ROLLUPS = (COLUMN_TOTAL, HIERARCHY)
_ALL_RECOGNISED = Bilingual("没有需要推断的表", "no table has to be inferred")
_NO_RELATION = Bilingual("表中看不出这种关系", "no table shows such a relation")


class InferredParameters(NamedTuple):
    """Which relation a rule is about."""

    relation: str
    condition: Condition | None = None
    tolerance: Tolerance = Tolerance()


def check_inferred(parameters: InferredParameters, budget: Budget) -> Iterator[Outcome]:
    """Yield an outcome for every sum of the confirmed relations of one kind.

    Raises RuleError where the units that a table prints cannot be converted.
    """
    obstacle = find_obstacle(parameters.condition, budget)
    if obstacle is not None:
        yield obstacle
        return
    if not budget.generic_tables:
        yield make_not_applicable(_ALL_RECOGNISED)
        return
    from auditor.checks.inferred.inferring import find_inferences  # noqa: PLC0415 - few documents need it

    inferences = find_inferences(budget)
    found = [one for one in inferences.relations if one.kind == parameters.relation]
    if not found:
        yield make_not_applicable(_NO_RELATION)
    for relation in found:
        if inferences.is_confirmed(relation):
            elsewhere = inferences.count_elsewhere(relation)
            yield from _check_sums(relation, parameters.tolerance, elsewhere)
        else:
            table = budget.generic_tables[relation.table].table
            yield make_not_applicable(_describe_doubt(relation), table)


def _check_sums(relation: "Relation", tolerance: Tolerance, elsewhere: int) -> Iterator[Outcome]:
    tally = relation.tally
    held = str(tally.confirmed or tally.trivial)
    facts = (
        ("relation", relation.words),
        ("held", Bilingual(held, held)),
        ("elsewhere", _word_elsewhere(elsewhere)),
        ("broken", Bilingual(str(tally.failed), str(tally.failed))),
    )
    demand = Demand(tolerance=tolerance, facts=facts)
    for parts in relation.sums:
        if any(not part.quantity.is_nil or not part.quantity.is_readable for part in parts):
            yield compare_parts(parts, 0, demand)._replace(is_inferred=True)
    if relation.rates:
        from auditor.checks.rates import judge_rate  # noqa: PLC0415 - few documents need it

        for rate in relation.rates:
            yield judge_rate(rate, facts)._replace(is_inferred=True)


def _word_elsewhere(count: int) -> Bilingual:
    if not count:
        return NOTHING
    return Bilingual(
        f"，文件其他表 {count} 处证实", f"; {count} in the document's other tables confirm it"
    )


def _describe_doubt(relation: "Relation") -> Bilingual:
    tally = relation.tally
    zh, en = relation.words
    return Bilingual(
        f"“{zh}”未得到数字证实：{tally.confirmed} 处相符，{tally.failed} 处不符",
        f"the figures do not confirm “{en}”: {tally.confirmed} sums hold, {tally.failed} do not",
    )
