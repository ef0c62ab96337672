"""Aligned plain text to tabular text. Knows nothing of what the tables mean.

Text without such tables is left as it is, character for character.
"""

import re
from collections.abc import Iterator, Sequence

from auditor.reading.aligned.pieces import Piece, cut_line
from auditor.reading.aligned.printed import Printed, choose_columns, is_bare_row, is_caption
from auditor.reading.aligned.prose import PAGE_NUMBER, measure_text, write_text
from auditor.reading.composing import render_table

_FEWEST_ROWS = 3
_LEAST_SHARE = 0.3  # of the rows must hold figures
_MOST_HEADERS = 12  # rows of a form without figures
_LONGEST_LINE = 2_000  # longer lines are no print of a page
_MOST_BLANKS = 8  # blank lines between two rows of a table
_MOST_WORDS = 40  # lines of one piece between two rows: rows without a figure, broken-off words
_LONGEST_WRAP = 40  # columns of a piece that a narrow cell may have broken off
_SENTENCE = re.compile(r"[。；：:]")
_WORDY = re.compile(r"[\u4e00-\u9fff][，。；]|[，。；][\u4e00-\u9fff]")
_TOTAL = re.compile(r"[合总]\s*计")
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
_YEAR = re.compile(r"20\d\d")


def convert_aligned(text: str) -> str | None:
    """Return tabular text, None where a text has no tables aligned by blanks."""
    if "\t" in text or max(map(len, text.split("\n"))) > _LONGEST_LINE:
        return None
    pages = min((_read_pages(text, wide) for wide in (2, 1)), key=_count_edges)
    return write_printed(pages)


def write_printed(pages: Sequence[Sequence[Printed]]) -> str | None:
    """Return the tabular text of printed lines, None where they hold no table."""
    if not any(_has_figures(page, *run) for page in pages for run in _find_runs(page)):
        return None
    blocks: list[list[tuple[int, int]]] = []
    for place, page in enumerate(pages):
        before = blocks[-1] if blocks else []
        is_cut = bool(before) and _ends_page(pages[place - 1], before[-1][1])
        blocks.append(_find_tables(page, is_cut=is_cut))
    whole = measure_text(zip(pages, blocks, strict=True))
    lines: list[str] = []
    for page, tables in zip(pages, blocks, strict=True):
        width = measure_text([(page, tables)]) or whole
        lines += _write_page(page, tables, width, is_paged=len(pages) > 1)
    return "".join(f"{line}\n" for line in _drop_blank_runs(lines))


def _read_pages(text: str, wide: int) -> list[list[Printed]]:
    return [
        [Printed(cut_line(line.rstrip("\r"), wide)) for line in _mend_lines(page.split("\n"))]
        for page in text.split("\f")
    ]


