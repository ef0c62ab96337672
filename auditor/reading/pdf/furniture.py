"""Leave out what is printed on a page only to turn pages by: page numbers, running titles."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from auditor.reading.pdf.lettering import TextLine
from auditor.reading.pdf.quantiles import compute_quantile
from auditor.reading.pdf.tables import Layout

_MARGIN = 0.12  # of the page's height, above and below
_FEWEST_PAGES = 3
_PAGE_NUMBER = re.compile(
    r"[-–—―－~·.\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6})(?:\s*页)?"
    r"(?:\s*[/／,，、]?\s*共?\s*\d{1,4}\s*页)?(?:\s*[/／]\s*\d{1,4})?[-–—―－~·.\s]*"
)


def drop_furniture(layouts: Sequence[Layout]) -> list[Layout]:
    """Return the pages without page numbers and running titles.

    A page number is the first or last line of a page, stands in its margin and says nothing else.
    A running title stands there too, is the same on more than half of the pages (three at
    least), and is not larger than the usual line, as a table's title would be.
    """
    numbered = [_drop(layout, _is_page_number) for layout in layouts]
    titles = _list_running_titles(numbered)
    stripped = [_drop(layout, lambda line: line.text in titles) for layout in numbered]
    return [_drop(layout, _is_page_number) for layout in stripped]


def _drop(layout: Layout, is_furniture: Callable[[TextLine], bool]) -> Layout:
    gone = [line for line in _list_edge_lines(layout) if is_furniture(line)]
    if not gone:
        return layout
    return layout._replace(lines=tuple(line for line in layout.lines if line not in gone))


def _is_page_number(line: TextLine) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _list_running_titles(layouts: Sequence[Layout]) -> set[str]:
    sizes = [line.size for layout in layouts for line in layout.lines]
    if not sizes:
        return set()
    usual = compute_quantile(sizes)
    counted = Counter(
        text
        for layout in layouts
        for text in {line.text for line in _list_edge_lines(layout) if line.size <= usual}
    )
    fewest = max(_FEWEST_PAGES, len(layouts) // 2 + 1)
    return {text for text, count in counted.items() if count >= fewest}


def _list_edge_lines(layout: Layout) -> list[TextLine]:
    """Return the first and the last line of a page, where they stand in its margins."""
    height = layout.page.height
    above = [line for line in layout.lines[:1] if line.baseline < _MARGIN * height]
    below = [line for line in layout.lines[-1:] if line.baseline > (1 - _MARGIN) * height]
    return above + below
