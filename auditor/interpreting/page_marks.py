"""Lines that belong to the page and not to the text. Knows no table."""

import re

_PAGE_NUMBER = re.compile(
    r"[-—–·.~_|/]*(?:第?[0-9]{1,4}页?(?:[,，/|]?共?[0-9]{1,4}页?)?|[ivxlcIVXLC]{1,6})[-—–·.~_|/]*"
)
_CONTINUED = re.compile(r"[(（]?续表?[)）]?")


def is_page_mark(label: str) -> bool:
    """Say whether a folded line is a page number or says that a table goes on."""
    return bool(_PAGE_NUMBER.fullmatch(label) or _CONTINUED.fullmatch(label))
