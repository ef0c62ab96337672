"""The overview of a run: a row a document, and on a second sheet a row a rule."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.finding import Audit, Finding
from auditor.report import words_overview as own
from auditor.report.cell_text import escape_cell
from auditor.report.json_finding import write_path
from auditor.report.run import Run
from auditor.report.stakes import find_claimed_stake
from auditor.report.standing import STANDINGS, Standing, find_standing
from auditor.report.verdicts import WAIVED, count_severities
from auditor.report.xlsx.exceptions import compute_report_digest
from auditor.report.xlsx.plan import Cell, Row, SheetPlan, Value, WorkbookPlan, make_cell
from auditor.report.xlsx.rule_counts import plan_rules
from auditor.report.xlsx.writing import write_workbook

_SHOWN_DIGEST = 12
_SHARE_DIGIT = Decimal("0.0001")
_FROZEN = 2
_STYLES = {
    "number": "number",
    "year": "number",
    "difference": "amount",
    "stake": "money",
    "share": "share",
    **dict.fromkeys(("errors", "warnings", "infos", "waived"), "whole"),
    **dict.fromkeys(("figures", "checked", "unchecked", "unrecognised"), "whole"),
    **dict.fromkeys(("packs", "reason", "digest"), "small"),
}
_SUMMED = ("errors", "warnings", "infos", "waived", "figures", "checked", "unchecked")


def render_overview_workbook(run: Run, digests: Sequence[str] | None = None) -> bytes:
    """Render the overview of a run (总表.xlsx) as an .xlsx file.

    `digests` are those of the documents' exceptions sheets, where they are known.
    """
    language = run.settings.language
    if digests is None:
        digests = [_compute_digest(audit, run) for audit in run.audits]
    sheets = (_plan_documents(run, digests), plan_rules(run))
    return write_workbook(WorkbookPlan(own.TITLE.speak(language), language, sheets))


def _compute_digest(audit: Audit, run: Run) -> str:
    if audit.status == "unreadable":
        return ""
    return compute_report_digest(run._replace(audits=(audit,)))


def _plan_documents(run: Run, digests: Sequence[str]) -> SheetPlan:
    language = run.settings.language
    standings = [find_standing(audit, run.settings.fail_on) for audit in run.audits]
    return SheetPlan(
        title=own.DOCUMENTS.speak(language),
        heading=_build_heading(standings, run),
        columns=own.COLUMNS,
        body=_iterate_rows(run, standings, digests),
        frozen=_FROZEN,
    )


def _iterate_rows(
    run: Run, standings: Sequence[Standing], digests: Sequence[str]
) -> Iterator[Row]:
    """Yield the row of each document, then that of their sums."""
    language = run.settings.language
    sums: Counter[str] = Counter()
    known = zip(run.audits, standings, digests, strict=True)
    for number, (audit, standing, digest) in enumerate(known, start=1):
        row = _describe(number, audit, digest, run)
        sums.update({field: int(row.get(field, 0)) for field in _SUMMED})
        yield _build_row(row, standing, language)
    cells: dict[str, Value] = {"document": own.TOTAL.speak(language), **sums}
    yield tuple(Cell(cells.get(column.field, ""), "total") for column in own.COLUMNS)


def _build_heading(standings: list[Standing], run: Run) -> tuple[Cell, ...]:
    language = run.settings.language
    counts = Counter(standings)
    said = "，" if language == "zh" else ", "
    counted = said.join(
        own.STANDING.speak(language).format(
            standing=STANDINGS[standing].speak(language), count=counts[standing]
        )
        for standing in Standing
    )
    tool = " · ".join(
        (f"{run.tool.name} {run.tool.version}", *(f"{p.name} {p.version}" for p in run.tool.packs))
    )
    meaning = own.MEANING.speak(language).format(level=run.settings.fail_on)
    return (
        Cell(own.TITLE.speak(language), "title"),
        Cell(counted, "note"),
        Cell(escape_cell(tool, language), "note"),
        Cell(meaning, "note"),
        Cell(own.DIGEST_WORDS.speak(language), "note"),
    )


def _describe(number: int, audit: Audit, digest: str, run: Run) -> dict[str, Value]:
    """Describe a document by the fields of its row; counts of what was not read are left out."""
    language = run.settings.language
    counts = count_severities([audit])
    versions = {pack.name: pack.version for pack in run.tool.packs}
    packs = (f"{name} {versions.get(name, '')}".strip() for name, _ in audit.packs_chosen)
    row: dict[str, Value] = {
        "number": number,
        "document": write_path(audit.path),
        "issuer": audit.issuer,
        "year": audit.year or "",
        "kind": audit.kind,
        "standing": STANDINGS[find_standing(audit, run.settings.fail_on)].speak(language),
        "reason": audit.reason.speak(language),
    }
    if audit.status == "unreadable":
        return row
    return {
        **row,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "infos": counts["info"],
        "waived": counts[WAIVED],
        **_describe_largest(audit),
        **_describe_coverage(audit),
        "packs": ", ".join(packs),
        "digest": digest[:_SHOWN_DIGEST],
    }


def _describe_largest(audit: Audit) -> dict[str, Value]:
    """Describe the finding with the most money at stake, as printed and in 元.

    Hints and what is waived claim none, as in the other overviews.
    """
    found: tuple[Decimal, Finding] | None = None
    for finding in audit.findings:
        stake = find_claimed_stake(finding)
        if stake is not None and (found is None or stake > found[0]):
            found = (stake, finding)
    if found is None:
        return {}
    outcome = found[1].outcome
    return {"difference": outcome.difference, "unit": outcome.unit, "stake": found[0]}


def _describe_coverage(audit: Audit) -> dict[str, Value]:
    coverage = audit.coverage
    if coverage is None:
        return {}
    share: Value = ""
    if coverage.figures:
        share = (Decimal(coverage.checked) / coverage.figures).quantize(_SHARE_DIGIT)
    return {
        "figures": coverage.figures,
        "checked": coverage.checked,
        "share": share,
        "unchecked": len(coverage.unchecked),
        "unrecognised": len(coverage.unrecognised),
    }


def _build_row(row: dict[str, Value], standing: Standing, language: str) -> Row:
    styles = {**_STYLES, "standing": standing.value}
    return tuple(
        _build_cell(row.get(column.field, ""), styles.get(column.field, "text"), language)
        for column in own.COLUMNS
    )


def _build_cell(value: Value, style: str, language: str) -> Cell:
    """Build a cell; here a 0 is shown, because what was counted and is none is good to know."""
    return make_cell(value, language, style) if isinstance(value, str) else Cell(value, style)
