"""Open one file, on this machine or behind a URL, for its bytes. Knows no format and no limit."""

import os
import re
import stat
from pathlib import Path
from typing import BinaryIO, NamedTuple

from auditor.errors import ReadingError

# Two letters at least: `C://` is a drive.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class OpenFile(NamedTuple):
    """A stream of bytes and how many it has; 0 where the storage does not say."""

    stream: BinaryIO
    size: int


def is_remote(path: str) -> bool:
    """Say whether a path is a URL such as `s3://` or `hdfs://`, for fsspec to open."""
    return _URL.match(path) is not None


def open_file(path: str, shown: str) -> OpenFile:
    """Open a file; the caller closes the stream. Raises ReadingError and OSError."""
    if is_remote(path):
        from auditor.reading.remote import open_remote  # noqa: PLC0415 - few runs need it

        return OpenFile(*open_remote(path))
    mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        raise ReadingError(shown, "是文件夹，不是文件 / a folder, not a file")
    if not stat.S_ISREG(mode):
        raise ReadingError(shown, "不是普通文件 / not a regular file")
    stream = Path(path).open("rb")  # noqa: SIM115 - the caller closes it
    return OpenFile(stream, os.fstat(stream.fileno()).st_size)
