"""The page above a run that a store holds: issuers by rules, each cell leads to the reports."""

from collections.abc import Mapping, Sequence

from auditor.report import words_store as own
from auditor.report.html import words
from auditor.report.html.bureau_matrix import render_bureau_matrix
from auditor.report.html.gap_lists import render_mistakes
from auditor.report.html.life_lists import render_lives
from auditor.report.html.linked import Linked
from auditor.report.html.markup import Markup, element
from auditor.report.html.overview_page import render_common, render_standings
from auditor.report.html.overview_table import render_table
from auditor.report.html.run_record import render_record
from auditor.report.html.shell import render_page
from auditor.report.lives import Life
from auditor.report.run import Run


def render_bureaus(
    run: Run,
    linked: Sequence[Linked],
    *,
    number: int,
    label: str,
    counts: Mapping[str, int],
    lives: Sequence[Life],
) -> str:
    """Render the page of a run; `linked` are its documents, `counts` its findings by state.

    The documents need no text: their own pages have it.
    """
    language = run.settings.language
    title = own.BUREAUS.speak(language)
    body = (
        _render_header(run, title, f"{own.RUN.speak(language).format(run=number)} {label}"),
        render_standings(run, language),
        render_lives(counts, lives, linked, language),
        render_mistakes(run.mistakes, language),
        render_bureau_matrix(linked, language),
        render_common(run, language),
        render_table(linked, run.settings.fail_on, language),
        render_record(run, None, language),
    )
    return render_page(title, *body, script="overview.js", language=language)


def _render_header(run: Run, title: str, named: str) -> Markup:
    language = run.settings.language
    issuers = {audit.issuer for audit in run.audits if audit.issuer}
    facts = (
        named.strip(),
        f"{own.ISSUER.speak(language)} {len(issuers)}",
        f"{len(run.audits)} {words.DOCUMENTS.speak(language)}",
        ", ".join(f"{pack.name} {pack.version}" for pack in run.tool.packs),
    )
    return element(
        "header",
        element("p", words.REPORT.speak(language), class_="eyebrow"),
        element("h1", title),
        element("p", " · ".join(facts), class_="facts"),
        class_="page-head",
    )
