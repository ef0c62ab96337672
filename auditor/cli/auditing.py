# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""Audit many files, one after another or several at a time; the order is always theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.cli.notes import write_progress
from auditor.cli.options import DEFAULT_PACKS
from auditor.errors import ReadingError
from auditor.finding import Audit, Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.cli.options import CheckOptions
    from auditor.cli.parts import Parts
    from auditor.rulepack import RulePack

_MOST_JOBS = 60  # Windows waits for 61 processes at most
_DEFAULT = Bilingual("默认规则包，未用 --pack 指定", "the default pack, none given by --pack")


def audit_files(
    files: Sequence[str], rule_pack: RulePack, options: CheckOptions, parts: Parts
) -> tuple[Audit, ...]:
    """Audit each file; one that cannot be read has an audit that says so."""
    count = len(files)
    audits = []
    for number, audit in enumerate(_iterate_audits(files, rule_pack, options, parts), start=1):
        write_progress(number, count, audit.path)
        audits.append(audit)
    return tuple(audits)


def _iterate_audits(
    files: Sequence[str], rule_pack: RulePack, options: CheckOptions, parts: Parts
) -> Iterator[Audit]:
    jobs = min(options.jobs, len(files), _MOST_JOBS)
    if jobs > 1:
        from auditor.cli.workers import iterate_audits

        yield from iterate_audits(files, jobs, options, parts)
        return
    for path in files:
        yield audit_file(path, rule_pack, options, parts)


def audit_file(path: str, rule_pack: RulePack, options: CheckOptions, parts: Parts) -> Audit:
    """Read and audit one file."""
    try:
        source = parts.read_document(path, options.max_size)
    except ReadingError as error:
        return describe_unreadable(error)
    audit = parts.audit_document(source, rule_pack, options)
    if options.packs:
        return audit
    chosen = tuple(
        (name, _DEFAULT if name in DEFAULT_PACKS else why) for name, why in audit.packs_chosen
    )
    return replace(audit, packs_chosen=chosen)


def describe_unreadable(error: ReadingError) -> Audit:
    """Return the entry of a file that could not be read."""
    reason = Bilingual(error.speak("zh"), error.speak("en"))
    return Audit(path=error.path, sha256="", status="unreadable", reason=reason)
