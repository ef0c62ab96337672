"""The exceptions sheet that goes to the auditee: findings with room for answers, and a guide."""

from typing import NamedTuple

from auditor.reading.answers import form
from auditor.report import words_exceptions as own
from auditor.report.exception_rows import ExceptionRow, build_exception_rows
from auditor.report.run import Run
from auditor.report.xlsx.guide import list_heading, plan_guide
from auditor.report.xlsx.plan import Cell, Row, SheetPlan, WorkbookPlan, extract_text, make_cell
from auditor.report.xlsx.unjudged import plan_unjudged
from auditor.report.xlsx.writing import write_workbook

_COLUMNS = {column.field: column for column in (*own.COLUMNS, own.CHECK)}
_WAIVED_FIELDS = tuple(
    column.field for column in own.COLUMNS if column.field not in (form.ANSWER, form.EXPLANATION)
)
_STYLES = {
    "number": "number",
    "line": "number",
    "page": "number",
    "found": "amount",
    "expected": "amount",
    "difference": "amount",
    "tolerance": "amount",
    "suggestion": "amount",
    form.ANSWER: "answer",
    form.EXPLANATION: "explanation",
    "evidence": "small",
    "rule": "small",
    form.FINGERPRINT: "small",
    form.CHECK: "small",
}
_FROZEN = _WAIVED_FIELDS.index("message") + 1


class SealedSheet(NamedTuple):
    """An exceptions sheet as an .xlsx file, and the digest that it carries."""

    content: bytes
    digest: str


def render_sealed(run: Run) -> SealedSheet:
    """Render the exceptions sheet of a run, and say its digest."""
    plan = plan_exceptions(run)
    return SealedSheet(write_workbook(plan), _find_digest(plan))


def render_exceptions(run: Run) -> bytes:
    """Render the exceptions sheet of a run, of one document or several, as an .xlsx file."""
    return write_workbook(plan_exceptions(run))


def plan_exceptions(run: Run) -> WorkbookPlan:
    """Plan the workbook: findings, the guide with the digest, what was not judged, waived."""
    language = run.settings.language
    findings, unjudged, waived = _plan_findings(run), plan_unjudged(run), _plan_waived(run)
    guide = plan_guide(run, "")
    texts = (extract_text(plan, language) for plan in (findings, guide, unjudged, waived))
    guide = plan_guide(run, form.write_seal(form.compute_digest(texts)))
    return WorkbookPlan(
        own.TITLE.speak(language), language, (findings, guide, unjudged, waived), locked=True
    )


def compute_report_digest(run: Run) -> str:
    """Compute the digest that the exceptions sheet of a run carries."""
    return _find_digest(plan_exceptions(run))


def _find_digest(plan: WorkbookPlan) -> str:
    return form.find_seal(extract_text(sheet, "") for sheet in plan.sheets) or ""


def _plan_findings(run: Run) -> SheetPlan:
    language = run.settings.language
    rows = build_exception_rows(run, waived=False)
    fields = form.FIELDS
    return SheetPlan(
        title=form.FINDINGS.speak(language),
        heading=tuple(list_heading(run)),
        columns=tuple(_COLUMNS[field] for field in fields),
        body=tuple(_check(_build_cells(row, fields[:-1], language)) for row in rows),
        frozen=_FROZEN,
        printed=fields.index(form.EXPLANATION) + 1,
        answers=True,
    )


def _plan_waived(run: Run) -> SheetPlan:
    language = run.settings.language
    rows = build_exception_rows(run, waived=True)
    heading = [Cell(own.WAIVED_TITLE.speak(language), "title")]
    if not rows:
        heading.append(Cell(own.NO_WAIVED.speak(language), "note"))
    return SheetPlan(
        title=form.WAIVED.speak(language),
        heading=tuple(heading),
        columns=tuple(_COLUMNS[field] for field in _WAIVED_FIELDS),
        body=tuple(_build_cells(row, _WAIVED_FIELDS, language) for row in rows),
        frozen=_FROZEN,
    )


def _build_cells(row: ExceptionRow, fields: tuple[str, ...], language: str) -> Row:
    styles = {**_STYLES, "severity": row.level}
    return tuple(
        make_cell(getattr(row, field), language, styles.get(field, "text")) for field in fields
    )


def _check(cells: Row) -> Row:
    """Add the row's own check, by which a changed row is named when it comes back."""
    return (*cells, Cell(form.compute_row_check([str(cell.value) for cell in cells]), "small"))
