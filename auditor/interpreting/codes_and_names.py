"""Codes and names as rows print them: in columns, in one cell, joined, unpadded, inherited."""

import re
import unicodedata
from typing import NamedTuple

from auditor.budget.pattern import normalise_label
from auditor.interpreting.cells import ReadCell

_SHORT_CODE = re.compile(r"(\d{1,2})\s+(?=\D)(.+)", re.DOTALL)
_JOINED_CODE = re.compile(r"(\d{2})(?=[㐀-鿿])(?!\d*年)(.+)", re.DOTALL)
_WHOLE_CODE = re.compile(r"[\[【]?(\d{3}|\d{5}|\d{7})[\]】]?[\s\-—_]*(?=[^\d\s年])(.+)", re.DOTALL)
_LIST_MARK = re.compile(
    r"(?:其中[:：]?)?(?:[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.．](?!\d)|"
    r"[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[①-⑳])?(?:其中[:：])?"
)
_DASHED_CODE = re.compile(r"(\d{3})[-‐-―−_/·.](\d{2})(?:[-‐-―−_/·.](\d{2}))?")
_CLASS, _SECTION, _LINE = 3, 5, 7


class PrintedCode(NamedTuple):
    """A code as printed, cell by cell, and padded to 3, 5 or 7 digits ("" if none)."""

    code: str
    parts: tuple[str, ...]
    name: str


def strip_list_mark(text: str) -> str:
    """Drop 一、 1. （一） and 其中： from the front of a label and normalise the rest."""
    label = normalise_label(text)
    found = _LIST_MARK.match(label)
    rest = label[found.end() :] if found else label
    return rest or label


def read_code(left: tuple[ReadCell, ...], name: str, above: str) -> PrintedCode:
    """Read the code of a row from the cells left of the name and the name's leading digits.

    `above` is the code of the row before, which a row that leaves its upper levels blank
    inherits.
    """
    parts = tuple(_fold_digits(cell.text) for cell in left)
    printed = tuple(part for part in parts if part.isdigit())
    digits, rest = _split_name(name, has_code=bool(printed))
    depth = next((index for index, part in enumerate(parts) if part.isdigit()), len(parts))
    if digits:
        printed = (*printed, digits)
    return PrintedCode(_join_parts(printed, depth, above), printed, rest)


def _fold_digits(text: str) -> str:
    """Fold the text of a code cell; 201-03-01 is 2010301."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    found = _DASHED_CODE.fullmatch(folded)
    return "".join(filter(None, found.groups())) if found else folded


def _split_name(name: str, *, has_code: bool) -> tuple[str, str]:
    """Split leading code digits off a name; bare two digits only behind other code cells."""
    folded = unicodedata.normalize("NFKC", name).strip() if not name.isascii() else name.strip()
    found = _WHOLE_CODE.match(folded)
    if found is None and has_code:
        found = _SHORT_CODE.match(folded) or _JOINED_CODE.match(folded)
    return (found.group(1), found.group(2)) if found else ("", name)


def _join_parts(parts: tuple[str, ...], depth: int, above: str) -> str:
    """Join code parts; each but the first is padded to two digits."""
    if not parts:
        return ""
    first = parts[0]
    if len(first) < _CLASS:
        base = above[:_CLASS] if depth <= 1 else above[:_SECTION]
        if len(base) not in (_CLASS, _SECTION):
            return ""
        return base + "".join(part.zfill(2) for part in parts)
    code = first
    for part in parts[1:]:
        code = part if len(part) > 2 and part.startswith(code) else code + part.zfill(2)
    return code
