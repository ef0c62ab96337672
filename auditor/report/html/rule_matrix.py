"""Which rule fires in which document, and how often."""

from collections import Counter
from collections.abc import Sequence

from auditor.finding import Bilingual, Finding
from auditor.report.escaping import escape_path
from auditor.report.html import words
from auditor.report.html.linked import Linked, link_file
from auditor.report.html.markup import EMPTY, Markup, element
from auditor.report.standing import STANDINGS, Standing

_SEVERITIES = ("info", "warning", "error")


def render_matrix(linked: Sequence[Linked], language: str) -> Markup:
    """Render documents by rules, the rules of most documents first; nothing if none fires."""
    counted = [_list_counted(each) for each in linked]
    documents = Counter(rule for findings in counted for rule in {each.rule for each in findings})
    rules = sorted(documents, key=lambda rule: (-documents[rule], rule))
    if not rules:
        return EMPTY
    titles = {each.rule: each.title for findings in counted for each in findings}
    rows = [
        _render_row(each, findings, rules, language)
        for each, findings in zip(linked, counted, strict=True)
    ]
    head = element("tr", *_render_heads(rules, titles, documents, language))
    table = element("table", element("thead", head), element("tbody", *rows))
    return element(
        "section",
        element("h2", words.MATRIX.speak(language)),
        element("p", words.MATRIX_WHY.speak(language)),
        element("div", table, class_="sheet matrix"),
        class_="block matrix-block",
    )


def _list_counted(linked: Linked) -> list[Finding]:
    return [finding for finding in linked.audit.findings if finding.waiver is None]


def _render_heads(
    rules: Sequence[str], titles: dict[str, Bilingual], documents: Counter[str], language: str
) -> list[Markup]:
    name = element("th", words.NAME.speak(language), class_="n", scope="col")
    return [
        name,
        *(
            element(
                "th",
                titles[rule].speak(language),
                " ",
                element("span", str(documents[rule]), class_="count"),
                scope="col",
                title=rule,
            )
            for rule in rules
        ),
    ]


def _render_row(
    linked: Linked, findings: Sequence[Finding], rules: Sequence[str], language: str
) -> Markup:
    counts = Counter(finding.rule for finding in findings)
    gravest: dict[str, str] = {}
    for finding in findings:
        known = gravest.get(finding.rule, finding.severity)
        gravest[finding.rule] = max(known, finding.severity, key=_SEVERITIES.index)
    cells = [
        element("td", str(counts[rule]), class_=gravest[rule]) if rule in counts else _EMPTY_CELL
        for rule in rules
    ]
    if linked.audit.status == "unreadable":
        said = STANDINGS[Standing.UNREADABLE].speak(language)
        cells = [element("td", said, colspan=len(rules), class_="zero")]
    path = escape_path(linked.audit.path)
    name = element("th", link_file(linked.page, linked.name), class_="n", scope="row", title=path)
    return element("tr", name, *cells)


_EMPTY_CELL = element("td")
