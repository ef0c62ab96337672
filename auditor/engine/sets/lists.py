"""A list that an office keeps: rows with named columns, found by headings. Judges nothing."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditor.amount import find_unit
from auditor.budget.pattern import normalise_label
from auditor.finding import Bilingual
from auditor.location import START, Location, locate

Headings = Mapping[str, tuple[str, ...]]
ISSUER_HEADINGS = (
    *("编制单位", "编制主体", "单位名称", "部门名称", "预算单位", "预算单位名称", "部门单位名称"),
    *("部门/单位", "单位/部门", "公开单位", "填报单位", "主管部门", "机构名称", "单位全称"),
    *("issuer", "issuername", "organisation", "organization", "department", "部门", "单位"),
)
_LEAST_AGAIN = 2
_NUMBER_BEFORE = re.compile(r"[\[(（【]?\d{3,}[\])）】]?[-_—.、\s]*(?=\D)")
_NOTE = re.compile(r"(?:填|制|编|审|复|负责|联系|电话|备注|注|说明)\S{0,7}:.*")


class OfficeFile(NamedTuple):
    """A list that an office gives beside the documents: its path and its tabular text.

    `sheets` has the sheet of each line, `()` where the file has none.
    """

    path: str
    sha256: str
    text: str
    sheets: tuple[str, ...] = ()


class ListCell(NamedTuple):
    """What a cell prints, and where."""

    text: str
    location: Location


class ListRow(NamedTuple):
    """A row of a list: its line, its cells by the names of their columns, blank ones too.

    `headings` are those that it stands under, as printed. `first` is what its first filled cell
    prints, whatever column that is in.
    """

    location: Location
    cells: Mapping[str, ListCell]
    headings: Mapping[str, str]
    first: str

    def read(self, name: str) -> str:
        """Return what stands in a column; "" where the list has no such column."""
        cell = self.cells.get(name)
        return "" if cell is None else cell.text

    def locate(self, name: str) -> Location:
        """Return where a column's cell is, else the row."""
        cell = self.cells.get(name)
        return self.location if cell is None else cell.location

    def read_issuer(self) -> str:
        """Return the issuer without a number before it: 101001-某局, [101]某局."""
        text = self.read("issuer")
        return _NUMBER_BEFORE.sub("", text, count=1) if text[:1] in "0123456789[(（【" else text

    def is_note(self) -> bool:
        """Say whether it is no entry: who has filled in the list, and other remarks."""
        return _NOTE.fullmatch(normalise_label(self.first)) is not None


class OfficeList(NamedTuple):
    """The rows of a list; `reason` says why it cannot be read, and `location` where.

    `above` is what stands above the headings, `unused` the headings that mean nothing here.
    """

    rows: tuple[ListRow, ...] = ()
    above: tuple[str, ...] = ()
    unused: tuple[ListCell, ...] = ()
    reason: Bilingual | None = None
    location: Location = START


class _Head(NamedTuple):
    """A row of headings: which column each name has, and the sheet that it counts for."""

    columns: Mapping[str, int]
    printed: Mapping[str, str]
    cells: tuple[str, ...]
    sheet: str


def parse_list(file: OfficeFile, headings: Headings, needed: Sequence[str]) -> OfficeList:
    """Parse tabular text as a list, whose headings may stand below a title, and again below.

    `headings` are the spellings of each column, the likelier ones first; `needed` are those
    without which it is no list. A row of headings counts to the end of its sheet.
    """
    lines = file.text.split("\n")
    head: _Head | None = None
    rows: list[ListRow] = []
    above: list[str] = []
    unused: tuple[ListCell, ...] = ()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        sheet = file.sheets[number - 1] if number <= len(file.sheets) else ""
        found = _find_head(line, sheet, headings, needed)
        if found is not None and (head is None or _is_head_again(found, head)):
            is_better = head is not None and len(head.columns) == 1 < len(found.columns)
            if is_better:  # what seemed to be headings was a title with a word of theirs
                above += [row.first for row in rows]
                rows.clear()
            unused = unused if head and not is_better else _list_unused(found, number, line)
            head = found
        elif head is not None and not rows and _is_all_headings(line, headings):
            head = _extend(head, line, headings)
        elif head is None:
            above.append(line)
        elif sheet == head.sheet:
            rows.append(_make_row(line, number, head))
    if head is None:
        return _refuse(lines, headings, needed)
    return OfficeList(tuple(rows), tuple(above), unused)


