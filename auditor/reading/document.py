"""Read one file as tabular text, whatever its kind. Knows nothing of what the text says."""

import hashlib
import os
import stat
from pathlib import Path

from auditor.errors import ReadingError
from auditor.reading.decoding import UndecodableError, decode_text
from auditor.reading.folders import render_path
from auditor.reading.separated import MalformedError, convert_separated
from auditor.reading.signatures import SIGNATURE_BYTES, find_foreign_format, is_pdf
from auditor.reading.source import DEFAULT_LIMITS, Limits, Source

_INSTALL = 'pip install "auditor[pdf]"'
_NO_PDF = f"PDF 需要另装的扩展：{_INSTALL} / reading PDF needs an extra: {_INSTALL}"


def read_document(path: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a text, CSV or PDF file as tabular text; its content, not its name, tells a PDF.

    Raises ReadingError, with the reason in Chinese and English, for anything that is not read:
    missing, empty, too large, binary, of an unknown encoding or of another known format.
    """
    shown = render_path(path)
    try:
        content = _read_content(Path(path), shown, limits)
    except FileNotFoundError as error:
        raise ReadingError(shown, "文件不存在 / no such file") from error
    except OSError as error:
        reason = f"文件无法打开：{error.strerror} / cannot be opened: {error.strerror}"
        raise ReadingError(shown, reason) from error
    if is_pdf(content[:SIGNATURE_BYTES]):
        return _read_pdf(content, shown, limits)
    return _read_text(content, shown)


def _read_content(path: Path, shown: str, limits: Limits) -> bytes:
    """Read the bytes; a file over its limit is refused before it is read."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise ReadingError(shown, "是文件夹，不是文件 / a folder, not a file")
    if not stat.S_ISREG(mode):
        raise ReadingError(shown, "不是普通文件 / not a regular file")
    with path.open("rb") as stream:
        start = stream.read(SIGNATURE_BYTES)
        limit = limits.pdf_bytes if is_pdf(start) else limits.text_bytes
        _check_start(start, shown)
        _check_size(os.fstat(stream.fileno()).st_size, limit, shown)
        content = start + stream.read(limit + 1 - len(start))
    _check_size(len(content), limit, shown)  # it may have grown meanwhile
    return content


def _check_start(start: bytes, shown: str) -> None:
    if not start:
        raise ReadingError(shown, "空文件 / empty file")
    foreign = find_foreign_format(start)
    if foreign is not None:
        zh, _, en = foreign.partition(" / ")
        zh = f"不能读取{zh}，请另存为文本或 PDF"
        raise ReadingError(shown, f"{zh} / not read: {en}; please save it as text or PDF")


def _check_size(size: int, limit: int, shown: str) -> None:
    if size > limit:
        sizes = f"{size:,} > {limit:,}"
        reason = f"文件过大：{sizes} 字节 / file too large: {sizes} bytes"
        raise ReadingError(shown, reason)


def _read_text(content: bytes, shown: str) -> Source:
    try:
        text = decode_text(content)
        if shown.lower().endswith(".csv"):
            text = convert_separated(text)
    except (UndecodableError, MalformedError) as error:
        raise ReadingError(shown, str(error)) from error
    if not text or text.isspace():
        raise ReadingError(shown, "空文件 / empty file")
    return Source(path=shown, text=text, sha256=hashlib.sha256(content).hexdigest())


def _read_pdf(content: bytes, shown: str, limits: Limits) -> Source:
    try:  # an extra, and slow to load: only where there is a PDF
        from auditor.reading.pdf import read_pdf  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ReadingError(shown, _NO_PDF) from error
    return read_pdf(content, shown, limits)
