"""One document in a process of a pool: from its path to what is kept of its audit."""

from __future__ import annotations

import gc
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from auditor.cli.auditing import describe_unreadable
from auditor.cli.garbage import keep_garbage_collector_away
from auditor.cli.many.ahead import Text, TextPlan, list_writers, name_audit, write_texts
from auditor.cli.reading_ahead import iterate_sources
from auditor.cli.shelf import PackShelf, name_reason
from auditor.errors import ReadingError, RulePackError
from auditor.finding import Audit
from auditor.finding.brief import Brief, brief_audit
from auditor.finding.plain import parse_plain, render_plain
from auditor.reading.opening import is_remote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from auditor.budget.facts import DocumentFacts
    from auditor.cli.many.keeping import Keeper
    from auditor.cli.options import CheckOptions
    from auditor.cli.parts import Parts
    from auditor.errors import Mistake
    from auditor.finding.set_verdicts import SetVerdicts
    from auditor.rulepack import RulePack

_FAST = 1
_COLLECTED = 64


class Parcel(NamedTuple):
    """An audit in short, what sets need of it, and all of it packed.

    `notes` are to be said of it; it `lasts` if another run would come to the same, whatever
    machine it runs on and however busy that is. `texts` are what reports say of it if nothing is
    added to it, `rows` what a store keeps of it then, packed, under the name of that audit.
    """

    brief: Brief
    facts: DocumentFacts | None
    packed: bytes
    notes: tuple[str, ...] = ()
    lasts: bool = False
    texts: tuple[Text, ...] = ()
    rows: Text | None = None


class Ahead(NamedTuple):
    """What is done of a document beside its audit: texts to write, and where to keep it all."""

    plans: tuple[TextPlan, ...]
    keeper: Keeper


class Refusal(NamedTuple):
    """The rule packs that a document asks for cannot be loaded: that stops the run."""

    mistakes: tuple[Mistake, ...]


class Begin:
    """Begins the work of one process: a callable that can travel to it."""

    def __init__(
        self,
        files: Sequence[str],
        options: CheckOptions,
        parts: Parts,
        shelf: PackShelf,
        ahead: Ahead | None = None,
    ) -> None:
        """Take the files, which tasks name by their numbers, and the packs of this process."""
        self._files = files
        self._options = options
        self._parts = parts
        self._shelf = shelf
        self._ahead = ahead

    def __reduce__(self) -> tuple[object, ...]:
        """Leave the packs behind: rules hold functions, which only a fork takes along."""
        return _begin_anew, (self._files, self._options, self._parts, self._ahead)

    def __call__(self) -> Callable[[int], Parcel | Refusal]:
        """Return the function that audits the file of a number."""
        keep_garbage_collector_away()
        desk = _Desk(self._shelf, self._options, self._parts, self._ahead)

        def audit(number: int) -> Parcel | Refusal:
            if number % _COLLECTED == 0:  # a long run leaves cycles behind, if few
                gc.collect()
            try:
                return desk.audit_file(self._files[number], number)
            except RulePackError as error:
                return Refusal(error.mistakes)

        return audit


def _begin_anew(
    files: Sequence[str], options: CheckOptions, parts: Parts, ahead: Ahead | None
) -> Begin:
    return Begin(files, options, parts, PackShelf(parts, options.packs), ahead)


class _Desk:
    """Audits one file after another, and writes ahead what reports will say of it."""

    def __init__(
        self,
        shelf: PackShelf,
        options: CheckOptions,
        parts: Parts,
        ahead: Ahead | None,
    ) -> None:
        self._shelf = shelf
        self._options = options
        self._parts = parts
        self._writers = () if ahead is None else list_writers(ahead.plans)
        self._keeper = None if ahead is None else ahead.keeper
        self._packs = dict(options.packs_by_path)

    def audit_file(self, path: str, number: int) -> Parcel:
        """Audit a file and pack what is needed of it; what lasts is kept at once."""
        (source,) = iterate_sources((path,), self._options, self._parts)
        if isinstance(source, ReadingError):
            return pack_audit(describe_unreadable(source))
        if self._keeper is not None and is_remote(path):  # what it says is known only now
            known = self._keeper.find(path, source.sha256)
            if known is not None:
                return known
        rule_pack, reason = self._shelf.find_pack(source, self._packs.get(path))
        audit = self._parts.audit_document(source, rule_pack, self._options)
        notes = tuple(f"auditor: {path}: {limit}" for limit in source.unenforced)
        lasts = not (source.incomplete or source.unenforced or audit.rule_failures)
        parcel = self._pack(name_reason(audit, reason), rule_pack, number)
        parcel = parcel._replace(notes=notes, lasts=lasts)
        if self._keeper is not None:
            self._keeper.keep(path, parcel)
        return parcel

    def _pack(self, audit: Audit, rule_pack: RulePack, number: int) -> Parcel:
        keeper = self._keeper
        if keeper is None:
            return pack_audit(audit)
        parcel = pack_audit(_slim(audit, rule_pack) if keeper.wants_rows else audit)
        if not (self._writers or keeper.wants_rows):
            return parcel
        alone = self._judge_alone(audit.facts, rule_pack)
        told = b"" if alone is None else render_plain(alone)
        name = name_audit(parcel.packed, audit.path, told)
        whole = _add_alone(audit, alone)
        rows = (name, _render_rows(whole, number + 1)) if keeper.wants_rows else None
        return parcel._replace(
            texts=write_texts(whole, self._writers, name, keeper.program), rows=rows
        )

    def _judge_alone(self, facts: DocumentFacts | None, rule_pack: RulePack) -> SetVerdicts | None:
        """Find what sets say of a document that meets no other: why their rules do not apply."""
        if facts is None:
            return None
        from auditor.engine.sets import judge_sets  # noqa: PLC0415 - a run without sets needs none
        from auditor.engine.settings import Settings  # noqa: PLC0415 - same

        settings = Settings(select=self._options.select, ignore=self._options.ignore)
        verdicts = judge_sets([facts], lambda _: rule_pack, settings, compares=self._options.sets)
        return verdicts.get(0)


def _add_alone(audit: Audit, alone: SetVerdicts | None) -> Audit:
    if alone is None:
        return audit
    from auditor.engine.sets import add_verdicts  # noqa: PLC0415 - a run without sets needs none

    return add_verdicts(audit, alone)


def _slim(audit: Audit, rule_pack: RulePack) -> Audit:
    from auditor.engine.slimming import slim_audit  # noqa: PLC0415 - only a store needs it here

    return slim_audit(audit, rule_pack.rules)


def _render_rows(audit: Audit, number: int) -> bytes:
    from auditor.store.row_texts import pack_rows, render_rows  # noqa: PLC0415 - few runs need it

    return zlib.compress(pack_rows(render_rows(audit, number)), _FAST)


def pack_audit(audit: Audit) -> Parcel:
    """Pack an audit."""
    packed = zlib.compress(render_plain(replace(audit, facts=None)), _FAST)
    return Parcel(brief=brief_audit(audit), facts=audit.facts, packed=packed)


def unpack_audit(packed: bytes) -> Audit:
    """Unpack an audit. Raises MalformedValueError or zlib.error for what none is."""
    return parse_plain(zlib.decompress(packed), Audit)
