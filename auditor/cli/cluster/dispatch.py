"""Hand files out to nodes, in batches, and again where a worker or a node is lost.

Knows neither Ray nor what an answer says.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

LARGEST_BATCH = 16  # about a second of work: what a hand-over costs no longer counts
_BATCHES_PER_SLOT = 4  # so that no node is left with a long rest at the end

MOST_CRASHES = 3  # of a worker that had only this document
MOST_LOSSES = 10  # of nodes, which are nobody's fault, but must end too

Ticket = TypeVar("Ticket")
Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)


class WorkerLostError(Exception):
    """A batch has no answer: its worker ended, or with `is_node` the whole node."""

    def __init__(self, reason: str, *, is_node: bool) -> None:
        """Say why, and whether a node was lost, for which no document is to blame."""
        super().__init__(reason)
        self.reason = reason
        self.is_node = is_node


class Nodes(Protocol[Ticket, Answer_co]):
    """Where batches are audited."""

    def count_slots(self) -> int:
        """Return how many batches can be audited at once."""

    def submit(self, paths: Sequence[str]) -> Ticket:
        """Hand out a batch."""

    def wait(self, tickets: Sequence[Ticket]) -> Sequence[Ticket]:
        """Wait until batches are finished, well or not, and return them."""

    def fetch(self, ticket: Ticket) -> Sequence[Answer_co]:
        """Return an answer a file. Raises WorkerLostError."""


class Poisoned(NamedTuple):
    """No worker gave an answer for a file; the reason as `中文 / English`."""

    reason: str


class Batch(NamedTuple):
    """Files from `start` up to `stop`, and how often they were handed out in vain."""

    start: int
    stop: int
    crashes: int = 0
    losses: int = 0


class Dispatch(Generic[Ticket, Answer]):
    """The state of one run: what waits to be handed out, and what is with a node."""

    def __init__(self, files: Sequence[str], nodes: Nodes[Ticket, Answer]) -> None:
        """Take the files."""
        self._files = files
        self._nodes = nodes
        self._retries: deque[Batch] = deque()
        self._running: dict[Ticket, Batch] = {}
        self._handed_out = 0
        share = len(files) // (_BATCHES_PER_SLOT * max(1, nodes.count_slots()))
        self._size = max(1, min(LARGEST_BATCH, share))

    def iterate_answers(self) -> Iterator[tuple[int, Answer | Poisoned]]:
        """Yield the number of each file with its answer, as they come."""
        while True:
            self._hand_out()
            if not self._running:
                return
            for ticket in self._nodes.wait(tuple(self._running)):
                yield from self._take_answers(ticket)

    def _hand_out(self) -> None:
        """Give every slot a batch, and one to go on with."""
        slots = max(1, self._nodes.count_slots())
        while len(self._running) < 2 * slots:
            batch = self._find_batch()
            if batch is None:
                return
            self._running[self._nodes.submit(self._files[batch.start : batch.stop])] = batch

    def _find_batch(self) -> Batch | None:
        if self._retries:
            return self._retries.popleft()
        start = self._handed_out
        if start == len(self._files):
            return None
        self._handed_out = min(start + self._size, len(self._files))
        return Batch(start, self._handed_out)

    def _take_answers(self, ticket: Ticket) -> Iterator[tuple[int, Answer | Poisoned]]:
        batch = self._running.pop(ticket)
        try:
            answers = self._nodes.fetch(ticket)
        except WorkerLostError as lost:
            reason = self._retry(batch, lost)
            if reason:
                yield from ((one, Poisoned(reason)) for one in range(batch.start, batch.stop))
            return
        yield from zip(range(batch.start, batch.stop), answers, strict=True)

    def _retry(self, batch: Batch, lost: WorkerLostError) -> str:
        """Hand out again, file by file after a crash; or return why no more."""
        if lost.is_node:
            again = batch._replace(losses=batch.losses + 1)
        elif batch.stop - batch.start > 1:  # one of them did it; they are told apart
            singles = range(batch.start, batch.stop)
            self._retries.extend(Batch(one, one + 1, 0, batch.losses) for one in singles)
            return ""
        else:
            again = batch._replace(crashes=batch.crashes + 1)
        if again.crashes >= MOST_CRASHES:
            zh = f"审计此文件的进程 {again.crashes} 次意外终止"
            en = f"the process that audits this file ended unexpectedly, {again.crashes} times"
            return f"{zh}（{lost.reason}） / {en} ({lost.reason})"
        if again.losses >= MOST_LOSSES:
            zh = f"审计此文件的节点 {again.losses} 次失去联系"
            en = f"the node that audits this file was lost {again.losses} times"
            return f"{zh}（{lost.reason}） / {en} ({lost.reason})"
        self._retries.append(again)
        return ""
