"""The top of a report, for who reads no further: the verdict, and four tiles."""

from collections.abc import Sequence

from auditor.errors import Mistake
from auditor.finding import Audit
from auditor.report import words as shared
from auditor.report.html import words
from auditor.report.html.markup import Markup, element
from auditor.report.html.numbering import Numbered
from auditor.report.html.summary_tiles import (
    render_counts,
    render_gap_counts,
    render_money,
    render_share,
    speak_share,
)
from auditor.report.standing import STANDINGS, Standing, find_standing
from auditor.report.verdicts import find_doubt, speak_verdict

_ICONS = {
    Standing.PASSED: "✓",
    Standing.TO_CORRECT: "✕",
    Standing.INCOMPLETE: "!",
    Standing.UNREADABLE: "!",
}


def render_summary(
    audit: Audit,
    numbered: Sequence[Numbered],
    mistakes: Sequence[Mistake],
    *,
    fail_on: str,
    language: str,
) -> Markup:
    """Render verdict, gaps and the four tiles."""
    parts = [_render_verdict(audit, fail_on, language)]
    if audit.status != "unreadable":
        tiles = (
            render_counts(audit, language),
            render_share(audit.coverage, language),
            render_money(numbered, language),
            render_gap_counts(audit, mistakes, language),
        )
        parts.append(element("div", *tiles, class_="tiles"))
    return element("section", *parts, class_="summary", aria_labelledby="verdict")


def _render_verdict(audit: Audit, fail_on: str, language: str) -> Markup:
    standing = find_standing(audit, fail_on)
    if audit.status == "unreadable":
        said = shared.UNREADABLE.speak(language).format(reason=audit.reason.speak(language))
    else:
        said = speak_verdict(audit, language)
    sentences = [element("p", said, class_="said")]
    gap = _speak_gap(audit, language)
    if gap:
        sentences.append(element("p", gap, class_="gap-said"))
    return element(
        "div",
        element("span", _ICONS[standing], class_="icon", aria_hidden="true"),
        element(
            "div",
            element("h2", STANDINGS[standing].speak(language), id="verdict"),
            *sentences,
        ),
        class_=f"verdict {standing.value}",
    )


def _speak_gap(audit: Audit, language: str) -> str:
    """Say what keeps the audit from being complete, as far as the verdict does not."""
    if audit.status == "incomplete":
        return shared.INCOMPLETE.speak(language).format(reason=audit.reason.speak(language))
    doubt = find_doubt(audit) if audit.findings and audit.status == "complete" else None
    if doubt is not None:
        return doubt.speak(language)
    coverage = audit.coverage
    if coverage is None or coverage.checked * 2 >= coverage.figures:
        return ""
    return words.FEW_CHECKED.speak(language).format(share=speak_share(coverage))
