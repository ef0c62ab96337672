"""PDF to tabular text: characters and ruling lines become cells. Needs the extra `pdf`."""

from auditor.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
