"""What a file is by its first bytes. The suffix is not believed; the content decides."""

import re

SIGNATURE_BYTES = 1024

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG 图片 / a PNG image"),
    (b"\xff\xd8\xff", "JPEG 图片 / a JPEG image"),
    (b"GIF8", "GIF 图片 / a GIF image"),
    (b"II*\x00", "TIFF 图片 / a TIFF image"),
    (b"MM\x00*", "TIFF 图片 / a TIFF image"),
    (b"Rar!\x1a\x07", "RAR 压缩包 / a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包 / a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩包 / a gzip archive"),
    (b"{\\rtf", "RTF 文件 / an RTF file"),
)
_PDF = b"%PDF-"
_CONTAINERS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # an empty one
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
    (b"\x09\x08\x10\x00\x00\x06", "workbook-stream"),
    (b"\x09\x08\x08\x00\x00\x05", "workbook-stream"),
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?(?:-->|\Z)\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|meta|title|body|style|script|table|div|p|center|font)"
    rb"(?:\s[^<]*)?>)",
    re.IGNORECASE | re.DOTALL,
)
_XML_OFFICE = re.compile(rb"<\?mso-application|<w:wordDocument|urn:schemas-microsoft-com:office")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_pdf(start: bytes) -> bool:
    """Tell a PDF; a byte-order mark and blanks may stand before its signature."""
    return start.removeprefix(_MARKS[0]).lstrip().startswith(_PDF)


def find_container(start: bytes) -> str | None:
    """Find what the bytes are written as: pdf, zip, compound, workbook-stream, xml or html.

    `None` is text, or something foreign. A zip or compound file may hold any kind of document.
    """
    if is_pdf(start):
        return "pdf"
    for signature, name in _CONTAINERS:
        if start.startswith(signature):
            return name
    if start.removeprefix(_MARKS[0]).lstrip().startswith(b"<?xml") and _XML_OFFICE.search(start):
        return "xml"
    return "html" if _is_html(start) else None


def find_foreign_format(start: bytes) -> str | None:
    """Return the name, in both languages, of a known format that is never read."""
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            return name
    return None


def _is_html(start: bytes) -> bool:
    """Look past a byte-order mark, blanks and the zero bytes of UTF-16."""
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return _HTML.match(start.replace(b"\x00", b"").lstrip()) is not None
