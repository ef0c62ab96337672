"""A link to a line of the document, or plain words where the text has no such line."""

from auditor.finding import Audit
from auditor.report.html.markup import Markup, element
from auditor.report.html.numbering import name_line


def link_line(audit: Audit, line: int, said: str) -> Markup:
    """Link a line that is shown; a blank one, or one beyond the text, is named only."""
    if 0 < line <= len(audit.lines) and audit.lines[line - 1].strip():
        return element("a", said, href=f"#{name_line(line)}")
    return element("span", said)
