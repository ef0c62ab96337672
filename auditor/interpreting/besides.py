"""Columns that take no part in a table's sums: words, and codes of another classification.

They are left blank before the rows are read. Knows no figure.
"""

from collections.abc import Iterator, Sequence

from auditor.budget.pattern import Pattern, normalise_label
from auditor.interpreting.bodies import Part, ReadRow
from auditor.interpreting.cells import ReadCell, make_blank

_TOTALS = frozenset("合计 总计 小计".split())
_LEAST_MONEY = 2
_CODE_HEADERS = frozenset("科目编码 编码 科目代码 代码 类 款 项".split())


def leave_out_beside(part: Part, beside: Sequence[Pattern]) -> Part:
    """Return the part with blanks in the columns whose header is one of these."""
    if not beside:
        return part
    indexes = {
        index
        for row in part.header
        for index, cell in enumerate(row.cells)
        if cell.text and _is_named(cell.text, beside)
    }
    indexes = {index for index in indexes if not _holds_money(part, index)}
    if not indexes:
        return part
    indexes |= set(_list_codes(part, indexes))
    return Part(part.header, tuple(_blank(row, indexes) for row in part.body))


def _list_codes(part: Part, indexes: set[int]) -> Iterator[int]:
    """Yield the code columns left of the columns that take no part: they belong to them."""
    for index in indexes:
        left = index - 1
        while left > 0 and left not in indexes and _heads_code(part, left):
            yield left
            left -= 1


def _heads_code(part: Part, index: int) -> bool:
    texts = [row.cells[index].text for row in part.header if index < len(row.cells)]
    labels = [normalise_label(text) for text in texts if text]
    return bool(labels) and all(label in _CODE_HEADERS for label in labels)


def _holds_money(part: Part, index: int) -> bool:
    """Say whether rows print decimals there: header and rows are out of step then."""
    cells = (row.cells[index] for row in part.body if index < len(row.cells))
    return sum(cell.has_amount and cell.numeral.digit < 1 for cell in cells) >= _LEAST_MONEY


def _is_named(text: str, beside: Sequence[Pattern]) -> bool:
    label = normalise_label(text)
    return any(pattern.matches(label) for pattern in beside)


def _is_total(cell: ReadCell) -> bool:
    return normalise_label(cell.text) in _TOTALS


def _blank(read: ReadRow, indexes: set[int]) -> ReadRow:
    cells: tuple[ReadCell, ...] = tuple(
        make_blank(cell) if index in indexes and not _is_total(cell) else cell
        for index, cell in enumerate(read.cells)
    )
    return ReadRow(read.row, cells)
