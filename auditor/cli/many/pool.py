"""Processes that each do one task at a time, and are replaced when they die. Knows no document.

A task during which a process dies is given to a fresh one once; if that dies too, it is the
task, and whoever waits for it is told. No other task is lost.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections import deque
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

    Work = Callable[[Any], Any]

MOST_JOBS = 60  # Windows waits for 61 processes at most
_GRACE = 2.0  # seconds


def count_cores() -> int:
    """Count the cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Say whether a process begins as a copy of this one, with all that is loaded."""
    return sys.platform == "linux"


class Death(NamedTuple):
    """What is known of a task that killed two processes: a negative status is a signal's."""

    status: int | None


class _Seat:
    """A process, the end of its pipe, and the task that it is at."""

    def __init__(self, begin: Callable[[], Work], taken: Sequence[_Seat]) -> None:
        # A fork shares what is loaded; elsewhere, and with threads about, it is not safe.
        method = "fork" if can_fork() else "spawn"
        context: Any = multiprocessing.get_context(method)
        self.end, other = context.Pipe()
        inherited = [self.end, *(seat.end for seat in taken)] if method == "fork" else []
        self.process = context.Process(target=_serve, args=(other, inherited, begin), daemon=True)
        self.process.start()
        other.close()
        self.task: Any = None
        self.is_busy = False

    def give(self, task: object) -> None:
        """Send a task; that the process is gone is seen when its answer is awaited."""
        self.task, self.is_busy = task, True
        with contextlib.suppress(OSError):
            self.end.send(task)

    def dismiss(self) -> int | None:
        """Wait for a process that has gone, or will now; return its exit status."""
        self.end.close()
        self.process.join(_GRACE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        status: int | None = self.process.exitcode
        return status


def run_tasks(
    tasks: Iterable[Any], jobs: int, begin: Callable[[], Work]
) -> Iterator[tuple[Any, Any]]:
    """Yield each task with its result or its Death, as they come.

    `begin` is called once in each process and returns the function that does a task.
    """
    left = iter(tasks)
    again: deque[Any] = deque()
    tried: set[Any] = set()
    seats: list[_Seat] = []
    try:
        while True:
            for seat in [*seats, *[None] * (jobs - len(seats))]:
                if seat is not None and seat.is_busy:
                    continue
                if not again and (task := next(left, None)) is not None:
                    again.append(task)
                if not again:
                    break
                if seat is None:
                    seat = _Seat(begin, seats)  # noqa: PLW2901 - an empty place is taken
                    seats.append(seat)
                seat.give(again.popleft())
            busy = {seat.end: seat for seat in seats if seat.is_busy}
            if not busy:
                return
            for end in wait(list(busy)):
                seat = busy[end]
                try:
                    result = seat.end.recv()
                except (EOFError, OSError):
                    seats.remove(seat)
                    status = seat.dismiss()
                    if seat.task in tried:
                        yield seat.task, Death(status)
                    else:
                        tried.add(seat.task)
                        again.append(seat.task)
                    continue
                seat.is_busy = False
                yield seat.task, result
    finally:
        _dismiss_all(seats)


def _dismiss_all(seats: Sequence[_Seat]) -> None:
    for seat in seats:
        if seat.is_busy:
            seat.process.terminate()
    for seat in seats:
        seat.end.close()
    for seat in seats:
        seat.dismiss()


def _serve(end: Connection[Any, Any], inherited: Sequence[Any], begin: Callable[[], Work]) -> None:
    """Do tasks until nobody sends any more."""
    for other in inherited:  # else nobody here would notice that the first process has gone
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it too, and decides
    signal.signal(signal.SIGTERM, _leave)
    if not os.environ.get("AUDITOR_DEBUG"):
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
    work = begin()
    while True:
        try:
            task = end.recv()
        except (EOFError, OSError):
            return
        result = work(task)
        try:
            end.send(result)
        except OSError:
            return


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(0)
