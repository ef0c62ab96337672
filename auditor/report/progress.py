"""How far a run is: a bar with rate and remaining time on a screen, now and then a line in a log.

Standard error only, and never part of a report: it knows the clock.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from auditor.report.escaping import escape_path

Advance = Callable[[str], None]
_BETWEEN_LINES = 10.0  # seconds
_BETWEEN_FRAMES = 0.1  # seconds
_EARLY = 50  # before this part of the documents is done, nothing can be said of what is left
_BAR = 16  # cells
_NAME = 12  # characters of a file's name that fit beside the rest


@contextmanager
def open_progress(count: int, language: str, task: str = "") -> Iterator[Advance]:
    """Open the display of a run over so many documents; call what it gives after each of them.

    `task` says what is done to them, where that is not the audit.
    """
    if count < 2:
        yield _say_nothing
    elif sys.stderr.isatty():
        with _open_bar(count, language, task) as advance:
            yield advance
    else:
        yield _LogLines(count, language, task).advance


def _say_nothing(_path: str) -> None:
    """Say nothing of a single document."""


class _LogLines:
    """Lines for a log, one each ten seconds: a short run has none."""

    def __init__(self, count: int, language: str, task: str) -> None:
        self._task = f"{task} " if task else ""
        self._count = count
        self._language = language
        self._done = 0
        self._start = self._last = time.monotonic()

    def advance(self, _path: str) -> None:
        """Count a document."""
        self._done += 1
        now = time.monotonic()
        if now - self._last < _BETWEEN_LINES:
            return
        self._last = now
        sys.stderr.write(f"{self._describe(now - self._start)}\n")
        sys.stderr.flush()

    def _describe(self, seconds: float) -> str:
        rate = self._done / seconds
        left = round((self._count - self._done) / rate)
        minutes = f"{left // 3600}:{left // 60 % 60:02}:{left % 60:02}"
        is_early = self._done * _EARLY < self._count
        known = f"{self._task}[{self._done}/{self._count}] {rate:.1f}"
        if self._language == "en":
            return f"{known} documents/s" + ("" if is_early else f", {minutes} left")
        return f"{known} 份/秒" + ("" if is_early else f"，剩余 {minutes}")


@contextmanager
def _open_bar(count: int, language: str, task_name: str) -> Iterator[Advance]:
    from rich.console import Console  # noqa: PLC0415 - only a person who watches needs it
    from rich.progress import (  # noqa: PLC0415 - same
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    per_second = "documents/s" if language == "en" else "份/秒"
    progress = Progress(
        *((TextColumn(task_name, markup=False),) if task_name else ()),
        BarColumn(bar_width=_BAR),
        MofNCompleteColumn(),
        TextColumn(f"{{task.fields[rate]:.1f}} {per_second}", markup=False),
        TimeRemainingColumn(),
        TextColumn("{task.fields[path]}", markup=False),
        console=Console(file=sys.stderr, emoji=False, markup=False, highlight=False),
        auto_refresh=False,  # a thread would be about when further processes are forked
        transient=True,
    )
    with progress:
        start = last = time.monotonic()
        task = progress.add_task("", total=count, path="", rate=0.0)
        done = 0

        def advance(path: str) -> None:
            nonlocal last, done
            done += 1
            now = time.monotonic()
            if now - last < _BETWEEN_FRAMES and done < count:
                return
            last = now
            rate = done / max(now - start, _BETWEEN_FRAMES)
            name = escape_path(path).rpartition("/")[2][-_NAME:]
            progress.update(task, completed=done, path=name, rate=rate)
            progress.refresh()

        yield advance
