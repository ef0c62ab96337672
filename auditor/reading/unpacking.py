"""Unpack zip files under limits that are counted, not believed. Knows no document format."""

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from auditor.errors import ReadingError
from auditor.reading.source import Limits

_PIECE = 1 << 16
_FREE = 1_000_000  # bytes that may grow at any ratio: small parts pack very well
_MOST_PARTS = 20_000
_LOCKED = 0x1
_DAMAGED = "文件已损坏 / the file is damaged"
_ENCRYPTED = "文件有密码 / the file wants a password"
_UNKNOWN = (
    "压缩包，不是可读的文档，请解压后审计其中的文件 / "
    "a zip archive, not a document that can be read; please unpack it and audit its files"
)
_MAIN_KINDS = (
    (b"wordprocessingml", "docx"),
    (b"ms-word.document.macroenabled", "docx"),
    (b"ms-word.template.macroenabled", "docx"),
    (b"ms-excel.sheet.binary", "legacy"),
    (b"spreadsheetml", "xlsx"),
    (b"ms-excel.sheet.macroenabled", "xlsx"),
    (b"ms-excel.template.macroenabled", "xlsx"),
)
_MAIN = re.compile(rb'ContentType="([^"]*\.main\+xml|[^"]*sheet\.binary\.[^"]*)"', re.IGNORECASE)
_MANIFEST = "META-INF/manifest.xml"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"


class Archive:
    """The parts of one zip file by name; counts what is unpacked and stops at the limits."""

    def __init__(self, content: bytes, shown: str, limits: Limits) -> None:
        """Open it; raises ReadingError if it is damaged or holds too many parts."""
        self.shown = shown
        self._packed = max(len(content), 1)
        self._limits = limits
        self._unpacked = 0
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReadingError(shown, _DAMAGED) from error
        entries = self._zip.infolist()
        if len(entries) > _MOST_PARTS:
            count = f"{len(entries):,} > {_MOST_PARTS:,}"
            reason = f"压缩包内文件过多：{count} / too many parts: {count}"
            raise ReadingError(shown, reason)
        # Names are compared without case and with `/`: producers differ in both.
        self._entries = {_normalise(entry.filename): entry for entry in entries}

    def has(self, name: str) -> bool:
        """Say whether there is such a part."""
        return _normalise(name) in self._entries

    def list_names(self) -> tuple[str, ...]:
        """Return the names of all parts, in small letters, in the order of their names."""
        return tuple(sorted(self._entries))

    def read(self, name: str) -> bytes:
        """Unpack one part; raises ReadingError where it is missing, damaged, locked, too big."""
        entry = self._entries.get(_normalise(name))
        if entry is None:
            reason = f"文件缺少部分：{name} / a part is missing: {name}"
            raise ReadingError(self.shown, reason)
        if entry.flag_bits & _LOCKED:
            raise ReadingError(self.shown, _ENCRYPTED)
        try:
            return self._unpack(entry)
        except (BadZipFile, OSError, ValueError, zlib.error, EOFError, RuntimeError) as error:
            raise ReadingError(self.shown, _DAMAGED) from error
        except NotImplementedError as error:
            raise ReadingError(self.shown, _DAMAGED) from error

    def _unpack(self, entry: ZipInfo) -> bytes:
        pieces = []
        with self._zip.open(entry) as stream:
            while piece := stream.read(_PIECE):
                self._unpacked += len(piece)
                self._check_size()
                pieces.append(piece)
        return b"".join(pieces)

    def _check_size(self) -> None:
        limits = self._limits
        if self._unpacked > limits.unpacked_bytes:
            most = f"{limits.unpacked_bytes:,}"
            zh = f"解压后过大：超过 {most} 字节，可能是压缩炸弹"
            en = f"too large unpacked: over {most} bytes, perhaps a zip bomb"
            raise ReadingError(self.shown, f"{zh} / {en}")
        allowed = max(self._packed * limits.unpacked_ratio, _FREE)
        if self._unpacked > allowed:
            zh = f"解压比过高：超过 {limits.unpacked_ratio} 倍，可能是压缩炸弹"
            en = f"unpacks to over {limits.unpacked_ratio} times its size, perhaps a zip bomb"
            raise ReadingError(self.shown, f"{zh} / {en}")


def find_packed_kind(content: bytes, shown: str, limits: Limits) -> str:
    """Find what a zip file holds: docx, xlsx, ofd, or legacy for what must be converted.

    Raises ReadingError for any other archive.
    """
    archive = Archive(content, shown, limits)
    if archive.has("OFD.xml"):
        return "ofd"
    if archive.has("[Content_Types].xml"):
        for found in _MAIN.findall(_drop_zeros(archive.read("[Content_Types].xml"))):
            for word, kind in _MAIN_KINDS:
                if word in found.lower():
                    return kind
    if archive.has("mimetype") and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
        if archive.has(_MANIFEST) and b"encryption-data" in archive.read(_MANIFEST):
            raise ReadingError(shown, _ENCRYPTED)
        return "legacy"
    raise ReadingError(shown, _UNKNOWN)


def _drop_zeros(content: bytes) -> bytes:
    """Make plain text of UTF-16, in which half of the bytes are zero."""
    return content.replace(b"\x00", b"")


def _normalise(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
