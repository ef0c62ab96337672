"""The findings as cards, by severity and rule; waived ones apart. Knows no figure."""

from collections.abc import Iterable, Sequence

from auditor.report import words as shared
from auditor.report.html import words
from auditor.report.html.desk import Desk
from auditor.report.html.finding_card import render_card
from auditor.report.html.markup import Markup, element, join
from auditor.report.html.numbering import Numbered
from auditor.rule import Rule


def render_cards(desk: Desk, numbered: Sequence[Numbered]) -> Markup:
    """Render all findings: those that count, then those that are waived."""
    language = desk.language
    counted = [each for each in numbered if each.finding.waiver is None]
    waived = [each for each in numbered if each.finding.waiver is not None]
    parts = _render_groups(desk, counted)
    if not counted:
        parts.append(element("p", words.NO_FINDINGS.speak(language), class_="none"))
    if waived:
        heading = element("h2", f"{words.WAIVED_SHOWN.speak(language)} ({len(waived)})")
        groups = _render_groups(desk, waived)
        parts.append(element("section", heading, *groups, id="waived", class_="waived"))
    return join(*parts)


def _render_groups(desk: Desk, numbered: Iterable[Numbered]) -> list[Markup]:
    groups: dict[tuple[str, str], list[Numbered]] = {}
    for each in numbered:
        groups.setdefault((each.finding.severity, each.finding.rule), []).append(each)
    return [_render_group(desk, group) for group in groups.values()]


def _render_group(desk: Desk, group: Sequence[Numbered]) -> Markup:
    language = desk.language
    finding = group[0].finding
    heading = element(
        "h3",
        element(
            "span",
            shared.SEVERITIES[finding.severity].speak(language),
            class_=f"severity {finding.severity}",
        ),
        " ",
        finding.title.speak(language),
        " ",
        element("span", f"{len(group)}", class_="count"),
    )
    cards = [render_card(desk, each) for each in group]
    about = _render_rule(finding.rule, desk.rules.get(finding.rule), language)
    return element("section", heading, about, *cards, class_="group")


def _render_rule(name: str, rule: Rule | None, language: str) -> Markup:
    code = element("code", name)
    said = join(code, f" · {rule.source}") if rule is not None and rule.source else code
    if rule is None or not rule.rationale.speak(language):
        return element("p", said, class_="rule")
    summary = element("summary", said)
    return element("details", summary, element("p", rule.rationale.speak(language)), class_="rule")
