"""Findings as CSV (RFC 4180): the columns of the exceptions sheet, all documents in one file."""

import csv
import io
import re

from auditor.finding import Audit
from auditor.report import words
from auditor.report import words_exceptions as own
from auditor.report.cell_text import escape_cell, is_formula_like
from auditor.report.exception_rows import ExceptionRow, build_exception_rows, name_page
from auditor.report.gaps import Gap, describe_mistake, list_gaps
from auditor.report.json_finding import write_path
from auditor.report.run import Run
from auditor.report.words_plain import GAPS

_MARK = "\ufeff"  # a byte-order mark, by which spreadsheets know UTF-8
# Where the list separator of the system is a semicolon, a cell begins after one.
_INNER_START = re.compile(r";(?=\s*[=+\-@＝＋－＠])")


def render_csv(run: Run) -> str:
    """Render findings, waived findings, then what was not judged; lines end in CR LF.

    Text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    language = run.settings.language
    writer.writerow([column.heading.speak(language) for column in own.COLUMNS])
    for row in _list_rows(run):
        cells = (getattr(row, column.field) for column in own.COLUMNS)
        writer.writerow([_write_cell(cell, language) for cell in cells])
    return _MARK + stream.getvalue()


def _list_rows(run: Run) -> list[ExceptionRow]:
    language = run.settings.language
    rows = [*build_exception_rows(run, waived=False), *build_exception_rows(run, waived=True)]
    rows += [_build_gap_row(describe_mistake(each, language), language) for each in run.mistakes]
    for audit in run.audits:
        gaps = list_gaps(audit, language, coverage=run.coverage)
        rows += [_build_gap_row(gap, language, audit) for gap in gaps]
    return [row._replace(number=number) for number, row in enumerate(rows, start=1)]


def _build_gap_row(gap: Gap, language: str, audit: Audit | None = None) -> ExceptionRow:
    """Build a row of what was not judged; most of its cells are empty."""
    return ExceptionRow(
        severity=words.SEVERITIES[gap.severity].speak(language),
        document=write_path(audit.path) if audit else "",
        demand=GAPS[gap.kind].speak(language),
        message=gap.text,
        page=name_page(audit, gap.line) if audit else "",
        line=gap.line,
        rule=gap.rule,
        outcome=own.NOT_JUDGED.speak(language),
    )


def _write_cell(cell: str | int, language: str) -> str:
    """Write a number as it is, 0 as nothing; text escaped, and never a formula."""
    if isinstance(cell, int):
        return str(cell or "")
    lines = escape_cell(cell, language).split("\n")
    return "\n".join(map(_guard_line, lines))


def _guard_line(line: str) -> str:
    guard = "'" if is_formula_like(line) else ""
    return guard + _INNER_START.sub(";'", line)
