"""Files behind URLs, by fsspec: `s3://`, `hdfs://`, `file://`. Knows no format and no limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast
from urllib.parse import urlsplit

from auditor.errors import ReadingError

try:
    import fsspec
except ImportError:  # the extra is not installed
    fsspec = None

INSTALL = 'pip install "auditor[ray]"'


class RemoteFile(NamedTuple):
    """A name below a folder, as a URL."""

    path: str
    name: str


def open_remote(path: str) -> tuple[BinaryIO, int]:
    """Open a file for its bytes, and say how many it has, 0 if unknown. Raises ReadingError."""
    try:
        system, place = _find_system(path)
        if system.isdir(place):
            raise ReadingError(path, "是文件夹，不是文件 / a folder, not a file")
        stream = cast("BinaryIO", system.open(place, "rb"))
        return stream, int(system.size(place) or 0)
    except FileNotFoundError as error:
        raise ReadingError(path, "文件不存在 / no such file") from error
    except (OSError, ImportError, ValueError) as error:
        raise _refuse(path, error) from error


def is_remote_folder(path: str) -> bool:
    """Say whether a URL leads to a folder; False if to a file. Raises ReadingError."""
    try:
        system, place = _find_system(path)
        if system.isdir(place):
            return True
        if system.exists(place):
            return False
    except (OSError, ImportError, ValueError) as error:
        raise _refuse(path, error) from error
    raise ReadingError(path, "文件不存在 / no such file or folder")


def iterate_remote_files(folder: str) -> Iterator[RemoteFile]:
    """Yield the files below a folder, in the order of the names; hidden folders are passed over.

    Raises ReadingError.
    """
    try:
        system, place = _find_system(folder)
        yield from _walk(system, place, folder.rstrip("/"))
    except (OSError, ImportError, ValueError) as error:
        raise _refuse(folder, error) from error


def _walk(system: fsspec.AbstractFileSystem, place: str, shown: str) -> Iterator[RemoteFile]:
    entries = [entry for entry in system.ls(place, detail=True) if _find_name(entry)]
    for entry in sorted(entries, key=_find_name):
        name = _find_name(entry)
        if entry["name"].rstrip("/") == place:  # object stores list a folder's own mark
            continue
        if entry["type"] != "directory":
            yield RemoteFile(f"{shown}/{name}", name)
        elif not name.startswith("."):
            yield from _walk(system, f"{place}/{name}", f"{shown}/{name}")


def _find_name(entry: dict[str, str]) -> str:
    return entry["name"].rstrip("/").rpartition("/")[2]


def _find_system(path: str) -> tuple[fsspec.AbstractFileSystem, str]:
    if fsspec is None:
        zh, en = "读取网络存储需要另装的扩展", "reading from storage needs an extra"
        raise ReadingError(path, f"{zh}：{INSTALL} / {en}: {INSTALL}")
    if urlsplit(path).password:  # it would stand in every report
        zh, en = "网址中不得写密码", "a password must not stand in a path"
        raise ReadingError(path.replace(urlsplit(path).password or "", "…"), f"{zh} / {en}")
    system, place = fsspec.core.url_to_fs(path)
    return system, str(place).rstrip("/")


def _refuse(path: str, error: Exception) -> ReadingError:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return ReadingError(path, f"无法打开：{reason} / cannot be opened: {reason}")
