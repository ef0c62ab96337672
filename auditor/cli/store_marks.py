"""Which runs a store held when a run began: so a resumed one knows whether it was kept already.

Knows no row of a store.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from auditor.cli.many.keys import hash_parts
from auditor.cli.many.places import drop_folder, drop_oldest, find_home_folder

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.cli.options import CheckOptions

_NAME = "after-run"


class StoreMark:
    """The number of the last run that the store held when this one began, kept on disk.

    Without it a run that was killed and one that has ended look alike when they are begun again
    with --resume: the store's last run says the same as this one.
    """

    def __init__(self, folder: Path | None, known: str | None, *, is_resumed: bool) -> None:
        """Keep the mark in a folder; `known` is what an interrupted run has left there."""
        self._folder = folder
        self._known = known
        self._is_resumed = is_resumed
        self.after: int | None = None

    def note(self, last: int) -> None:
        """Note the last run of the store, and which runs may be this one: those `after` it."""
        if self._known:
            self.after = int(self._known)
            return
        # Where nothing was left, the run that is to be continued has ended: it is the last one.
        after = last if self._known is not None else max(last - 1, 0)
        _write(self._folder, str(after))
        if self._is_resumed:
            self.after = after

    def drop(self) -> None:
        """Forget the mark: the run has ended, and is in the store."""
        if self._folder is not None:
            drop_folder(self._folder)


def open_mark(options: CheckOptions) -> StoreMark:
    """Begin the mark of a run, or find that of the interrupted one that is to be continued."""
    home = find_home_folder()
    if home is None:
        return StoreMark(None, None if options.resume else "", is_resumed=options.resume)
    store = os.path.realpath(options.store or "")
    folder = home / hash_parts(["store", os.getcwd(), store, *options.paths])[:32]  # noqa: PTH109 - as text
    if options.resume:
        return StoreMark(folder, _read(folder), is_resumed=True)
    _write(folder, "")  # before the store is opened, which takes its time
    drop_oldest(folder)
    return StoreMark(folder, "", is_resumed=False)


def _read(folder: Path) -> str | None:
    try:
        text = (folder / _NAME).read_text(encoding="ascii")
    except (OSError, ValueError):
        return None
    return text if text.isdigit() or not text else None


def _write(folder: Path | None, text: str) -> None:
    if folder is None:
        return
    draft = folder / f"{_NAME}.{os.getpid()}.part"
    with suppress(OSError):  # without it a resumed run takes an equal last one for itself
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_text(text, encoding="ascii")
        draft.replace(folder / _NAME)
