"""The page above many documents: how each came out, what is common to them, rule by rule."""

from collections import Counter
from collections.abc import Sequence

from auditor.report.common import find_common_rules
from auditor.report.html import words
from auditor.report.html.document_page import name_document
from auditor.report.html.gap_lists import render_mistakes
from auditor.report.html.linked import Linked, link_file
from auditor.report.html.markup import EMPTY, Markup, element
from auditor.report.html.overview_table import render_table
from auditor.report.html.rule_matrix import render_matrix
from auditor.report.html.run_record import render_record
from auditor.report.html.shell import render_page
from auditor.report.run import Run
from auditor.report.standing import STANDINGS, Standing, find_standing
from auditor.report.words import SEVERITIES


def render_overview(
    run: Run, *, pages: Sequence[str], sheets: Sequence[str], workbook: str = ""
) -> str:
    """Render the overview; `pages` and `sheets` are file names by document, "" for none."""
    language = run.settings.language
    named = map(name_document, run.audits)
    linked = [
        Linked(audit, name, page, sheet)
        for audit, name, page, sheet in zip(run.audits, named, pages, sheets, strict=True)
    ]
    title = words.OVERVIEW.speak(language)
    body = (
        _render_header(run, title, workbook, language),
        render_standings(run, language),
        render_mistakes(run.mistakes, language),
        render_common(run, language),
        render_table(linked, run.settings.fail_on, language),
        render_matrix(linked, language),
        render_record(run, None, language),
    )
    return render_page(title, *body, script="overview.js", language=language)


def _render_header(run: Run, title: str, workbook: str, language: str) -> Markup:
    count = f"{len(run.audits)} {words.DOCUMENTS.speak(language)}"
    link = link_file(workbook, words.WORKBOOK.speak(language)) if workbook else EMPTY
    packs = ", ".join(f"{pack.name} {pack.version}" for pack in run.tool.packs)
    return element(
        "header",
        element("p", words.REPORT.speak(language), link, class_="eyebrow"),
        element("h1", title),
        element("p", f"{count} · {packs}", class_="facts"),
        class_="page-head",
    )


def render_standings(run: Run, language: str) -> Markup:
    """Render how many documents came out in each of the four ways."""
    counts = Counter(find_standing(audit, run.settings.fail_on) for audit in run.audits)
    tiles = [
        element(
            "div",
            element(
                "h3",
                element("span", STANDINGS[standing].speak(language), class_=_name(standing)),
            ),
            element("p", str(counts[standing]), class_="big"),
            class_="tile",
        )
        for standing in Standing
    ]
    return element("section", element("div", *tiles, class_="tiles flat"), class_="summary")


def _name(standing: Standing) -> str:
    return f"standing {standing.value}"


def render_common(run: Run, language: str) -> Markup:
    """Render once the rules that fire in so many documents that it says more of the form."""
    common = find_common_rules(run.audits)
    if not common:
        return EMPTY
    rows = [
        element(
            "tr",
            element(
                "td",
                element(
                    "span",
                    SEVERITIES[each.severity].speak(language),
                    class_=f"severity {each.severity}",
                ),
                class_="fit",
            ),
            element("td", each.title.speak(language), " ", element("code", each.rule)),
            element(
                "td",
                words.COMMON_TO.speak(language).format(count=each.documents, all=each.read),
                class_="r",
            ),
            element(
                "td",
                words.FINDINGS_IN_IT.speak(language).format(count=each.findings),
                class_="r",
            ),
        )
        for each in common
    ]
    table = element("table", element("tbody", *rows))
    return element(
        "section",
        element("h2", words.COMMON.speak(language)),
        element("p", words.COMMON_WHY.speak(language)),
        element("div", table, class_="sheet"),
        class_="block",
        id="common",
    )
