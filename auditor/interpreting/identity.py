"""What the document says it is: issuer, kind, level and role."""

import re
from collections import Counter
from collections.abc import Sequence

from auditor.budget import Form
from auditor.document import CaptionKind, Document, Grid, iterate_lines

_PREPARER = re.compile(
    r"(?:编制|填报|填制|编报|公开|预算主管|预算)(?:部门|单位)(?:名称)?\s*[:：]\s*"
    r"(?!\S{0,3}元|\d)([^\s\t]+?)(?=\s|$|单位[:：])"
)
_FIRST_LINES = 40
_KINDS = (("决算", re.compile(r"决\s*算")), ("预算", re.compile(r"预\s*算")))
_LEVELS = (
    ("单位", re.compile(r"单位(?:预|决)算(?!支出经济|经济)")),
    ("部门", re.compile(r"部门(?:预|决)算(?!支出经济|经济)")),  # the name of a classification
)
_OF_UNIT = "预算单位"  # in titles of tables, where a department's say 部门


_COVER_LINES = 5
_HEAD_ROWS = 4
_LONGEST_COVER = 40
_BODY = r"([^\d\sXx×（）()第、：:。]{3,40}?)(?:[（(](?:汇总|本级|本部|机关|部门|单位)[)）])?"
_YEAR = r"(?:\d{4}|二[〇○O零][〇○零一二三四五六七八九]{2})年度?"
_COVERS = (
    re.compile(rf"{_BODY}(?:部门|单位)?{_YEAR}(?:部门|单位)(?:预|决)算(?!支出经济|经济)"),
    re.compile(rf"{_YEAR}{_BODY}(?:部门|单位)(?:预|决)算(?!支出经济|经济)"),
)
_OWNER_ROW = re.compile(  # a row of its own, not the header of a table by units
    r"^(?:部门|单位)名称\t+([^\t\d]{3,39}[^\t\d称码额计])\s*$"
)
_OWNER = re.compile(
    r"^(?:(?:(?:预算)?(?:部门|单位)(?:名称)?|部门[（(]单位[)）])\s*[:：]|\d{3,9}\s?[-—_])\s*"
    r"([^\s\t:：]{4,40})(?:\s|$)"
)


def find_issuer(document: Document, grids: list[Grid]) -> str:
    """Find who issues the document: the preparer most named under titles, else on the cover."""
    found = _find_preparer(document, grids) or _find_on_cover(document) or _find_owner(grids)
    if found:
        return found
    from auditor.interpreting.issuers import find_named_issuer  # noqa: PLC0415 - most documents say it outright

    return find_named_issuer(document, grids)


def _find_on_cover(document: Document) -> str:
    """Find the name in a cover such as …局2026年度部门预算, perhaps on several lines."""
    opening = zip(range(_FIRST_LINES), iterate_lines(document), strict=False)
    lines = ["".join(line.text.strip("# ").split()) for _, line in opening]
    cover = [text for text in lines if text][:_COVER_LINES]
    for end in range(1, len(cover) + 1):
        if len(cover[end - 1]) > _LONGEST_COVER:
            return ""
        joined = "".join(cover[:end])
        for pattern in _COVERS:
            found = pattern.match(joined)
            if found:
                return found.group(1)
    return ""


def _find_owner(grids: list[Grid]) -> str:
    """Find the name most printed above tables or first in them, as in 部门：…局."""
    named: Counter[str] = Counter()
    for grid in grids:
        for caption in grid.captions:
            found = _OWNER.match(caption.line.text.strip())
            if found and not found.group(1).endswith("元"):
                named[found.group(1)] += 1
        for row in grid.rows[:_HEAD_ROWS]:
            found = _OWNER_ROW.match(row.line.text)
            if found:
                named["".join(found.group(1).split())] += 1
    return named.most_common(1)[0][0] if named else ""


def _find_preparer(document: Document, grids: list[Grid]) -> str:
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


def find_form_issuer(forms: Sequence[Form]) -> str:
    """Find who issues an annex of forms: whom they name first, and most often."""
    named = Counter(form.bodies[0] for form in forms if form.bodies)
    return named.most_common(1)[0][0] if named else ""


def find_kind_and_level(document: Document, titles: list[str]) -> tuple[str, str]:
    """Find 预算 or 决算, and 部门 or 单位, on the first lines, else in the table titles."""
    opening = [line.text for _, line in zip(range(3), iterate_lines(document), strict=False)]
    texts = [text for text in opening if len(text) < 60] + titles
    level = _find_first(texts, _LEVELS)
    if not level and any(_OF_UNIT in text for text in texts):
        level = "单位"
    return _find_first(texts, _KINDS), level


def _find_first(texts: list[str], words: tuple[tuple[str, "re.Pattern[str]"], ...]) -> str:
    for text in texts:
        for word, pattern in words:
            if pattern.search(text):
                return word
    return ""


def find_role(*, tables: int, forms: int, paragraphs: int, grids: int = 0) -> str:
    """Say what part of a publication the document is: whole, tables, narrative or annex.

    `tables` are those that are recognised, `grids` all; paragraphs are those with a sentence.
    """
    if tables:
        return "whole" if paragraphs > tables else "tables"
    if forms and paragraphs <= forms:
        return "annex"
    return "narrative" if paragraphs or not grids else "tables"
