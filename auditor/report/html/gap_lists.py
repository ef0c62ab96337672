"""What was not judged, in full: tables, figures, lines, rules, each with its reason."""

from collections import Counter
from collections.abc import Iterable, Sequence

from auditor.errors import Mistake
from auditor.finding import Audit, Coverage, TableSummary
from auditor.report import words as shared
from auditor.report.html import words
from auditor.report.html.line_links import link_line
from auditor.report.html.markup import EMPTY, Markup, element, join
from auditor.report.mistake_words import place_mistake


def render_gaps(audit: Audit, mistakes: Sequence[Mistake], language: str) -> Markup:
    """Render the list of everything that no rule has judged."""
    parts: list[Markup] = []
    if audit.status == "incomplete":
        sentence = shared.INCOMPLETE.speak(language).format(reason=audit.reason.speak(language))
        parts.append(element("p", sentence, class_="gap-said"))
    parts += _render_rule_errors(audit, mistakes, language)
    if audit.coverage is not None:
        parts += _render_coverage(audit, audit.coverage, language)
    if audit.not_applied:
        rows = [(rule, reason.speak(language)) for rule, reason in audit.not_applied]
        parts.append(_render_pairs(words.NEVER_APPLIED.speak(language), rows))
    if not parts:
        parts.append(element("p", shared.NONE.speak(language), class_="none"))
    heading = element("h2", words.NOT_JUDGED.speak(language))
    return element("section", heading, *parts, id="gaps", class_="gaps")


def render_mistakes(mistakes: Sequence[Mistake], language: str) -> Markup:
    """Render the rules that had to be left out of a run, if there are any."""
    if not mistakes:
        return EMPTY
    rows = [(mistake.rule or "", place_mistake(mistake, language)) for mistake in mistakes]
    pairs = _render_pairs(words.RULE_ERRORS.speak(language), rows, is_open=True)
    return element("section", pairs, class_="gaps")


def _render_rule_errors(audit: Audit, mistakes: Sequence[Mistake], language: str) -> list[Markup]:
    rows = [(mistake.rule or "", place_mistake(mistake, language)) for mistake in mistakes]
    rows += [(failure.rule, failure.reason) for failure in audit.rule_failures]
    if not rows:
        return []
    return [_render_pairs(words.RULE_ERRORS.speak(language), rows, is_open=True)]


def _render_coverage(audit: Audit, coverage: Coverage, language: str) -> list[Markup]:
    parts = []
    if coverage.unrecognised:
        rows = [_render_table(audit, table, language) for table in coverage.unrecognised]
        label = words.UNRECOGNISED.speak(language)
        parts.append(_render_details(label, len(rows), element("ul", *rows), is_open=True))
    if coverage.lines_not_understood:
        lines = coverage.lines_not_understood
        label = words.NOT_UNDERSTOOD.speak(language)
        links = _join_spaced(_link_line(audit, line, language) for line in lines)
        parts.append(_render_details(label, len(lines), element("p", links)))
    if coverage.unchecked:
        parts.append(_render_unchecked(audit, coverage, language))
    return parts


def _render_table(audit: Audit, table: TableSummary, language: str) -> Markup:
    figures = words.FIGURES_IN_IT.speak(language).format(count=table.figures)
    return element("li", _link_line(audit, table.line, language), " ", table.title, " · ", figures)


def _render_unchecked(audit: Audit, coverage: Coverage, language: str) -> Markup:
    """Render the lines with unchecked figures by reason; the figures themselves are marked."""
    reasons: dict[str, Counter[int]] = {}
    for figure in coverage.unchecked:
        reason = figure.reason.speak(language)
        reasons.setdefault(reason, Counter())[figure.location.line] += 1
    parts = []
    for reason, lines in reasons.items():
        links = _join_spaced(
            _link_line(audit, line, language, f" ({count})") for line, count in lines.items()
        )
        parts += [
            element("h4", f"{reason} ({sum(lines.values())})"),
            element("p", links, class_="links"),
        ]
    label = words.UNCHECKED_FIGURES.speak(language)
    return _render_details(label, len(coverage.unchecked), join(*parts))


def _link_line(audit: Audit, line: int, language: str, more: str = "") -> Markup:
    said = words.LINE.speak(language).format(line=line)
    return link_line(audit, line, f"{said}{more}")


def _join_spaced(links: Iterable[Markup]) -> Markup:
    return Markup(" ".join(links))


def _render_pairs(label: str, rows: Sequence[tuple[str, str]], *, is_open: bool = False) -> Markup:
    body = [element("tr", element("td", name), element("td", said)) for name, said in rows]
    table = element("table", element("tbody", *body), class_="pairs")
    return _render_details(label, len(rows), table, is_open=is_open)


def _render_details(label: str, count: int, body: Markup, *, is_open: bool = False) -> Markup:
    summary = element("summary", label, " ", element("span", str(count), class_="count"))
    return element("details", summary, body, open=is_open)
