"""What an old Office file (a compound file) holds, by the names of its streams."""

import io
import struct

from xlrd.compdoc import CompDoc, CompDocError

from auditor.errors import ReadingError

_LOCKED = "文件有密码 / the file wants a password"
_DAMAGED = "文件已损坏 / the file is damaged"
_UNKNOWN = (
    "旧版 Office 格式中无法识别的文件，请另存为 .docx 或 .xlsx / "
    "an old Office file of an unknown kind; please save it as .docx or .xlsx"
)
_PRESENTATION = "演示文稿，不是预算文件 / a presentation, not a budget"
_FLAGS, _ENCRYPTED = 11, 0x01
# What the library raises for files that are not what they say: it checks little itself.
_BROKEN = (
    CompDocError,
    struct.error,
    AssertionError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    MemoryError,
    OverflowError,
    RecursionError,
)


def find_compound_kind(content: bytes, shown: str) -> str:
    """Find what a compound file holds: xls, legacy for what must be converted, or protected.

    Raises ReadingError for an encrypted or damaged file and for anything else.
    """
    names = _list_streams(content, shown)
    if "encryptedpackage" in names:
        return "protected"
    if "worddocument" in names and _is_locked(content):
        raise ReadingError(shown, _LOCKED)
    if "workbook" in names or "book" in names:
        return "xls"
    if "worddocument" in names:
        return "legacy"
    if "powerpoint document" in names:
        raise ReadingError(shown, _PRESENTATION)
    raise ReadingError(shown, _UNKNOWN)


def _is_locked(content: bytes) -> bool:
    """Say whether an old Word document is encrypted, as its first bytes tell (MS-DOC, FibBase)."""
    try:
        start = CompDoc(content, logfile=io.StringIO()).get_named_stream("WordDocument")
    except _BROKEN:
        return False
    return start is not None and len(start) > _FLAGS and bool(start[_FLAGS] & _ENCRYPTED)


def _list_streams(content: bytes, shown: str) -> frozenset[str]:
    """Return the names at the top of the file, not those inside embedded objects."""
    try:
        entries = CompDoc(content, logfile=io.StringIO()).dirlist
    except _BROKEN as error:
        raise ReadingError(shown, _DAMAGED) from error
    return frozenset(entry.name.lower() for entry in entries if entry.parent == 0)
