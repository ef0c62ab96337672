"""One finding: place, message, figures, suggestion, cause, waiver, evidence. Knows no other."""

from urllib.parse import quote

from auditor.finding import Audit, Evidence, Finding
from auditor.location import START
from auditor.report import words as shared
from auditor.report import words_store
from auditor.report.escaping import escape_path
from auditor.report.html import words
from auditor.report.html.desk import Desk
from auditor.report.html.markup import EMPTY, Markup, element, join
from auditor.report.html.numbering import (
    Numbered,
    has_place,
    is_inside,
    name_card,
    name_line,
    name_place,
)
from auditor.report.json_finding import find_page, find_sheet
from auditor.report.waivers import speak_waiver


def render_card(desk: Desk, numbered: Numbered) -> Markup:
    """Render a finding with its number."""
    audit, language = desk.audit, desk.language
    number, finding = numbered
    kind = "waived" if finding.waiver else finding.severity
    head = element(
        "p",
        element("span", str(number), class_=f"pin {kind}"),
        _render_life(desk, finding),
        _render_place(audit, finding, language),
        class_="where",
    )
    return element(
        "article",
        head,
        element("p", finding.message.speak(language), class_="message"),
        _render_amounts(finding, language),
        _render_remarks(finding, language),
        _render_waiver(finding, language),
        _render_evidence(desk, finding),
        _render_failed(finding, language),
        id=name_card(number),
        tabindex="0",
        class_=f"card {kind}",
        data_n=number,
        data_severity=finding.severity,
        data_rule=finding.rule,
        data_table=name_table(finding),
        data_waived=finding.waiver is not None,
    )


def name_table(finding: Finding) -> str:
    """Name the table of a finding for the filter; "" for the text."""
    place = finding.outcome.place
    return " ".join(part for part in (place.table, place.title) if part)


def _render_place(audit: Audit, finding: Finding, language: str) -> Markup:
    place = finding.outcome.place
    location = place.location
    if not has_place(finding, audit):
        return element("span", words.WHOLE.speak(language), class_="at")
    page, sheet = find_page(audit, location.line), find_sheet(audit, location.line)
    said = [words.LINE.speak(language).format(line=location.line)]
    if page:
        said.append(words.PAGE.speak(language).format(page=page))
    if sheet:
        said.append(words.SHEET.speak(language).format(sheet=sheet))
    link = element(
        "a",
        " · ".join(said),
        href=f"#{name_place(location.line, location.column)}",
        class_="at",
        title=words.GO_TO_PLACE.speak(language),
    )
    names = (name_table(finding), place.row, place.column)
    return join(link, element("span", " · ".join(filter(None, names)), class_="in"))


def _render_life(desk: Desk, finding: Finding) -> Markup:
    """Render what became of the finding since earlier runs, where that is known."""
    life = desk.lives.get(finding.fingerprint)
    if life is None:
        return EMPTY
    first = words_store.FIRST_SEEN.speak(desk.language).format(run=life.first_run)
    said = words_store.LIVES[life.state].speak(desk.language)
    return element("span", said, class_=f"life {life.state}", title=first)


def _render_amounts(finding: Finding, language: str) -> Markup:
    outcome = finding.outcome
    labelled = (
        (shared.LIMIT if outcome.bounded else shared.EXPECTED, outcome.expected, "expected"),
        (shared.FOUND, outcome.found, "found"),
        (shared.DIFFERENCE, outcome.difference, "difference"),
        (shared.TOLERANCE, outcome.tolerance, "tolerance"),
        (shared.UNIT, outcome.unit, "unit"),
    )
    shown = [
        element("div", element("dt", label.speak(language)), element("dd", amount), class_=kind)
        for label, amount, kind in labelled
        if amount
    ]
    return element("dl", *shown, class_="amounts") if shown else EMPTY


def _render_remarks(finding: Finding, language: str) -> Markup:
    """Render the cause, the suggestion, and what makes the finding less than certain."""
    parts = []
    if finding.outcome.suggestion:
        label = element("b", shared.SUGGESTION.speak(language))
        suggested = element("ins", finding.outcome.suggestion)
        parts.append(element("p", label, " ", suggested, class_="suggestion"))
    if finding.cause.speak(language):
        label = element("b", shared.CAUSE.speak(language))
        parts.append(element("p", label, " ", finding.cause.speak(language), class_="cause"))
    if finding.inferred:
        parts.append(element("p", shared.INFERRED.speak(language), class_="cause"))
    return join(*parts)


def _render_waiver(finding: Finding, language: str) -> Markup:
    if finding.waiver is None:
        return EMPTY
    label = element("b", words.WAIVED.speak(language))
    said = speak_waiver(finding.waiver, language)
    return element("p", label, " ", said, class_="waiver")


def _render_evidence(desk: Desk, finding: Finding) -> Markup:
    if not finding.evidence:
        return EMPTY
    language = desk.language
    count = words.EVIDENCE.speak(language).format(count=len(finding.evidence))
    rows = [_render_one_evidence(desk, each) for each in finding.evidence]
    return element(
        "details",
        element("summary", count),
        element("table", element("tbody", *rows)),
        class_="evidence",
    )


def _render_one_evidence(desk: Desk, evidence: Evidence) -> Markup:
    language = desk.language
    where = _link_elsewhere(desk, evidence) if evidence.path else _link_here(desk, evidence)
    text = evidence.text or shared.BLANK.speak(language)
    return element(
        "tr",
        element("td", where),
        element("td", evidence.role),
        element("td", text, class_="r"),
    )


def _link_here(desk: Desk, evidence: Evidence) -> Markup:
    location = evidence.location
    said = words.LINE.speak(desk.language).format(line=location.line)
    if not is_inside(location, desk.audit):
        return join(said)
    return element("a", said, href=f"#{name_place(location.line, location.column)}")


def _link_elsewhere(desk: Desk, evidence: Evidence) -> Markup:
    """Link the line in another document's page, where there is such a page.

    What concerns the whole of the other document leads to the top of its page.
    """
    path, line = escape_path(evidence.path), evidence.location.line
    is_whole = evidence.location == START
    said = path if is_whole else f"{path}:{line}"
    page = desk.pages.get(evidence.path)
    if page is None:
        return join(said)
    anchor = "" if is_whole else f"#{name_line(line)}"
    return element("a", said, href=f"{quote(page)}{anchor}")


def _render_failed(finding: Finding, language: str) -> Markup:
    if len(finding.failed) < 2:  # one alone is the finding itself
        return EMPTY
    said = words.FAILED.speak(language).format(count=len(finding.failed))
    names = element("p", ", ".join(finding.failed), class_="failed")
    return element("details", element("summary", said), names)
