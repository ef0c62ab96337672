"""Keep a run in a store: refused before a long audit where that cannot be. Renders nothing."""

from __future__ import annotations

import atexit
import gc
from importlib.util import find_spec
from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError
from auditor.cli.notes import write_note

if TYPE_CHECKING:
    from auditor.report.run import Run

_INSTALL = 'pip install "auditor[store]"'


def require_database() -> None:
    """Raise UsageError where the library of the store is not installed."""
    if find_spec("duckdb") is None:
        raise UsageError(f"--store: 需要另装的扩展 / needs an extra: {_INSTALL}")


def prepare_store(path: str) -> None:
    """Make the store if it is not there. Raises UsageError or StoreError."""
    require_database()
    from auditor.store import require_store  # noqa: PLC0415 - few runs need it

    # The library complains at the end of what the run has kept from the garbage collector.
    atexit.register(gc.unfreeze)
    require_store(path)


def keep_run(path: str, run: Run, label: str, *, once: bool) -> None:
    """Append a run to a store and say its number. Raises StoreError."""
    from auditor.store import append_run  # noqa: PLC0415 - few runs need it

    number = append_run(path, run, label=label, once=once)
    is_chinese = run.settings.language == "zh"
    if number is None:
        said = "这次运行已在数据库中" if is_chinese else "this run is in the store already"
    elif is_chinese:
        said = f"已存入数据库，第 {number} 次运行"
    else:
        said = f"kept in the store as run {number}"
    write_note(f"{said}: {path}")
