"""What reading gives: the text of one file with its origin. Knows nothing of how it was read."""

from typing import NamedTuple

from auditor.errors import ReadingError
from auditor.unseen import Unseen

_MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """How much is read at most, in bytes and pages; anything larger is refused by name.

    What a packed file may grow to is counted while it is unpacked: `unpacked_bytes` of all its
    parts, `unpacked_ratio` times its packed size; `nesting` is how deep tables may lie in tables.
    `seconds` and `memory_bytes` bind the process that reads a PDF or office file.
    """

    text_bytes: int = 10 * _MEGABYTE
    pdf_bytes: int = 200 * _MEGABYTE
    pdf_pages: int = 2_000
    office_bytes: int = 200 * _MEGABYTE
    unpacked_bytes: int = 500 * _MEGABYTE
    unpacked_ratio: int = 100
    nesting: int = 50
    seconds: int = 60
    memory_bytes: int = 1 << 30


DEFAULT_LIMITS = Limits()


class Source(NamedTuple):
    """The tabular text of one file (docs/tabular-text.md) and where each line comes from.

    `path` is as given, with `/`; `sha256` is that of the file's bytes. `pages` has the page
    (from 1) of each line and `sheets` the sheet, `()` where a file has none. `incomplete` names
    the pages that could not be read, `unseen` what the file carries beside its print.
    `unenforced` names, as `中文 / English`, each limit that the platform cannot enforce;
    `libraries` those of others by which the file was read.
    """

    path: str
    text: str
    sha256: str
    pages: tuple[int, ...] = ()
    sheets: tuple[str, ...] = ()
    incomplete: tuple[ReadingError, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    unenforced: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
