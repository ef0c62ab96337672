"""Byte strings on disk, by number, for the time of a run. Knows nothing of what they are."""

import os
import tempfile
import weakref
from contextlib import suppress
from typing import IO

from auditor.cli.errors import UsageError
from auditor.resources import find_spool_folder


class Spill:
    """A file without a name that grows; it is gone with the program, however that ends."""

    def __init__(self) -> None:
        """Begin an empty file in the system's folder for such files."""
        self._folder = find_spool_folder() or tempfile.gettempdir()
        self._stream = tempfile.TemporaryFile(prefix="auditor-", dir=self._folder)  # noqa: SIM115 - as long as this
        weakref.finalize(self, _close, self._stream)
        self._end = 0

    def add(self, content: bytes) -> tuple[int, int]:
        """Keep a byte string; returns the place by which it is read again.

        Raises UsageError where there is no room.
        """
        try:
            self._stream.seek(self._end)
            self._stream.write(content)
            self._stream.flush()
        except OSError as fault:
            zh, en = (
                "临时文件写不下；可用 TMPDIR 指定另一文件夹",
                "no room for temporary files; set TMPDIR",
            )
            message = f"{self._folder}: {zh} / {en}: {fault.strerror or fault}"
            raise UsageError(message) from fault
        place = (self._end, len(content))
        self._end += len(content)
        return place

    def read(self, place: tuple[int, int]) -> bytes:
        """Read what was kept at a place."""
        start, length = place
        if hasattr(os, "pread"):  # forks of this process share its place in the file
            return os.pread(self._stream.fileno(), length, start)
        self._stream.seek(start)
        return self._stream.read(length)


def _close(stream: IO[bytes]) -> None:
    with suppress(OSError):  # the disk was full, and what is left cannot be written
        stream.close()
