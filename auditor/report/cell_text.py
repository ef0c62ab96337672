"""Make text that we do not own harmless in a spreadsheet's cell. Knows no workbook and no CSV."""

import re

from auditor.report.escaping import escape_line
from auditor.report.words_exceptions import MORE

LARGEST_CELL = 32_767  # characters that a cell of a spreadsheet holds; and 253 line ends
_KEPT = 32_000
_KEPT_LINES = 250
# What makes a spreadsheet take text for a formula; the full-width forms do in Chinese Excel.
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_NIL = frozenset({"-", "--", "－", "——"})


def escape_cell(text: str, language: str) -> str:
    """Show control and direction characters as ⟨U+202E⟩ and cut what no cell can hold.

    Line ends stay: a cell may have several lines. What is cut is counted.
    """
    lines = [escape_line(line) for line in text.split("\n")]
    kept = "\n".join(lines[:_KEPT_LINES])[:_KEPT]
    cut = sum(map(len, lines)) + len(lines) - 1 - len(kept)
    return kept + MORE.speak(language).format(count=cut) if cut else kept


def is_formula_like(text: str) -> bool:
    """Say whether a spreadsheet could take the text for a formula; plain figures are none."""
    bare = text.strip()
    if not bare.startswith(_STARTS):
        return False
    return bare not in _NIL and _NUMBER.fullmatch(bare) is None
