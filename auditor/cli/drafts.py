"""Drafts: what is written beside its place until it is whole. Knows no report."""

import os
from contextlib import suppress
from pathlib import Path

_SUFFIX = ".part"


def name_draft(folder: Path) -> Path:
    """Name the draft of this process in a folder, in short: that of its place may be long."""
    return folder / f".{os.getpid()}-{_name_machine()}{_SUFFIX}"


def remove_abandoned(folder: Path) -> None:
    """Remove drafts of processes of this machine that were killed: nobody will finish them."""
    if os.name != "posix":  # elsewhere to ask whether a process runs may end it
        return
    end = f"-{_name_machine()}{_SUFFIX}"
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") and entry.name.endswith(end):
                process = entry.name[1 : -len(end)]
                if process.isdecimal() and not _runs(int(process)):
                    _remove(entry)


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        import shutil  # noqa: PLC0415 - seldom, and it takes long to import

        shutil.rmtree(entry.path, ignore_errors=True)
        return
    with suppress(OSError):
        Path(entry.path).unlink()


def _runs(process: int) -> bool:
    """Say whether a process runs, whoever has started it."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _name_machine() -> str:
    """Name this machine: several may write into a folder of the network."""
    import zlib  # noqa: PLC0415 - a report on the screen needs none

    node = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{zlib.crc32(node.encode('utf-8', 'replace')):08x}"
