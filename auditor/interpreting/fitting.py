"""Does a grid fit the template that its title names? Looks at header and rows, not at sums.

Sums are no evidence: a table that does not add up is what an audit is to find.
"""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from auditor.budget import Column, RowKind, TableTemplate
from auditor.budget.pattern import normalise_label
from auditor.interpreting.bodies import Part
from auditor.interpreting.cells import ReadCell
from auditor.interpreting.headers import (
    choose_columns,
    find_column,
    list_level_rows,
    match_column,
    reach_right,
)
from auditor.interpreting.strips import Strip

_LEGIBLE = re.compile(r"[㐀-鿿0-9()“”、:%\-—]{2,40}")
_FIGURE_WORD = re.compile(
    r"(?:支出|收入|拨款|资金|费用?|预算|决算|数|额|结转|结余|合计|总计|小计|补助|收费|%)"
    r"(?:\([^()]*\))?$"
)
_OF_UNITS = re.compile(
    r"(?:预算|所属)?(?:单位|部门|部门\(单位\)|单位\(部门\)|部门和单位|部门/单位)(?:名称)?"
)
_OF_CODES = re.compile(r"(?:支出)?(?:功能|经济)?(?:分类)?科目(?:编码|代码|名称)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_OTHER_TOTAL = re.compile(
    r"(?:本年|当年)(?:收入|支出)(?:合计|小计|总计)?|(?:收入|支出)?(?:合计|小计|总计)"
)
_AND = ("及", "和", "、", "与")
_TWO = 2
_LEAST_LABELS = 3
_LEAST_ROWS = 3
_ALIKE = 0.75


def find_foreign_column(
    rows: Sequence[Sequence[ReadCell]],
    columns: Sequence[Column],
    strips: Sequence[Strip],
    span: tuple[int, int],
) -> str:
    """Find a column of figures that the template does not know: its header, else "".

    Foreign is a legible header over figures that names no column of the template and is not
    alike to one; a second column of the same name; a column of words right of the names. Where
    header and rows have not equally many cells, only a header that names nothing is foreign.
    """
    width = Counter(len(strip.cells) for strip in strips).most_common(1)
    level = list_level_rows(rows, width[0][0]) if width else []
    if not level:
        return _find_foreign_header(rows, columns)
    words = _find_words(strips)
    return words or _find_foreign_stack(level, columns, _list_figure_indexes(strips, span))


def _find_foreign_stack(
    level: Sequence[Sequence[str]], columns: Sequence[Column], indexes: Sequence[int]
) -> str:
    seen: set[str] = set()
    shown = choose_columns(level, columns)
    for index in (index for index in indexes if index < len(level[0])):
        depths = [depth for depth, row in enumerate(level) if row[index]]
        if not depths:
            continue
        label = level[depths[-1]][index]
        stack = [level[depth][index] for depth in depths]
        column = find_column(stack, shown(index), reach_right(level, index))
        if column is not None:
            if column.name in seen or _is_divided(level, depths, index, column, columns):
                return label
            seen.add(column.name)
        elif not _is_group(level, depths[-1], index) and (
            shown(index) is not columns or is_foreign_label(label, columns)
        ):
            return label
    return ""


def _is_divided(
    level: Sequence[Sequence[str]],
    depths: Sequence[int],
    index: int,
    column: Column,
    columns: Sequence[Column],
) -> bool:
    """Say whether a known header spans several columns of which this one is foreign."""
    others = depths[:-1]
    texts = [level[depth][index] for depth in depths]
    whole = ("".join(texts[at:]) for at in range(len(texts)))
    if not is_foreign_label(texts[-1], columns) or any(match_column(t, [column]) for t in whole):
        return False
    return any(
        match_column(level[depth][index], [column]) and _is_group(level, depth, index)
        for depth in others
    )


def _is_group(level: Sequence[Sequence[str]], depth: int, index: int) -> bool:
    """Say whether a header cell spans several columns: others below it, blank right of it."""
    row = level[depth]
    return depth + 1 < len(level) and index + 1 < len(row) and not row[index + 1]


def _list_figure_indexes(strips: Sequence[Strip], span: tuple[int, int]) -> list[int]:
    """Return the cell indexes at which any row prints an amount other than zero."""
    first, last = span
    found = {
        index
        for strip in strips
        for index in range(strip.first, strip.end)
        if first <= index < last and strip.cells[index].numeral.value
    }
    return sorted(found)


def _find_words(strips: Sequence[Strip]) -> str:
    """Find the first words of a column right of the names in which half of the rows print some."""
    found = [
        (index, strip.cells[index].text)
        for strip in strips
        for index in range(strip.first, strip.end)
        if strip.cells[index].is_name
    ]
    for index, count in Counter(index for index, _ in found).most_common(1):
        if count >= _LEAST_ROWS and 2 * count >= len(strips):
            return next(text for at, text in found if at == index)
    return ""


def _find_foreign_header(rows: Sequence[Sequence[ReadCell]], columns: Sequence[Column]) -> str:
    """Find a foreign label of a header in which several are foreign and none is known."""
    texts = [cell.text for row in rows for cell in row if cell.text]
    if any(match_column(text, columns) for text in texts):
        return ""
    labels = [text for text in texts if is_foreign_label(text, columns)]
    return labels[0] if len(labels) >= _LEAST_LABELS else ""


