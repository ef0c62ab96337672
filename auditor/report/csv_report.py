"""Findings as CSV (RFC 4180): the columns of the exceptions sheet, all documents in one file."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator

from auditor.finding import Audit
from auditor.report import words
from auditor.report import words_exceptions as own
from auditor.report.cell_text import escape_cell, is_formula_like
from auditor.report.exception_rows import ExceptionRow, iterate_rows, list_sources, name_page
from auditor.report.gaps import Gap, describe_mistake, list_gaps
from auditor.report.json_finding import write_path
from auditor.report.pieces import Pieces, iterate_pieces, render_nothing
from auditor.report.run import Run
from auditor.report.spool import Spool
from auditor.report.words_plain import GAPS

_MARK = "\ufeff"  # a byte-order mark, by which spreadsheets know UTF-8
# Where the list separator of the system is a semicolon, a cell begins after one.
_INNER_START = re.compile(r";(?=\s*[=+\-@＝＋－＠])")


def render_csv(run: Run) -> str:
    """Render findings, waived findings, then what was not judged; lines end in CR LF.

    Text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    return "".join(iterate_pieces(PIECES, run))


def _render_document(audit: Audit, run: Run) -> str:
    """Render a document's rows, not numbered yet: findings, waived ones, what was not judged."""
    language = run.settings.language
    sources = list_sources(run)
    gaps = list_gaps(audit, language, coverage=run.coverage)
    parts = (
        iterate_rows(audit, sources, language, waived=False),
        iterate_rows(audit, sources, language, waived=True),
        (_build_gap_row(gap, language, audit) for gap in gaps),
    )
    return json.dumps([[_render_row(row, language) for row in part] for part in parts])


def _compose(run: Run, documents: Iterable[str]) -> Iterator[str]:
    """Number the rows: the findings of all documents, those that are waived, then the rest."""
    language = run.settings.language
    yield _MARK + _render_cells([column.heading.speak(language) for column in own.COLUMNS])
    waived, unjudged = Spool(), Spool()
    for mistake in run.mistakes:
        row = _build_gap_row(describe_mistake(mistake, language), language)
        unjudged.add_line(json.dumps(_render_row(row, language)))
    count = 0
    for document in documents:
        findings, *others = json.loads(document)
        for row in findings:
            count += 1
            yield _number(count, row)
        for spool, rows in zip((waived, unjudged), others, strict=True):
            for row in rows:
                spool.add_line(json.dumps(row))
    for spool in (waived, unjudged):
        for line in spool.iterate_lines():
            count += 1
            yield _number(count, json.loads(line))


PIECES = Pieces(render_nothing, _render_document, render_nothing, compose=_compose)


def _number(number: int, row: str) -> str:
    return f'"{number}",{row}'


def _render_row(row: ExceptionRow, language: str) -> str:
    """Render a row without its number, which is its first cell."""
    cells = (getattr(row, column.field) for column in own.COLUMNS[1:])
    return _render_cells([_write_cell(cell, language) for cell in cells])


def _render_cells(cells: list[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return stream.getvalue()


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
