# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""Audit many files, one after another or several at a time; the order is always theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.notes import write_note, write_progress
from auditor.cli.reading_ahead import iterate_sources
from auditor.cli.shelf import name_reason
from auditor.errors import ReadingError
from auditor.finding import Audit, Bilingual

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auditor.cli.options import CheckOptions
    from auditor.cli.parts import Parts
    from auditor.cli.shelf import PackShelf
    from auditor.reading import Source

_MOST_JOBS = 60  # Windows waits for 61 processes at most


def audit_files(
    files: Sequence[str], shelf: PackShelf, options: CheckOptions, parts: Parts
) -> tuple[Audit, ...]:
    """Audit each file; one that cannot be read has an audit that says so."""
    count = len(files)
    audits = []
    for number, audit in enumerate(_iterate_audits(files, shelf, options, parts), start=1):
        write_progress(number, count, audit.path)
        audits.append(audit)
    return tuple(audits)


def _iterate_audits(
    files: Sequence[str], shelf: PackShelf, options: CheckOptions, parts: Parts
) -> Iterator[Audit]:
    jobs = min(options.jobs, len(files), _MOST_JOBS)
    if jobs > 1:
        from auditor.cli.workers import iterate_audits

        yield from iterate_audits(files, jobs, options, parts)
        return
    for path, source in zip(files, iterate_sources(files, options, parts), strict=True):
        yield audit_source(path, source, shelf, options, parts)


def audit_file(path: str, shelf: PackShelf, options: CheckOptions, parts: Parts) -> Audit:
    """Read and audit one file."""
    (source,) = iterate_sources((path,), options, parts)
    return audit_source(path, source, shelf, options, parts)


def audit_source(
    path: str, source: Source | ReadingError, shelf: PackShelf, options: CheckOptions, parts: Parts
) -> Audit:
    """Audit one file that was read; one that could not be has an audit that says so."""
    if isinstance(source, ReadingError):
        return describe_unreadable(source)
    for limit in source.unenforced:
        write_note(f"auditor: {path}: {limit}")
    rule_pack, reason = shelf.find_pack(source)
    return name_reason(parts.audit_document(source, rule_pack, options), reason)


def describe_unreadable(error: ReadingError) -> Audit:
    """Return the entry of a file that could not be read."""
    reason = Bilingual(error.speak("zh"), error.speak("en"))
    return Audit(path=error.path, sha256="", status="unreadable", reason=reason)
