"""Which rule fires in whose documents, and how often; each count leads to the findings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from auditor.finding import Bilingual
from auditor.report import words_store as own
from auditor.report.html import words
from auditor.report.html.linked import Linked, link_file
from auditor.report.html.markup import Markup, element
from auditor.report.html.numbering import name_card, number_findings

_SEVERITIES = ("info", "warning", "error")
_EMPTY_CELL = element("td")


class _Hit(NamedTuple):
    """How often a rule fired in one document; `number` is that of the first finding there."""

    linked: Linked
    rule: str
    severity: str
    title: Bilingual
    number: int
    times: int


class _Issuer(NamedTuple):
    """An issuer, "" where none was recognised, with its documents and what fired in them."""

    name: str
    documents: tuple[Linked, ...]
    hits: tuple[_Hit, ...]


def render_bureau_matrix(linked: Sequence[Linked], language: str) -> Markup:
    """Render issuers by rules: most errors first, rules of most issuers first."""
    issuers = _group(linked)
    fired = Counter(rule for each in issuers for rule in {hit.rule for hit in each.hits})
    rules = sorted(fired, key=lambda rule: (-fired[rule], rule))
    titles = {hit.rule: hit.title for each in issuers for hit in each.hits}
    heads = [
        element("th", own.ISSUER.speak(language), class_="n", scope="col"),
        *(_render_head(titles[rule], rule, fired[rule], language) for rule in rules),
    ]
    rows = [_render_issuer(each, rules, language) for each in issuers]
    table = element(
        "table", element("thead", element("tr", *heads)), element("tbody", *rows), id="issuers"
    )
    return element(
        "section",
        element("h2", f"{own.ISSUERS.speak(language)} ({len(issuers)})"),
        element("p", own.ISSUERS_WHY.speak(language)),
        element("div", table, class_="sheet matrix"),
        class_="block matrix-block",
    )


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
    counts: Counter[str] = Counter()
    for hit in issuer.hits:
        counts[hit.severity] += hit.times
    return tuple(-counts[severity] for severity in reversed(_SEVERITIES))


def _list_hits(linked: Linked) -> Iterator[_Hit]:
    """List the rules that fired in a document, each at its gravest."""
    groups: dict[str, list[tuple[int, str, Bilingual]]] = {}
    for number, finding in number_findings(linked.audit):
        if finding.waiver is None:
            found = (number, finding.severity, finding.title)
            groups.setdefault(finding.rule, []).append(found)
    for rule, group in groups.items():
        number, severity, title = max(group, key=lambda one: (_SEVERITIES.index(one[1]), -one[0]))
        yield _Hit(linked, rule, severity, title, number, len(group))


def _render_head(title: Bilingual, rule: str, issuers: int, language: str) -> Markup:
    count = element("span", str(issuers), class_="count")
    return element("th", title.speak(language), " ", count, scope="col", title=rule)


def _render_issuer(issuer: _Issuer, rules: Sequence[str], language: str) -> Markup:
    by_rule: dict[str, list[_Hit]] = {}
    for hit in issuer.hits:
        by_rule.setdefault(hit.rule, []).append(hit)
    cells = [_render_cell(by_rule[rule]) if rule in by_rule else _EMPTY_CELL for rule in rules]
    name = issuer.name or own.NO_ISSUER.speak(language)
    count = f"{len(issuer.documents)} {words.DOCUMENTS.speak(language)}"
    links = [element("li", link_file(each.page, each.name)) for each in issuer.documents]
    listed = element("details", element("summary", count), element("ul", *links))
    head = element("th", element("div", name), listed, class_="n", scope="row")
    return element("tr", head, *cells)


def _render_cell(hits: Sequence[_Hit]) -> Markup:
    """Render a count; that of one document is a link, that of several unfolds into links."""
    gravest = max((hit.severity for hit in hits), key=_SEVERITIES.index)
    if len(hits) == 1:
        return element("td", _link(hits[0], str(hits[0].times)), class_=gravest)
    total = element("summary", str(sum(hit.times for hit in hits)))
    links = [element("li", _link(hit, hit.linked.name), f" {hit.times}") for hit in hits]
    return element("td", element("details", total, element("ul", *links)), class_=gravest)


def _link(hit: _Hit, said: str) -> Markup:
    if not hit.linked.page:
        return element("span", said)
    return element("a", said, href=f"{quote(hit.linked.page)}#{name_card(hit.number)}")
