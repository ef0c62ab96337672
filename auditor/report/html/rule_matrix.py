"""Which rule fires in which document, and how often; each count leads to the findings."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from auditor.finding import Finding
from auditor.report.escaping import escape_path
from auditor.report.html import words
from auditor.report.html.linked import Linked, link_file
from auditor.report.html.markup import EMPTY, Markup, element
from auditor.report.html.numbering import Numbered, name_card, number_findings
from auditor.report.html.ranking import SEVERITIES, RankedRule, rank_rules
from auditor.report.standing import STANDINGS, Standing


def render_matrix(linked: Sequence[Linked], language: str) -> Markup:
    """Render documents by rules, the gravest rules first; nothing if none fires."""
    rules = rank_rules(map(list_counted, linked))
    if not rules:
        return EMPTY
    alike = Counter(each.name for each in linked)
    rows = [
        _render_row(each, rules, language, number=number, is_alone=alike[each.name] == 1)
        for number, each in enumerate(linked)
    ]
    name = element("th", words.NAME.speak(language), class_="n", scope="col")
    heads = (render_rule_head(rule, language) for rule in rules)
    head = element("tr", name, *heads)
    table = element(
        "table", element("thead", head), element("tbody", *rows), id="matrix", class_="sorts"
    )
    return element(
        "section",
        element("h2", words.MATRIX.speak(language)),
        element("p", words.MATRIX_WHY.speak(language)),
        element("div", table, class_="sheet matrix", tabindex="0"),
        class_="block matrix-block",
    )


def list_counted(linked: Linked) -> list[Finding]:
    """List the findings of a document that nobody has waived."""
    return [finding for finding in linked.audit.findings if finding.waiver is None]


def render_rule_head(rule: RankedRule, language: str) -> Markup:
    """Render the head of a rule's column: what it demands, and in how many rows it fired."""
    count = element("span", str(rule.rows), class_="count")
    said = rule.title.speak(language)
    label = element("span", said, class_="label")
    return element("th", label, " ", count, scope="col", title=f"{said} ({rule.rule})", class_="r")


def _render_row(
    linked: Linked, rules: Sequence[RankedRule], language: str, *, number: int, is_alone: bool
) -> Markup:
    groups: dict[str, list[Numbered]] = {}
    for each in number_findings(linked.audit):
        if each.finding.waiver is None:
            groups.setdefault(each.finding.rule, []).append(each)
    cells = [_render_cell(linked, groups.get(rule.rule, ())) for rule in rules]
    if linked.audit.status == "unreadable":
        said = STANDINGS[Standing.UNREADABLE].speak(language)
        cells = [element("td", said, colspan=len(rules), class_="zero")]
    path = escape_path(linked.audit.path)
    file = EMPTY if is_alone else element("div", path.rpartition("/")[2], class_="path")
    link = link_file(linked.page, linked.name)
    name = element("th", link, file, class_="n", scope="row", title=path)
    return element("tr", name, *cells, data_n=number)


_EMPTY_CELL = element("td")


def _render_cell(linked: Linked, found: Sequence[Numbered]) -> Markup:
    """Render how often a rule fired; it leads to the first of the gravest of its findings."""
    if not found:
        return _EMPTY_CELL
    first = max(found, key=lambda each: (SEVERITIES.index(each.finding.severity), -each.number))
    count = str(len(found))
    said = Markup(count)
    if linked.page:
        said = element("a", count, href=f"{quote(linked.page)}#{name_card(first.number)}")
    return element("td", said, class_=first.finding.severity)
