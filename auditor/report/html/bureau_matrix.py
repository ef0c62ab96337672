"""Which rule fires in whose documents, and how often; each count leads to the findings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from auditor.finding import Finding
from auditor.report import words as shared
from auditor.report import words_store as own
from auditor.report.escaping import escape_path
from auditor.report.html import words
from auditor.report.html.linked import Linked, link_file
from auditor.report.html.markup import Markup, element
from auditor.report.html.numbering import name_card, number_findings
from auditor.report.html.ranking import SEVERITIES, RankedRule, rank_rules
from auditor.report.html.rule_matrix import list_counted, render_rule_head

_EMPTY_CELL = element("td")


class _Hit(NamedTuple):
    """How often a rule fired in one document; `number` is that of the first finding there."""

    linked: Linked
    rule: str
    severity: str
    number: int
    times: int


class _Issuer(NamedTuple):
    """An issuer, "" where none was recognised, with its documents and what fired in them."""

    name: str
    documents: tuple[Linked, ...]
    hits: tuple[_Hit, ...]


def render_bureau_matrix(linked: Sequence[Linked], language: str) -> Markup:
    """Render issuers by rules: most errors first, the gravest rules first."""
    issuers = _group(linked)
    rules = rank_rules(_iterate_findings(issuer) for issuer in issuers)
    heads = [
        element("th", own.ISSUER.speak(language), class_="n", scope="col"),
        *(
            element("th", said.speak(language), class_="r", scope="col")
            for said in shared.SEVERITIES.values()
        ),
        *(render_rule_head(rule, language) for rule in rules),
    ]
    rows = [_render_issuer(each, rules, language) for each in issuers]
    head = element("thead", element("tr", *heads))
    table = element("table", head, element("tbody", *rows), id="issuers", class_="sorts")
    return element(
        "section",
        element("h2", f"{own.ISSUERS.speak(language)} ({len(issuers)})"),
        element("p", own.ISSUERS_WHY.speak(language)),
        _render_filter(language),
        element("div", table, class_="sheet matrix", tabindex="0"),
        class_="block matrix-block",
    )


def _iterate_findings(issuer: _Issuer) -> Iterator[Finding]:
    for document in issuer.documents:
        yield from list_counted(document)


def _render_filter(language: str) -> Markup:
    label = words.FILTER_ISSUERS.speak(language)
    box = element("input", type="search", id="issuer", placeholder=label, aria_label=label)
    return element("form", box, class_="bar-line js", role="search", hidden=True)


def _group(linked: Sequence[Linked]) -> list[_Issuer]:
    named: dict[str, list[Linked]] = {}
    for each in linked:
        named.setdefault(each.audit.issuer, []).append(each)
    issuers = [
        _Issuer(name, tuple(documents), tuple(hit for one in documents for hit in _list_hits(one)))
        for name, documents in named.items()
    ]
    return sorted(issuers, key=lambda issuer: (*_weigh(issuer), not issuer.name, issuer.name))


def _weigh(issuer: _Issuer) -> tuple[int, ...]:
    return tuple(-count for count in _count_findings(issuer))


def _count_findings(issuer: _Issuer) -> tuple[int, ...]:
    """Count an issuer's findings by severity, errors first."""
    counts = Counter(finding.severity for finding in _iterate_findings(issuer))
    return tuple(counts[severity] for severity in reversed(SEVERITIES))


def _list_hits(linked: Linked) -> Iterator[_Hit]:
    """List the rules that fired in a document, each at its gravest."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for number, finding in number_findings(linked.audit):
        if finding.waiver is None:
            groups.setdefault(finding.rule, []).append((number, finding.severity))
    for rule, group in groups.items():
        number, severity = max(group, key=lambda one: (SEVERITIES.index(one[1]), -one[0]))
        yield _Hit(linked, rule, severity, number, len(group))


def _render_issuer(issuer: _Issuer, rules: Sequence[RankedRule], language: str) -> Markup:
    by_rule: dict[str, list[_Hit]] = {}
    for hit in issuer.hits:
        by_rule.setdefault(hit.rule, []).append(hit)
    cells = [
        _render_cell(by_rule[each.rule]) if each.rule in by_rule else _EMPTY_CELL for each in rules
    ]
    totals = [
        element("td", str(count), class_="r" if count else "r zero")
        for count in _count_findings(issuer)
    ]
    name = issuer.name or own.NO_ISSUER.speak(language)
    count = f"{len(issuer.documents)} {words.DOCUMENTS.speak(language)}"
    links = [
        element("li", link_file(each.page, _name_document(each))) for each in issuer.documents
    ]
    listed = element("details", element("summary", count), element("ul", *links))
    head = element("th", element("div", name), listed, class_="n", scope="row", data_v=name)
    return element("tr", head, *totals, *cells)


def _render_cell(hits: Sequence[_Hit]) -> Markup:
    """Render a count; that of one document is a link, that of several unfolds into links."""
    gravest = max((hit.severity for hit in hits), key=SEVERITIES.index)
    times = sum(hit.times for hit in hits)
    if len(hits) == 1:
        return element("td", _link(hits[0], str(times)), class_=gravest)
    links = [
        element("li", _link(hit, _name_document(hit.linked)), f" {hit.times}") for hit in hits
    ]
    listed = element("details", element("summary", str(times)), element("ul", *links))
    return element("td", listed, class_=gravest, data_v=times)


def _name_document(linked: Linked) -> str:
    """Name a document of an issuer, which need not be said again: what it is, and its file."""
    file = escape_path(linked.audit.path).rpartition("/")[2]
    if not linked.audit.issuer:
        return file
    return f"{linked.name.removeprefix(linked.audit.issuer).strip()} · {file}".strip(" ·")


def _link(hit: _Hit, said: str) -> Markup:
    if not hit.linked.page:
        return element("span", said)
    return element("a", said, href=f"{quote(hit.linked.page)}#{name_card(hit.number)}")
