"""The list of a document's tables and forms, with what was found in each. Knows no line's text."""

from collections import Counter
from collections.abc import Sequence

from auditor.finding import Audit, TableSummary
from auditor.report.html import words
from auditor.report.html.line_links import link_line
from auditor.report.html.markup import EMPTY, Markup, element
from auditor.report.html.numbering import Numbered

# What several tables of a document have for an id: none, or generic roles.
_SHARED = ("", "inferred")


def render_contents(audit: Audit, numbered: Sequence[Numbered], language: str) -> Markup:
    """Render the tables and forms in the order of their lines; nothing where there are none."""
    coverage = audit.coverage
    if coverage is None:
        return EMPTY
    counts = Counter(
        finding.outcome.place.table for _, finding in numbered if finding.waiver is None
    )
    tables = (*coverage.tables, *coverage.unrecognised, *coverage.forms)
    ordered = sorted(tables, key=lambda table: table.line)
    rows = [_render_table(audit, table, counts, language) for table in ordered]
    if not rows:
        return EMPTY
    summary = element("summary", f"{words.TABLES.speak(language)} ({len(rows)})")
    contents = element("details", summary, element("ol", *rows))
    return element("nav", contents, aria_label=words.TABLES.speak(language))


def _render_table(
    audit: Audit, table: TableSummary, counts: Counter[str], language: str
) -> Markup:
    title = table.title or table.template
    name = " ".join(part for part in (table.id, title, table.project) if part)
    said = name or words.LINE.speak(language).format(line=table.line)
    parts = [link_line(audit, table.line, said)]
    if not (table.id or table.template or table.project):
        parts.append(_render_count(words.NOT_RECOGNISED.speak(language)))
    if table.id not in _SHARED and counts[table.id]:
        said = words.FINDINGS_IN_IT.speak(language).format(count=counts[table.id])
        parts.append(_render_count(said))
    return element("li", *parts)


def _render_count(said: str) -> Markup:
    return element("span", said, class_="count")
