"""What reading gives: the text of one file with its origin. Knows nothing of how it was read."""

from typing import NamedTuple

from auditor.errors import ReadingError

_MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """How much is read at most, in bytes and pages; anything larger is refused by name."""

    text_bytes: int = 10 * _MEGABYTE
    pdf_bytes: int = 100 * _MEGABYTE
    pdf_pages: int = 2_000


DEFAULT_LIMITS = Limits()


class Source(NamedTuple):
    """The tabular text of one file (docs/tabular-text.md) and where each line comes from.

    `path` is as given, with `/`; `sha256` is that of the file's bytes. `pages` has the page
    (from 1) of each line and `sheets` the sheet, `()` where a file has none. `incomplete` names
    the pages that could not be read.
    """

    path: str
    text: str
    sha256: str
    pages: tuple[int, ...] = ()
    sheets: tuple[str, ...] = ()
    incomplete: tuple[ReadingError, ...] = ()
