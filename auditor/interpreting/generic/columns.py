"""The columns of a table that no template explains: labels, codes, amounts, percentages.

Told by what the cells hold and, where that does not decide, by the words of the header.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from auditor.amount import Unit, find_unit
from auditor.budget.generic import AMOUNT, COUNT, PERCENT, GenericColumn
from auditor.interpreting.cells import ReadCell
from auditor.interpreting.generic.headers import Paths

_NO_FIGURE = re.compile(
    r"(?:.*(?:编码|代码|编号|序号|行次|栏次|单价|价格|电话|权重|分值|指标值|目标值|日期|时间)(?:\([^()]*\))?|类|款|项|年度|年份)"
)
_REMARK = re.compile(r"备注|说明|目标|理由|原因|内容|名称|编码|代码|单位$|科目$|项目$")
_PERCENT = re.compile(r"%|比例|占比|比重|增幅|增长率|增减率|完成率|执行率|幅度")
_COUNT = re.compile(
    r"数量|人数|人次|批次|台数|辆数|个数|户数|面积|编制数|职工|团组|\((?:人|个|辆|台|次|批)\)$"
)
_UNIT = re.compile(r"\((?:单位[:：])?((?:百|千|万|百万|千万|亿)?元)\)")
_MOST_WORDS = Decimal("0.2")
_LEAST_LABELLED = Decimal("0.3")
_LEAST_NUMBERS = 3
_CODE_LENGTHS = frozenset({1, 2, 3, 5, 6, 7, 9})


class Block(NamedTuple):
    """Columns of figures with the cell indexes of their labels, left of them."""

    labels: tuple[int, ...]
    figures: tuple[int, ...]
    columns: tuple[GenericColumn, ...]


class _Content(NamedTuple):
    """What the body rows hold at one cell index."""

    figures: int
    words: int
    codes: int
    is_ordinal: bool
    is_percent: bool


def list_blocks(rows: Sequence[Sequence[ReadCell]], paths: Paths) -> list[Block]:
    """Return the blocks of columns that hold figures, left to right."""
    width = len(paths)
    contents = [_describe([row[i] for row in rows if i < len(row)]) for i in range(width)]
    filled = sum(any(cell.has_amount for cell in row) for row in rows)
    drafts: list[tuple[list[int], list[int]]] = [([], [])]
    for index in range(width):
        labels, figures = drafts[-1]
        is_blank = bool(figures) and _is_blank_column(contents[index], paths[index])
        if is_blank or _holds_figures(contents, index, paths[index]):
            figures.append(index)
        elif not figures:
            labels.append(index)
        elif contents[index].words >= _LEAST_LABELLED * filled and contents[index].words:
            drafts.append(([index], []))
    return _name_columns([draft for draft in drafts if draft[1]], contents, paths)


def _describe(cells: Sequence[ReadCell]) -> _Content:
    numbers = [cell.numeral.value for cell in cells if cell.has_amount]
    percents = sum(cell.numeral.unit == "%" for cell in cells)
    return _Content(
        figures=sum(cell.has_amount or cell.is_malformed for cell in cells),
        words=sum(bool(cell.text) and not _is_figure_cell(cell) for cell in cells),
        codes=sum(cell.is_digits and len(cell.text) in _CODE_LENGTHS for cell in cells),
        is_ordinal=len(numbers) >= _LEAST_NUMBERS
        and all(after == before + 1 for before, after in pairwise(numbers)),
        is_percent=bool(percents) and 2 * percents >= len(numbers),
    )


def _is_figure_cell(cell: ReadCell) -> bool:
    return cell.has_amount or cell.is_malformed or cell.is_nil


def _holds_figures(contents: Sequence[_Content], index: int, path: tuple[str, ...]) -> bool:
    content = contents[index]
    lowest = path[-1] if path else ""
    if not content.figures or content.is_ordinal or _NO_FIGURE.fullmatch(lowest):
        return False
    if content.words > _MOST_WORDS * (content.figures + content.words):
        return False
    is_left = not any(_is_wordy(one) for one in contents[:index])
    return not (is_left and content.codes == content.figures and _has_words_right(contents, index))


def _is_blank_column(content: _Content, path: tuple[str, ...]) -> bool:
    """Say whether a column that stands among figures prints nothing but its header."""
    is_empty = not content.figures and not content.words
    return is_empty and bool(path) and not _REMARK.search(path[-1])


def _is_wordy(content: _Content) -> bool:
    return content.words > content.figures


def _has_words_right(contents: Sequence[_Content], index: int) -> bool:
    return any(_is_wordy(one) for one in contents[index + 1 :])


def _name_columns(
    drafts: Sequence[tuple[list[int], list[int]]], contents: Sequence[_Content], paths: Paths
) -> list[Block]:
    """Give every column a name of its own: its header path, numbered where that recurs."""
    seen: dict[str, int] = {}
    blocks = []
    for number, (labels, figures) in enumerate(drafts):
        columns = []
        for index in figures:
            name = "·".join(paths[index]) or f"第{index + 1}栏"
            seen[name] = seen.get(name, 0) + 1
            columns.append(
                GenericColumn(
                    name=name if seen[name] == 1 else f"{name}({seen[name]})",
                    path=paths[index],
                    block=number,
                    kind=_find_kind(contents[index], paths[index]),
                    unit=_find_column_unit(paths[index]),
                )
            )
        blocks.append(Block(tuple(labels), tuple(figures), tuple(columns)))
    return blocks


def _find_kind(content: _Content, path: tuple[str, ...]) -> str:
    lowest = path[-1] if path else ""
    if content.is_percent or _PERCENT.search(lowest):
        return PERCENT
    return COUNT if _COUNT.search(lowest) else AMOUNT


def _find_column_unit(path: tuple[str, ...]) -> Unit | None:
    for text in reversed(path):
        found = _UNIT.search(text)
        if found:
            return find_unit(found.group(1))
    return None
