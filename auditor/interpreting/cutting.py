"""Cut body rows into strips: label, code, and the cells in which their figures stand."""

from collections import Counter
from collections.abc import Callable, Sequence

from auditor.budget import RowKind, Side, TableTemplate
from auditor.interpreting.bodies import ReadRow, find_declared
from auditor.interpreting.cells import ReadCell, find_name_index
from auditor.interpreting.codes_and_names import PrintedCode, read_code, strip_list_mark
from auditor.interpreting.strips import Strip

_TWO = 2
_CODE_LENGTHS = (3, 5, 7)
_PICKED_OUT = "其中"


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
    above: Sequence[str] = (),
) -> Strip:
    declared = find_declared(side, label, above)
    if declared is not None and above and _holds_last(side, declared.name, name_cell, above[-1]):
        declared = None
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


def _holds_last(side: Side, name: str, cell: ReadCell | None, last: str) -> bool:
    """Say whether a row of 其中 would hold the row above it, of which it is said to be a part."""
    if cell is None or not cell.text.startswith(_PICKED_OUT):
        return False
    return any(row.name == last and name in row.above for row in side.rows)


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
    return _settle_early_totals(_name_unit_total(strips, side)), odd


def _name_unit_total(strips: list[Strip], side: Side) -> list[Strip]:
    """Take a unit's name above all codes for the total, where no other total is printed.

    It stands left of the names: 预算单位 | 科目编码 | 科目名称.
    """
    if len(strips) < _TWO or any(strip.is_total for strip in strips):
        return strips
    first, *others = strips
    total = next((row for row in side.rows if row.is_total), None)
    is_first = not first.code and not first.name and bool(first.list_amounts())
    if total is None or not is_first or not all(strip.code for strip in others):
        return strips
    if first.base >= others[0].base:
        return strips
    return [first._replace(name=total.name, is_total=True), *others]


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
    above: list[list[str]] = [[] for _ in template.sides]
    names = [[i for i, cell in enumerate(read.cells) if cell.is_name] for read in body]
    bases = _find_bases(names, template)
    codes = _find_code_cells(body, names)
    for read, found in zip(body, names, strict=True):
        if not found:
            odd.append(read)
            continue
        numbers = _number_sides(read, found, template, has_code, bases)
        for place, number in enumerate(numbers):
            index = found[place]
            end = found[place + 1] if place + 1 < len(found) else len(read.cells)
            if place + 1 < len(found) and end - 1 in codes and end - index > _TWO:
                end -= has_own_code(read, end)
            base = index
            if _TWO <= number + 1 < len(bases):
                base, end = _reach_next_side(read, index, end, bases[number + 1])
            cell = read.cells[index]
            code = None
            is_apart = place == 0 or index - found[place - 1] > _TWO
            has_own = index - 1 in codes and is_apart and has_own_code(read, index)
            if template.sides[number].codes and has_own:
                code = read_code(read.cells[index - 1 : index], cell.text, "")
            strip = _make_strip(
                read,
                template.sides[number],
                cell,
                number=number,
                base=base,
                label=strip_list_mark(code.name if code else cell.text),
                code=code,
                end=end,
                above=above[number],
            )
            if strip.is_total and index == bases[number] - 1:
                strip = strip._replace(base=bases[number])
            above[number].append(strip.name)
            strips.append(strip)
    return strips, odd


def _number_sides(
    read: ReadRow,
    found: Sequence[int],
    template: TableTemplate,
    has_code: Callable[[str], bool],
    bases: Sequence[int],
) -> list[int]:
    """Return for each name of a row, by its cell index, the side that it stands on."""
    if len(template.sides) > _TWO:
        return [_find_nearest(index, bases) for index in found]
    if len(found) > 1:
        return [0, 1]
    return [_find_side(read.cells[found[0]].text, found[0], template, has_code, bases[1])]


def _reach_next_side(read: ReadRow, index: int, end: int, following: int) -> tuple[int, int]:
    """Return where the figures of a label begin and end, of which another side stands behind.

    A row without a label there may print its figure under that side: a total of both.
    """
    own, there = read.cells[index + 1 : following], read.cells[following : following + 2]
    is_moved = end > following + 1 and not any(cell.text for cell in (*own, *there[:1]))
    if is_moved and any(cell.has_amount for cell in there):
        return following, end
    return index, min(end, max(following, index + 1))


def _find_code_cells(body: Sequence[ReadRow], names: Sequence[Sequence[int]]) -> frozenset[int]:
    """Find the indexes of cells that hold codes: all that is printed there, left of names, is one.

    An amount without separators, such as 3200000, may look like a code as well.
    """
    told: dict[int, bool] = {}
    for read, found in zip(body, names, strict=True):
        for index in found:
            if index and not read.cells[index - 1].is_blank:
                told[index - 1] = told.get(index - 1, True) and has_own_code(read, index)
    return frozenset(index for index, is_code in told.items() if is_code)


def has_own_code(read: ReadRow, index: int) -> bool:
    """Say whether the cell left of a name is its code: bare digits of a code's length."""
    cell = read.cells[index - 1] if index else None
    return cell is not None and cell.is_digits and len(cell.text) in _CODE_LENGTHS


def _find_bases(names: Sequence[Sequence[int]], template: TableTemplate) -> list[int]:
    """Find the cell index of the names of each side: that of most rows with a name on each."""
    least = max(_TWO, len(template.sides))
    whole = [found for found in names if len(found) >= least]
    bases: list[int] = []
    for number in range(len(template.sides)):
        usual = Counter(found[number] for found in whole).most_common(1)
        guess = bases[-1] + len(template.sides[number - 1].columns) + 1 if bases else 0
        bases.append(usual[0][0] if usual else guess)
    return bases


def _find_nearest(index: int, bases: Sequence[int]) -> int:
    """Find the side whose names stand nearest to a cell index."""
    return min(range(len(bases)), key=lambda number: abs(bases[number] - index))


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
