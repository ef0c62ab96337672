"""Kind `wording`: brackets that are never closed, and quotation marks left round a cell."""

from collections.abc import Iterator

from auditor.budget import Budget
from auditor.checks.places import locate_line
from auditor.checks.wording.remarks import Remark, WordingParameters, iterate_texts, place_text
from auditor.location import locate

_OPENING = "（("
_CLOSING = "）)"
_ENDS = ("。", "；", "！", "？")
_TAIL = 14
_LEAST_CELL = 4


def find_unclosed(_parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find paragraphs that end with their sentence and have more brackets opened than closed."""
    for text, _label, location in iterate_texts(budget):
        opened, closed = _count(text, _OPENING), _count(text, _CLOSING)
        if opened > closed and text.rstrip().endswith(_ENDS):
            start = _find_open(text)
            part = text[start : start + _TAIL]
            yield Remark("", place_text(budget, text, part, location), part)


def _count(text: str, signs: str) -> int:
    return sum(text.count(sign) for sign in signs)


def _find_open(text: str) -> int:
    """Return where the last bracket begins that no other closes."""
    depth = 0
    for offset in range(len(text) - 1, -1, -1):
        if text[offset] in _CLOSING:
            depth += 1
        elif text[offset] in _OPENING:
            if not depth:
                return offset
            depth -= 1
    return 0


def find_quoted(_parameters: WordingParameters, budget: Budget) -> Iterator[Remark]:
    """Find cells that stand as a whole in straight quotation marks."""
    for number, line in enumerate(budget.lines, start=1):
        if '"' not in line or "\t" not in line:
            continue
        column = 1
        for cell in line.split("\t"):
            if len(cell) >= _LEAST_CELL and cell[0] == '"' == cell[-1] and cell.count('"') == 2:
                place = locate(number, column, len(cell))
                yield Remark("", locate_line(budget, place), cell)
            column += len(cell) + 1
