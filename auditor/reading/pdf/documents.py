"""Open a PDF and its pages by pdfium. Knows nothing of what a page shows."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

from auditor.reading.pdf.calls import (
    INT,
    POINTER,
    Handle,
    ask_places,
    bind,
    bind_writer,
    read_numbers,
    read_text,
)
from auditor.reading.pdf.page import Box

_SIZE = ctypes.c_ulong
_PASSWORD_WANTED = 4
_VERSION = 2
_start = bind("FPDF_InitLibraryWithConfig", None, POINTER)
_load = bind("FPDF_LoadMemDocument64", POINTER, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p)
_close = bind("FPDF_CloseDocument", None, POINTER)
_get_last_error = bind("FPDF_GetLastError", _SIZE)
_count_pages = bind("FPDF_GetPageCount", INT, POINTER)
_load_page = bind("FPDF_LoadPage", POINTER, POINTER, INT)
_close_page = bind("FPDF_ClosePage", None, POINTER)
_get_bounds = bind_writer("FPDF_GetPageBoundingBox", 1)
_get_meta = bind("FPDF_GetMetaText", _SIZE, POINTER, ctypes.c_char_p, POINTER, _SIZE)
_count_attachments = bind("FPDFDoc_GetAttachmentCount", INT, POINTER)
_get_attachment = bind("FPDFDoc_GetAttachment", POINTER, POINTER, INT)
_get_name = bind("FPDFAttachment_GetName", _SIZE, POINTER, POINTER, _SIZE)


class PdfError(Exception):
    """The PDF, or one of its pages, cannot be opened; `is_locked` if it wants a password."""

    def __init__(self, *, is_locked: bool = False) -> None:
        super().__init__("locked" if is_locked else "damaged")
        self.is_locked = is_locked


class _Settings(ctypes.Structure):
    """FPDF_LIBRARY_CONFIG: nothing but its version is set."""

    _fields_ = (
        ("version", INT),
        ("font_paths", POINTER),
        ("isolate", POINTER),
        ("slot", ctypes.c_uint),
    )


_SETTINGS = _Settings(version=_VERSION)
_start(ctypes.addressof(_SETTINGS))


@contextmanager
def open_pdf(content: bytes) -> Iterator[Handle]:
    """Open a PDF from its bytes; raises PdfError."""
    document = _load(content, len(content), None)
    if not document or _count_pages(document) < 1:
        is_locked = not document and _get_last_error() == _PASSWORD_WANTED
        if document:
            _close(document)
        raise PdfError(is_locked=is_locked)
    try:
        yield document
    finally:
        _close(document)


@contextmanager
def open_page(document: Handle, number: int) -> Iterator[Handle]:
    """Open a page (from 1); raises PdfError."""
    page = _load_page(document, number - 1)
    if not page:
        raise PdfError
    try:
        yield page
    finally:
        _close_page(page)


def count_pages(document: Handle) -> int:
    """Return how many pages a document has."""
    return int(_count_pages(document))


def measure_page(page: Handle) -> Box:
    """Return left, bottom, right, top of what is seen of a page."""
    _, left, top, right, bottom = next(read_numbers(_get_bounds, ctypes.c_float, 4, [page]))
    return left, bottom, right, top


def read_author(document: Handle) -> str:
    """Return the author that the file names, "" if it names none."""
    return read_text(_get_meta, document, b"Author").strip()


def list_attachments(document: Handle) -> list[str]:
    """Return the names of the files that are attached."""
    attached = ask_places(_get_attachment, document, _count_attachments(document))
    return [read_text(_get_name, attachment) for attachment in attached]
