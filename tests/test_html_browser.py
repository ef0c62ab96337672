"""The HTML report in a real browser: jump both ways, search, filters, keys, hostile content."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, find_browser
from hostile import make_hostile_run
from made_audits import LINES, REVIEW, SUM, UNREADABLE, make_audit, make_finding, make_run

from auditor.finding import Outcome, Place, Verdict, Waiver
from auditor.location import locate
from auditor.report.html import render_html, render_overview
from auditor.report.run import Run

FAR = 400  # lines between the first finding and the last


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests; where there is none they are skipped, but not silently in CI."""
    program = find_browser()
    if program is None:
        said = os.environ.get("AUDITOR_NO_BROWSER_TESTS")
        if os.environ.get("CI") and not said and shutil.which("apt-get"):
            pytest.fail("no browser, though apt could install one: apt-get install chromium")
        pytest.skip("no Chromium is installed")
    with Browser(program) as started:
        yield started


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A report on a long document with three findings and a waived one."""
    path = tmp_path / "报告 #1.html"
    path.write_text(render_html(make_long_run()), encoding="utf-8")
    return path


def make_long_run() -> Run:
    """Make a run over a document whose last finding stands far from the first."""
    lines = (*LINES, *("一段很长的说明文字。",) * FAR, "结尾写明预算12.00万元。")
    place = Place(location=locate(len(lines), 7, 5))
    last = make_finding(
        Outcome(verdict=Verdict.FAIL, place=place, found="12.00"),
        rule="in-text",
        severity="warning",
        fingerprint="f1:last",
        evidence=(),
    )
    waived = make_finding(
        SUM, fingerprint="f1:waived", waiver=Waiver("waiver", "历史原因", "王", "", "w.yaml", 1)
    )
    return make_run(make_audit(lines=lines, findings=(make_finding(), last, REVIEW, waived)))


def list_shown(browser: Browser) -> list[str]:
    """List the findings that can be seen."""
    found: list[str] = browser.evaluate(
        "Array.from(document.querySelectorAll('.card')).filter(c => c.getClientRects().length)"
        ".map(c => c.id)"
    )
    return found


def is_in_window(browser: Browser, selector: str) -> bool:
    """Say whether an element is where a reader sees it."""
    seen: bool = browser.evaluate(
        f"(() => {{const r = document.querySelector({selector!r}).getBoundingClientRect();"
        "return r.top >= 0 && r.bottom <= innerHeight})()"
    )
    return seen


def find_focus(browser: Browser) -> str:
    """Find the id of what has the focus."""
    found: str = browser.evaluate("document.activeElement.id")
    return found


def test_page_loads_nothing_and_complains_of_nothing(browser: Browser, page: Path) -> None:
    """The browser asks for the one file and finds no fault with policy, style or script."""
    browser.open(page)

    assert browser.complaints == []
    assert len(browser.requests) == 1
    assert browser.evaluate("document.getElementById('filters').hidden") is False


def test_finding_leads_to_its_figure(browser: Browser, page: Path) -> None:
    """A click on a finding brings the figure into the window and marks it."""
    browser.open(page)
    before = is_in_window(browser, "#P407-7")

    browser.click("#F2 .message")

    assert not before
    assert is_in_window(browser, "#P407-7")
    assert browser.evaluate("document.querySelector('#P407-7').classList.contains('lit')")


def test_link_to_what_was_not_judged_lands_there(browser: Browser, tmp_path: Path) -> None:
    """Tables that are drawn only when they come near do not push the place away."""
    table = (*(f"{row}\t1.00" for row in range(60)), "", "下一张表的标题")
    path = tmp_path / "long.html"
    path.write_text(
        render_html(make_run(make_audit(lines=(*LINES, *table * 40)))), encoding="utf-8"
    )
    browser.open(path)

    browser.evaluate("document.querySelector('a[href=\"#gaps\"]').click()")

    browser.wait(1)
    top = browser.evaluate("document.getElementById('gaps').getBoundingClientRect().top")
    room = browser.evaluate("innerHeight")

    assert 0 <= top < room


def test_figure_leads_to_its_finding(browser: Browser, page: Path) -> None:
    """A click on a figure brings its finding into the window and gives it the focus."""
    browser.open(page, "#L407")

    browser.click("#P407-7")

    assert find_focus(browser) == "F2"
    assert is_in_window(browser, "#F2")


def test_evidence_is_marked_with_its_finding(browser: Browser, page: Path) -> None:
    """The figures on which a finding rests are marked while it is chosen."""
    browser.open(page)

    browser.click("#F1 .message")
    during = browser.evaluate("document.querySelector('#P5-19').className")
    browser.click("#F2 .message")
    after = browser.evaluate("document.querySelector('#P5-19').className")

    assert ("lit" in during, "lit" in after) == (True, False)


def test_keys_go_through_the_findings(browser: Browser, page: Path) -> None:
    """Keys j and k go on and back, Enter to the document, Escape back to the finding."""
    browser.open(page)

    stops = []
    for key in ("j", "j", "k", "j", "Enter", "Escape"):
        browser.press(key)
        stops.append(find_focus(browser))

    assert stops == ["F1", "F2", "F1", "F2", "P407-7", "F2"]


def test_keyboard_alone_reaches_a_finding(browser: Browser, page: Path) -> None:
    """The first stop of Tab leads past everything to the findings."""
    browser.open(page)

    browser.press("Tab")
    text = browser.evaluate("document.activeElement.textContent")
    browser.press("Enter")

    assert text == "跳到发现的问题"
    assert browser.evaluate("location.hash") == "#findings"


def test_search_sifts_findings_and_finds_lines(browser: Browser, page: Path) -> None:
    """Words in the search leave the findings that hold them and step through the text's lines."""
    browser.open(page)

    browser.press("/")
    browser.type("乙类")
    browser.wait(0.3)
    browser.press("Enter")

    assert list_shown(browser) == ["F3"]
    assert browser.evaluate("document.getElementById('hits').textContent") == "原文 1 行"
    assert browser.evaluate("document.querySelector('.hit.now').id") == "L6"
    browser.press("Escape")
    assert len(list_shown(browser)) == 4


