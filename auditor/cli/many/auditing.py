"""One document in a process of a pool: from its path to what is kept of its audit."""

from __future__ import annotations

import gc
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from auditor.cli.auditing import audit_source, describe_unreadable
from auditor.cli.garbage import keep_garbage_collector_away
from auditor.cli.reading_ahead import iterate_sources
from auditor.cli.shelf import PackShelf
from auditor.errors import ReadingError, RulePackError
from auditor.finding import Audit
from auditor.finding.brief import Brief, brief_audit
from auditor.finding.plain import parse_plain, render_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditor.budget.facts import DocumentFacts
    from auditor.cli.options import CheckOptions
    from auditor.cli.parts import Parts
    from auditor.errors import Mistake

_FAST = 1
_COLLECTED = 64


class Parcel(NamedTuple):
    """An audit in short, what sets need of it, and all of it packed.

    `notes` are to be said of it; it `lasts` if another run would come to the same, whatever
    machine it runs on and however busy that is.
    """

    brief: Brief
    facts: DocumentFacts | None
    packed: bytes
    notes: tuple[str, ...] = ()
    lasts: bool = False


class Refusal(NamedTuple):
    """The rule packs that a document asks for cannot be loaded: that stops the run."""

    mistakes: tuple[Mistake, ...]


class Begin:
    """Begins the work of one process: a callable that can travel to it."""

    def __init__(
        self, files: Sequence[str], options: CheckOptions, parts: Parts, shelf: PackShelf
    ) -> None:
        """Take the files, which tasks name by their numbers, and the packs of this process."""
        self._files = files
        self._options = options
        self._parts = parts
        self._shelf = shelf

    def __reduce__(self) -> tuple[object, ...]:
        """Leave the packs behind: rules hold functions, which only a fork takes along."""
        return _begin_anew, (self._files, self._options, self._parts)

    def __call__(self) -> Callable[[int], Parcel | Refusal]:
        """Return the function that audits the file of a number."""
        keep_garbage_collector_away()
        shelf = self._shelf

        def audit(number: int) -> Parcel | Refusal:
            if number % _COLLECTED == 0:  # a long run leaves cycles behind, if few
                gc.collect()
            try:
                return _audit_file(self._files[number], shelf, self._options, self._parts)
            except RulePackError as error:
                return Refusal(error.mistakes)

        return audit


def _begin_anew(files: Sequence[str], options: CheckOptions, parts: Parts) -> Begin:
    return Begin(files, options, parts, PackShelf(parts, options.packs))


def _audit_file(path: str, shelf: PackShelf, options: CheckOptions, parts: Parts) -> Parcel:
    (source,) = iterate_sources((path,), options, parts)
    if isinstance(source, ReadingError):
        return pack_audit(describe_unreadable(source))
    audit = audit_source(path, source._replace(unenforced=()), shelf, options, parts)
    notes = tuple(f"auditor: {path}: {limit}" for limit in source.unenforced)
    lasts = not (source.incomplete or source.unenforced or audit.rule_failures)
    return pack_audit(audit)._replace(notes=notes, lasts=lasts)


def pack_audit(audit: Audit) -> Parcel:
    """Pack an audit."""
    packed = zlib.compress(render_plain(replace(audit, facts=None)), _FAST)
    return Parcel(brief=brief_audit(audit), facts=audit.facts, packed=packed)


def unpack_audit(packed: bytes) -> Audit:
    """Unpack an audit. Raises MalformedValueError or zlib.error for what none is."""
    return parse_plain(zlib.decompress(packed), Audit)
