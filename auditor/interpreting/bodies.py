"""Tell header rows from body rows: a table is parts of body rows under one header each."""

from collections.abc import Sequence
from typing import NamedTuple

from auditor.budget import RowKind, RowTemplate, Side, TableTemplate
from auditor.budget.remembering import Remembered
from auditor.document import Row, Segment
from auditor.interpreting.cells import ReadCell, read_cells
from auditor.interpreting.codes_and_names import read_code, strip_list_mark
from auditor.interpreting.headers import has_amounts, is_header_word, match_column

_DECLARED: Remembered[Side, list[RowTemplate]] = Remembered()
_LEAST_HEADER_WORDS = 2
_MARKED = tuple("一二三四五六七八九十")


class ReadRow(NamedTuple):
    """A row with its cells read."""

    row: Row
    cells: tuple[ReadCell, ...]


class Part(NamedTuple):
    """Body rows under one header."""

    header: tuple[ReadRow, ...]
    body: tuple[ReadRow, ...]


def split_parts(segments: Sequence[Segment], template: TableTemplate) -> list[Part]:
    """Split the rows of a table into header rows and the body rows under them."""
    parts: list[tuple[list[ReadRow], list[ReadRow]]] = [([], [])]
    seen: set[tuple[str, ...]] = set()
    for segment in segments:
        rows = [ReadRow(row, read_cells(row)) for row in segment.rows]
        lead = next((i for i, row in enumerate(rows) if is_body(row.cells, template)), len(rows))
        lead = _pass_over_headers(rows, lead, template)
        words = sum(_count_header_words(row.cells, template) for row in rows[:lead])
        is_header = words >= _LEAST_HEADER_WORDS
        for index, row in enumerate(rows):
            header, body = parts[-1]
            texts = tuple(cell.text for cell in row.cells if cell.text)
            is_led = index < lead and (not body or is_header or texts in seen)
            if not is_led and not _is_repeated_header(row, texts, seen, template):
                body.append(row)
                continue
            if body:
                parts.append(([row], []))
            else:
                header.append(row)
            seen.add(texts)
    return [Part(tuple(header), tuple(body)) for header, body in parts]


def _pass_over_headers(rows: Sequence[ReadRow], lead: int, template: TableTemplate) -> int:
    """Return the first body row behind a header that a row above it looked like the body of.

    财政拨款收入 heads a side, and is the name of a row where it stands below 项目 and 预算数.
    """
    behind = lead + 1
    if behind >= len(rows) or has_amounts(rows[lead].cells) or has_amounts(rows[behind].cells):
        return lead
    is_header = _count_header_words(rows[behind].cells, template) >= _LEAST_HEADER_WORDS
    return behind + 1 if is_header else lead


def _is_repeated_header(
    row: ReadRow, texts: tuple[str, ...], seen: set[tuple[str, ...]], template: TableTemplate
) -> bool:
    if is_body(row.cells, template):
        return False
    return texts in seen or _count_header_words(row.cells, template) > _LEAST_HEADER_WORDS


def _count_header_words(cells: Sequence[ReadCell], template: TableTemplate) -> int:
    columns = template.list_columns()
    return sum(
        1
        for cell in cells
        if cell.text and (is_header_word(cell.text) or match_column(cell.text, columns))
    )


def is_body(cells: tuple[ReadCell, ...], template: TableTemplate) -> bool:
    """Say whether a row is a body row: amounts, a code, a declared or a numbered label."""
    if has_amounts(cells):
        return True
    if _count_header_words(cells, template) >= _LEAST_HEADER_WORDS:
        return False
    names = [index for index, cell in enumerate(cells) if cell.is_name]
    if not names or (template.row_kind is RowKind.SINGLE and len(names) > 1):
        return False
    if template.row_kind is RowKind.CODED:
        left = cells[: names[0]]
        if read_code(left, cells[names[0]].text, "").parts:
            return True
    names = names[: len(template.sides)]
    labels = [strip_list_mark(cells[index].text) for index in names]
    if any(find_declared(side, label) for side in template.sides for label in labels):
        return True
    return template.row_kind is RowKind.TWO_SIDED and any(
        cells[index].text.startswith(_MARKED) and "、" in cells[index].text[:4] for index in names
    )


def find_declared(side: Side, label: str, above: Sequence[str] = ()) -> RowTemplate | None:
    """Find the declared row of a side that a label without its list mark spells.

    Of several (一般公共预算拨款 under 本年收入, and again under 上年结转) it is the one that
    belongs to the whole printed last; `above` names the declared rows so far.
    """
    known = _DECLARED.list_answers(side)
    if label not in known:
        known[label] = [row for row in side.rows if any(p.matches(label) for p in row.labels)]
    found = known[label]
    if len(found) <= 1 or not above:
        return found[0] if found else None
    last = {name: index for index, name in enumerate(above)}
    return max(found, key=lambda row: last.get(row.above[0], -1) if row.above else -1)
