"""One run over documents: packs loaded, documents audited, findings accepted. Writes no report."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor import __version__
from auditor.cli.auditing import audit_files, describe_unreadable
from auditor.cli.exit_status import compute_exit_status
from auditor.cli.names import require_a_rule, resolve_names
from auditor.cli.notes import write_mistakes, write_skipped
from auditor.cli.options import CheckOptions
from auditor.cli.outputs import require_no_input, require_places
from auditor.cli.shelf import PackShelf
from auditor.cli.versions import list_library_versions
from auditor.report.rendering import FOLDER_FORMATS
from auditor.report.run import PackVersion, Run, RunSettings, Tool

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.cli.accepting import Acceptance
    from auditor.cli.parts import Parts
    from auditor.finding import Audit
    from auditor.reading import Found
    from auditor.rulepack import RulePack


def make_run(options: CheckOptions, parts: Parts) -> Run:
    """Audit the documents of the options. Raises UsageError, RulePackError and RecordError."""
    if options.jobs == 1:  # it starts while the packs are loaded
        parts.start_reading(options.paths, options.limits)
    shelf = PackShelf(parts, options.packs)
    if shelf.is_given:
        write_mistakes(shelf.load(options.packs).mistakes, options.language)
    options = _resolve_options(options, shelf)
    require_places(options)
    acceptance = _load_acceptance(options, shelf)
    found = parts.find_documents(options.paths)
    found = _place_folders(options, found)
    require_no_input(options, found.files)
    write_skipped(found.skipped, options.language)
    _keep_garbage_collector_away()
    options = replace(options, gathers_facts=options.sets and len(found.files) > 1)
    audits = audit_files(found.files, shelf, options, parts)
    if options.gathers_facts:
        from auditor.cli.sets import judge_together  # noqa: PLC0415 - one document needs it not

        audits = judge_together(audits, shelf, options)
    rule_pack = shelf.join_used(audits)
    if not shelf.is_given:
        write_mistakes(rule_pack.mistakes, options.language)
    audits += tuple(map(describe_unreadable, found.problems))
    mistakes = tuple(rule_pack.mistakes)
    settings = describe_settings(options)
    if acceptance is not None:
        audits = acceptance.accept(audits)
        mistakes += acceptance.mistakes
        settings = acceptance.record(settings)
    status = compute_exit_status(
        audits,
        mistakes,
        fail_on=options.fail_on,
        allow_incomplete=options.allow_incomplete,
    )
    return Run(
        audits=audits,
        exit_status=status,
        settings=settings,
        tool=describe_tool(rule_pack, audits),
        mistakes=mistakes,
        coverage=options.coverage,
        rules=tuple(rule_pack.rules),
    )


def _resolve_options(options: CheckOptions, shelf: PackShelf) -> CheckOptions:
    """Put the present ids of rules for the names that were given. Raises UsageError."""
    if not (options.select or options.ignore):
        return options
    rule_pack = shelf.load_known()
    select = resolve_names(options.select, rule_pack)
    ignore = resolve_names(options.ignore, rule_pack)
    require_a_rule(select, ignore, rule_pack)
    return replace(options, select=select, ignore=ignore)


def _place_folders(options: CheckOptions, found: Found) -> Found:
    """Pass over reports of earlier runs; raise UsageError where a folder cannot be written."""
    outputs = [output for output in options.outputs if output.format in FOLDER_FORMATS]
    if not outputs:
        return found
    from auditor.cli.folder_outputs import (  # noqa: PLC0415 - few runs need it
        leave_out_reports,
        require_folder,
    )

    for output in outputs:
        found = leave_out_reports(found, output, options.paths, options.language)
    documents = (*found.files, *(problem.path for problem in found.problems))
    for output in outputs:
        require_folder(output, documents, (*found.files, *options.waivers))
    return found


def _load_acceptance(options: CheckOptions, shelf: PackShelf) -> Acceptance | None:
    """Load waivers and baseline before any document is read; most runs have neither."""
    if not (options.waivers or options.baseline):
        return None
    from auditor.cli.accepting import load_acceptance  # noqa: PLC0415 - few runs need it

    return load_acceptance(options, shelf.load_known())


def _keep_garbage_collector_away() -> None:
    """Leave rules and grammars out of every collection: they live until the end."""
    gc.freeze()
    gc.set_threshold(2_000_000, 50, 50)


def describe_settings(options: CheckOptions) -> RunSettings:
    """Return the settings that the report records."""
    return RunSettings(
        packs=options.packs,
        config=options.config,
        language=options.language,
        fail_on=options.fail_on,
        select=options.select,
        ignore=options.ignore,
        allow_incomplete=options.allow_incomplete,
        sets=options.sets,
        max_size=options.max_size,
        limits=options.limits,
    )


def describe_tool(rule_pack: RulePack, audits: Iterable[Audit] = ()) -> Tool:
    """Return the program, the libraries at work on the audits and the packs, with versions."""
    readers = [name for audit in audits for name in audit.libraries]
    packs = tuple(
        PackVersion(name=name, version=version, sha256=sha256)
        for name, version, sha256 in rule_pack.packs
    )
    libraries = list_library_versions(readers)
    return Tool(name="auditor", version=__version__, libraries=libraries, packs=packs)
