"""One run over documents: packs loaded, documents audited, findings accepted. Writes no report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import __version__
from auditor.cli.auditing import audit_files, describe_unreadable
from auditor.cli.exit_status import compute_exit_status
from auditor.cli.garbage import keep_garbage_collector_away
from auditor.cli.names import require_a_rule, resolve_names
from auditor.cli.notes import write_mistakes, write_skipped
from auditor.cli.options import CheckOptions
from auditor.cli.outputs import require_no_input, require_places
from auditor.cli.shelf import PackShelf
from auditor.cli.versions import list_library_versions
from auditor.finding.brief import brief_audits
from auditor.report.rendering import FOLDER_FORMATS
from auditor.report.run import PackVersion, Run, RunSettings, Tool

_FEW, _SMALL = 4, 200_000

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.accepting import Acceptance
    from auditor.cli.parts import Parts
    from auditor.finding import Audit
    from auditor.reading import Found
    from auditor.rulepack import RulePack


def make_run(options: CheckOptions, parts: Parts) -> Run:
    """Audit the documents of the options. Raises UsageError, RulePackError and RecordError."""
    if not options.paths and options.manifest is not None:
        from auditor.cli.sets import list_listed_files  # noqa: PLC0415 - few runs need it

        options = replace(options, paths=list_listed_files(options, parts))
    if len(options.paths) == 1:  # it starts while the packs are loaded
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
    keep_garbage_collector_away()
    audits = _audit_documents(found, shelf, options, parts)
    rule_pack = shelf.join_used(audits)
    if not shelf.is_given:
        write_mistakes(rule_pack.mistakes, options.language)
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


def _audit_documents(
    found: Found, shelf: PackShelf, options: CheckOptions, parts: Parts
) -> Sequence[Audit]:
    """Audit the documents: a few small ones in this process, more in others, kept on disk."""
    stage = None
    if _may_meet(options, found):
        from auditor.cli.sets import SetStage  # noqa: PLC0415 - one document alone needs it not

        stage = SetStage(options, parts, found.files)
        found, options = found._replace(files=stage.files), stage.options
    is_distant = bool(found.files) and options.engine == "ray"
    if options.cache is not None or is_distant or not _are_few(found.files, options, parts):
        from auditor.cli.many.run import audit_many  # noqa: PLC0415 - same

        options = replace(options, slims=options.store is None)
        return audit_many(found, shelf, options, parts, stage)
    audits = audit_files(found.files, shelf, options, parts)
    if stage is not None:
        audits = stage.judge(audits, shelf)
    return (*audits, *map(describe_unreadable, found.problems))


def _are_few(files: Sequence[str], options: CheckOptions, parts: Parts) -> bool:
    """Say whether other processes would take longer to start than the documents to audit."""
    if len(files) <= 1:
        return True
    if len(files) > _FEW or options.jobs > 1 or options.resume or parts.is_read_apart(files):
        return False
    return sum(map(_measure_size, files)) <= _SMALL


def _measure_size(path: str) -> int:
    """Return a file's size in bytes; 0 if there is none: whoever reads it will say why."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _may_meet(options: CheckOptions, found: Found) -> bool:
    """Say whether documents may be compared with each other or with lists of an office."""
    has_lists = bool(options.manifest or options.against)
    return has_lists or (options.sets and len(found.files) > 1)


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


def describe_tool(rule_pack: RulePack, audits: Sequence[Audit] = ()) -> Tool:
    """Return the program, the libraries at work on the audits and the packs, with versions."""
    readers = [name for brief in brief_audits(audits) for name in brief.libraries]
    packs = tuple(
        PackVersion(name=name, version=version, sha256=sha256)
        for name, version, sha256 in rule_pack.packs
    )
    libraries = list_library_versions(readers)
    return Tool(name="auditor", version=__version__, libraries=libraries, packs=packs)
