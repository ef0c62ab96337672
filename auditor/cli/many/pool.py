"""Processes that each do one task at a time, and are replaced when they die. Knows no document.

A task during which a process dies is given to a fresh one once; if that dies too, it is the
task, and whoever waits for it is told. No other task is lost.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

    Work = Callable[[Any], Any]

MOST_JOBS = 60  # Windows waits for 61 processes at most
_GRACE = 2.0  # seconds
_MOMENT = 0.05  # seconds
# By every process of a terminal: the keyboard, and that it was closed.
_HEARD_BY_ALL = [getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]


def count_cores() -> int:
    """Count the cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Say whether a process begins as a copy of this one, with all that is loaded."""
    return sys.platform == "linux"


class Death(NamedTuple):
    """What is known of a task that killed two processes: a negative status is a signal's.

    One that is not done in its time is ended by us and not tried again: `is_late`.
    """

    status: int | None
    is_late: bool = False


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
        self.given = 0.0

    def give(self, task: object) -> None:
        """Send a task; that the process is gone is seen when its answer is awaited."""
        self.task, self.is_busy, self.given = task, True, time.monotonic()
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
    tasks: Iterable[Any], jobs: int, begin: Callable[[], Work], seconds: float = math.inf
) -> Iterator[tuple[Any, Any]]:
    """Yield each task with its result or its Death, as they come.

    `begin` is called once in each process and returns the function that does a task, which may
    take so many seconds.
    """
    crew = _Crew(tasks, jobs, begin, seconds)
    try:
        while crew.hand_out():
            yield from crew.collect()
    finally:
        crew.dismiss()


class _Crew:
    """The processes at work on some tasks."""

    def __init__(
        self, tasks: Iterable[Any], jobs: int, begin: Callable[[], Work], seconds: float
    ) -> None:
        self._left = iter(tasks)
        self._again: deque[Any] = deque()
        self._tried: set[Any] = set()
        self._seats: list[_Seat] = []
        self._jobs = jobs
        self._begin = begin
        self._seconds = seconds

    def hand_out(self) -> bool:
        """Give idle processes tasks, and start those that are lacking; False if all is done."""
        seats = self._seats
        for seat in [*seats, *[None] * (self._jobs - len(seats))]:
            if seat is not None and seat.is_busy:
                continue
            if not self._again and (task := next(self._left, None)) is not None:
                self._again.append(task)
            if not self._again:
                break
            if seat is None:
                seat = _Seat(self._begin, seats)  # noqa: PLW2901 - an empty place is taken
                seats.append(seat)
            seat.give(self._again.popleft())
        return any(seat.is_busy for seat in seats)

    def collect(self) -> Iterator[tuple[Any, Any]]:
        """Wait until a process is done with its task, has died of it or takes too long."""
        busy = {seat.end: seat for seat in self._seats if seat.is_busy}
        for end in wait(list(busy), self._find_pause()):
            seat = busy[end]
            try:
                result = seat.end.recv()
            except (EOFError, OSError):
                yield from self._bury(seat)
                continue
            seat.is_busy = False
            yield seat.task, result
        latest = time.monotonic() - self._seconds
        for seat in [seat for seat in self._seats if seat.is_busy and seat.given < latest]:
            if not seat.end.poll():  # else it is done after all
                seat.process.kill()
                self._seats.remove(seat)
                yield seat.task, Death(seat.dismiss(), is_late=True)

    def _bury(self, seat: _Seat) -> Iterator[tuple[Any, Death]]:
        self._seats.remove(seat)
        status = seat.dismiss()
        if seat.task in self._tried:
            yield seat.task, Death(status)
        else:
            self._tried.add(seat.task)
            self._again.append(seat.task)

    def _find_pause(self) -> float | None:
        """Find how long to wait until the next task is late; None where none ever is."""
        if math.isinf(self._seconds):
            return None
        first = min(seat.given for seat in self._seats if seat.is_busy)
        return max(first + self._seconds - time.monotonic(), 0.0) + _MOMENT

    def dismiss(self) -> None:
        """End all processes, also in the midst of a task."""
        for seat in self._seats:
            if seat.is_busy:
                seat.process.terminate()
        for seat in self._seats:
            seat.end.close()
        for seat in self._seats:
            seat.dismiss()


def _serve(end: Connection[Any, Any], inherited: Sequence[Any], begin: Callable[[], Work]) -> None:
    """Do tasks until nobody sends any more."""
    for other in inherited:  # else nobody here would notice that the first process has gone
        other.close()
    for heard in _HEARD_BY_ALL:  # the first process hears it too, and decides
        signal.signal(heard, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    _watch_first_process()
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


def _watch_first_process() -> None:
    """End this process with the first one: in the midst of a document it would go on with it."""
    first = multiprocessing.parent_process()
    if first is not None:
        ends = [first.sentinel]
        threading.Thread(target=_leave_after, args=(ends,), daemon=True).start()


def _leave_after(ends: Sequence[int]) -> None:
    wait(ends)
    os._exit(1)


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(0)