def test_switches_choose_severities_and_waived(browser: Browser, page: Path) -> None:
    """Each severity and the waived ones can be left out, with their pins, and come back."""
    browser.open(page)

    browser.click("#filters [value=error]")
    browser.click("#filters [value=waived]")

    assert list_shown(browser) == ["F2", "F3"]
    assert browser.evaluate("document.getElementById('shown').textContent") == "显示 2 / 4 处"
    assert browser.evaluate("document.querySelector('#L5 .pin').hidden") is True
    browser.click("#reset")
    assert len(list_shown(browser)) == 4


def test_choices_narrow_to_rule_and_table(browser: Browser, page: Path) -> None:
    """A rule and a table can be chosen from those that occur."""
    browser.open(page)
    change = "(id, v) => {const e = document.getElementById(id); e.value = v;"
    change += "e.dispatchEvent(new Event('change', {bubbles: true}))}"

    browser.evaluate(f"({change})('by-rule', '=in-text')")
    by_rule = list_shown(browser)
    browser.evaluate(f"({change})('by-rule', '')")
    browser.evaluate(f"({change})('by-table', '=T3 部门支出总表')")

    assert by_rule == ["F2"]
    assert list_shown(browser) == ["F1", "F3", "F4"]


def test_link_to_a_filtered_finding_brings_it_back(browser: Browser, page: Path) -> None:
    """No click ends at a finding that cannot be seen."""
    browser.open(page)
    browser.click("#filters [value=warning]")

    browser.evaluate("document.querySelector('#P407-7').click()")

    assert "F2" in list_shown(browser)
    assert find_focus(browser) == "F2"


