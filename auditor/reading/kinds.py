# ruff: noqa: PLC0415 - each reader is imported where there is a file for it: they are slow to load
"""The readers of packed, drawn and marked-up files, chosen by content. Knows no text."""

from collections.abc import Callable

from auditor.errors import ReadingError
from auditor.reading.source import Limits, Source

_EXTRAS = {"pdf": "pdf"}  # all others need `office`


def read_container(container: str, content: bytes, shown: str, limits: Limits) -> Source:
    """Read a file that is no plain text; `container` is what its first bytes say.

    Raises ReadingError; a library that is not installed is named with the command that adds it.
    """
    try:
        return _read_kind(_find_kind(container, content, shown, limits), content, shown, limits)
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get(container, "office")
        command = f'pip install "auditor[{extra}]"'
        zh = f"读取这种文件需要另装的扩展：{command}"
        raise ReadingError(shown, f"{zh} / reading it needs an extra: {command}") from error


def _find_kind(container: str, content: bytes, shown: str, limits: Limits) -> str:
    """Look into a zip or compound file for what it holds."""
    if container == "zip":
        from auditor.reading.unpacking import find_packed_kind

        return find_packed_kind(content, shown, limits)
    if container == "compound":
        from auditor.reading.compound import find_compound_kind

        return find_compound_kind(content, shown)
    return {"workbook-stream": "xls", "xml": "legacy", "rtf": "legacy"}.get(container, container)


def _read_kind(kind: str, content: bytes, shown: str, limits: Limits) -> Source:
    if kind == "pdf":
        from auditor.reading.pdf.reader import read_pdf

        return read_pdf(content, shown, limits)
    return _choose_reader(kind)(content, shown, limits)


def _choose_reader(kind: str) -> Callable[[bytes, str, Limits], Source]:
    if kind == "docx":
        from auditor.reading.docx.reader import read_docx

        return read_docx
    if kind == "xlsx":
        from auditor.reading.workbook.xlsx import read_xlsx

        return read_xlsx
    if kind == "xls":
        from auditor.reading.workbook.xls import read_xls

        return read_xls
    if kind == "html":
        from auditor.reading.web.reader import read_html

        return read_html
    if kind == "mhtml":
        from auditor.reading.web.reader import read_mhtml

        return read_mhtml
    if kind == "ofd":
        from auditor.reading.ofd.reader import read_ofd

        return read_ofd
    from auditor.reading.legacy import read_legacy, read_protected

    return read_protected if kind == "protected" else read_legacy
