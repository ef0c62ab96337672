"""The ledger: every figure of the document is checked, bounded, or unchecked with a reason."""

from collections.abc import Iterable

from auditor.budget import Budget, Figure, Form, Table
from auditor.finding import Bilingual, Coverage, Outcome, TableSummary, Unchecked, Verdict
from auditor.rule import Rule

_JUDGED = (Verdict.PASS, Verdict.FAIL, Verdict.REVIEW)
_COUNTING_KINDS = frozenset({"equation", "rollup", "count", "agree"})
_REASONS = {
    "table": Bilingual("没有规则用到这个数字", "no rule tests this figure"),
    "form": Bilingual(
        "绩效目标表中的数字，没有规则用到", "in a performance form, no rule tests it"
    ),
    "sentence": Bilingual("说明文字中的数字，没有规则用到", "in a sentence, no rule tests it"),
    "unrecognised": Bilingual("所在表格未能识别", "its table is not recognised"),
    "misplaced": Bilingual("数字不在任何栏内", "the figure stands in no column"),
}
_MALFORMED = Bilingual("数字书写不规范，无法读取", "the number is malformed and cannot be read")
Place = tuple[int, int]


def compute_coverage(budget: Budget, outcomes: Iterable[tuple[Rule, Outcome]]) -> Coverage:
    """Put every figure on the ledger by the outcomes that rest on it."""
    checked, bounded = _list_places(outcomes)
    bounded -= checked
    tables = [table for table in budget.tables if table.template is not None]
    unknown = [table for table in budget.tables if table.template is None]
    places = [(figure.location.line, figure.location.column) for figure in budget.figures]
    return Coverage(
        figures=len(places),
        checked=sum(place in checked for place in places),
        bounded=sum(place in bounded for place in places),
        unchecked=tuple(
            Unchecked(location=figure.location, text=figure.text, reason=_find_reason(figure))
            for figure, place in zip(budget.figures, places, strict=True)
            if place not in checked and place not in bounded
        ),
        tables=tuple(_summarise_table(table) for table in tables),
        unrecognised=tuple(_summarise_table(table) for table in unknown),
        forms=tuple(_summarise_form(form) for form in budget.forms),
        lines_not_understood=budget.lines_not_understood,
    )


def _list_places(outcomes: Iterable[tuple[Rule, Outcome]]) -> tuple[set[Place], set[Place]]:
    checked: set[Place] = set()
    bounded: set[Place] = set()
    for rule, outcome in outcomes:
        if outcome.verdict not in _JUDGED or rule.kind not in _COUNTING_KINDS:
            continue
        places = bounded if outcome.bounded else checked
        for operand in outcome.operands:
            location = operand.place.location
            places.add((location.line, location.column))
    return checked, bounded


def _find_reason(figure: Figure) -> Bilingual:
    if figure.amount is None and figure.reason != "misplaced":
        return _MALFORMED
    return _REASONS[figure.reason]


def _summarise_table(table: Table) -> TableSummary:
    return TableSummary(
        id=table.id,
        title=table.title,
        line=table.title_location.line,
        template=table.template_name,
        rows=len(table.rows),
        figures=table.figures,
    )


def _summarise_form(form: Form) -> TableSummary:
    return TableSummary(
        id=form.id,
        title=form.title,
        line=form.location.line,
        template=form.template,
        project=form.project,
    )