def _mend_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a page; a year that was printed below its title stands before it."""
    held = ""
    for line in lines:
        if held and _YEAR.fullmatch(line.strip()):
            yield line.strip() + held.strip()
            yield ""
            held = ""
            continue
        if held:
            yield held
        held = line if line.strip().startswith("年") else ""
        if not held:
            yield line
    if held:
        yield held


def _count_edges(pages: Sequence[Sequence[Printed]]) -> int:
    """Count the columns at which amounts end: few, where the measure is the right one."""
    return sum(
        len({piece.end for line in page for piece in line.pieces if piece.is_precise})
        for page in pages
    )


def _find_tables(page: Sequence[Printed], *, is_cut: bool) -> list[tuple[int, int]]:
    """Return from where to where (exclusive) the tables of a page reach.

    They have rows of figures, or a title above them, as a form that was left empty has; or they
    are the rest of a table that a page border cut.
    """
    return [
        _extend(page, start, end)
        for start, end in _find_runs(page)
        if _has_figures(page, start, end)
        or _is_titled(page, start, end)
        or (is_cut and _is_rest(page, start))
    ]


def _extend(page: Sequence[Printed], start: int, end: int) -> tuple[int, int]:
    """Take in the rows without figures that a page border parts from a table, and broken names."""
    while start and is_bare_row(page[start - 1]):
        start -= 1
    while (after := _find_bare_row(page, end)) is not None:
        end = after + 1
    is_broken = start and end - start > 1 and page[start].is_figures
    if is_broken and all(_is_fragment(page[place]) for place in (start - 1, start + 1)):
        start -= 1
    return start, end


def _find_bare_row(page: Sequence[Printed], end: int) -> int | None:
    """Find the row without figures that stands next behind a table, a total perhaps further."""
    places = range(end, min(end + _MOST_BLANKS, len(page)))
    place = next((place for place in places if page[place].pieces), None)
    if place is None or len(page[place].pieces) > 1:
        return None
    is_total = _TOTAL.fullmatch(page[place].pieces[0].text) is not None
    return place if is_total or (place == end and is_bare_row(page[place])) else None


def _is_rest(page: Sequence[Printed], start: int) -> bool:
    """Tell the first rows of a page that go on with the table of the page before."""
    lines = [line for line in page[:start] if line.pieces and not is_bare_row(line)]
    is_top = len(lines) <= 1 and all(_is_within_table(line.pieces[0]) for line in lines)
    first = page[start]
    return is_top and (first.is_figures or _CODE.fullmatch(first.pieces[0].text) is not None)


def _has_figures(page: Sequence[Printed], start: int, end: int) -> bool:
    """Tell rows of figures from a form whose words run over many lines: that stays text."""
    figures = sum(line.is_figures for line in page[start:end])
    return figures >= max(
        _FEWEST_ROWS, _LEAST_SHARE * sum(line.is_row for line in page[start:end])
    )


def _is_titled(page: Sequence[Printed], start: int, end: int) -> bool:
    if any(_is_wordy(line) for line in page[start:end]):
        return False
    above = [line.pieces for line in page[:start] if line.pieces and not is_caption(line.pieces)]
    rows = sum(line.is_row for line in page[start:end])
    return (
        2 <= rows <= _MOST_HEADERS
        and bool(above)
        and len(above[-1]) == 1
        and _is_title(above[-1][0])
    )


def _is_wordy(line: Printed) -> bool:
    """Tell a line of explanations: rows of them run over many lines that nothing parts."""
    return any(_WORDY.search(piece.text) for piece in line.pieces)


def _find_runs(page: Sequence[Printed]) -> list[tuple[int, int]]:
    """Return from where to where (exclusive) rows stand near each other."""
    runs = []
    start = 0
    while start < len(page):
        if not page[start].is_row:
            start += 1
            continue
        end = _find_end(page, start)
        runs.append((start, end))
        start = end
    return runs


def _find_end(page: Sequence[Printed], start: int) -> int:
    """Return the end of a run of rows; few blank lines and words alone may lie between."""
    end, blanks, words = start + 1, 0, 0
    for place in range(start + 1, len(page)):
        line = page[place]
        if line.is_row:
            end, blanks, words = place + 1, 0, 0
        elif line.pieces:
            blanks, words = 0, words + 1
            if words > _MOST_WORDS or not _is_within_table(line.pieces[0]):
                break
        else:
            blanks += 1
            if blanks > _MOST_BLANKS:
                break
    return end


def _is_within_table(piece: Piece) -> bool:
    """Tell words that may stand alone in a row from a sentence and the next table's title."""
    if piece.end - piece.start > _LONGEST_WRAP or _SENTENCE.search(piece.text):
        return False
    return not _is_title(piece)


def _is_title(piece: Piece) -> bool:
    return piece.text.endswith("表") and len(piece.text) > 5


def _write_page(
    page: Sequence[Printed], tables: Sequence[tuple[int, int]], width: int, *, is_paged: bool
) -> Iterator[str]:
    place = 0
    last = _find_page_number(page) if is_paged else len(page)
    for start, end in tables:
        yield from write_text(page[place:start], width)
        yield from _write_table(page[start:end])
        yield ""
        place = end
    yield from write_text(page[place:last], width)
    yield ""


def _find_page_number(page: Sequence[Printed]) -> int:
    """Return the place of the page number that ends a page, else the end of the page."""
    used = [place for place, line in enumerate(page) if line.pieces]
    last = " ".join(piece.text for piece in page[used[-1]].pieces) if used else ""
    if PAGE_NUMBER.fullmatch(last):
        return used[-1]
    return used[-1] + 1 if used else 0


def _ends_page(page: Sequence[Printed], end: int) -> bool:
    """Say whether nothing but the page number stands behind a table."""
    return not any(line.pieces for line in page[end : _find_page_number(page)])


def _write_table(lines: Sequence[Printed]) -> list[str]:
    columns = choose_columns(lines)
    placed = [columns.place(line) for line in lines]
    _join_wrapped(placed, lines)
    return render_table([row for row in placed if any(row)])


def _join_wrapped(placed: list[list[str]], lines: Sequence[Printed]) -> None:
    """Put the words that a narrow cell broke above and below its row back into the row."""
    for place in range(1, len(placed) - 1):
        if not lines[place].is_figures:
            continue
        if not _is_fragment(lines[place - 1]) or not _is_fragment(lines[place + 1]):
            continue
        above, below = placed[place - 1], placed[place + 1]
        if not any(above) or not any(below):
            continue
        column = next(at for at, text in enumerate(above) if text)
        if not placed[place][column] and below[column]:
            placed[place][column] = above[column] + below[column]
            placed[place - 1], placed[place + 1] = [], []


def _is_fragment(line: Printed) -> bool:
    return len(line.pieces) == 1 and not line.pieces[0].is_amount


def _drop_blank_runs(lines: Sequence[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
