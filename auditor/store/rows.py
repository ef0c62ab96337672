"""What the store keeps of a document, as rows of its tables. Knows no database."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from auditor.finding import Audit, Bilingual, Evidence, Finding, Operand, Outcome, Verdict
from auditor.finding.outcome import Place
from auditor.location import Location
from auditor.report.json_finding import write_path
from auditor.report.run import Run
from auditor.report.stakes import find_stake
from auditor.rule import Rule
from auditor.store.amounts import write_amount
from auditor.store.figures import list_figures

Row: TypeAlias = Sequence[object]
_MOST_SHOWN = 12  # operands that an outcome shows; the count tells how many there are


def list_rows(audit: Audit, number: int) -> Iterator[tuple[str, Iterator[Row]]]:
    """List a document's rows by table; `number` is its place in the run, from 1."""
    yield "documents", iter((_build_document(audit, number),))
    yield "lines", _list_lines(audit, number)
    yield "tables", _list_tables(audit, number)
    yield "figures", ((number, *row) for row in list_figures(audit))
    yield "outcomes", _list_outcomes(audit, number)
    yield "rule_counts", _list_counts(audit, number)
    yield (
        "findings",
        ((number, place, *_build_finding(one)) for place, one in enumerate(audit.findings, 1)),
    )
    yield "evidence", _list_evidence(audit, number)
    yield "not_applied", ((number, rule, *reason) for rule, reason in audit.not_applied)
    yield "rule_failures", ((number, *failure) for failure in audit.rule_failures)


def list_run_rows(run: Run) -> Iterator[tuple[str, Iterator[Row]]]:
    """List the rows of a run as a whole: rules, and what was wrong with them."""
    yield "rules", map(_build_rule, run.rules)
    yield (
        "mistakes",
        ((one.path, one.line, one.column, one.rule or "", one.reason) for one in run.mistakes),
    )


def name_subject(audit: Audit) -> str:
    """Name a document by what it is, so that it is known again under another file name."""
    if not audit.issuer:
        return write_path(audit.path)
    year = "" if audit.year is None else str(audit.year)
    return " ".join(filter(None, (audit.issuer, year, audit.kind, audit.role)))


def _build_document(audit: Audit, number: int) -> Row:
    coverage = audit.coverage
    counts = (
        (None, None, None, None, [])
        if coverage is None
        else (
            coverage.figures,
            coverage.checked,
            coverage.bounded,
            len(coverage.unchecked),
            coverage.lines_not_understood,
        )
    )
    return (
        number,
        audit.path,
        audit.sha256,
        audit.status,
        *audit.reason,
        audit.issuer,
        audit.year,
        audit.kind,
        audit.role,
        name_subject(audit),
        json.dumps(audit.packs_chosen, ensure_ascii=False),
        audit.libraries,
        *counts,
    )


def _list_lines(audit: Audit, number: int) -> Iterator[Row]:
    for line, text in enumerate(audit.lines, start=1):
        page = audit.pages[line - 1] if line <= len(audit.pages) else None
        sheet = audit.sheets[line - 1] if line <= len(audit.sheets) else None
        yield number, line, page, sheet, text


def _list_tables(audit: Audit, number: int) -> Iterator[Row]:
    coverage = audit.coverage
    if coverage is None:
        return
    listed = (
        ("table", coverage.tables),
        ("unrecognised", coverage.unrecognised),
        ("form", coverage.forms),
    )
    for kind, tables in listed:
        yield from ((number, kind, *table) for table in tables)


def _list_outcomes(audit: Audit, number: int) -> Iterator[Row]:
    for place, (rule, outcome) in enumerate(audit.outcomes, start=1):
        yield (
            number,
            place,
            rule,
            outcome.verdict.value,
            *_list_place(outcome.place),
            *_list_amounts(outcome),
            *outcome.reason,
            outcome.tail,
            outcome.bounded,
            len(outcome.operands),
            _show_operands(outcome.operands),
        )


def _list_place(place: Place) -> Row:
    location: Location = place.location
    return (*location, place.table, place.title, place.row, place.key, place.column)


def _list_amounts(outcome: Outcome) -> Row:
    printed = (outcome.expected, outcome.found, outcome.difference, outcome.unit)
    return (*printed, outcome.tolerance, write_amount(find_stake(outcome)))


def _show_operands(operands: Sequence[Operand]) -> str:
    shown = [f"{each.text or '—'} @{each.place.location}" for each in operands[:_MOST_SHOWN]]
    return "; ".join([*shown, *(["…"] if len(operands) > _MOST_SHOWN else [])])


def _list_counts(audit: Audit, number: int) -> Iterator[Row]:
    counts = Counter((rule, outcome.verdict.value) for rule, outcome in audit.outcomes)
    tails = Counter(
        (rule, outcome.verdict.value) for rule, outcome in audit.outcomes if outcome.tail
    )
    for (rule, verdict), count in counts.items():
        yield number, rule, verdict, count, tails[rule, verdict]


def _build_finding(finding: Finding) -> Row:
    outcome = finding.outcome
    waiver = finding.waiver
    verdict = outcome.verdict if waiver is None else Verdict.WAIVED
    return (
        finding.fingerprint,
        finding.rule,
        finding.kind,
        finding.severity,
        verdict.value,
        *finding.title,
        *finding.message,
        *_list_place(outcome.place),
        *_list_amounts(outcome),
        *outcome.reason,
        outcome.bounded,
        outcome.suggestion,
        *finding.cause,
        finding.failed,
        finding.inferred,
        *((None,) * 6 if waiver is None else waiver),
    )


def _list_evidence(audit: Audit, number: int) -> Iterator[Row]:
    for place, finding in enumerate(audit.findings, start=1):
        for shown in finding.evidence:
            yield (number, place, *_build_evidence(shown))


def _build_evidence(shown: Evidence) -> Row:
    return (*shown.location, shown.text, shown.role, shown.path)


def _build_rule(rule: Rule) -> Row:
    title: Bilingual = rule.title
    return (
        rule.id,
        rule.kind,
        rule.severity.value,
        *title,
        rule.source,
        *rule.rationale,
        rule.pack,
    )
