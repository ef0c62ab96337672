"""The HTML report: one file a document, no network. The only place that writes HTML."""

from auditor.report.html.document_page import render_html
from auditor.report.html.overview_page import render_overview

__all__ = ["render_html", "render_overview"]
