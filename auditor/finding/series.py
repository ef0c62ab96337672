"""Audits that are kept outside memory, each read when it is asked for. Knows no disk."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from auditor.finding.audit import Audit
from auditor.location import Location

if TYPE_CHECKING:
    from auditor.finding.brief import Brief


class RowDraft(NamedTuple):
    """What a store keeps of an audit, packed as it was written by whoever made the audit.

    It `is_final` if nothing was added to the audit since; `replaced` are the rules and places of
    which other documents have said something else.
    """

    packed: bytes
    is_final: bool
    replaced: tuple[tuple[str, Location], ...] = ()


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
    def find_rows(self, number: int) -> RowDraft | None:
        """Find what a store keeps of an audit; None where only the audit tells."""

    @abstractmethod
    def change(self, change: Callable[[int, Audit], Audit]) -> None:
        """Read every audit once, and change it from now on whenever it is read."""

    @abstractmethod
    def map_contents(self, write: Callable[[Audit], bytes], name: str) -> Iterator[bytes]:
        """Yield what a function writes of each audit, in their order.

        `name` tells what it follows from beside the audit: what has that name may have been
        kept from an earlier run. It may be written in other processes.
        """

    def map_texts(self, write: Callable[[Audit], str], name: str) -> Iterator[str]:
        """Yield the text that a function writes of each audit, as map_contents does."""

        def write_exactly(audit: Audit) -> bytes:
            return write(audit).encode("utf-8", "surrogatepass")

        for content in self.map_contents(write_exactly, name):
            yield content.decode("utf-8", "surrogatepass")

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
