"""Where an interrupted run leaves what it has done: a folder of this user, for this run alone."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.many.keys import hash_parts

if TYPE_CHECKING:
    from auditor.cli.options import CheckOptions

_MOST = 16  # runs that were never taken up again


def find_unfinished_folder(options: CheckOptions, common: str) -> Path | None:
    """Find the folder of a run with these options; None where the user has no folder.

    The same command in the same place has the same folder, as long as program, packs and
    settings are the same.
    """
    home = find_home_folder()
    if home is None:
        return None
    name = hash_parts([common, os.getcwd(), *options.paths])  # noqa: PTH109 - as text
    return home / name[:32]


def find_home_folder() -> Path | None:
    """Find the folder in which interrupted runs leave theirs; None where the user has none."""
    place = _find_cache_folder()
    return None if place is None else place / "auditor" / "unfinished"


def drop_folder(folder: Path) -> None:
    """Remove the folder of a run that has ended, or that is begun anew."""
    shutil.rmtree(folder, ignore_errors=True)


def drop_oldest(folder: Path) -> None:
    """Keep the folders of unfinished runs few."""
    with contextlib.suppress(OSError):
        others = [one for one in folder.parent.iterdir() if one != folder]
        others.sort(key=lambda one: one.stat().st_mtime, reverse=True)
        for old in others[_MOST:]:
            drop_folder(old)


def _find_cache_folder() -> Path | None:
    if sys.platform == "win32":
        named = os.environ.get("LOCALAPPDATA", "")
    else:
        named = os.environ.get("XDG_CACHE_HOME", "")
    if named:
        return Path(named) if os.path.isabs(named) else None  # noqa: PTH117 - as text
    home = os.path.expanduser("~")  # noqa: PTH111 - pathlib's raises where there is none
    return Path(home) / ".cache" if os.path.isabs(home) else None  # noqa: PTH117 - as text
