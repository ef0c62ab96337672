"""The ledger: every figure of the document is checked, bounded, or unchecked with a reason."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from auditor.budget import Budget, Figure, Form, Table
from auditor.finding import Bilingual, Coverage, Outcome, TableSummary, Unchecked, Verdict
from auditor.location import Location
from auditor.rule import Rule

if TYPE_CHECKING:
    from auditor.engine.generic_coverage import GenericCoverage

_JUDGED = (Verdict.PASS, Verdict.FAIL, Verdict.REVIEW)
_COUNTING_KINDS = frozenset({"equation", "rollup", "count", "agree"})
_REASONS = {
    "table": Bilingual("没有规则用到这个数字", "no rule tests this figure"),
    "form": Bilingual(
        "绩效目标表中的数字，没有规则用到", "in a performance form, no rule tests it"
    ),
    "sentence": Bilingual("说明文字中的数字，没有规则用到", "in a sentence, no rule tests it"),
    "unrecognised": Bilingual("所在表格未能识别", "its table is not recognised"),
    "beside": Bilingual("数量或单价，不参加加总", "a quantity or price, of which no sum is made"),
    "misplaced": Bilingual("数字不在任何栏内", "the figure stands in no column"),
}
_MALFORMED = Bilingual("数字书写不规范，无法读取", "the number is malformed and cannot be read")
Place = tuple[int, int]


def compute_coverage(
    budget: Budget, outcomes: Iterable[tuple[Rule, Outcome]], *, infers: bool = True
) -> Coverage:
    """Put every figure on the ledger by the outcomes that rest on it.

    `infers` says that the rules look for relations in tables that no template fits.
    """
    checked, bounded = _list_places(outcomes)
    bounded -= checked
    tables = [table for table in budget.tables if table.template is not None]
    unknown = [table for table in budget.tables if table.template is None]
    generic = _cover_generic_tables(budget) if infers else None
    if generic is not None:
        unknown = [table for table in unknown if table.location.line not in generic.pieces]
    places = [(figure.location.line, figure.location.column) for figure in budget.figures]
    return Coverage(
        figures=len(places),
        checked=sum(place in checked for place in places),
        bounded=sum(place in bounded for place in places),
        unchecked=tuple(
            Unchecked(figure.location, figure.text, _find_reason(figure, generic))
            for figure, place in zip(budget.figures, places, strict=True)
            if place not in checked and place not in bounded
        ),
        tables=_list_tables(tables, generic),
        unrecognised=tuple(_summarise_table(table) for table in unknown),
        forms=tuple(_summarise_form(form) for form in budget.forms),
        lines_not_understood=budget.lines_not_understood,
        checked_at=_locate(budget, checked),
        bounded_at=_locate(budget, bounded),
    )


def _locate(budget: Budget, places: set[Place]) -> tuple[Location, ...]:
    """Return the spans of the figures at the places, in the order of the document."""
    locations = (figure.location for figure in budget.figures)
    return tuple(where for where in locations if (where.line, where.column) in places)


def _list_places(outcomes: Iterable[tuple[Rule, Outcome]]) -> tuple[set[Place], set[Place]]:
    checked: set[Place] = set()
    bounded: set[Place] = set()
    for rule, outcome in outcomes:
        if outcome.verdict not in _JUDGED or rule.kind not in _COUNTING_KINDS:
            continue
        places = bounded if outcome.bounded else checked
        places.update([operand.place.location[:2] for operand in outcome.operands])
    return checked, bounded


def _cover_generic_tables(budget: Budget) -> "GenericCoverage | None":
    if all(table.template is not None for table in budget.tables):
        return None
    from auditor.engine.generic_coverage import cover_generic_tables  # noqa: PLC0415 - few documents need it

    return cover_generic_tables(budget)


def _list_tables(
    tables: Iterable[Table], generic: "GenericCoverage | None"
) -> tuple[TableSummary, ...]:
    """Return the tables recognised by a template or by generic roles, in printed order."""
    found = [_summarise_table(table) for table in tables]
    found += generic.tables if generic is not None else ()
    return tuple(sorted(found, key=lambda table: table.line))


def _find_reason(figure: Figure, generic: "GenericCoverage | None") -> Bilingual:
    if figure.amount is None and figure.reason != "misplaced":
        return _MALFORMED
    if figure.reason == "unrecognised" and generic is not None:
        return generic.find_reason(figure.location)
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
