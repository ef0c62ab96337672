"""Whatever stands on a page is laid out: no character of it is lost, none comes twice."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.reading.pdf.page import Glyph, Page, Ruling
from auditor.reading.pdf.tables import Layout, lay_out_page

WORDS = (
    "一、教育支出", "出", "合计", "单位：元", "201", "20101", "1,234.50", "0", "00", "1,234,567.",
    "支出预算总表", "12.5%", "其中：基本支出", "说明如下。", "-", "（二）国防",
)  # fmt: skip


def write(word: str, left: float, baseline: float, size: float) -> list[Glyph]:
    """Return the characters of a word that begins at a place."""
    glyphs = []
    for sign in word:
        right = left + (size if ord(sign) > 0x2E80 else size / 2)
        glyphs.append(Glyph(sign, left, right, baseline - size, baseline + size / 4, baseline))
        left = right
    return glyphs


@st.composite
def draw_pages(draw: st.DrawFn) -> Page:
    """Draw a page of words in rough rows and columns, with some ruling lines between them."""
    glyphs: list[Glyph] = []
    for row in range(draw(st.integers(0, 14))):
        baseline = 60 + 16 * row + draw(st.sampled_from((0, 0, 0, 5, -4)))
        for column in draw(st.sets(st.integers(0, 4))):
            word = draw(st.sampled_from(WORDS))
            left = 40 + 100 * column + draw(st.sampled_from((0, 0, 7, 20)))
            glyphs += write(word, left, baseline, draw(st.sampled_from((8.0, 10.0))))
    places = st.sampled_from((30.0, 135.0, 235.0, 335.0, 550.0))
    flat = draw(
        st.lists(st.builds(Ruling, st.integers(3, 18).map(lambda n: 16.0 * n), places, places))
    )
    upright = draw(
        st.lists(st.builds(Ruling, places, st.just(48.0), st.sampled_from((112.0, 240.0))))
    )
    return Page(
        number=1, width=600, height=800, glyphs=tuple(glyphs),
        horizontals=tuple(line for line in flat if line.end > line.start),
        verticals=tuple(upright), has_images=False,
    )  # fmt: skip


def count_signs(layout: Layout) -> Counter[str]:
    """Count the characters in all tables and lines."""
    texts = [line.text for line in layout.lines]
    texts += [cell for table in layout.tables for row in table.rows for cell in row]
    return Counter(sign for text in texts for sign in text if not sign.isspace())


@settings(max_examples=60, deadline=None)
@given(st.lists(draw_pages(), min_size=1, max_size=3))
def test_every_character_is_laid_out_once(pages: list[Page]) -> None:
    """Tables and text hold what the page holds, also where a table goes on over pages."""
    layout = None
    for page in pages:
        layout = lay_out_page(page, layout.columns if layout else ())

        assert count_signs(layout) == Counter(glyph.text for glyph in page.glyphs)
        assert all(
            len({len(row) for row in table.rows if len(row) > 1}) <= 1 for table in layout.tables
        )
