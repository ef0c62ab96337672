"""Keep a run in a store: refused before a long audit where that cannot be. Renders nothing."""

from __future__ import annotations

import atexit
import gc
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError
from auditor.cli.notes import write_note

if TYPE_CHECKING:
    from auditor.cli.store_marks import StoreMark
    from auditor.report.run import Run

_INSTALL = 'pip install "auditor[store]"'


def require_database() -> None:
    """Raise UsageError where the library of the store is not installed."""
    if find_spec("duckdb") is None:
        raise UsageError(f"--store: 需要另装的扩展 / needs an extra: {_INSTALL}")


def prepare_store(path: str, mark: StoreMark, language: str) -> None:
    """Make the store if it is not there, and mark its last run.

    Raises UsageError or StoreError.
    """
    require_database()
    from auditor.store import require_store  # noqa: PLC0415 - few runs need it

    # The library complains at the end of what the run has kept from the garbage collector.
    atexit.register(gc.unfreeze)
    mark.note(require_store(path, partial(_say_waiting, path, language)))


def keep_run(path: str, run: Run, label: str, after: int | None) -> None:
    """Append a run to a store and say its number, unless it is there already.

    That is so where a run of the same content follows the one of number `after`; None: it never
    is. Raises StoreError.
    """
    from auditor.store import append_run  # noqa: PLC0415 - few runs need it

    language = run.settings.language
    wait = partial(_say_waiting, path, language)
    number = append_run(path, run, label=label, after=after, wait=wait)
    is_chinese = language == "zh"
    if number is None:
        said = "这次运行已在数据库中" if is_chinese else "this run is in the store already"
    elif is_chinese:
        said = f"已存入数据库，第 {number} 次运行"
    else:
        said = f"kept in the store as run {number}"
    write_note(f"{said}: {path}")


def _say_waiting(path: str, language: str) -> None:
    zh, en = "数据库正被另一程序使用，等待中", "the store is in use by another program, waiting"
    write_note(f"{zh if language == 'zh' else en}: {path}")
