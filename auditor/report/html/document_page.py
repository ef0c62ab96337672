"""The report on one document: summary, the document beside its findings, what was not judged."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from auditor.finding import Audit
from auditor.report import words as shared
from auditor.report.escaping import escape_path
from auditor.report.html import words
from auditor.report.html.desk import Desk
from auditor.report.html.document_contents import render_contents
from auditor.report.html.document_lines import Page, name_titles, render_lines
from auditor.report.html.filters import render_filters
from auditor.report.html.finding_cards import render_cards
from auditor.report.html.gap_lists import render_gaps
from auditor.report.html.marks import collect_marks
from auditor.report.html.markup import EMPTY, Markup, element, join
from auditor.report.html.numbering import Numbered, number_findings
from auditor.report.html.run_record import render_record
from auditor.report.html.shell import render_page
from auditor.report.html.summary_panel import render_summary
from auditor.report.lives import FindingLife
from auditor.report.run import Run

_NO_PAGES: Mapping[str, str] = MappingProxyType({})
_NO_LIVES: Mapping[str, FindingLife] = MappingProxyType({})


def render_html(
    run: Run,
    *,
    overview: str = "",
    pages: Mapping[str, str] = _NO_PAGES,
    lives: Mapping[str, FindingLife] = _NO_LIVES,
) -> str:
    """Render the page of a run's one document.

    `overview` is the name of the page above it, `pages` those beside it by their document's path,
    `lives` what became of its findings by fingerprint.
    """
    (audit,) = run.audits
    language = run.settings.language
    numbered = number_findings(audit)
    title = name_document(audit)
    fail_on = run.settings.fail_on
    body = (
        _render_skip(language) if audit.lines else EMPTY,
        _render_header(audit, title, overview, language),
        render_summary(audit, numbered, run.mistakes, fail_on=fail_on, language=language),
        _render_desk(run, numbered, pages, lives) if audit.lines else EMPTY,
        render_gaps(audit, run.mistakes, language) if audit.lines else EMPTY,
        render_record(run, audit, language),
    )
    heading = f"{title} · {words.REPORT.speak(language)}"
    return render_page(heading, *body, script="document.js", language=language)


def _render_skip(language: str) -> Markup:
    return element("a", words.SKIP.speak(language), href="#findings", class_="skip")


def name_document(audit: Audit) -> str:
    """Name a document by what it says it is, else by its file."""
    if not audit.issuer:
        return escape_path(audit.path).rpartition("/")[2]
    parts = (audit.issuer, f"{audit.year or ''}", audit.kind)
    return " ".join(part for part in parts if part)


def _render_header(audit: Audit, title: str, overview: str, language: str) -> Markup:
    role = shared.ROLES.get(audit.role)
    facts = [escape_path(audit.path), role.speak(language) if role else audit.role]
    facts += [name for name, _ in audit.packs_chosen]
    back = element("a", words.BACK.speak(language), href=overview) if overview else EMPTY
    return element(
        "header",
        element("p", words.REPORT.speak(language), back, class_="eyebrow"),
        element("h1", title),
        element("p", " · ".join(filter(None, facts)), class_="facts"),
        class_="page-head",
    )


def _render_desk(
    run: Run,
    numbered: Sequence[Numbered],
    pages: Mapping[str, str],
    lives: Mapping[str, FindingLife],
) -> Markup:
    (audit,) = run.audits
    language = run.settings.language
    rules = {rule.id: rule for rule in run.rules}
    desk = Desk(audit=audit, language=language, rules=rules, pages=pages, lives=lives)
    cards = render_cards(desk, numbered)
    findings = element(
        "aside",
        element("h2", words.FINDINGS.speak(language)),
        render_filters(numbered, language),
        element("div", cards, class_="cards"),
        element("p", words.KEYS.speak(language), class_="keys js", hidden=True)
        if numbered
        else EMPTY,
        id="findings",
        tabindex="-1",
        aria_label=words.FINDINGS.speak(language),
    )
    jump = element(
        "nav",
        element("a", words.TO_FINDINGS.speak(language), href="#findings"),
        element("a", words.TO_DOCUMENT.speak(language), href="#document"),
        class_="jump",
        aria_label=words.JUMP.speak(language),
    )
    document = _render_document(audit, numbered, language)
    return element("div", document, findings, jump, class_="desk")


def _render_document(audit: Audit, numbered: Sequence[Numbered], language: str) -> Markup:
    page = Page(
        audit=audit,
        language=language,
        marks=collect_marks(audit, numbered, language),
        numbered={each.number: each for each in numbered},
        titles=name_titles(audit.coverage, language),
    )
    head = element(
        "div",
        element("h2", words.DOCUMENT.speak(language)),
        _render_legend(language),
        render_contents(audit, numbered, language),
        class_="document-head",
    )
    text = element("div", render_lines(page), class_="text", lang="zh-Hans", dir="ltr")
    return element("main", head, text, id="document", class_="coverage")


def _render_legend(language: str) -> Markup:
    keys = (
        (words.CHECKED, "c"),
        (words.BOUNDED, "b"),
        (words.UNCHECKED, "u"),
        (words.FAULTY, "x error"),
    )
    said = [element("span", name.speak(language), class_=kind) for name, kind in keys]
    box = element("input", type="checkbox", id="colours", checked=True)
    switch = element("label", box, " ", words.COLOURS.speak(language), class_="js", hidden=True)
    return element("p", join(*said), switch, class_="legend")
