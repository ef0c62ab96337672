"""Keep one reading process: ask it, stop it at a limit, replace it when it is gone.

A file that makes it crash or hang costs that file alone. What is said of a file does not depend
on the files before it: where a process that has read others fails, a fresh one is asked again.
"""

import atexit
import contextlib
import hashlib
import os
import subprocess
import sys
import threading
from typing import NamedTuple

from auditor.errors import ReadingError
from auditor.reading.isolation.answers import Answer, MalformedAnswerError, parse_answer
from auditor.reading.isolation.frames import BrokenPipeFrameError, read_frame
from auditor.reading.isolation.platform_limits import stop_process, wait_measuring
from auditor.reading.isolation.refusals import (
    MALFORMED,
    UNLIMITED,
    UNSTARTED,
    describe_crash,
    describe_memory,
    describe_time,
)
from auditor.reading.isolation.requests import Request, write_request
from auditor.reading.source import Limits, Source

_GRACE = 1.0  # seconds
_SWOLLEN = 0.5  # of the limit: a library that wants as much again crashes, and is not damaged
_LONGEST_ANSWER = 500_000_000
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from auditor.reading.isolation.child import serve_requests; serve_requests()"
)


class _Failure(NamedTuple):
    """Why a process gave no answer; `is_final` if a fresh one is not asked."""

    reason: str
    is_final: bool = False


def read_isolated(container: str, content: bytes, shown: str, limits: Limits) -> Source:
    """Read a file's content in a process of its own; `container` is what it begins like.

    Raises ReadingError where the reader does, and where it crashes or exceeds a limit.
    """
    request = Request(container, content, shown, limits)
    try:
        answer = _ask_until_final(request)
    except OSError as error:
        raise ReadingError(shown, UNSTARTED) from error
    if isinstance(answer, _Failure):
        raise ReadingError(shown, answer.reason)
    if answer.source is None:
        raise answer.refusal or ReadingError(shown, MALFORMED)
    return answer.source if answer.is_limited else answer.source._replace(unenforced=(UNLIMITED,))


def start_reading(limits: Limits) -> None:
    """Start the reading process ahead of its first file, to save the time it takes to start."""
    with contextlib.suppress(OSError):
        _keep_child(limits)


def _ask_until_final(request: Request) -> Answer | _Failure:
    """Ask, and where a process fails that has read others before, ask a fresh one."""
    child = _keep_child(request.limits)
    was_fresh = child.is_fresh
    answer = _ask(child, request)
    if not was_fresh and not _abandoned and _deserves_another(answer):
        answer = _ask(_keep_child(request.limits), request)
    return answer


def _deserves_another(answer: Answer | _Failure) -> bool:
    return not answer.is_final if isinstance(answer, _Failure) else answer.is_spent


class _Child:
    """A reading process, and what is known of it."""

    def __init__(self, limits: Limits) -> None:
        self.memory_bytes = limits.memory_bytes
        self.owner = os.getpid()
        self.is_fresh = True
        self.is_late = False
        self.peak = 0
        is_debugging = bool(os.environ.get("AUDITOR_DEBUG"))
        self.process = subprocess.Popen(  # noqa: S603 - our own program, by the same interpreter
            [sys.executable, "-I", "-c", _START, *filter(os.path.isabs, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if is_debugging else subprocess.DEVNULL,
            start_new_session=True,  # what it starts itself is stopped with it
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def ask(self, request: Request) -> bytes:
        """Return the bytes of the answer; raises OSError, BrokenPipeFrameError if none comes."""
        self.is_fresh = False
        timer = threading.Timer(request.limits.seconds, self._stop_late)
        timer.start()
        try:
            if self.process.stdin is None or self.process.stdout is None:
                raise BrokenPipeFrameError
            write_request(self.process.stdin, request)
            return read_frame(self.process.stdout, _LONGEST_ANSWER)
        finally:
            timer.cancel()

    def stop(self) -> int:
        """End the process if it still runs, and return its exit status."""
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):  # what was not written is for nobody now
                if pipe is not None:
                    pipe.close()
        # Without pipes it ends by itself, and a crash keeps its own status.
        self.peak = wait_measuring(self.process, _GRACE)
        return self.process.returncode

    def _stop_late(self) -> None:
        self.is_late = True
        stop_process(self.process)


# The process that reads, if there is one, and those that belong to the process before a fork.
_kept: list[_Child] = []
_left_alone: list[_Child] = []
_abandoned: list[bool] = []  # not empty once the program ends


def _keep_child(limits: Limits) -> _Child:
    """Return the process that reads, started anew where there is none to go on with.

    One that a process before a fork has started is that process's, and is left alone.
    """
    if _kept and _kept[-1].owner != os.getpid():
        _left_alone.append(_kept.pop())
    if _kept and _kept[-1].memory_bytes != limits.memory_bytes:
        _stop_child()
    if not _kept:
        _kept.append(_Child(limits))
    return _kept[-1]


def _ask(child: _Child, request: Request) -> Answer | _Failure:
    """Return the answer; a process that has failed is not kept."""
    sha256 = hashlib.sha256(request.content).hexdigest()
    try:
        answer = parse_answer(child.ask(request), request.shown, sha256)
    except (OSError, BrokenPipeFrameError):
        status = _stop_child()
        if child.is_late:
            return _Failure(describe_time(request.limits), is_final=True)
        if child.peak > _SWOLLEN * request.limits.memory_bytes:
            return _Failure(describe_memory(request.limits))
        return _Failure(describe_crash(status, request.limits))
    except MalformedAnswerError:
        _stop_child()
        return _Failure(MALFORMED)
    if answer.is_spent or child.is_late:
        _stop_child()
    return answer


def _stop_child() -> int | None:
    """Stop the process that is kept, and return its exit status; None if there is none."""
    if not _kept or _kept[-1].owner != os.getpid():
        return None
    return _kept.pop().stop()


def abandon_reading() -> None:
    """Stop the process at once, and ask none again: what it has to say is for nobody now."""
    _abandoned.append(True)
    if _kept and _kept[-1].owner == os.getpid():
        stop_process(_kept[-1].process)
        _stop_child()


atexit.register(abandon_reading)
