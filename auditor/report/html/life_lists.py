"""What became of the findings since earlier runs: how many of each state, and which ones."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from auditor.report import words as shared
from auditor.report import words_store as own
from auditor.report.escaping import escape_path
from auditor.report.html.linked import Linked, link_file
from auditor.report.html.markup import EMPTY, Markup, element
from auditor.report.html.numbering import name_card, number_findings
from auditor.report.lives import Life

_MOST = 300  # findings of a state that are listed
_OPEN = ("returned", "new", "corrected")
_Cards = Mapping[tuple[str, str], str]


def render_lives(
    counts: Mapping[str, int], lives: Sequence[Life], linked: Sequence[Linked], language: str
) -> Markup:
    """Render what became of the findings; nothing for a first run, in which all are new."""
    if set(counts) <= {"new"}:
        return EMPTY
    tiles = [
        element(
            "div",
            element("h3", said.speak(language)),
            element("p", str(counts.get(state, 0)), class_="big"),
            class_="tile",
            data_state=state,
        )
        for state, said in own.LIVES.items()
    ]
    by_path = {each.audit.path: each for each in linked}
    cards = _find_cards(lives, by_path)
    lists = [
        _render_list(
            state, [life for life in lives if life.state == state], by_path, cards, language
        )
        for state in own.LIVES
    ]
    return element(
        "section",
        element("h2", own.SINCE.speak(language)),
        element("div", *tiles, class_="tiles flat"),
        *lists,
        class_="block",
        id="lives",
    )


def _find_cards(lives: Sequence[Life], by_path: Mapping[str, Linked]) -> _Cards:
    """Find the anchors of findings that are still there, by path and fingerprint."""
    cards: dict[tuple[str, str], str] = {}
    for path in {life.path for life in lives}:
        if path in by_path:
            for number, finding in number_findings(by_path[path].audit):
                cards.setdefault((path, finding.fingerprint), name_card(number))
    return cards


def _render_list(
    state: str, lives: Sequence[Life], by_path: Mapping[str, Linked], cards: _Cards, language: str
) -> Markup:
    if not lives:
        return EMPTY
    rows = [_render_life(life, by_path, cards, language) for life in lives[:_MOST]]
    summary = element(
        "summary",
        own.LIVES[state].speak(language),
        " ",
        element("span", str(len(lives)), class_="count"),
    )
    table = element("table", element("tbody", *rows))
    left = len(lives) - _MOST
    more = element("p", own.MORE_LIVES.speak(language).format(count=left)) if left > 0 else EMPTY
    return element(
        "details",
        summary,
        element("div", table, class_="sheet"),
        more,
        class_="lives",
        open=state in _OPEN,
        id=f"life-{state}",
    )


def _render_life(
    life: Life, by_path: Mapping[str, Linked], cards: _Cards, language: str
) -> Markup:
    severity = shared.SEVERITIES[life.severity].speak(language)
    chip = element("span", severity, class_=f"severity {life.severity}")
    linked = by_path.get(life.path)
    anchor = cards.get((life.path, life.fingerprint))
    said: Markup | str = life.message
    if linked is not None and linked.page and anchor:
        said = element("a", life.message, href=f"{quote(linked.page)}#{anchor}")
    file = escape_path(life.path)
    name = link_file(linked.page, linked.name) if linked is not None else element("span", file)
    first = own.FIRST_SEEN.speak(language).format(run=life.first_run)
    return element(
        "tr",
        element("td", chip, class_="fit"),
        element("td", said, " ", element("code", life.rule)),
        element("td", name, element("div", file, class_="path")),
        element("td", first, class_="fit"),
    )