def is_foreign_label(text: str, columns: Sequence[Column]) -> bool:
    """Say whether a header cell legibly heads figures, but none of these columns.

    A label that ends in a known one (其中：基本支出) or looks like one, as misread characters
    do, is not foreign; one that names several at once (购置及运行费) is.
    """
    label = normalise_label(text)
    if _LEGIBLE.fullmatch(label) is None or _FIGURE_WORD.search(label) is None:
        return False
    before = [text for column in columns for text in _list_before(label, column)]
    if before:
        return all(text.endswith(_AND) for text in before)
    bare = _IN_BRACKETS.sub("", label)
    return all(SequenceMatcher(None, bare, c.name).ratio() < _ALIKE for c in columns)


def _list_before(label: str, column: Column) -> list[str]:
    """Return what stands before a column's spelling where a label ends in one."""
    return [
        label[: found.start()]
        for pattern in column.headers
        for found in pattern.finditer(label)
        if found.end() == len(label)
    ]


def find_foreign_row(part: Part, strips: Sequence[Strip], template: TableTemplate) -> str:
    """Find a row of figures that the form cannot have, else "".

    In a two-sided table a row that adds up others and that no declared row spells: 本年收入合计
    above 收入总计, or 本年支出 above its classes. In a coded table rows of units instead of
    codes, or of figures alone.
    """
    if template.row_kind is RowKind.TWO_SIDED:
        further = _find_further_side(part, template)
        if further:
            return further
        others = (s for s in strips if not s.name and _OTHER_TOTAL.fullmatch(s.label))
        return next((strip.label for strip in others if _has_value(strip)), "")
    if template.row_kind is RowKind.CODED:
        coded = [strip for strip in strips if strip.code]
        found = _find_unit_header(part, coded or strips)
        return found or ("" if coded else _find_nameless_row(part, strips))
    if template.row_kind is RowKind.ITEMS:
        return (
            _find_lost_row(part, strips)
            or (not template.sides[0].is_tree and _find_name_header(part, strips))
            or _find_undeclared_row(strips, template)
        )
    return _find_code_header(part) if template.row_kind is RowKind.SINGLE else ""


def _find_code_header(part: Part) -> str:
    """Find a header of codes or their names, which a table of one row has not."""
    texts = (cell.text for row in part.header for cell in row.cells)
    return next((text for text in texts if _OF_CODES.fullmatch(normalise_label(text))), "")


def _find_further_side(part: Part, template: TableTemplate) -> str:
    """Find the name of a row on a side that the template has not, where several rows have one.

    A template of more than two sides wants a row with a name on each.
    """
    count = len(template.sides)
    rows = [[cell.text for cell in row.cells if cell.is_name] for row in part.body]
    if count > _TWO and rows and max(map(len, rows)) < count:
        return next((names[0] for names in rows if names), "")
    further = [names[count] for names in rows if len(names) > count]
    return further[0] if len(further) >= _LEAST_ROWS else ""


def _find_unit_header(part: Part, strips: Sequence[Strip]) -> str:
    bases = {strip.base for strip in strips if _has_value(strip)}
    texts = (
        cell.text for row in part.header for index, cell in enumerate(row.cells) if index in bases
    )
    return next((text for text in texts if _OF_UNITS.fullmatch(normalise_label(text))), "")


def _find_nameless_row(part: Part, strips: Sequence[Strip]) -> str:
    rows = (row for row in part.body if any(cell.numeral.value for cell in row.cells))
    return "" if strips else next((row.row.line.text for row in rows), "")


def _find_lost_row(part: Part, strips: Sequence[Strip]) -> str:
    """Find a row of figures without a name, where several have none: the names stand elsewhere."""
    named = {strip.row.line.number for strip in strips}
    named |= {strip.joined.line.number for strip in strips if strip.joined is not None}
    lost = [
        read.row.line.text
        for read in part.body
        if read.row.line.number not in named and any(cell.numeral.value for cell in read.cells)
    ]
    return lost[0] if len(lost) > 1 or (lost and not strips) else ""


def _find_name_header(part: Part, strips: Sequence[Strip]) -> str:
    """Find a header that says that the rows are codes, which the rows of a list are not."""
    bases = {strip.base for strip in strips if not strip.is_total and _has_value(strip)}
    texts = (
        cell.text for row in part.header for index, cell in enumerate(row.cells) if index in bases
    )
    return next((text for text in texts if _OF_CODES.fullmatch(normalise_label(text))), "")


def _find_undeclared_row(strips: Sequence[Strip], template: TableTemplate) -> str:
    """Find a row of figures where a form of declared rows prints none of them but a total."""
    if not template.sides[0].is_tree or any(s.name and not s.is_total for s in strips):
        return ""
    return next((strip.label for strip in strips if not strip.is_total and _has_value(strip)), "")


def _has_value(strip: Strip) -> bool:
    return any(cell.numeral.value for _, cell in strip.list_amounts())
