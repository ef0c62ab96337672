"""Write a value as JSON that is also harmless to look at in a terminal."""

import json
import re

_INVISIBLE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def render_json_text(value: object) -> str:
    """Render as UTF-8 JSON, fields in the order given; ends with a line end.

    Invisible and direction characters, and halves of characters (from file names that are not
    UTF-8), are written as escapes: a program that reads them gets the very characters.
    """
    return _escape(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def render_json_line(value: object) -> str:
    """Render on one line, as harmless as the rest, without a line end."""
    return _escape(json.dumps(value, ensure_ascii=False))


def _escape(text: str) -> str:
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
