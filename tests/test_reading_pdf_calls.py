"""Calls into pdfium with bare numbers give what its own bindings give."""

import ctypes

import pytest
from made_pdf import Sheet, build_pdf

pypdfium2 = pytest.importorskip("pypdfium2")

from auditor.reading.pdf.calls import INT, POINTER, ask_places, bind, read_numbers  # noqa: E402
from auditor.reading.pdf.documents import (  # noqa: E402
    PdfError,
    count_pages,
    measure_page,
    open_page,
    open_pdf,
    read_author,
)
from auditor.reading.pdf.quantiles import compute_quantile  # noqa: E402

CONTENT = build_pdf(Sheet().write(60, 700, "预算12.50"), Sheet(), author="某人")


def test_codes_and_boxes_are_those_of_the_bindings() -> None:
    """Every character has the code and the box that pypdfium2 tells one by one."""
    count_chars = bind("FPDFText_CountChars", INT, POINTER)
    load = bind("FPDFText_LoadPage", POINTER, POINTER)
    get_code = bind("FPDFText_GetUnicode", ctypes.c_uint, POINTER, INT)
    get_box = bind("FPDFText_GetLooseCharBox", INT, POINTER, INT, POINTER)
    their_page = pypdfium2.PdfDocument(CONTENT)[0].get_textpage()

    with open_pdf(CONTENT) as document, open_page(document, 1) as page:
        text_page = load(page)
        count = count_chars(text_page)
        codes = ask_places(get_code, text_page, count)
        boxes = list(read_numbers(get_box, ctypes.c_float, 4, range(count), of=text_page))

    assert "".join(map(chr, codes)) == their_page.get_text_range()
    assert [(left, bottom, right, top) for _, left, top, right, bottom in boxes] == [
        their_page.get_charbox(place, loose=True) for place in range(count)
    ]


def test_document_tells_its_pages_its_size_and_its_author() -> None:
    """A document tells its pages, their size and its author."""
    with open_pdf(CONTENT) as document, open_page(document, 2) as page:
        found = count_pages(document), measure_page(page), read_author(document)

    assert found == (2, (0.0, 0.0, 600.0, 800.0), "某人")


def test_page_that_is_not_there_cannot_be_opened() -> None:
    """A page that is not there cannot be opened, and the document is closed all the same."""
    with open_pdf(CONTENT) as document, pytest.raises(PdfError), open_page(document, 3):
        pass


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1.0), (0.5, 2.5), (0.1, 1.3), (0.9, 7.2), (1.0, 9.0)]
)
def test_quantile_lies_between_the_numbers(share: float, expected: float) -> None:
    """A share of the numbers lies below it; between two of them it is interpolated."""
    assert compute_quantile([9.0, 1.0, 3.0, 2.0], share) == pytest.approx(expected)
