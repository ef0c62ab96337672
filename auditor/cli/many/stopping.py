"""A run that ends before its reports are written: told to, or unable to. Knows no document."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError
from auditor.cli.notes import write_note
from auditor.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ENDED_BY = 128  # the exit status of what a signal has ended is its number and this
_STOPPED = (
    "已中断；已完成 {done} 份，用 --resume 重新运行同一命令即可继续",
    "interrupted after {done} documents: the same command with --resume goes on from here",
)
_FAILED = (
    "已完成 {done} 份；排除下述原因后，用 --resume 重新运行同一命令即可继续",
    "{done} documents are done: once this is mended, the same command with --resume goes on:",
)


def end_in_order() -> None:
    """Let a request to end, or a closed terminal, end the run as the keyboard does.

    Drafts are then removed and processes ended. Who started the program may have said that it
    is to ignore such a signal; then it does.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> None:
    raise SystemExit(_ENDED_BY + number)


@contextmanager
def tell_how_to_go_on(language: str, count: Callable[[], int]) -> Iterator[None]:
    """Say, where a run ends early, that what is done is kept; `count` says how much that is."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        _write(_STOPPED, language, count())
        raise
    except (UsageError, StoreError):
        if done := count():
            _write(_FAILED, language, done)
        raise


def _write(said: tuple[str, str], language: str, done: int) -> None:
    zh, en = said
    write_note((zh if language == "zh" else en).format(done=done))
