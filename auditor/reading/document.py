"""Read one file as tabular text, whatever its kind. Knows nothing of what the text says."""

import hashlib
import os
import re

from auditor.errors import ReadingError
from auditor.reading.decoding import UndecodableError, decode_text
from auditor.reading.folders import render_path
from auditor.reading.opening import open_file
from auditor.reading.separated import MalformedError, convert_separated, is_separated
from auditor.reading.signatures import SIGNATURE_BYTES, find_container, find_foreign_format
from auditor.reading.source import DEFAULT_LIMITS, Limits, Source

# A figure with a wide gap before it: perhaps a table made of blanks.
_ALIGNED = re.compile(r" {2}[-(]?\d[\d,]*\.\d| {2}[-(]?\d{1,3},\d{3}")
# What to do about a file that is never read, by a word of its kind.
_WAYS = {
    "图片": "其中的文字无法核对，请取得原文件 / its text is not read; get the original document",
    "压缩包": "请解压后审计其中的文件 / please unpack it and audit its files",
}
_SAVE_ANEW = "请另存为 DOCX、XLSX、PDF 或文本 / please save it as DOCX, XLSX, PDF or text"

# Whose versions the text of a file depends on, by what it is written as.
_LIBRARIES = {
    "pdf": ("pypdfium2",),
    "zip": ("lxml",),
    "rtf": ("lxml",),
    "xml": ("lxml",),
    "html": ("lxml",),
    "mhtml": ("lxml",),
    "compound": ("lxml", "xlrd"),
    "workbook-stream": ("xlrd",),
}


def read_document(path: str | os.PathLike[str], *, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a file as tabular text; its content, not its name, tells what it is.

    Raises ReadingError, with the reason in Chinese and English, for anything that is not read:
    missing, empty, too large, binary, of an unknown encoding or of another known format.
    """
    shown = render_path(path)
    try:
        content = _read_content(os.fspath(path), shown, limits)
    except FileNotFoundError as error:
        raise ReadingError(shown, "文件不存在 / no such file") from error
    except OSError as error:
        reason = f"文件无法打开：{error.strerror} / cannot be opened: {error.strerror}"
        raise ReadingError(shown, reason) from error
    container = find_container(content[:SIGNATURE_BYTES])
    if container is None and b"</td>" in content.lower():  # a piece of a page, with words before
        container = "html"
    if container is None:
        return _read_text(content, shown)
    from auditor.reading.isolation.keeper import read_isolated  # noqa: PLC0415 - for texts

    source = read_isolated(container, content, shown, limits)
    return source._replace(libraries=_LIBRARIES.get(container, ()))


def _read_content(path: str, shown: str, limits: Limits) -> bytes:
    """Read the bytes; a file over its limit is refused before it is read."""
    file = open_file(path, shown)
    with file.stream as stream:
        start = stream.read(SIGNATURE_BYTES)
        limit = _choose_limit(find_container(start), limits)
        _check_start(start, shown)
        _check_size(file.size, limit, shown)
        content = start + stream.read(limit + 1 - len(start))
    _check_size(len(content), limit, shown)  # it may have grown meanwhile
    return content


def _choose_limit(container: str | None, limits: Limits) -> int:
    if container is None:
        return limits.text_bytes
    return limits.pdf_bytes if container == "pdf" else limits.office_bytes


def _check_start(start: bytes, shown: str) -> None:
    if not start:
        raise ReadingError(shown, "空文件 / empty file")
    foreign = find_foreign_format(start)
    if foreign is not None:
        zh, _, en = foreign.partition(" / ")
        ways = (way for word, way in _WAYS.items() if word in zh)
        zh_way, _, en_way = next(ways, _SAVE_ANEW).partition(" / ")
        raise ReadingError(shown, f"不能读取：{zh}，{zh_way} / not read: {en}; {en_way}")


def _check_size(size: int, limit: int, shown: str) -> None:
    if size > limit:
        sizes = f"{size:,} > {limit:,}"
        reason = f"文件过大：{sizes} 字节 / file too large: {sizes} bytes"
        raise ReadingError(shown, reason)


def _is_sheet(shown: str) -> bool:
    """Say whether a file is named as a workbook: programs export separated values as such."""
    return shown.lower().endswith((".xls", ".xlsx", ".et"))


def _convert_aligned(text: str) -> str:
    """Write tables whose columns are made of blanks as rows; any other text stays as it is."""
    from auditor.reading.aligned.reader import convert_aligned  # noqa: PLC0415 - seldom

    return convert_aligned(text) or text


def _join_wrapped(text: str) -> str:
    """Join the paragraphs that a page has wrapped; any other text stays as it is."""
    from auditor.reading.aligned.wrapped import join_wrapped  # noqa: PLC0415 - seldom

    return join_wrapped(text) or text


def _read_text(content: bytes, shown: str) -> Source:
    try:
        text = decode_text(content)
        if shown.lower().endswith(".csv") or is_separated(text, is_sheet=_is_sheet(shown)):
            text = convert_separated(text)
        elif "\t" not in text:
            whole = _convert_aligned(text) if _ALIGNED.search(text) else text
            text = _join_wrapped(text) if whole == text else whole
    except (UndecodableError, MalformedError) as error:
        raise ReadingError(shown, str(error)) from error
    if not text or text.isspace():
        raise ReadingError(shown, "空文件 / empty file")
    return Source(path=shown, text=text, sha256=hashlib.sha256(content).hexdigest())
