"""Byte strings on disk, by number, for the time of a run. Knows nothing of what they are."""

import os
import tempfile
import weakref


class Spill:
    """A file without a name that grows; it is gone with the program, however that ends."""

    def __init__(self) -> None:
        """Begin an empty file in the system's folder for such files."""
        self._stream = tempfile.TemporaryFile(prefix="auditor-")  # noqa: SIM115 - as long as this
        weakref.finalize(self, self._stream.close)
        self._end = 0

    def add(self, content: bytes) -> tuple[int, int]:
        """Keep a byte string; returns the place by which it is read again."""
        self._stream.seek(self._end)
        self._stream.write(content)
        self._stream.flush()
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
