"""Text that stands further down in a report than what comes after it, kept outside memory.

Knows no format. The file has no name where the system allows that, and is gone with the program.
"""

import tempfile
import weakref
from collections.abc import Iterator

from auditor.resources import find_spool_folder

_CHUNK = 100_000


class Spool:
    """A text that grows, and is read once when it is whole."""

    def __init__(self) -> None:
        """Begin with nothing."""
        folder = find_spool_folder()
        self._stream = tempfile.TemporaryFile(prefix="auditor-", dir=folder)  # noqa: SIM115 - as long as this
        weakref.finalize(self, self._stream.close)
        self.is_empty = True

    def add(self, text: str) -> None:
        """Add a text to the end."""
        self._stream.write(text.encode("utf-8", "surrogatepass"))
        self.is_empty = False

    def add_line(self, text: str) -> None:
        """Add a text without line ends, and a line end."""
        self.add(f"{text}\n")

    def iterate(self) -> Iterator[str]:
        """Yield all of it, in chunks."""
        self._stream.seek(0)
        rest = b""
        while chunk := self._stream.read(_CHUNK):
            whole, end, rest = (rest + chunk).rpartition(b"\n")
            yield (whole + end).decode("utf-8", "surrogatepass")
        yield rest.decode("utf-8", "surrogatepass")

    def iterate_lines(self) -> Iterator[str]:
        """Yield each line that was added, without its end."""
        self._stream.seek(0)
        for line in self._stream:
            yield line.decode("utf-8", "surrogatepass").removesuffix("\n")
