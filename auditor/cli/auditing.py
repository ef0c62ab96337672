"""Audit one file, or a few one after another; many are the work of auditor.cli.many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.notes import write_note
from auditor.cli.reading_ahead import iterate_sources
from auditor.cli.shelf import name_reason
from auditor.errors import ReadingError
from auditor.finding import Audit, Bilingual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.options import CheckOptions
    from auditor.cli.parts import Parts
    from auditor.cli.shelf import PackShelf
    from auditor.reading import Source


def audit_files(
    files: Sequence[str], shelf: PackShelf, options: CheckOptions, parts: Parts
) -> tuple[Audit, ...]:
    """Audit files in this process; one that cannot be read has an audit that says so."""
    sources = zip(files, iterate_sources(files, options, parts), strict=True)
    return tuple(audit_source(path, source, shelf, options, parts) for path, source in sources)


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
    rule_pack, reason = shelf.find_pack(source, dict(options.packs_by_path).get(path))
    return name_reason(parts.audit_document(source, rule_pack, options), reason)


def describe_unreadable(error: ReadingError) -> Audit:
    """Return the entry of a file that could not be read."""
    reason = Bilingual(error.speak("zh"), error.speak("en"))
    return Audit(path=error.path, sha256="", status="unreadable", reason=reason)
