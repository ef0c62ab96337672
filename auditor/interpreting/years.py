"""Years that the document prints about itself, each with its role."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from auditor.budget import Mention, Table
from auditor.budget.form_book import FormBook
from auditor.document import CaptionKind, Contents, Document, Grid, Line, Paragraph
from auditor.interpreting.forms.reading import find_form_years
from auditor.location import Location, locate

_YEAR = re.compile(r"(?<![\d〔\[\-—–~至])((?:[0-9０-９]\s?){4})\s?年(?!\s?\d{1,2}\s?[月\-])")
_QUOTED = re.compile(r"《[^》]*》")
_COVER = re.compile(
    r"[^。，；,;]*(?:[0-9０-９]\s?){4}年?[^。，；,;]{0,30}(?:预算|决算)[^。，；,;]*"
)
_LONGEST_COVER = 60
_MARKS = " \t\u3000#*"
_COVER_BLOCKS = 12
_COVER_LINES = 3
_COVER_WEIGHT = 2
_OF_RESULTS = re.compile("自评|评价|完成")  # forms of what came of the year before


def find_years(text: str, line: int, column: int = 1) -> Iterator[tuple[int, str, Location]]:
    """Yield the years in a text, but no dates and nothing within 《》: year, text, place."""
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    for found in _YEAR.finditer(text):
        if any(start <= found.start() < end for start, end in quoted):
            continue
        digits = "".join(found.group(1).split())
        printed = found.group(1).rstrip()
        yield int(digits), printed, locate(line, column + found.start(1), len(printed))


def list_mentions(
    document: Document,
    tables: Iterable[Table],
    forms: Iterable[Grid],
    book: FormBook,
    lines: Sequence[str],
) -> list[Mention]:
    """Return the years of cover, contents, table titles, headers, notes and form titles."""
    return list(
        chain(
            _list_cover(document),
            _list_contents(document),
            chain.from_iterable(_list_table(table, lines) for table in tables),
            chain.from_iterable(_list_form(grid, book) for grid in forms),
        )
    )


def _list_cover(document: Document) -> Iterator[Mention]:
    for line in _list_opening(document):
        if len(line.text) < _LONGEST_COVER and _COVER.fullmatch(line.text.strip(_MARKS)):
            for year, text, place in find_years(line.text, line.number):
                yield Mention(
                    year=year, text=text, role="cover", location=place, context=line.text
                )
            return


def _list_opening(document: Document) -> list[Line]:
    """List the lines that may be a cover: headings, and what stands under the first of them."""
    texts = [section.heading.line for section in document.sections[:_COVER_BLOCKS]]
    for block in document.blocks[:_COVER_BLOCKS]:
        if isinstance(block, Paragraph):
            texts.insert(0, block.line)
    for section in document.sections[:1]:
        under = (block for block in section.blocks[:_COVER_LINES] if isinstance(block, Paragraph))
        texts += [block.line for block in under]
    return texts


def _list_contents(document: Document) -> Iterator[Mention]:
    for block in document.list_blocks():
        if isinstance(block, Contents):
            for line in block.entries:
                for year, text, place in find_years(line.text, line.number):
                    yield Mention(
                        year=year, text=text, role="contents", location=place, context=line.text
                    )


def _list_table(table: Table, lines: Sequence[str]) -> Iterator[Mention]:
    number = table.title_location.line
    pieces = [("title", number, 1, lines[number - 1])]
    pieces += [("note", place.line, place.column, text) for text, place in table.notes]
    for header in table.headers:
        pieces.append(("header", header.location.line, header.location.column, header.text))
    for role, line, column, text in pieces:
        for year, printed, place in find_years(text, line, column):
            yield Mention(
                year=year, text=printed, role=role, location=place, context=text, table=table.id
            )


def _list_form(grid: Grid, book: FormBook) -> Iterator[Mention]:
    found = find_form_years(grid, book)
    if not found and grid.title is not None and not _OF_RESULTS.search(grid.title.text):
        found = list(find_years(grid.title.text, grid.title.number))
    for year, text, place in found:
        yield Mention(year=year, text=text, role="form", location=place, context=text)


def decide_year(mentions: Iterable[Mention], document: Document) -> int | None:
    """Decide the document's year: most titles of tables and forms; the cover counts double.

    Where no title names one, a line such as （2026年度） above a table does, else sentences and
    headings: most of them are about the document's own year.
    """
    votes: Counter[int] = Counter()
    cover = None
    for mention in mentions:
        if mention.role == "cover":
            votes[mention.year] += _COVER_WEIGHT
            cover = cover or mention.year
        elif mention.role in ("title", "form"):
            votes[mention.year] += 1
    if not votes:
        votes.update(_list_caption_years(document))
    if not votes:
        from auditor.interpreting.spoken_years import find_spoken_year  # noqa: PLC0415 - most titles name one

        return find_spoken_year(document)
    most = max(votes.values())
    leading = [year for year, count in votes.items() if count == most]
    return cover if cover in leading else leading[0]


def _list_caption_years(document: Document) -> Iterator[int]:
    """Yield the years that stand alone above a table."""
    for block in document.list_blocks():
        for caption in block.captions if isinstance(block, Grid) else ():
            if caption.kind is CaptionKind.YEAR:
                years = find_years(caption.line.text, caption.line.number)
                yield from (year for year, _text, _place in years)
