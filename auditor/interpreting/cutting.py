"""Cut body rows into strips: label, code, and the cells in which their figures stand."""

from collections import Counter
from collections.abc import Callable, Sequence

from auditor.budget import RowKind, Side, TableTemplate
from auditor.interpreting.bodies import ReadRow, find_declared
from auditor.interpreting.cells import ReadCell, find_name_index
from auditor.interpreting.codes_and_names import PrintedCode, read_code, strip_list_mark
from auditor.interpreting.strips import Strip


def cut_strips(
    body: Sequence[ReadRow],
    template: TableTemplate,
    has_code: Callable[[str], bool],
    above: str,
    base: int | None,
) -> tuple[list[Strip], list[ReadRow]]:
    """Cut body rows into strips; also return the rows in which nothing was understood.

    `above` is the code of the last row before, `base` the name column of the part before.
    """
    if template.row_kind is RowKind.TWO_SIDED:
        return _cut_two_sided(body, template, has_code)
    if template.row_kind is RowKind.SINGLE:
        return _cut_single(body, template)
    return _cut_coded(body, template, above, base)


def _cut_single(
    body: Sequence[ReadRow], template: TableTemplate
) -> tuple[list[Strip], list[ReadRow]]:
    strips, odd = [], []
    for read in body:
        if not any(cell.has_amount or cell.is_malformed or cell.is_nil for cell in read.cells):
            odd.append(read)
            continue
        index = find_name_index(read.cells)
        name_cell = None if index is None else read.cells[index]
        label = "" if name_cell is None else strip_list_mark(name_cell.text)
        strips.append(
            _make_strip(
                read,
                template.sides[0],
                name_cell,
                base=-1 if index is None else index,
                label=label,
            )
        )
    return strips, odd


def _make_strip(
    read: ReadRow,
    side: Side,
    name_cell: ReadCell | None,
    *,
    number: int = 0,
    base: int,
    label: str,
    code: PrintedCode | None = None,
    end: int | None = None,
) -> Strip:
    declared = find_declared(side, label)
    return Strip(
        row=read.row,
        cells=read.cells,
        side=number,
        base=base,
        first=base + 1,
        end=len(read.cells) if end is None else end,
        label=label,
        name_cell=name_cell,
        code=code.code if code else "",
        printed_code=code.parts if code else (),
        name=declared.name if declared else "",
        is_total=declared.is_total if declared else False,
    )


def _cut_coded(
    body: Sequence[ReadRow], template: TableTemplate, above: str, base: int | None
) -> tuple[list[Strip], list[ReadRow]]:
    side = template.sides[0]
    strips: list[Strip] = []
    odd: list[ReadRow] = []
    for read in body:
        index = find_name_index(read.cells)
        if index is None:
            if not _join_above(strips, read):
                odd.append(read)
            continue
        name_cell = read.cells[index]
        code = PrintedCode("", (), name_cell.text)
        if side.codes:
            code = read_code(read.cells[:index], name_cell.text, above)
        label = strip_list_mark(code.name)
        strip = _make_strip(read, side, name_cell, base=index, label=label, code=code)
        if strip.is_total and base is not None and index < base:
            strip = strip._replace(base=base)
        elif code.code:
            base = index
        above = code.code or above
        strips.append(strip)
    return _settle_early_totals(strips), odd


def _settle_early_totals(strips: list[Strip]) -> list[Strip]:
    """Give a total above the first coded row the name column of the rows below it."""
    base = next((strip.base for strip in strips if strip.code), None)
    if base is None:
        return strips
    settled: list[Strip] = []
    for strip in strips:
        if strip.code:
            return settled + strips[len(settled) :]
        moved = strip.is_total and strip.base < base
        settled.append(strip._replace(base=base) if moved else strip)
    return settled


def _join_above(strips: list[Strip], read: ReadRow) -> bool:
    """Join a row of figures without a label to the row above, if that has no figures."""
    if not strips or not any(cell.has_amount for cell in read.cells):
        return False
    above = strips[-1]
    if above.list_amounts() or above.name_cell is None:
        return False
    kept = above.cells[: above.first]
    start = next(i for i, cell in enumerate(read.cells) if cell.has_amount)
    cells = kept + read.cells[min(start, len(kept)) :]
    strips[-1] = above._replace(cells=cells, end=len(cells), joined=read.row)
    return True


def _cut_two_sided(
    body: Sequence[ReadRow], template: TableTemplate, has_code: Callable[[str], bool]
) -> tuple[list[Strip], list[ReadRow]]:
    strips: list[Strip] = []
    odd: list[ReadRow] = []
    names = [[i for i, cell in enumerate(read.cells) if cell.is_name] for read in body]
    usual = Counter(found[1] for found in names if len(found) > 1).most_common(1)
    right_base = usual[0][0] if usual else len(template.sides[0].columns) + 1
    for read, found in zip(body, names, strict=True):
        if not found:
            odd.append(read)
            continue
        numbers = (
            [0, 1]
            if len(found) > 1
            else [_find_side(read.cells[found[0]].text, found[0], template, has_code, right_base)]
        )
        for place, number in enumerate(numbers):
            index = found[place]
            end = found[place + 1] if place + 1 < len(found) else len(read.cells)
            cell = read.cells[index]
            label = strip_list_mark(cell.text)
            strips.append(
                _make_strip(
                    read,
                    template.sides[number],
                    cell,
                    number=number,
                    base=index,
                    label=label,
                    end=end,
                )
            )
    return strips, odd


def _find_side(
    text: str,
    index: int,
    template: TableTemplate,
    has_code: Callable[[str], bool],
    right_base: int,
) -> int:
    """Find the side of a row's only label: by its words, else by its place."""
    label = strip_list_mark(text)
    left, right = template.sides
    if find_declared(left, label) and not find_declared(right, label):
        return 0
    if find_declared(right, label) or (right.codes and has_code(label)):
        return 1
    return int(index >= right_base)
