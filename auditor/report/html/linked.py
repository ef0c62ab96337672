"""A document as the overview names it: its audit and the files that lie beside the overview."""

from typing import NamedTuple
from urllib.parse import quote

from auditor.finding import Audit
from auditor.report.html.markup import Markup, element


class Linked(NamedTuple):
    """An audit, what its document is called, and its page and sheet, "" where there is none."""

    audit: Audit
    name: str
    page: str
    sheet: str


def link_file(file: str, said: str) -> Markup:
    """Link a file in the same folder; the words alone where there is no file."""
    return element("a", said, href=quote(file)) if file else element("span", said)
