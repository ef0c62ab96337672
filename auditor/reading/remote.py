"""Files behind URLs, by fsspec: `s3://`, `hdfs://`, `file://`. Knows no format and no limit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, NamedTuple, Self, cast
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
    with _refusing(path):
        system, place = _find_system(path)
        if system.isdir(place):
            raise ReadingError(path, "是文件夹，不是文件 / a folder, not a file")
        stream = _Stream(cast("BinaryIO", system.open(place, "rb")), path)
        return cast("BinaryIO", stream), int(system.size(place) or 0)


def is_remote_folder(path: str) -> bool:
    """Say whether a URL leads to a folder; False if to a file. Raises ReadingError."""
    with _refusing(path):
        system, place = _find_system(path)
        if system.isdir(place):
            return True
        if system.exists(place):
            return False
    raise ReadingError(path, "文件不存在 / no such file or folder")


def iterate_remote_files(folder: str) -> Iterator[RemoteFile]:
    """Yield the files below a folder, in the order of the names; hidden folders are passed over.

    Raises ReadingError.
    """
    with _refusing(folder):
        system, place = _find_system(folder)
        yield from _walk(system, place, folder.rstrip("/"))


class _Stream:
    """An open file, whose storage may also fail while it is read."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream = stream
        self._path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what there was to read is read
            self._stream.close()

    def read(self, count: int) -> bytes:
        with _refusing(self._path):
            return self._stream.read(count)


@contextmanager
def _refusing(path: str) -> Iterator[None]:
    """Raise ReadingError for whatever a storage's library raises: each has its own exceptions."""
    try:
        yield
    except ReadingError:
        raise
    except FileNotFoundError as error:
        raise ReadingError(path, "文件不存在 / no such file") from error
    except Exception as error:
        raise _refuse(path, error) from error


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
