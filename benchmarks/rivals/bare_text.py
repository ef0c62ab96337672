"""The bare extraction of a document's text and tables, by the library one would pick for it."""

import sys
from collections.abc import Iterator
from pathlib import Path


def extract_pdf(path: str) -> Iterator[object]:
    """Take tables by pdfplumber, which finds them as we do, by their lines."""
    import pdfplumber  # noqa: PLC0415 - its start is part of its price

    with pdfplumber.open(path) as document:
        for page in document.pages:
            yield from (table.extract() for table in page.find_tables())
            yield page.extract_text()
            page.close()


def extract_docx(path: str) -> Iterator[object]:
    """Take paragraphs and cells by python-docx."""
    import docx  # noqa: PLC0415 - its start is part of its price

    document = docx.Document(path)
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield [[cell.text for cell in row.cells] for row in table.rows]


def extract_xlsx(path: str) -> Iterator[object]:
    """Take values by openpyxl."""
    import openpyxl  # noqa: PLC0415 - its start is part of its price

    for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True):
        yield list(sheet.iter_rows(values_only=True))


def extract_html(path: str) -> Iterator[object]:
    """Take cells by lxml."""
    import lxml.html  # noqa: PLC0415 - its start is part of its price

    page = lxml.html.parse(path)
    yield [[cell.text_content() for cell in row.iter("td", "th")] for row in page.iter("tr")]


def extract_text(path: str) -> Iterator[object]:
    """Take lines and cells."""
    yield [line.split("\t") for line in Path(path).read_text("utf-8").splitlines()]


EXTRACTORS = {
    ".pdf": extract_pdf,
    ".docx": extract_docx,
    ".xlsx": extract_xlsx,
    ".html": extract_html,
}
path = sys.argv[1]
found = list(EXTRACTORS.get(Path(path).suffix, extract_text)(path))
print(len(found))
