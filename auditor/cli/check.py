"""`auditor check`: audit documents, write the reports, return the exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.notes import write_note
from auditor.cli.options import CheckOptions, Output
from auditor.cli.outputs import write_file, write_report_file, write_stdout
from auditor.cli.running import make_run
from auditor.cli.screen import FILE_WIDTH, find_width, wants_colour
from auditor.finding.series import AuditSeries
from auditor.report.pieces import Pieces, iterate_pieces
from auditor.report.rendering import (
    FOLDER_FORMATS,
    MADE_OF,
    encode_text,
    find_pieces,
    iterate_made,
    render_report,
)
from auditor.report.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.cli.parts import Parts
    from auditor.cli.store_marks import StoreMark


def run_check(options: CheckOptions, parts: Parts) -> int:
    """Audit and report. Raises UsageError, RulePackError and RecordError."""
    if options.store is None:
        return _audit_and_report(options, parts)
    from auditor.cli.store_marks import open_mark  # noqa: PLC0415 - few runs need it

    mark = open_mark(options)
    from auditor.cli.storing import prepare_store  # noqa: PLC0415 - it takes its time

    prepare_store(options.store, mark, options.language)
    status = _audit_and_report(options, parts, mark)
    mark.drop()
    return status


def _audit_and_report(options: CheckOptions, parts: Parts, mark: StoreMark | None = None) -> int:
    run = make_run(options, parts)
    if not isinstance(run.audits, AuditSeries):
        _write_all(run, options, mark)
        return run.exit_status
    from auditor.cli.many.stopping import tell_how_to_go_on  # noqa: PLC0415 - one needs none

    with tell_how_to_go_on(options.language, run.audits.__len__):
        _write_all(run, options, mark)
    run.audits.end()
    return run.exit_status


def _write_all(run: Run, options: CheckOptions, mark: StoreMark | None) -> None:
    for output in options.outputs:
        _write_report(run, output)
    if options.write_baseline is not None:
        _write_baseline(run, options.write_baseline)
    if options.store is not None and mark is not None:
        from auditor.cli.storing import keep_run  # noqa: PLC0415 - few runs need it

        keep_run(options.store, run, options.run_label, mark.after)


def _render_report(
    run: Run, report_format: str, *, width: int, colour: bool
) -> bytes | Iterator[bytes]:
    """Render a report, that of many documents piece by piece where its format allows."""
    audits = run.audits
    if not isinstance(audits, AuditSeries):
        return render_report(run, report_format, width=width, colour=colour)
    base = MADE_OF.get(report_format, report_format)
    pieces = find_pieces(base, width=width, colour=colour)
    if pieces is None:
        return render_report(run, report_format, width=width, colour=colour)
    known = _name_texts(run, base, pieces, width=width, colour=colour)
    render = pieces.render_document
    documents = audits.map_texts(lambda audit: render(audit, run), known)
    if base != report_format:
        return iterate_made(report_format, documents)
    return map(encode_text, iterate_pieces(pieces, run, documents))


def _name_texts(run: Run, report_format: str, pieces: Pieces, *, width: int, colour: bool) -> str:
    """Name what a report says of each document by all that it follows from, but the audit."""
    from auditor.cli.many.ahead import TextPlan  # noqa: PLC0415 - one document alone needs none

    language = run.settings.language
    plan = TextPlan(report_format, width, colour, language, run.coverage, run.mistakes)
    return repr(plan if pieces.can_be_ahead else (plan, run.settings, run.tool))


def _write_baseline(run: Run, path: str) -> None:
    from auditor.report.baseline import render_baseline  # noqa: PLC0415 - few runs need it

    write_file(path, encode_text(render_baseline(run)), "--write-baseline")
    label = "基线已写入" if run.settings.language == "zh" else "baseline written"
    write_note(f"{label}: {path}")


def _write_report(run: Run, output: Output) -> None:
    if output.format in FOLDER_FORMATS:
        from auditor.cli.folder_outputs import (  # noqa: PLC0415 - few runs need it
            is_folder_output,
            write_folder_report,
        )

        if is_folder_output(output, len(run.audits)):
            write_folder_report(run, output)
            return
    is_file = output.path is not None
    width = FILE_WIDTH if is_file else find_width()
    colour = not is_file and wants_colour()
    content = _render_report(run, output.format, width=width, colour=colour)
    if output.path is None:
        write_stdout(content)
        return
    write_report_file(output, content)
    label = "报告已写入" if run.settings.language == "zh" else "report written"
    write_note(f"{label}: {output.path}")
