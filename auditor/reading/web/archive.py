"""The pages inside a web archive (MHTML), as browsers and office programs save them.

Knows nothing of what a page says.
"""

import email
import re
from email.message import Message

from auditor.errors import ReadingError

_MOST_PARTS = 1_000
_FRAMES = re.compile(rb"<frameset", re.IGNORECASE)
_NO_PAGE = "存档中没有网页 / the archive holds no web page"


def list_pages(content: bytes, shown: str) -> tuple[bytes, ...]:
    """Return the pages of an archive in its order, without those that only frame others.

    Raises ReadingError where there is none.
    """
    pages = []
    for number, part in enumerate(email.message_from_bytes(content.lstrip()).walk()):
        if number < _MOST_PARTS and part.get_content_type() == "text/html":
            page = _read_part(part)
            if page and not _FRAMES.search(page):
                pages.append(page)
    if not pages:
        raise ReadingError(shown, _NO_PAGE)
    return tuple(pages)


def _read_part(part: Message) -> bytes:
    """Return a part as it was before it was packed; "" where its packing is damaged."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