def test_anchors_work_without_scripts(browser: Browser, page: Path) -> None:
    """With scripts switched off all is there, and links lead both ways."""
    browser.allow_scripts(allowed=False)
    try:
        browser.open(page, "#P407-7")
        assert is_in_window(browser, "#P407-7")
        browser.open(page, "#F2")
        assert is_in_window(browser, "#F2")
        assert len(list_shown(browser)) == 4
        assert browser.evaluate("document.getElementById('filters').hidden") is True
    finally:
        browser.allow_scripts(allowed=True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_content_does_not_run(browser: Browser, tmp_path: Path, language: str) -> None:
    """Markup in document, names and wording runs nothing, loads nothing, adds nothing."""
    path = tmp_path / "hostile.html"
    path.write_bytes(render_html(make_hostile_run(language)).encode())

    browser.open(path)
    browser.click(".card")
    browser.press("j")
    browser.wait(0.2)

    assert browser.evaluate("window.hit") is None
    assert (
        browser.evaluate("document.querySelectorAll('img, script:not(body > script)').length") == 0
    )
    assert browser.complaints == []
    assert len(browser.requests) == 1


def test_policy_stops_what_escaping_would_miss(browser: Browser, page: Path) -> None:
    """Were an element to slip through, it would neither run nor load anything."""
    browser.open(page)
    slipped = (
        "<img src=x onerror=window.hit=1><iframe srcdoc='<script>top.hit=1</script>'></iframe>"
    )

    browser.evaluate(f"document.body.insertAdjacentHTML('beforeend', {slipped!r})")
    browser.wait(0.2)

    assert browser.evaluate("window.hit") is None
    assert any("Content Security Policy" in said for said in browser.complaints)


def test_nothing_is_wider_than_a_telephone(browser: Browser, page: Path) -> None:
    """On a narrow window only tables scroll sideways, never the page."""
    browser.open(page, width=380)

    assert browser.evaluate("document.documentElement.scrollWidth") <= 380


def test_print_shows_what_is_folded(browser: Browser, tmp_path: Path) -> None:
    """On paper the evidence is unfolded, and the controls are left out."""
    pdfium = pytest.importorskip("pypdfium2")
    path = tmp_path / "report.html"
    path.write_text(render_html(make_run()), encoding="utf-8")
    browser.open(path)
    browser.wait(0.3)  # what is not laid out yet has no text
    on_screen = browser.evaluate("document.body.innerText")

    browser.save_pdf(tmp_path / "report.pdf")

    pdf = pdfium.PdfDocument(tmp_path / "report.pdf")
    on_paper = "".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
    pdf.close()
    assert (on_screen.count("1,000.00"), on_paper.count("1,000.00")) == (1, 2)
    assert ("Esc" in on_screen, "Esc" in on_paper) == (True, False)


def test_overview_sorts_and_filters(browser: Browser, tmp_path: Path) -> None:
    """The table of documents is sorted by a click on its heads and filtered by words."""
    clean = make_audit(path="b.txt", issuer="", findings=())
    faulty = make_audit(path="a.txt", issuer="")
    run = make_run(clean, faulty, UNREADABLE)
    path = tmp_path / "index.html"
    path.write_text(
        render_overview(run, pages=("b.html", "a.html", "c.html"), sheets=("", "", "")),
        encoding="utf-8",
    )
    browser.open(path)
    names = (
        "Array.from(document.querySelectorAll('#documents tbody tr:not([hidden]) a'))"
        ".map(a => a.textContent)"
    )

    given = browser.evaluate(names)
    browser.click("#documents th:nth-child(2) [role=button]")
    by_name = browser.evaluate(names)
    browser.click("#documents th:nth-child(3) [role=button]")
    by_errors = browser.evaluate(names)
    browser.click("#search")
    browser.type("坏")
    sifted = browser.evaluate(names)

    assert given == ["b.txt", "a.txt", "坏.pdf"]
    assert by_name == ["a.txt", "b.txt", "坏.pdf"]
    assert by_errors == ["a.txt", "b.txt", "坏.pdf"]
    assert sifted == ["坏.pdf"]
    assert browser.complaints == []


def test_overview_is_sifted_by_rule_and_sorted_by_key(browser: Browser, tmp_path: Path) -> None:
    """A rule leaves its documents in table and matrix; Enter on a head sorts the matrix."""
    twice = make_audit(path="b.txt", issuer="", findings=(make_finding(), REVIEW))
    once = make_audit(path="a.txt", issuer="", findings=(REVIEW,))
    path = tmp_path / "index.html"
    path.write_text(
        render_overview(make_run(once, twice), pages=("a.html", "b.html"), sheets=("", "")),
        encoding="utf-8",
    )
    browser.open(path)
    rows = (
        "['documents', 'matrix'].map(id => Array.from(document.querySelectorAll("
        "`#${id} tbody tr:not([hidden]) a`)).map(a => a.textContent)[0])"
    )

    given = browser.evaluate(rows)
    browser.evaluate("document.querySelector('#matrix th:nth-child(2) [role=button]').focus()")
    browser.press("Enter")
    by_errors = browser.evaluate(rows)
    browser.evaluate(
        "(() => {const s = document.getElementById('by-rule'); s.value = '1';"
        "s.dispatchEvent(new Event('change'))})()"
    )
    sifted = browser.evaluate(rows)
    shown = browser.evaluate("document.querySelectorAll('#matrix tbody tr:not([hidden])').length")

    assert given == ["a.txt", "a.txt"]
    assert by_errors == ["a.txt", "b.txt"]
    assert (sifted, shown) == (["b.txt", "b.txt"], 1)
    assert browser.complaints == []


def test_unreadable_document_opens(browser: Browser, tmp_path: Path) -> None:
    """The page of a document without text runs its script without a fault."""
    path = tmp_path / "bad.html"
    path.write_text(render_html(make_run(UNREADABLE)), encoding="utf-8")

    browser.open(path)

    assert browser.complaints == []
