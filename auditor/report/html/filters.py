"""The controls that choose which findings are shown. Without a script they stay hidden."""

from collections.abc import Sequence

from auditor.finding import Bilingual
from auditor.report import words as shared
from auditor.report.html import words
from auditor.report.html.finding_card import name_table
from auditor.report.html.markup import EMPTY, Markup, element
from auditor.report.html.numbering import Numbered


def render_filters(numbered: Sequence[Numbered], language: str) -> Markup:
    """Render search, severities, waived, rule and table; the script shows them."""
    search = element(
        "input",
        type="search",
        id="search",
        placeholder=words.SEARCH.speak(language),
        aria_label=words.SEARCH.speak(language),
        autocomplete="off",
        spellcheck="false",
    )
    hits = element(
        "span",
        element("span", id="hits", data_said=words.IN_DOCUMENT.speak(language)),
        element("button", words.NEXT_HIT.speak(language), type="button", id="next-hit"),
        id="hit-bar",
        hidden=True,
    )
    count = element(
        "output", id="shown", aria_live="polite", data_said=words.SHOWN.speak(language)
    )
    reset = element("button", words.RESET.speak(language), type="button", id="reset", hidden=True)
    return element(
        "form",
        element("p", search, hits, class_="search"),
        element("p", *_render_switches(numbered, language), class_="switches"),
        element("p", *_render_choices(numbered, language), class_="choices"),
        element("p", count if numbered else EMPTY, reset, class_="state"),
        class_="filters js",
        id="filters",
        role="search",
        hidden=True,
    )


def _render_switches(numbered: Sequence[Numbered], language: str) -> list[Markup]:
    """Render a switch for each severity that occurs, and one for what is waived."""
    kinds = [each.finding.severity for each in numbered if each.finding.waiver is None]
    switches = [
        _render_switch(severity, label.speak(language), kinds.count(severity))
        for severity, label in shared.SEVERITIES.items()
        if severity in kinds
    ]
    waived = len(numbered) - len(kinds)
    if waived:
        switches.append(_render_switch("waived", words.WAIVED.speak(language), waived))
    return switches


def _render_switch(kind: str, label: str, count: int) -> Markup:
    box = element("input", type="checkbox", name="kind", value=kind, checked=True)
    return element("label", box, f" {label} ", element("span", str(count)), class_=kind)


def _render_choices(numbered: Sequence[Numbered], language: str) -> list[Markup]:
    rules = {each.finding.rule: each.finding.title.speak(language) for each in numbered}
    tables = dict.fromkeys(name_table(each.finding) for each in numbered)
    named = {table: table or words.TEXT_PART.speak(language) for table in tables}
    return [
        _render_choice("rule", words.RULE, words.ALL_RULES.speak(language), rules, language),
        _render_choice("table", words.TABLE, words.ALL_TABLES.speak(language), named, language),
    ]


def _render_choice(
    name: str, label: Bilingual, every: str, options: dict[str, str], language: str
) -> Markup:
    if len(options) < 2:
        return EMPTY
    shown = [element("option", said, value=f"={key}") for key, said in options.items()]
    return element(
        "select",
        element("option", every, value=""),
        *shown,
        id=f"by-{name}",
        name=name,
        aria_label=label.speak(language),
    )
