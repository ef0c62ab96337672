"""The things that a statement counts: named in the same sentence, or in the lines that follow."""

import re
from collections.abc import Iterator, Sequence

from auditor.budget.statement import Listed, Listing, StatementTemplate
from auditor.interpreting.passages import Passage

_SEPARATORS = "、,"
_INTRODUCING = ("分别是", "分别为", "具体包括", "具体为")
_BESIDES = ("另设", "另有", "并设", "此外", "下设", "下属")
_NAME_END = re.compile(r"[。,;:(]|$")
_SENTENCE_END = re.compile(r"[。;]|$")
_FARTHEST_COLON = 120
_FARTHEST_WORDS = 30


def read_listed(
    template: StatementTemplate, match: "re.Match[str]", passages: Sequence[Passage], index: int
) -> tuple[Listed, ...]:
    """Return what a statement lists that was read by `match` in the passage of an index."""
    passage = passages[index]
    if template.listing is Listing.NAMED:
        return _split_names(passage, *match.span("name"))
    if template.listing is not Listing.BEHIND:
        return ()
    start = _find_list(passage.text, match.end())
    if start < 0:
        return ()
    found = _SENTENCE_END.search(passage.text, start)
    end = found.start() if found else len(passage.text)
    if end > start:
        return _split_names(passage, start, end)
    return _list_lines(template, passages, index + 1)


def _find_list(text: str, start: int) -> int:
    """Return where a list begins behind a count: at a colon, else behind 分别是; -1 for none."""
    stop = text.find("。", start)
    stop = len(text) if stop < 0 else stop
    colon = text.find(":", start, start + _FARTHEST_COLON)
    if 0 <= colon < stop:
        return colon + 1
    for words in _INTRODUCING:
        found = text.find(words, start, min(stop, start + _FARTHEST_WORDS))
        if found >= 0:
            return found + len(words)
    return -1


def _split_names(passage: Passage, start: int, end: int) -> tuple[Listed, ...]:
    """Split a list at its marks, but not within brackets; what is set up besides ends it."""
    found: list[Listed] = []
    for piece in _split_outside_brackets(passage.text[start:end]):
        if found and piece.startswith(_BESIDES):
            break
        if piece:
            found.append(Listed(piece, passage.locate(start, start + len(piece))))
        start += len(piece) + 1
    return tuple(found)


def _split_outside_brackets(text: str) -> Iterator[str]:
    depth = first = 0
    for offset, sign in enumerate(text):
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth = max(0, depth - 1)
        elif sign in _SEPARATORS and not depth:
            yield text[first:offset]
            first = offset + 1
    yield text[first:]


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
