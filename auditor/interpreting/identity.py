"""What the document says it is: issuer, kind, level and role."""

import re
from collections import Counter

from auditor.document import CaptionKind, Document, Grid, iterate_lines

_PREPARER = re.compile(
    r"(?:编制|填报|填制|编报|公开|预算主管)(?:部门|单位)(?:名称)?\s*[:：]\s*([^\s\t]+)"
)
_FIRST_LINES = 40
_KINDS = (("决算", re.compile(r"决\s*算")), ("预算", re.compile(r"预\s*算")))
_LEVELS = (("单位", re.compile(r"单位(?:预|决)算")), ("部门", re.compile(r"部门(?:预|决)算")))


def find_issuer(document: Document, grids: list[Grid]) -> str:
    """Find who issues the document: the preparer most named under titles, else on the cover."""
    named: Counter[str] = Counter()
    for grid in grids:
        for caption in grid.captions:
            if caption.kind in (CaptionKind.PREPARER, CaptionKind.UNIT):
                found = _PREPARER.search(caption.line.text)
                if found:
                    named[found.group(1)] += 1
    if named:
        return named.most_common(1)[0][0]
    for _, line in zip(range(_FIRST_LINES), iterate_lines(document), strict=False):
        found = _PREPARER.search(line.text)
        if found:
            return found.group(1)
    return ""


def find_kind_and_level(document: Document, titles: list[str]) -> tuple[str, str]:
    """Find 预算 or 决算, and 部门 or 单位, on the first lines, else in the table titles."""
    opening = [line.text for _, line in zip(range(3), iterate_lines(document), strict=False)]
    texts = [text for text in opening if len(text) < 60] + titles
    return _find_first(texts, _KINDS), _find_first(texts, _LEVELS)


def _find_first(texts: list[str], words: tuple[tuple[str, "re.Pattern[str]"], ...]) -> str:
    for text in texts:
        for word, pattern in words:
            if pattern.search(text):
                return word
    return ""


def find_role(*, tables: int, forms: int, paragraphs: int) -> str:
    """Say what part of a publication the document is: whole, tables, narrative or annex."""
    if tables:
        return "whole" if paragraphs > tables else "tables"
    return "annex" if forms else "narrative"
