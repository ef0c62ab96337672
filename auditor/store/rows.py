"""What the store keeps of a document, as rows of its tables. Knows no database.

A cell is a number, a text, or None for NULL. Lists are texts of JSON; see write_optional. The
rows of outcomes are written by outcome_lines.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from auditor.finding import Audit, Bilingual, Evidence, Finding, Outcome, Verdict, Waiver
from auditor.finding.outcome import Place
from auditor.location import Location
from auditor.report.json_finding import write_path
from auditor.report.run import Run
from auditor.report.stakes import find_stake
from auditor.rule import Rule
from auditor.store.amounts import write_amount
from auditor.store.figures import list_figures
from auditor.store.outcome_lines import name_verdict

Row: TypeAlias = Sequence[object]


def write_optional(text: str | None) -> str | None:
    """Write a text that may be NULL: with a sign before it, so that "" is not taken for that."""
    return None if text is None else f"={text}"


def escape_halves(text: str) -> str:
    """Write each half of a character, as file names have them, as an escape: no UTF-8 holds it."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def list_rows(
    audit: Audit, number: int, *, without: Collection[str] = ()
) -> Iterator[tuple[str, Iterator[Row]]]:
    """List a document's rows by table; `number` is its place in the run, from 1."""
    yield "documents", iter((_build_document(audit, number),))
    if "lines" not in without:
        yield "lines", _list_lines(audit, number)
    yield "tables", _list_tables(audit, number)
    if "figures" not in without:
        yield "figures", ((number, *row) for row in list_figures(audit))
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
        (None, None, None, None, "[]")
        if coverage is None
        else (
            coverage.figures,
            coverage.checked,
            coverage.bounded,
            len(coverage.unchecked),
            json.dumps(coverage.lines_not_understood),
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
        _write_list(audit.libraries),
        *counts,
    )


def _list_lines(audit: Audit, number: int) -> Iterator[Row]:
    for line, text in enumerate(audit.lines, start=1):
        page = audit.pages[line - 1] if line <= len(audit.pages) else None
        sheet = audit.sheets[line - 1] if line <= len(audit.sheets) else None
        yield number, line, page, write_optional(sheet), text


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


def _list_place(place: Place) -> Row:
    location: Location = place.location
    return (*location, place.table, place.title, place.row, place.key, place.column)


def _list_amounts(outcome: Outcome) -> Row:
    printed = (outcome.expected, outcome.found, outcome.difference, outcome.unit)
    return (*printed, outcome.tolerance, write_amount(find_stake(outcome)))


def _list_counts(audit: Audit, number: int) -> Iterator[Row]:
    counts = Counter([(rule, name_verdict(one.verdict)) for rule, one in audit.outcomes])
    tails = Counter(
        [(rule, name_verdict(one.verdict)) for rule, one in audit.outcomes if one.tail]
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
        _write_list(finding.failed),
        finding.inferred,
        *_list_waiver(waiver),
    )


def _write_list(texts: Sequence[str]) -> str:
    return json.dumps([*map(escape_halves, texts)], ensure_ascii=False)


def _list_waiver(waiver: Waiver | None) -> Row:
    if waiver is None:
        return (None,) * 6
    return (*map(write_optional, waiver[:-1]), waiver.line)


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
