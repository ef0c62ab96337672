"""`auditor check`: audit documents, write the reports, return the exit status."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor import __version__
from auditor.cli.auditing import audit_files, describe_unreadable
from auditor.cli.exit_status import compute_exit_status
from auditor.cli.names import require_a_rule, resolve_names
from auditor.cli.notes import write_mistakes, write_note, write_skipped
from auditor.cli.options import DEFAULT_PACKS, CheckOptions, Output
from auditor.cli.outputs import has_stdout, require_no_input, write_file, write_stdout
from auditor.cli.versions import list_library_versions
from auditor.report.rendering import render_report
from auditor.report.run import PackVersion, Run, RunSettings, Tool

if TYPE_CHECKING:
    from auditor.cli.parts import Parts
    from auditor.rulepack import RulePack

_FILE_WIDTH = 100
_LEAST_WIDTH = 40


def run_check(options: CheckOptions, parts: Parts) -> int:
    """Audit and report. Raises UsageError and RulePackError."""
    rule_pack = parts.load_packs(options.packs or DEFAULT_PACKS, examples=False)
    options = _resolve_options(options, rule_pack)
    write_mistakes(rule_pack.mistakes, options.language)
    found = parts.find_documents(options.paths)
    require_no_input(options.outputs, found.files)
    write_skipped(found.skipped, options.language)
    _keep_garbage_collector_away()
    audits = audit_files(found.files, rule_pack, options, parts)
    audits += tuple(map(describe_unreadable, found.problems))
    status = compute_exit_status(
        audits,
        rule_pack.mistakes,
        fail_on=options.fail_on,
        allow_incomplete=options.allow_incomplete,
    )
    run = Run(
        audits=audits,
        exit_status=status,
        settings=_describe_settings(options),
        tool=_describe_tool(rule_pack),
        mistakes=tuple(rule_pack.mistakes),
        coverage=options.coverage,
    )
    for output in options.outputs:
        _write_report(run, output)
    return status


def _resolve_options(options: CheckOptions, rule_pack: RulePack) -> CheckOptions:
    """Put the present ids of rules for the names that were given. Raises UsageError."""
    select = resolve_names(options.select, rule_pack)
    ignore = resolve_names(options.ignore, rule_pack)
    require_a_rule(select, ignore, rule_pack)
    return replace(options, select=select, ignore=ignore)


def _keep_garbage_collector_away() -> None:
    """Leave rules and grammars out of every collection: they live until the end."""
    gc.freeze()
    gc.set_threshold(2_000_000, 50, 50)


def _describe_settings(options: CheckOptions) -> RunSettings:
    return RunSettings(
        packs=options.packs or DEFAULT_PACKS,
        config=options.config,
        language=options.language,
        fail_on=options.fail_on,
        select=options.select,
        ignore=options.ignore,
        allow_incomplete=options.allow_incomplete,
        sets=options.sets,
        max_size=options.max_size,
    )


def _describe_tool(rule_pack: RulePack) -> Tool:
    packs = tuple(
        PackVersion(name=name, version=version, sha256=sha256)
        for name, version, sha256 in rule_pack.packs
    )
    return Tool(
        name="auditor", version=__version__, libraries=list_library_versions(), packs=packs
    )


def _write_report(run: Run, output: Output) -> None:
    is_file = output.path is not None
    width = _FILE_WIDTH if is_file else _find_width()
    content = render_report(
        run, output.format, width=width, colour=not is_file and _wants_colour()
    )
    if output.path is None:
        write_stdout(content)
        return
    write_file(output.path, content)
    label = "报告已写入" if run.settings.language == "zh" else "report written"
    write_note(f"{label}: {output.path}")


def _find_width() -> int:
    """Return what COLUMNS says, else the terminal's width, else that of files."""
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit():
        return max(int(said), _LEAST_WIDTH)
    if has_stdout() and sys.stdout.isatty():
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, _LEAST_WIDTH)
    return _FILE_WIDTH


def _wants_colour() -> bool:
    """Say whether a person watches a terminal that shows colours and has not declined them."""
    declined = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return has_stdout() and sys.stdout.isatty() and not declined
