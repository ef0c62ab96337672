"""Bind a process to its memory. The only module that knows one platform from another."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

_CRASH_QUIETLY = 0x0001 | 0x0002  # no box on the screen that waits for a click
_PROCESS_MEMORY = 0x0100
_KIBIBYTE = 1024
_KILL_ON_CLOSE = 0x2000  # what the process has started ends with it
_EXTENDED_LIMITS = 9


def limit_memory(most: int) -> bool:
    """Keep this process to that many bytes of memory; say whether the platform does so."""
    if sys.platform == "win32":
        return _limit_windows(most)
    if sys.platform == "darwin":  # takes the limit and does not enforce it
        return False
    return _limit_posix(most)


def end_late(seconds: int) -> None:
    """End this process after so many seconds, whatever it is at then; 0: never."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def lift_memory_limit() -> None:
    """Take the limit off again, for a program that this process starts and that has its own."""
    if sys.platform not in ("win32", "darwin"):
        import resource  # noqa: PLC0415 - not on Windows

        _, hardest = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hardest, hardest))


def wait_measuring(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Wait for a process that is about to end, and stop it if it does not.

    Returns the most memory that it held at once, in bytes, 0 where the platform does not say or
    it was less than this process has held.
    """
    if sys.platform == "win32":
        return _wait_windows(process, seconds)
    import threading  # noqa: PLC0415 - the process that reads needs none

    timer = threading.Timer(seconds, stop_process, (process,))
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except ChildProcessError:  # it was waited for already
        process.wait()
        return 0
    finally:
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if usage.ru_maxrss <= _measure_own_peak():  # a process is born with what its parent held
        return 0
    return usage.ru_maxrss if sys.platform == "darwin" else usage.ru_maxrss * _KIBIBYTE


def stop_process(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that leads its own session, and all that it has started."""
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except OSError:  # it has just ended
        process.kill()


def _measure_own_peak() -> int:
    """Return the most memory that this process held at once, in the unit of its system."""
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _wait_windows(process: subprocess.Popen[bytes], seconds: float) -> int:
    import subprocess  # noqa: PLC0415 - the process that reads starts none

    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        stop_process(process)
        process.wait()
    return 0


def _limit_posix(most: int) -> bool:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ModuleNotFoundError:
        return False
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hardest = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, hardest))
    except (OSError, ValueError):  # a lower limit is set already, or none can be
        return False
    return True


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of the Windows interface."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of the Windows interface."""

    _fields_ = (
        ("basic", _Basic),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def _limit_windows(most: int) -> bool:
    """Put this process into a job of its own; the system closes the job with the process."""
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.SetErrorMode(_CRASH_QUIETLY)
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = _Extended()
    limits.basic.flags = _PROCESS_MEMORY | _KILL_ON_CLOSE
    limits.process_memory = most
    is_set = kernel.SetInformationJobObject(
        job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
    )
    this = ctypes.c_void_p(kernel.GetCurrentProcess())
    return bool(job and is_set and kernel.AssignProcessToJobObject(job, this))
