"""What a file is by its first bytes. The suffix is not believed; the content decides."""

import re

SIGNATURE_BYTES = 4096

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG 图片 / a PNG image"),
    (b"\xff\xd8\xff", "JPEG 图片 / a JPEG image"),
    (b"GIF8", "GIF 图片 / a GIF image"),
    (b"II*\x00", "TIFF 图片 / a TIFF image"),
    (b"MM\x00*", "TIFF 图片 / a TIFF image"),
    (b"Rar!\x1a\x07", "RAR 压缩包 / a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包 / a 7z archive"),
    (b"\x1f\x8b", "gzip 压缩包 / a gzip archive"),
    (b"BZh91AY&SY", "bzip2 压缩包 / a bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz 压缩包 / an xz archive"),
    (b"MZ\x90\x00", "程序文件 / a program"),
)
_PDF = b"%PDF-"
_PDF_WITHIN = 1024
_RTF = b"{\\rtf"
_ARCHIVED_PAGE = (b"mime-version:", b"from:", b"content-type:", b"date:", b"subject:")
_XML = (b"<?xml", b"<!doctype", b"<!entity")
_CONTAINERS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # an empty one
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
    (b"\x09\x08\x10\x00\x00\x06", "workbook-stream"),
    (b"\x09\x08\x08\x00\x00\x05", "workbook-stream"),
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|(?:html|head|meta|link|base|title|body|style|script|frameset|table"
    rb"|tbody|tr|td|div|p|span|center|font|form|section|article|main|header|nav|ul|ol|dl|img|a|b|br"
    rb"|hr|strong|h[1-6])(?:[\s/][^<]*)?>)",
    re.IGNORECASE | re.DOTALL,
)
_XML_OFFICE = re.compile(
    rb"<\?mso-application|<w:wordDocument|urn:schemas-microsoft-com:office"
    rb"|urn:oasis:names:tc:opendocument:xmlns:office"
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_pdf(start: bytes) -> bool:
    """Tell a PDF; a byte-order mark and blanks may stand before its signature."""
    return start.removeprefix(_MARKS[0]).lstrip().startswith(_PDF)


def find_container(start: bytes) -> str | None:
    """Find what bytes are written as: pdf, zip, compound, workbook-stream, rtf, xml, html, mhtml.

    `None` is text, or something foreign. A zip or compound file may hold any kind of document.
    """
    if is_pdf(start):
        return "pdf"
    plain = start.removeprefix(_MARKS[0]).lstrip()
    if plain.startswith(_RTF):
        return "rtf"
    for signature, name in _CONTAINERS:
        if start.startswith(signature):
            return name
    if plain.startswith(b"<?xml") and _XML_OFFICE.search(start):
        return "xml"
    if _is_html(start):
        return "html"
    if _is_archived_page(plain.lower()):
        return "mhtml"
    return "pdf" if _PDF in start[:_PDF_WITHIN] else None  # what a server said may stand before it


def find_foreign_format(start: bytes) -> str | None:
    """Return the name, in both languages, of a known format that is never read."""
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            return name
    if start[8:12] == b"WEBP" or (start.startswith(b"BM") and start[6:10] == bytes(4)):
        return "图片 / an image"
    is_xml = start.removeprefix(_MARKS[0]).lstrip().lower().startswith(_XML)
    return "XML 文件 / an XML file" if is_xml and find_container(start) is None else None


def _is_html(start: bytes) -> bool:
    """Look past a byte-order mark, blanks, comments and the zero bytes of UTF-16."""
    for mark in _MARKS:
        start = start.removeprefix(mark)
    plain = start.replace(b"\x00", b"").lstrip()
    if plain.startswith(b"<!--") and b"-->" not in plain:
        return True  # what comes after a comment as long as this
    return _HTML.match(plain) is not None


def _is_archived_page(plain: bytes) -> bool:
    """Tell a page that a browser or office program saved with all its parts, as a letter."""
    return plain.startswith(_ARCHIVED_PAGE) and b"mime-version:" in plain
