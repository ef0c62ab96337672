"""Words and addresses as SARIF writes them: messages that hold no link, URIs of files."""

import os
from urllib.parse import quote

from auditor.report.escaping import escape_lines

LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
# A message may hold links, `[text](target)`, and slots, `{0}` (sections 3.11.5 and 3.11.6).
_BRACES = str.maketrans({"{": "{{", "}": "}}"})


def build_message(text: str) -> dict[str, object]:
    """Build a message of plain text that is what it says: neither links nor slots."""
    harmless = escape_lines(text).translate(_BRACES)
    return {"text": harmless.replace("](", "] (")}


def build_uri(path: str) -> str:
    """Build a URI of a path as given: relative to where the program ran, else a file URI.

    Every byte outside the plain letters is percent-encoded, also those that are not UTF-8.
    """
    shown = path.replace(os.sep, "/")
    try:
        content = shown.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a half of a character that Windows allows in names
        content = shown.encode("utf-8", "surrogatepass")
    encoded = quote(content, safe="/~")
    if shown.startswith("/"):
        return f"file://{encoded}" if not shown.startswith("//") else f"file:{encoded}"
    if os.path.splitdrive(path)[0]:
        return f"file:///{quote(content, safe='/~:')}"
    return encoded
