"""Columns that take no part in a table's sums: words, and codes of another classification.

They are left blank before the rows are read. Knows no figure.
"""

import re
from collections.abc import Iterator, Sequence

from auditor.budget.pattern import Pattern, normalise_label
from auditor.interpreting.bodies import Part, ReadRow
from auditor.interpreting.cells import ReadCell, make_blank

_TOTALS = frozenset("合计 总计 小计".split())
_LEAST_MONEY = 2
_CODE_HEADERS = frozenset("科目编码 编码 科目代码 代码 类 款 项".split())
_OF_OTHERS = frozenset("科目名称 名称".split()) | _CODE_HEADERS
_PRICES = re.compile("单价|数量|价格")  # decimals, and yet no amounts of the table
_OWN_CODES = re.compile(r"(?:部门|单位|机构|项目).*(?:编码|代码|编号)|序号|行次|栏次")


def leave_out_beside(part: Part, beside: Sequence[Pattern]) -> Part:
    """Return the part with blanks in the columns whose header is one of these."""
    if not beside:
        return part
    named = {
        (index, normalise_label(cell.text))
        for row in part.header
        for index, cell in enumerate(row.cells)
        if cell.text and _is_named(cell.text, beside)
    }
    own = {index for index, label in named if _OWN_CODES.search(label)}
    prices = {index for index, label in named if _PRICES.search(label)}
    indexes = {index for index, _ in named} | set(_list_spanned(part, beside))
    indexes = {index for index in indexes if index in prices or not _holds_money(part, index)}
    if not indexes:
        return part
    indexes |= set(_list_codes(part, indexes, own))
    return Part(part.header, tuple(_blank(row, indexes) for row in part.body))


def list_prices(part: Part, beside: Sequence[Pattern]) -> Iterator[ReadCell]:
    """Yield the quantities and prices that take no part: figures, though none of the sums."""
    indexes = {
        index
        for row in part.header
        for index, cell in enumerate(row.cells)
        if _PRICES.search(cell.text) and _is_named(cell.text, beside)
    }
    for row in part.body if indexes else ():
        yield from (cell for i, cell in enumerate(row.cells) if i in indexes and cell.has_amount)


def _list_codes(part: Part, indexes: set[int], own: set[int]) -> Iterator[int]:
    """Yield the code columns left of the columns that take no part: they belong to them.

    `own` are columns of units' or row numbers, which have none beside them.
    """
    for index in indexes - own:
        left = index - 1
        while left > 0 and left not in indexes and _heads_code(part, left):
            yield left
            left -= 1


def _list_spanned(part: Part, beside: Sequence[Pattern]) -> Iterator[int]:
    """Yield the columns of codes and names that a heading of another classification spans."""
    for depth, row in enumerate(part.header):
        is_within = False
        for index, cell in enumerate(row.cells):
            if cell.text:
                is_within = _is_named(cell.text, beside)
                continue
            below = [
                low.cells[index].text for low in part.header[depth + 1 :] if index < len(low.cells)
            ]
            texts = [normalise_label(text) for text in below if text]
            is_within = is_within and bool(texts) and all(text in _OF_OTHERS for text in texts)
            if is_within:
                yield index


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
