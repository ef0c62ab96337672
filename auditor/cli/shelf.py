"""The rule packs of one run: given by the user, or asked for by each document; loaded once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.cli.options import DEFAULT_PACKS
from auditor.finding import Bilingual
from auditor.finding.brief import brief_audits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.parts import Parts
    from auditor.finding import Audit
    from auditor.reading import Source
    from auditor.rulepack import RulePack


_ASSIGNED = Bilingual("名单指定", "the manifest says so")


class PackShelf:
    """Rule packs by the names that they were loaded by."""

    def __init__(self, parts: Parts, given: Sequence[str], *, examples: bool = False) -> None:
        """Take the packs that the user gave; none means that each document chooses its own."""
        self._parts = parts
        self._given = tuple(given)
        self._examples = examples
        self._loaded: dict[tuple[str, ...], RulePack] = {}

    @property
    def is_given(self) -> bool:
        """True if the user gave the packs."""
        return bool(self._given)

    def load(self, names: Sequence[str]) -> RulePack:
        """Load packs, the first time. Raises RulePackError."""
        key = tuple(names)
        if key not in self._loaded:
            self._loaded[key] = self._parts.load_packs(key, examples=self._examples)
        return self._loaded[key]

    def load_known(self) -> RulePack:
        """Load what names of rules can be looked up in: the given packs, else every shipped one.

        Raises RulePackError.
        """
        if self._given:
            return self.load(self._given)
        return self._parts.join_packs([self.load([name]) for name in self._parts.list_packs()])

    def find_pack(
        self, source: Source, assigned: str | None = None
    ) -> tuple[RulePack, Bilingual | None]:
        """Find the packs for a document, and why where it chose. Raises RulePackError.

        `assigned` is the pack that a manifest gives to it.
        """
        if assigned is not None:
            return self.load((assigned,)), _ASSIGNED
        if self._given:
            return self.load(self._given), None
        choice = self._parts.choose_pack(source.text)
        return self.load(choice.names), choice.reason

    def find_named(self, name: str) -> RulePack:
        """Find the packs that a document has, by the last one's name. Raises RulePackError."""
        given = self.load(self._given) if self._given else None
        if given is not None and given.packs[-1].name == name:
            return given
        return self.load((name,))

    def join_used(self, audits: Sequence[Audit]) -> RulePack:
        """Join the packs by which the audits were made. Raises RulePackError."""
        if self._given:
            return self.load(self._given)
        names = dict.fromkeys(brief.pack for brief in brief_audits(audits) if brief.pack)
        packs = [self.load([name]) for name in names or DEFAULT_PACKS]
        return self._parts.join_packs(packs)


def name_reason(audit: Audit, reason: Bilingual | None) -> Audit:
    """Say of the last pack, which extends the others, why the document chose it."""
    if reason is None or not audit.packs_chosen:
        return audit
    *others, (name, _) = audit.packs_chosen
    return replace(audit, packs_chosen=(*others, (name, reason)))
