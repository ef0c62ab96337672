"""Tell text from the debris that optical character recognition leaves."""

import re

_KANA = re.compile(r"[\u3041-\u30ff]")
_LEAST_KANA = 3


def is_legible(text: str) -> bool:
    """Say whether a line can be text of a Chinese budget: Japanese letters are debris."""
    return text.isascii() or len(_KANA.findall(text[:2000])) < _LEAST_KANA
