"""The table of the overview: a row a document, to be sorted and filtered."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from auditor.finding import Audit
from auditor.report import words as shared
from auditor.report.escaping import escape_path
from auditor.report.html import words
from auditor.report.html.linked import Linked, link_file
from auditor.report.html.markup import Markup, element
from auditor.report.html.ranking import RankedRule, rank_rules
from auditor.report.html.rule_matrix import list_counted
from auditor.report.html.summary_tiles import speak_share, speak_stake
from auditor.report.stakes import find_claimed_stake
from auditor.report.standing import STANDINGS, Standing, find_standing
from auditor.report.verdicts import WAIVED, count_severities

_ORDER = {standing: number for number, standing in enumerate(reversed(Standing))}


def render_table(linked: Sequence[Linked], fail_on: str, language: str) -> Markup:
    """Render the documents in their order."""
    rules = {rule.rule: rule for rule in rank_rules(map(list_counted, linked))}
    numbers = {rule: number for number, rule in enumerate(rules, start=1)}
    rows = [
        _render_row(each, fail_on, language, number=number, rules=numbers)
        for number, each in enumerate(linked)
    ]
    table = element(
        "table",
        element("thead", element("tr", *_render_heads(language))),
        element("tbody", *rows),
        id="documents",
        class_="sorts",
    )
    return element(
        "section",
        element("h2", f"{words.LIST.speak(language)} ({len(linked)})"),
        _render_filters(tuple(rules.values()), language),
        element("div", table, class_="sheet"),
        class_="block",
    )


def _render_heads(language: str) -> list[Markup]:
    """Render the heads; the script makes buttons of them."""
    labels = (
        (words.STATUS, ""),
        (words.NAME, ""),
        *((label, "r") for label in shared.SEVERITIES.values()),
        (words.WAIVED, "r"),
        (words.LARGEST_SHORT, "r"),
        (words.SHARE, "r"),
        (words.UNCHECKED_FIGURES, "r"),
        (words.UNRECOGNISED, "r"),
        (words.PACK, ""),
    )
    return [
        element("th", label.speak(language), scope="col", class_=kind or None)
        for label, kind in labels
    ]


def _render_filters(rules: Sequence[RankedRule], language: str) -> Markup:
    label = words.FILTER_DOCUMENTS.speak(language)
    search = element("input", type="search", id="search", placeholder=label, aria_label=label)
    options = [
        element("option", said.speak(language), value=standing.value)
        for standing, said in STANDINGS.items()
    ]
    every = element("option", words.ANY_STATUS.speak(language), value="")
    status = words.STATUS.speak(language)
    choice = element("select", every, *options, id="by-standing", aria_label=status)
    named = [
        element("option", f"{rule.title.speak(language)} ({rule.rows})", value=number)
        for number, rule in enumerate(rules, start=1)
    ]
    every = element("option", words.ALL_RULES.speak(language), value="")
    label = words.RULE.speak(language)
    rule_choice = element("select", every, *named, id="by-rule", aria_label=label)
    count = element("output", id="shown", aria_live="polite", data_said=_speak_shown(language))
    return element(
        "form",
        search,
        choice,
        rule_choice,
        count,
        class_="bar-line js",
        id="filters",
        role="search",
        hidden=True,
    )


def _speak_shown(language: str) -> str:
    return words.DOCUMENTS_SHOWN.speak(language)


def _render_row(
    linked: Linked, fail_on: str, language: str, *, number: int, rules: Mapping[str, int]
) -> Markup:
    audit = linked.audit
    standing = find_standing(audit, fail_on)
    said = element(
        "span", STANDINGS[standing].speak(language), class_=f"standing {standing.value}"
    )
    counts = count_severities([audit])
    coverage = audit.coverage
    figures = [
        *(counts[severity] for severity in (*shared.SEVERITIES, WAIVED)),
        len(coverage.unchecked) if coverage else 0,
        len(coverage.unrecognised) if coverage else 0,
    ]
    cells = [_render_count(figure, is_known=audit.status != "unreadable") for figure in figures]
    cells[4:4] = [_render_largest(audit), _render_share(audit)]
    return element(
        "tr",
        element("td", said, data_v=_ORDER[standing]),
        _render_name(linked, language),
        *cells,
        element("td", ", ".join(name for name, _ in audit.packs_chosen)),
        data_n=number,
        data_standing=standing.value,
        data_rules=" ".join(str(rules[rule]) for rule in _list_rules(linked)),
    )


def _list_rules(linked: Linked) -> Sequence[str]:
    return tuple(dict.fromkeys(finding.rule for finding in list_counted(linked)))


def _render_name(linked: Linked, language: str) -> Markup:
    """Render the link to the document's page, its file, and why it was not judged in full."""
    audit = linked.audit
    parts = [link_file(linked.page, linked.name)]
    if linked.sheet:
        link = link_file(linked.sheet, words.EXCEPTIONS.speak(language))
        parts.append(element("div", escape_path(audit.path), " · ", link, class_="path"))
    else:
        parts.append(element("div", escape_path(audit.path), class_="path"))
    reason = audit.reason.speak(language)
    if reason:
        parts.append(element("div", reason, class_="path"))
    return element("td", *parts, class_="name", data_v=linked.name)


def _render_count(count: int, *, is_known: bool) -> Markup:
    if not is_known:
        return element("td", "—", class_="r zero", data_v=-1)
    return element("td", str(count), class_="r" if count else "r zero", data_v=count)


def _render_largest(audit: Audit) -> Markup:
    stakes = (find_claimed_stake(finding) or Decimal(0) for finding in audit.findings)
    largest = max(stakes, default=Decimal(0))
    said = f"{speak_stake(largest)} 元" if largest else "—"
    return element("td", said, class_="r", data_v=f"{largest:f}")


def _render_share(audit: Audit) -> Markup:
    coverage = audit.coverage
    share = coverage.checked * 100_000 // coverage.figures if coverage and coverage.figures else -1
    return element("td", speak_share(coverage), class_="r", data_v=share)