def _find_head(line: str, sheet: str, headings: Headings, needed: Sequence[str]) -> _Head | None:
    cells = tuple(line.split("\t"))
    columns = _find_columns(cells, headings)
    if not all(name in columns for name in needed):
        return None
    return _Head(columns, {name: cells[n] for name, n in columns.items()}, cells, sheet)


def _find_columns(cells: Sequence[str], headings: Headings) -> dict[str, int]:
    """Find each column by its likeliest heading; no heading counts for two columns."""
    labels = [_plain(cell) for cell in cells]
    found: dict[str, int] = {}
    for name, spellings in headings.items():
        free = {label: n for n, label in reversed([*enumerate(labels)]) if n not in found.values()}
        column = next((free[spelling] for spelling in spellings if spelling in free), None)
        if column is not None:
            found[name] = column
    return found


def _plain(cell: str) -> str:
    """Return a heading without remarks and units: Date_Published, 金额（万元）, 金额:万元."""
    label = normalise_label(cell).lower().replace("_", "").replace("-", "")
    name, _, rest = label.partition(":")  # 填报单位：某局 is no heading
    return (name if find_unit(rest) is not None else label).partition("(")[0] or label


def _is_head_again(found: _Head, head: _Head) -> bool:
    """Say whether a row repeats the headings, and does not just have a word of theirs."""
    filled = sum(1 for cell in found.cells if cell.strip())
    count = len(found.columns)
    return found.cells == head.cells or (count >= _LEAST_AGAIN and count * 2 >= filled)


def _is_all_headings(line: str, headings: Headings) -> bool:
    """Say whether a row below the headings divides them: 类, 款, 项 under 科目编码."""
    known = {spelling for spellings in headings.values() for spelling in spellings}
    return all(_plain(cell) in known for cell in line.split("\t") if cell.strip())


def _extend(head: _Head, line: str, headings: Headings) -> _Head:
    cells = line.split("\t")
    more = _find_columns(cells, headings)
    taken = {index for name, index in more.items() if name not in head.columns}
    kept = {name: index for name, index in head.columns.items() if index not in taken}
    columns = {**more, **kept}
    printed = {name: head.printed.get(name) or cells[n] for name, n in columns.items()}
    return head._replace(columns=columns, printed=printed)


def _list_unused(head: _Head, number: int, line: str) -> tuple[ListCell, ...]:
    used = set(head.columns.values())
    cells = enumerate(_split(line, number))
    return tuple(cell for index, cell in cells if cell.text and index not in used)


def _make_row(line: str, number: int, head: _Head) -> ListRow:
    cells = _split(line, number)
    named = {name: cells[n] for name, n in head.columns.items() if n < len(cells)}
    first = next(cell.text for cell in cells if cell.text)
    return ListRow(locate(number, 1, len(line)), named, head.printed, first)


def _split(line: str, number: int) -> list[ListCell]:
    cells = []
    start = 1
    for cell in line.split("\t"):
        cells.append(ListCell(cell.strip(), locate(number, start, len(cell))))
        start += len(cell) + 1
    return cells


def _refuse(lines: Sequence[str], headings: Headings, needed: Sequence[str]) -> OfficeList:
    """Say which headings are lacking, at the row that comes nearest to a row of headings."""
    found = [_find_columns(line.split("\t"), headings) for line in lines]
    best = max(range(len(lines)), key=lambda n: len(found[n]))
    lacking = [name for name in needed if name not in found[best]]
    wanted = "、".join(headings[name][0] for name in lacking)
    reason = Bilingual(
        f"没有找到表头，至少要有：{wanted}", f"no row of headings with: {', '.join(lacking)}"
    )
    return OfficeList(reason=reason, location=locate(best + 1, 1, len(lines[best])))
