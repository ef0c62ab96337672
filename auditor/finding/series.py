"""Audits that are kept outside memory, each read when it is asked for. Knows no disk."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

from auditor.finding.audit import Audit

if TYPE_CHECKING:
    from auditor.finding.brief import Brief


class AuditSeries(Sequence[Audit], ABC):
    """The audits of a run in the order of its documents: a sequence that reads them again."""

    @property
    @abstractmethod
    def briefs(self) -> tuple[Brief, ...]:
        """What is known of each audit without reading it."""

    @abstractmethod
    def load(self, number: int) -> Audit:
        """Read the audit of a number from 0."""

    @abstractmethod
    def change(self, change: Callable[[int, Audit], Audit]) -> None:
        """Read every audit once, and change it from now on whenever it is read."""

    @abstractmethod
    def map_texts(self, write: Callable[[Audit], str], name: str) -> Iterator[str]:
        """Yield the text that a function writes of each audit, in their order.

        `name` tells what the text follows from beside the audit: one of that name may have been
        kept from an earlier run. Texts may be written in other processes.
        """

    @abstractmethod
    def end(self) -> None:
        """Give up what only an interrupted run needs: every report is written."""

    def __len__(self) -> int:
        return len(self.briefs)

    @overload
    def __getitem__(self, number: int) -> Audit: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[Audit, ...]: ...

    def __getitem__(self, number: int | slice) -> Audit | tuple[Audit, ...]:
        chosen = range(len(self))[number]
        if isinstance(chosen, int):
            return self.load(chosen)
        return tuple(map(self.load, chosen))

    def __iter__(self) -> Iterator[Audit]:
        return map(self.load, range(len(self)))
