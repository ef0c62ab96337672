"""What a file carries beside its print. Knows no file format.

It would be published with the file, though nobody sees it on the page.
"""

from typing import NamedTuple

CHANGES = ("insertion", "deletion", "comment")
HIDDEN = ("hidden-text", "hidden-sheet", "hidden-row", "hidden-column")
UNPRINTED = ("invisible-text", "off-page-text", "clipped-text")
EMBEDDED = ("embedded-file",)
METADATA = ("author",)
UNSEEN_KINDS = (*CHANGES, *HIDDEN, *UNPRINTED, *EMBEDDED, *METADATA)


class Unseen(NamedTuple):
    """One unseen thing: its kind, the line of the text (from 1) nearest to it, what it says.

    `line` is 1 for what belongs to the whole file; `text` is that of the document, unescaped.
    """

    kind: str
    line: int
    text: str
