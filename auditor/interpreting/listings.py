"""The things that a statement counts: named in the same sentence, or in the lines that follow."""

import re
from collections.abc import Iterator, Sequence

from auditor.budget.statement import Listed, Listing, StatementTemplate
from auditor.interpreting.passages import Passage

_SEPARATORS = re.compile(r"[、,]")
_NAME_END = re.compile(r"[。,;:(]|$")
_SENTENCE_END = re.compile(r"[。;]|$")
_FARTHEST_COLON = 120


def read_listed(
    template: StatementTemplate, match: "re.Match[str]", passages: Sequence[Passage], index: int
) -> tuple[Listed, ...]:
    """Return what a statement lists that was read by `match` in the passage of an index."""
    passage = passages[index]
    if template.listing is Listing.NAMED:
        return _split_names(passage, *match.span("name"))
    if template.listing is not Listing.BEHIND:
        return ()
    colon = passage.text.find(":", match.end(), match.end() + _FARTHEST_COLON)
    if colon < 0 or "。" in passage.text[match.end() : colon]:
        return ()
    found = _SENTENCE_END.search(passage.text, colon + 1)
    end = found.start() if found else len(passage.text)
    if end > colon + 1:
        return _split_names(passage, colon + 1, end)
    return _list_lines(template, passages, index + 1)


def _split_names(passage: Passage, start: int, end: int) -> tuple[Listed, ...]:
    found = []
    for piece in _SEPARATORS.split(passage.text[start:end]):
        if piece:
            found.append(Listed(piece, passage.locate(start, start + len(piece))))
        start += len(piece) + 1
    return tuple(found)


def _list_lines(
    template: StatementTemplate, passages: Sequence[Passage], first: int
) -> tuple[Listed, ...]:
    """List the numbered lines of the section that follow, by what they name.

    Lines with another sort of mark belong to an entry, and so do lines with none; a number that
    does not go on is another list's.
    """
    found: list[Listed] = []
    sort, last = "", -1
    for index in range(first, len(passages)):
        passage = passages[index]
        if passage.is_heading or passage.section_line != passages[first - 1].section_line:
            break
        mark = passage.find_ordinal()
        if mark is None or (sort and mark[0] != sort):
            if sort == "-" or not found:
                break
            continue
        if mark[1] <= last and mark[1]:
            break
        sort, last = mark
        if not any(pattern.search(passage.text) for pattern in template.skipped):
            found += _name_line(passage)
    return tuple(found)


def _name_line(passage: Passage) -> Iterator[Listed]:
    start = passage.skip_mark()
    stop = _NAME_END.search(passage.text, start)
    end = stop.start() if stop else len(passage.text)
    if end > start:
        yield Listed(passage.text[start:end], passage.locate(start, end))
