"""The tiles under the verdict: findings, share checked, money at stake, gaps."""

from collections.abc import Sequence
from decimal import Decimal

from auditor.amount.amount import format_number
from auditor.errors import Mistake
from auditor.finding import Audit, Coverage
from auditor.report import words as shared
from auditor.report.html import words
from auditor.report.html.markup import Markup, element, join
from auditor.report.html.numbering import Numbered, name_card
from auditor.report.stakes import find_claimed_stake
from auditor.report.verdicts import WAIVED, count_severities

_BAR = 1000


def _render_bar(coverage: Coverage) -> Markup:
    """Render checked, bounded and unchecked as parts of one bar; the words stand beside it."""
    total = coverage.figures or 1
    start, parts = 0, []
    counts = (
        (coverage.checked, "c"),
        (coverage.bounded, "b"),
        (len(coverage.unchecked), "u"),
    )
    for count, kind in counts:
        width = count * _BAR // total
        parts.append(element("rect", class_=kind, x=start, y=0, width=width, height=10))
        start += width
    drawing = join(*parts)
    return element(
        "svg",
        drawing,
        viewBox=f"0 0 {_BAR} 10",
        preserveAspectRatio="none",
        class_="bar",
        aria_hidden="true",
    )


def speak_share(coverage: Coverage | None) -> str:
    """Say the share of figures checked, rounded down: only all of them are 100 %."""
    if coverage is None or not coverage.figures:
        return "—"
    permille = coverage.checked * 1000 // coverage.figures
    return f"{permille // 10}.{permille % 10} %"


def speak_stake(stake: Decimal) -> str:
    """Say an amount in 元, thousands grouped, to the 分."""
    return format_number(stake, Decimal("0.01"))


def _render_tile(label: str, *children: str, kind: str = "") -> Markup:
    return element("div", element("h3", label), *children, class_=f"tile {kind}".strip())


def render_counts(audit: Audit, language: str) -> Markup:
    """Render how many findings there are of each severity, and how many are waived."""
    counts = count_severities([audit])
    labels = {**shared.SEVERITIES, WAIVED: words.WAIVED}
    rows = [
        element(
            "div",
            element("dt", label.speak(language)),
            element("dd", str(counts[severity])),
            class_=severity if counts[severity] else f"{severity} zero",
        )
        for severity, label in labels.items()
    ]
    return _render_tile(words.FINDINGS.speak(language), element("dl", *rows, class_="counts"))


def render_share(coverage: Coverage | None, language: str) -> Markup:
    """Render the share of figures checked, as a number and as a bar."""
    label = words.CHECKED_SHARE.speak(language)
    if coverage is None:
        return _render_tile(label, element("p", "—", class_="big"))
    of = words.OF_FIGURES.speak(language).format(
        checked=coverage.checked, figures=coverage.figures
    )
    legend = (
        (words.CHECKED, coverage.checked, "c"),
        (words.BOUNDED, coverage.bounded, "b"),
        (words.UNCHECKED, len(coverage.unchecked), "u"),
    )
    said = [
        element("span", f"{name.speak(language)} {count}", class_=f"key {kind}")
        for name, count, kind in legend
    ]
    return _render_tile(
        label,
        element("p", speak_share(coverage), element("small", of), class_="big"),
        _render_bar(coverage),
        element("p", *said, class_="legend"),
    )


def render_money(numbered: Sequence[Numbered], language: str) -> Markup:
    """Render the largest difference in money, with a link to it, and all of them together."""
    label = words.MONEY.speak(language)
    stakes = [
        (stake, each.number) for each in numbered if (stake := find_claimed_stake(each.finding))
    ]
    if not stakes:
        return _render_tile(label, element("p", words.NO_MONEY.speak(language), class_="small"))
    largest, number = max(stakes, key=lambda stake: (stake[0], -stake[1]))
    total = speak_stake(sum((stake for stake, _ in stakes), Decimal(0)))
    said = words.MONEY_SUM.speak(language).format(count=len(stakes), total=total)
    link = element("a", f"{words.LARGEST.speak(language)}", href=f"#{name_card(number)}")
    return _render_tile(
        label,
        element("p", speak_stake(largest), element("small", "元"), class_="big"),
        element("p", link, class_="small"),
        element("p", said, class_="small"),
    )


def render_gap_counts(audit: Audit, mistakes: Sequence[Mistake], language: str) -> Markup:
    """Render how much was not judged, with a link to the lists."""
    coverage = audit.coverage
    unknown = coverage.unrecognised if coverage else ()
    counts = (
        (words.UNRECOGNISED, len(unknown), True),
        (words.UNCHECKED_FIGURES, len(coverage.unchecked) if coverage else 0, False),
        (words.NOT_UNDERSTOOD, len(coverage.lines_not_understood) if coverage else 0, False),
        (words.NEVER_APPLIED, len(audit.not_applied), False),
        (words.RULE_ERRORS, len(audit.rule_failures) + len(mistakes), True),
    )
    rows = [
        element(
            "div",
            element("dt", label.speak(language)),
            element("dd", str(count)),
            class_="zero" if not count else "loud" if is_loud else None,
        )
        for label, count, is_loud in counts
    ]
    link = element("a", words.NOT_JUDGED.speak(language), href="#gaps")
    return element(
        "div", element("h3", link), element("dl", *rows, class_="counts"), class_="tile"
    )
