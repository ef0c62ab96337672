"""The document as printed: rows as tables, other lines as text, figures and findings marked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from auditor.finding import Audit, Coverage
from auditor.report.html import words
from auditor.report.html.marks import Mark, Piece, cut_line
from auditor.report.html.markup import EMPTY, Markup, element, join
from auditor.report.html.numbering import Numbered, name_card, name_line, name_place

_NUMBER = re.compile(r"[-+−(（]?[\d,，.．\s]*\d[\d,，.．\s]*[)）%％]?")
_STATES = {"checked": "c", "bounded": "b", "unchecked": "u"}
_MOST_HEADS = 4
_SHORT = 8  # characters that are not broken into lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the lines need to know: the document, its marks, the findings by number."""

    audit: Audit
    language: str
    marks: Mapping[int, Sequence[Mark]]
    numbered: Mapping[int, Numbered]
    titles: Mapping[int, str]
    used: set[str] = field(default_factory=set)


def render_lines(page: Page) -> Markup:
    """Render every line that prints something, in its order."""
    return join(*_iterate_blocks(page))


def name_titles(coverage: Coverage | None, language: str) -> dict[int, str]:
    """Name the tables and forms by the line of their title."""
    if coverage is None:
        return {}
    unknown = words.NOT_RECOGNISED.speak(language)
    titles = {table.line: table.id for table in (*coverage.tables, *coverage.forms)}
    return titles | {table.line: unknown for table in coverage.unrecognised}


def _iterate_blocks(page: Page) -> Iterator[Markup]:
    rows: list[int] = []
    origin: tuple[object, object] = (None, None)
    lines = page.audit.lines
    for number, line in enumerate(lines, start=1):
        here = (_look_up(page.audit.pages, number), _look_up(page.audit.sheets, number))
        is_row = "\t" in line or _is_lost_row(lines, number)
        if rows and (not is_row or here != origin):
            yield _render_table(page, rows)
            rows = []
        if here != origin and line.strip():
            yield _render_origin(here, origin, page.language)
            origin = here
        if is_row:
            rows.append(number)
        elif line.strip() or number in page.marks:
            yield _render_text(page, number)
    if rows:
        yield _render_table(page, rows)


def _look_up(origins: Sequence[int] | Sequence[str], line: int) -> object:
    """Return the page or sheet of a line; None for a text without them."""
    return (origins[line - 1] or None) if line <= len(origins) else None


def _is_lost_row(lines: Sequence[str], number: int) -> bool:
    """Say whether a line without tabs stands right between two rows: it is one of the table."""
    if not 1 < number < len(lines) or not lines[number - 1].strip():
        return False
    return "\t" in lines[number - 2] and "\t" in lines[number]


def _render_origin(
    here: tuple[object, object], before: tuple[object, object], language: str
) -> Markup:
    page, sheet = here
    parts = []
    if page is not None and page != before[0]:
        parts.append(words.PAGE.speak(language).format(page=page))
    if sheet is not None and sheet != before[1]:
        parts.append(words.SHEET.speak(language).format(sheet=sheet))
    return element("p", " · ".join(parts), class_="origin") if parts else EMPTY


def _render_text(page: Page, number: int) -> Markup:
    line = page.audit.lines[number - 1]
    name = page.titles.get(number)
    pieces = [piece for cell in _cut(page, number) for piece in cell]
    children = [_render_gutter(page, number)]
    if name is not None:
        children.append(element("span", name, class_="table-id"))
    children.append(element("span", *_render_pieces(page, number, pieces), class_="words"))
    kind = "title" if name is not None else "head" if line.startswith("#") else None
    tag = "p" if kind is None else "h3"
    return element(tag, *children, id=name_line(number), class_=kind)


def _render_table(page: Page, rows: Sequence[int]) -> Markup:
    cells = [_cut(page, number) for number in rows]
    width = max(map(len, cells))
    heads = _count_heads(page, rows)
    body = [
        _render_row(page, number, row, width, is_head=index < heads)
        for index, (number, row) in enumerate(zip(rows, cells, strict=True))
    ]
    return element("div", element("table", element("tbody", *body)), class_="grid")


def _count_heads(page: Page, rows: Sequence[int]) -> int:
    """Count the rows before the first figure, where there are few enough to be headers."""
    for index, number in enumerate(rows[: _MOST_HEADS + 1]):
        if any(mark.state for mark in page.marks.get(number, ())):
            return index
    return 0


def _render_row(
    page: Page, number: int, cells: Sequence[Sequence[Piece]], width: int, *, is_head: bool
) -> Markup:
    gutter = element("th", _render_gutter(page, number), class_="n")
    if len(cells) == 1 and width > 1:
        lone = element("td", *_render_pieces(page, number, cells[0]), colspan=width)
        return element("tr", gutter, lone, id=name_line(number))
    shown = [_render_cell(page, number, pieces) for pieces in cells]
    kind = "head" if is_head else None
    return element("tr", gutter, *shown, id=name_line(number), class_=kind)


def _render_cell(page: Page, number: int, pieces: Sequence[Piece]) -> Markup:
    text = "".join(piece.text for piece in pieces).strip()
    is_figure = any(piece.state or "." in piece.text or "," in piece.text for piece in pieces)
    is_number = is_figure and _NUMBER.fullmatch(text)  # a code is none
    kind = "r" if is_number else "s" if 0 < len(text) <= _SHORT else None
    return element("td", *_render_pieces(page, number, pieces), class_=kind)


def _render_gutter(page: Page, number: int) -> Markup:
    """Render the line's number, a link to itself, and a pin for each finding on the line."""
    found = dict.fromkeys(mark.number for mark in page.marks.get(number, ()) if mark.number)
    pins = [_render_pin(page.numbered[each]) for each in found]
    line = element("a", str(number), href=f"#{name_line(number)}", tabindex="-1")
    return element("span", line, *pins, class_="gutter")


def _render_pin(numbered: Numbered) -> Markup:
    finding = numbered.finding
    kind = "waived" if finding.waiver else finding.severity
    return element(
        "a", str(numbered.number), href=f"#{name_card(numbered.number)}", class_=f"pin {kind}"
    )


def _cut(page: Page, number: int) -> list[list[Piece]]:
    return cut_line(page.audit.lines[number - 1], page.marks.get(number, ()))


def _render_pieces(page: Page, number: int, pieces: Sequence[Piece]) -> list[Markup]:
    return [_render_piece(page, number, piece) for piece in pieces]


def _render_piece(page: Page, number: int, piece: Piece) -> Markup:
    if not piece.state and not piece.numbers and not piece.is_target:
        return join(piece.text)
    anchor = _claim_anchor(page, number, piece)
    state = _STATES.get(piece.state, "")
    if not piece.numbers:
        reason = piece.reason or None
        return element("span", piece.text, class_=state or None, id=anchor, title=reason)
    findings = [page.numbered[each].finding for each in piece.numbers]
    first = findings[0]
    kind = "waived" if first.waiver else first.severity
    return element(
        "a",
        piece.text,
        class_=" ".join(filter(None, ("x", kind, state, "" if piece.text else "gap"))),
        id=anchor,
        href=f"#{name_card(piece.numbers[0])}",
        title=first.title.speak(page.language),
        aria_label=None if piece.text else words.MISSING.speak(page.language),
        data_f=" ".join(map(str, piece.numbers)),
    )


def _claim_anchor(page: Page, number: int, piece: Piece) -> str | None:
    """Return the anchor of a place that something links to, once."""
    anchor = name_place(number, piece.column)
    if not piece.is_target or anchor in page.used:
        return None
    page.used.add(anchor)
    return anchor
