"""The audits of a run as they come in, and the series that reports read them from."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.cli.many.ahead import name_audit
from auditor.cli.many.auditing import Parcel, unpack_audit
from auditor.cli.many.facts import KeptFacts
from auditor.cli.many.spill import Spill
from auditor.finding import Audit
from auditor.finding.brief import Brief, RuleCount, brief_audit, count_findings
from auditor.finding.plain import parse_plain, render_plain
from auditor.finding.series import RowDraft
from auditor.finding.set_verdicts import SetVerdicts

if TYPE_CHECKING:
    from auditor.budget.facts import DocumentFacts
    from auditor.cli.many.ahead import Text

    Change = Callable[[Audit, SetVerdicts | None], Audit]
    Accept = Callable[[int, Audit], Audit]
    _Kept = tuple[bytes, tuple[int, int]]  # a name, and where the text of that name is


class Harvest:
    """Audits by the number of their document; all but their briefs and facts are on disk."""

    def __init__(self, count: int) -> None:
        """Expect the audits of so many documents."""
        self._briefs: list[Brief | None] = [None] * count
        self._facts: list[DocumentFacts | None] = [None] * count
        self._packed = [(0, 0)] * count
        self._shared: dict[RuleCount, RuleCount] = {}
        self._places = [(0, 0)] * count
        self._lasting = [False] * count
        self._texts: dict[int, tuple[_Kept, ...]] = {}
        self._rows: dict[int, _Kept] = {}
        self._spill = Spill()
        self._verdicts: dict[int, tuple[int, int]] = {}
        self._change: Change | None = None
        self._accepted: set[int] = set()
        self._accept: Accept | None = None

    def add(self, number: int, parcel: Parcel) -> None:
        """Take an audit; the order in which they come does not matter."""
        self._briefs[number] = self._share(parcel.brief)
        if parcel.facts is not None:
            self._facts[number] = parcel.facts._replace(packed=b"")
            self._packed[number] = self._spill.add(parcel.facts.packed)
        self._places[number] = self._spill.add(parcel.packed)
        self._lasting[number] = parcel.lasts
        if parcel.texts:
            self._texts[number] = tuple(map(self._keep, parcel.texts))
        if parcel.rows is not None:
            self._rows[number] = self._keep(parcel.rows)

    def count(self) -> int:
        """Count the audits that have come in."""
        return sum(brief is not None for brief in self._briefs)

    def _keep(self, text: Text) -> _Kept:
        name, content = text
        return bytes.fromhex(name), self._spill.add(content)

    def find_rows(self, number: int) -> RowDraft | None:
        """Find what a store keeps of an audit, if it was written ahead."""
        if number not in self._rows:
            return None
        name, place = self._rows[number]
        is_final = self._name_audit(number) == name.hex()
        told = self._find_told(number)
        replaced = () if is_final or told is None else told.replaced
        return RowDraft(zlib.decompress(self._spill.read(place)), is_final, replaced)

    def find_text(self, number: int, name: str) -> bytes | None:
        """Find what was written of an audit ahead, if it is of that name."""
        wanted = bytes.fromhex(name)
        for known, place in self._texts.get(number, ()):
            if known == wanted:
                return self._spill.read(place)
        return None

    def take_facts(self) -> tuple[list[int], KeptFacts]:
        """Give away what sets need of each document that was read, with its number."""
        kept = KeptFacts(self._spill)
        numbers = []
        for number, facts in enumerate(self._facts):
            if facts is not None:
                numbers.append(number)
                kept.add(facts, self._packed[number])
        self._facts = []
        return numbers, kept

    def _share(self, brief: Brief) -> Brief:
        """Hold equal counts once: most documents break the same rules."""
        shared = self._shared.setdefault
        return brief._replace(counts=tuple(shared(one, one) for one in brief.counts))

    def load(self, number: int) -> Audit:
        """Read an audit."""
        brief = self._briefs[number]
        audit = unpack_audit(self._spill.read(self._places[number]))
        told = self._find_told(number)
        if told is not None and self._change is not None:
            audit = self._change(audit, told)
        if brief is not None:
            audit = replace(audit, path=brief.path)
        if number in self._accepted and self._accept is not None:
            audit = self._accept(number, audit)
        return audit

    def _find_told(self, number: int) -> SetVerdicts | None:
        place = self._verdicts.get(number)
        return None if place is None else parse_plain(self._spill.read(place), SetVerdicts)

    def change(self, verdicts: Mapping[int, SetVerdicts], change: Change) -> None:
        """Change audits whenever they are read: sets have something to say of them."""
        self._change = change
        for number, told in verdicts.items():
            self._verdicts[number] = self._spill.add(render_plain(told))
            brief = self._briefs[number]
            if told.outcomes or told.replaced or brief is None:
                self._briefs[number] = brief_audit(self.load(number))
            elif told.findings or told.failures:
                self._briefs[number] = _add_findings(brief, told)

    def name_audits(self) -> Iterator[str]:
        """Name each audit by all that it is made of; "" if findings of it are accepted."""
        return map(self._name_audit, range(len(self._briefs)))

    def _name_audit(self, number: int) -> str:
        brief = self._briefs[number]
        if number in self._accepted or brief is None:
            return ""
        told = self._spill.read(self._verdicts.get(number, (0, 0)))
        return name_audit(self._spill.read(self._places[number]), brief.path, told)

    def is_lasting(self, number: int) -> bool:
        """Say whether another run would come to the same audit."""
        return self._lasting[number]

    def append(self, parcel: Parcel) -> None:
        """Take an audit that stands behind those of the documents, and in no set."""
        self._briefs.append(parcel.brief)
        self._places.append(self._spill.add(parcel.packed))
        self._lasting.append(False)

    def accept(self, accept: Accept) -> None:
        """Change audits once more when they are read: findings of theirs are accepted."""
        for number in range(len(self._briefs)):
            audit = self.load(number)
            changed = accept(number, audit)
            if changed is not audit:
                self._accepted.add(number)
                self._briefs[number] = brief_audit(changed)
        self._accept = accept

    def list_briefs(self) -> tuple[Brief, ...]:
        """List the audits in short."""
        return tuple(brief for brief in self._briefs if brief is not None)


def _add_findings(brief: Brief, told: SetVerdicts) -> Brief:
    return brief._replace(
        counts=(*brief.counts, *count_findings(told.findings)),
        has_crashed=brief.has_crashed or bool(told.failures),
    )
