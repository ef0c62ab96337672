"""What a report says of each document: written ahead, kept, or written by a pool of processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from auditor.cli.many.ahead import name_text
from auditor.cli.many.pool import MOST_JOBS, Death, can_fork, count_cores, run_tasks
from auditor.cli.many.spill import Spill

if TYPE_CHECKING:
    from auditor.cli.many.harvest import Harvest
    from auditor.cli.many.keeping import Keeper
    from auditor.finding import Audit

_FEW = 8  # documents that are written sooner than further processes are begun


class Texts:
    """The texts of a run's documents, in the order of the documents."""

    def __init__(self, harvest: Harvest, keeper: Keeper, jobs: int) -> None:
        """Take the audits, and where texts are kept; `jobs` is 0 for one process a core."""
        self._harvest = harvest
        self._keeper = keeper
        self._jobs = jobs or count_cores()

    def iterate(self, write: Callable[[Audit], bytes], name: str) -> Iterator[bytes]:
        """Yield what is written of each document; `name` tells all that it follows from but it."""
        program = self._keeper.program
        names = [one and name_text(name, one, program) for one in self._harvest.name_audits()]
        missing = [number for number, one in enumerate(names) if not self._is_there(number, one)]
        apart = self._write_apart(missing, write, names)
        spill, places, wanted = Spill(), dict[int, tuple[int, int]](), frozenset(missing)
        for number, one in enumerate(names):
            if number in wanted and number not in places:
                for known, text in apart:
                    places[known] = spill.add(text)
                    if known == number:
                        break
            if number in places:
                yield spill.read(places.pop(number))
            else:
                kept = self._find(number, one)
                yield self._write(number, write, one) if kept is None else kept

    def _is_there(self, number: int, name: str) -> bool:
        return bool(name) and (
            self._harvest.find_text(number, name) is not None or self._keeper.has_text(name)
        )

    def _find(self, number: int, name: str) -> bytes | None:
        if not name:
            return None
        ahead = self._harvest.find_text(number, name)
        return self._keeper.find_text(name) if ahead is None else ahead

    def _write_apart(
        self, numbers: list[int], write: Callable[[Audit], bytes], names: list[str]
    ) -> Iterator[tuple[int, bytes]]:
        """Yield texts that other processes write; those that are left are written here."""
        jobs = min(self._jobs, len(numbers) // _FEW, MOST_JOBS)
        if jobs < 2 or not can_fork():  # what is to be written cannot travel otherwise
            return
        load = self._harvest.load

        def begin() -> Callable[[int], bytes]:
            return lambda number: write(load(number))

        for number, text in run_tasks(numbers, jobs, begin):
            if not isinstance(text, Death):
                self._keep(number, names[number], text)
                yield number, text

    def _write(self, number: int, write: Callable[[Audit], bytes], name: str) -> bytes:
        text = write(self._harvest.load(number))
        self._keep(number, name, text)
        return text

    def _keep(self, number: int, name: str, text: bytes) -> None:
        if name and self._harvest.is_lasting(number):
            self._keeper.keep_text(name, text)
