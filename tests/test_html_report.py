"""The HTML report shows the document beside its findings, and nothing of it is markup."""

import base64
import hashlib
import re
import time

import pytest
from hostile import HOSTILE, make_hostile_run
from html_pages import Page, read_page
from hypothesis import given
from hypothesis import strategies as st
from made_audits import (
    COVERAGE,
    CRASHED,
    LINES,
    MISTAKE,
    REVIEW,
    SUM,
    UNREADABLE,
    WRONG,
    make_audit,
    make_finding,
    make_run,
)

from auditor.finding import Audit, Bilingual, Evidence, Finding, Outcome, Place, Verdict, Waiver
from auditor.location import START, locate
from auditor.report.escaping import escape_line, is_hidden
from auditor.report.html import render_html, render_overview
from auditor.report.html.marks import Mark, cut_line
from auditor.report.run import FileVersion, Run, RunSettings

WAIVED = make_finding(
    fingerprint="f1:waived",
    waiver=Waiver("waiver", "历史原因", "王主任", "2031-12-31", "waivers.yaml", 3),
)


def read_document(audit: Audit, **fields: object) -> Page:
    """Render the report on a document and read it back."""
    return read_page(render_html(make_run(audit, **fields)))


def list_policy(page: Page) -> dict[str, str]:
    """List the directives of the content policy."""
    (meta,) = [each for each in page.find_all("meta") if "http-equiv" in each.attributes]
    assert meta.attributes["http-equiv"] == "Content-Security-Policy"
    parts = (part.strip().partition(" ") for part in meta.attributes["content"].split(";"))
    return {name: value for name, _, value in parts}


def hash_text(text: str) -> str:
    """Hash as the browser does."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def render_pages() -> list[str]:
    """Render one page of each kind."""
    run = make_run(make_audit(findings=(make_finding(), REVIEW, WAIVED)), mistakes=(MISTAKE,))
    both = run._replace(audits=(*run.audits, UNREADABLE))
    overview = render_overview(both, pages=("a.html", "b.html"), sheets=("a.xlsx", ""))
    return [render_html(run), render_html(make_run(UNREADABLE)), overview]


@pytest.mark.parametrize("number", range(3))
def test_policy_allows_own_script_and_style_alone(number: int) -> None:
    """Nothing is loaded; the one script and the one style are known by their hashes."""
    page = read_page(render_pages()[number])

    policy = list_policy(page)

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == hash_text(page.find("script").text)
    assert policy["style-src"] == hash_text(page.find("style").text)
    assert policy["base-uri"] == policy["form-action"] == "'none'"


@pytest.mark.parametrize("number", range(3))
def test_page_is_whole_by_itself(number: int) -> None:
    """No address beyond the folder, no inline style or handler; every anchor is there, once."""
    page = read_page(render_pages()[number])

    names = [name for each in page.elements for name in each.attributes]
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    links = [each.attributes["href"] for each in page.elements if "href" in each.attributes]
    anchors = {link[1:] for link in links if link.startswith("#")}

    assert not [name for name in names if name.startswith("on") or name in {"style", "src"}]
    assert len(ids) == len(set(ids))
    assert anchors <= set(ids)
    assert all(re.fullmatch(r"#[\w-]+|[ab]\.html(#F\d+)?|[ab]\.xlsx", link) for link in links)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_words_stay_text(language: str) -> None:
    """Markup in document, names and wording adds no element; hidden characters are shown."""
    run = make_hostile_run(language)
    tame = make_run(make_audit(findings=(make_finding(), WAIVED)))

    text = render_html(run)

    page = read_page(text)
    assert len(page.find_all("script")) == len(page.find_all("style")) == 1
    assert not page.comments
    assert not page.find_all("img")
    assert {each.tag for each in page.elements} - {"svg", "rect"} <= {
        each.tag for each in read_page(render_html(tame)).elements
    } | {"option", "select", "output", "ins", "code", "b", "p"}
    assert page.text.count("onerror=window.hit=2") > 20
    assert not any(map(is_hidden, text.replace("\n", "")))
    assert "⟨U+202E⟩" in text


def test_overview_of_hostile_documents_stays_text() -> None:
    """Names and wording are text in the overview, too."""
    run = make_hostile_run()
    two = run._replace(audits=tuple(run.audits) * 5)

    text = render_overview(two, pages=("x.html",) * 5, sheets=("x.xlsx",) * 5)

    page = read_page(text)
    assert len(page.find_all("script")) == 1
    assert not page.find_all("img")
    assert escape_line(HOSTILE) in page.text
    assert not any(map(is_hidden, text.replace("\n", "")))


@given(st.lists(st.text(st.characters()), min_size=1, max_size=8))
def test_any_document_is_shown_whole(lines: list[str]) -> None:
    """Whatever the text, each line that prints something stands in the page, cell by cell."""
    audit = make_audit(lines=tuple(lines), findings=(REVIEW,))

    page = read_document(audit)

    shown = "\n".join(
        each.text for each in page.elements if each.attributes.get("id", " ")[0] == "L"
    )
    for line in lines:
        for cell in line.split("\t"):
            if line.strip():
                assert escape_line(cell.replace("\r\n", " ").replace("\n", " ")) in shown


def test_rows_are_rows_and_cells_are_cells() -> None:
    """A line with tabs is a row of a table; a lost row between two rows spans it."""
    lines = ("标题", "甲\t乙\t丙", "合计", "1.00\t2.00\t")

    page = read_document(make_audit(lines=lines, findings=(), coverage=None))

    rows = [each.text for each in page.find_all("tr")[:3]]
    lone = [each for each in page.find_all("td") if "colspan" in each.attributes]
    assert [each.attributes["id"] for each in page.find_all("tr")[:3]] == ["L2", "L3", "L4"]
    assert rows == ["2甲乙丙", "3合计", "41.002.00"]
    assert [(each.text, each.attributes["colspan"]) for each in lone] == [("合计", "3")]


def test_figure_and_finding_link_each_other() -> None:
    """The figure leads to its finding, the finding and its evidence lead to the figures."""
    page = read_document(make_audit())

    figure = page.find("a", id="P5-10")
    card = page.find("article", id="F1")
    links = [each.attributes["href"] for each in page.find_all("a")]

    assert (figure.text, figure.attributes["href"]) == ("1,900.00", "#F1")
    assert "#P5-10" in links
    assert page.find("span", id="P5-19").text == "1,000.00"
    assert "甲类支出：合计与各列之和相差 100.00" in card.text
    assert all(word in card.text for word in ("1,800.00", "1,900.00", "100.00", "录入时"))


def test_figures_show_how_they_are_covered() -> None:
    """Checked, bounded and unchecked figures are told apart; a fault is told from all."""
    coverage = COVERAGE._replace(
        checked_at=(locate(5, 10, 8), locate(5, 19, 8)), bounded_at=(locate(5, 28, 6),)
    )

    page = read_document(make_audit(coverage=coverage))

    classes = {each.text: each.attributes.get("class", "") for each in page.elements}
    assert classes["1,900.00"] != classes["1,000.00"]
    assert page.find("a", id="P5-10").attributes["class"] == "x error c"
    assert page.find("span", id="P5-19").attributes["class"] == "c"
    assert [each.text for each in page.find_all("span", class_="b") if each.text[0] == "8"] == [
        "800.00"
    ]
    unchecked = page.find_all("span", class_="u")[2]
    assert (unchecked.text, unchecked.attributes["title"]) == ("2031", "没有规则用到它")


def test_blank_with_a_finding_can_be_seen() -> None:
    """Where a figure is missing, there is something to see and to click."""
    page = read_document(make_audit())

    gap = page.find("a", class_="gap")

    assert gap.attributes["href"] == "#F2"
    assert gap.attributes["id"] == "P6-10"


def test_what_the_document_lacks_stands_nowhere() -> None:
    """A missing table is no fault of the first line."""
    lacking = make_finding(Outcome(verdict=Verdict.FAIL, place=Place(), expected="支出总表"))
    beside = make_finding(Outcome(verdict=Verdict.FAIL, place=Place(), found="作者名"))

    page = read_document(make_audit(findings=(lacking, beside), coverage=None))

    assert "全文" in page.find("article", id="F1").text
    assert "全文" in page.find("article", id="F2").text
    assert not page.find_all("a", class_="x")


def test_waived_findings_stand_apart() -> None:
    """A waived finding is shown last, with reason, approver and expiry, and is not counted."""
    page = read_document(make_audit(findings=(WAIVED, make_finding())))

    waived = page.find("section", id="waived")

    assert [each.attributes["class"] for each in page.find_all("article")] == [
        "card error",
        "card waived",
    ]
    assert all(word in waived.text for word in ("历史原因", "王主任", "2031-12-31"))
    assert "错误 1 处" in page.find("div", class_="verdict").text


def test_summary_says_verdict_share_money_and_gaps() -> None:
    """The top says what a head of department asks: how bad, how much money, how much checked."""
    page = read_document(make_audit(rule_failures=(CRASHED,)), mistakes=(MISTAKE,))

    summary = page.find("section", class_="summary").text

    assert "错误 1 处，警告 0 处，提示 1 处" in summary
    assert "75.0 %" in summary
    assert "3 / 4 个" in summary
    assert "100.00元" in summary
    assert "1 处有差额，合计 100.00 元" in summary
    assert "未识别的表1" in summary
    assert "出错的规则2" in summary


def test_money_of_a_hint_is_not_at_stake() -> None:
    """What may be wrong claims no money: a passed document would seem to lack millions."""
    page = read_document(make_audit(findings=(make_finding(severity="info"),)))

    assert "错误和警告中没有金额差额" in page.find("section", class_="summary").text


def test_incomplete_is_said_at_the_top() -> None:
    """The reason why an audit is incomplete stands in the verdict, in both languages."""
    audit = make_audit(status="incomplete", reason=Bilingual("第 2 页无法读取", "page 2"))

    zh = read_document(audit).find("div", class_="verdict").text
    english = RunSettings(language="en")
    en = read_document(audit, settings=english).find("div", class_="verdict").text

    assert "审计不完整，未判断的内容不等于没有错误：第 2 页无法读取" in zh
    assert "what was not judged is not thereby right: page 2" in en


def test_few_checked_figures_are_said_in_the_verdict() -> None:
    """Where less than half was checked, the absence of findings must not read as a clean bill."""
    coverage = COVERAGE._replace(figures=10, checked=3)

    page = read_document(make_audit(findings=(), coverage=coverage))

    assert "只核对了 30.0 % 的数字" in page.find("div", class_="verdict").text
    assert "只核对了" not in read_document(make_audit(findings=())).text


def test_bar_parts_stand_side_by_side() -> None:
    """The parts of the bar are closed, else the browser draws only the first."""
    page = read_document(make_audit())

    parts = [each.attributes for each in page.find_all("rect")]

    assert [(part["class"], part["x"], part["width"]) for part in parts] == [
        ("c", "0", "750"),
        ("b", "750", "0"),
        ("u", "750", "250"),
    ]


def test_what_was_not_judged_is_listed() -> None:
    """Tables, figures, lines and rules that were not judged stand at the end, with reasons."""
    page = read_document(make_audit(rule_failures=(CRASHED,)), mistakes=(MISTAKE,))

    gaps = page.find("section", id="gaps").text

    assert "怪表 · 12 个数字" in gaps
    assert "没有规则用到它 (1)" in gaps
    assert "three-publics没有这张表" in gaps
    assert "row-totalunits cannot be converted" in gaps
    assert "column-total" in gaps


def test_unreadable_document_has_a_page_that_says_so() -> None:
    """No verdict without a text, and nothing that looks like one."""
    page = read_document(UNREADABLE)

    assert "文件无法读取，没有审计：文件已加密" in page.text
    assert not page.find_all("article")
    assert "通过" not in page.text


def test_english_page_speaks_english() -> None:
    """Only the document's own words stay Chinese."""
    page = read_document(make_audit(), settings=RunSettings(language="en"))
    own = "".join(
        (*LINES, "海湾区测试局甲类乙类支出预算怪表绩效目标道路养护总表元合计", "乙/附表另")
    )

    left = {word for word in re.findall("[\u4e00-\u9fff]", page.text) if word not in own}

    assert page.find("html").attributes["lang"] == "en"
    assert not left


def test_same_run_gives_the_same_page() -> None:
    """Rendering twice gives the same characters."""
    assert render_pages() == render_pages()


def test_record_says_what_the_report_was_made_from() -> None:
    """File, hash, packs, settings, waivers with their day: enough to repeat the run."""
    settings = RunSettings(
        packs=("cn-test",),
        waivers=(FileVersion("甲/waivers.yaml", "ef" * 32),),
        today="2031-05-01",
    )

    record = read_document(make_audit(), settings=settings).find("footer").text

    wanted = ("甲/预算.txt", "ab" * 32, "cd" * 32, "auditor 9.9.9", "--pack cn-test")
    assert all(word in record for word in (*wanted, "waivers.yaml", "ef" * 32, "2031-05-01"))


def test_pages_and_sheets_are_marked() -> None:
    """Where a page or a sheet begins, the text says so."""
    audit = make_audit(pages=(1, 1, 1, 1, 2, 2), sheets=("", "", "", "", "表三", "表三"))

    page = read_document(audit)

    assert [each.text for each in page.find_all("p", class_="origin")] == [
        "第 1 页",
        "第 2 页 · 工作表 表三",
    ]


def test_filters_offer_what_occurs() -> None:
    """Severities, rules and tables of the findings can be chosen, and no others."""
    page = read_document(make_audit(findings=(make_finding(), REVIEW, WAIVED)))

    kinds = [each.attributes["value"] for each in page.find_all("input", name="kind")]
    options = [each.attributes["value"] for each in page.find_all("option")]

    assert kinds == ["error", "info", "waived"]
    assert options == ["", "=row-total", "=no-blank"]


@given(
    st.text(st.sampled_from("甲1,.\t "), max_size=30),
    st.lists(st.tuples(st.integers(0, 35), st.integers(0, 35), st.integers(0, 2)), max_size=8),
)
def test_cutting_loses_no_character(line: str, spans: list[tuple[int, int, int]]) -> None:
    """However marks overlap, the pieces put together are the line."""
    marks = [Mark(start, end, number=number, is_target=True) for start, end, number in spans]

    cells = cut_line(line, marks)

    assert "\t".join("".join(piece.text for piece in cell) for cell in cells) == line


def test_overlapping_findings_are_both_reached() -> None:
    """A stretch in two findings names both; the pins of the line lead to each."""
    row = Place(location=locate(5, 1, 20), table="T3", title="部门支出总表")
    wide = make_finding(Outcome(verdict=Verdict.FAIL, place=row, found="x"), rule="other")

    page = read_document(make_audit(findings=(make_finding(), wide), coverage=None))

    assert page.find("a", id="P5-10").attributes["data-f"] == "1 2"
    pins = [each.attributes["href"] for each in page.find_all("a", class_="pin")]
    assert pins == ["#F1", "#F2"]


def test_one_long_line_takes_no_longer_than_many_short_ones() -> None:
    """A line of thirty thousand figures is cut in one sweep."""
    line = "1.00\t" * 30_000
    marks = [Mark(start, start + 4, "checked") for start in range(1, len(line), 5)]

    started = time.process_time()
    cells = cut_line(line, marks)

    assert time.process_time() - started < 5  # each figure against each other takes minutes
    assert len(cells) == 30_001


def make_many(count: int) -> Run:
    """Make a run over documents that share a fault; the last one cannot be read."""
    audits = [make_audit(path=f"第{number}份.txt") for number in range(count)]
    return make_run(*audits, UNREADABLE)


def test_overview_has_a_row_a_document() -> None:
    """Each document stands with its verdict, its counts, its share and its links."""
    run = make_many(2)

    text = render_overview(
        run, pages=("甲.html", "乙.html", "丙.html"), sheets=("甲.xlsx", "乙.xlsx", "")
    )

    page = read_page(text)
    rows = [each for each in page.find_all("tr") if "data-standing" in each.attributes]
    assert [each.attributes["data-standing"] for each in rows] == [
        "to_correct",
        "to_correct",
        "unreadable",
    ]
    assert all(word in rows[0].text for word in ("第0份.txt", "75.0 %", "100.00 元", "cn-test"))
    assert "文件已加密" in rows[2].text
    links = [each.attributes["href"] for each in page.find_all("a")]
    assert links.count("%E7%94%B2.html") == 2
    assert links.count("%E4%B9%99.xlsx") == 1


def test_overview_shows_a_common_rule_once() -> None:
    """What fires in over a third of the documents stands once, with how many it is in."""
    run = make_many(6)

    text = render_overview(run, pages=("a.html",) * 7, sheets=("",) * 7)

    common = read_page(text).find("section", id="common").text
    assert common.count("每行合计等于各列之和") == 1
    assert "6 份文件中 6 份共有" in common


def test_overview_matrix_counts_by_rule() -> None:
    """The matrix says how often each rule fired in each document, without waived ones."""
    twice = make_audit(findings=(make_finding(), make_finding(fingerprint="f1:2"), WAIVED))
    run = make_run(twice, make_audit(findings=(REVIEW,)))

    text = render_overview(run, pages=("a.html", "b.html"), sheets=("", ""))

    page = read_page(text)
    matrix = page.find("div", class_="matrix")
    named = "海湾区测试局 2031 预算预算.txt"  # two of one name are told apart by their files
    assert matrix.text.endswith(f"{named}2{named}1")
    links = [each.attributes["href"] for each in page.find_all("a")]
    assert links[-4:] == ["a.html", "a.html#F1", "b.html", "b.html#F1"]


def test_evidence_in_another_document_is_named() -> None:
    """Evidence from elsewhere names its file and is no dead link."""
    other = Evidence(location=locate(3, 1, 4), text="另表", role="", path="乙/附表.txt")
    finding: Finding = make_finding(SUM._replace(place=WRONG), evidence=(other,))

    page = read_document(make_audit(findings=(finding,)))

    assert "乙/附表.txt:3" in page.find("article", id="F1").text
    assert not page.find_all("a", href="#P3-1")


def test_evidence_that_is_a_whole_document_leads_to_its_top() -> None:
    """Another document as a whole stands at no line: the link promises none."""
    whole = Evidence(location=START, text="", role="版本", path="乙/附表.txt")
    run = make_run(make_audit(findings=(make_finding(SUM, evidence=(whole,)),)))

    page = read_page(render_html(run, pages={"乙/附表.txt": "附表.html"}))

    assert page.find("a", href="%E9%99%84%E8%A1%A8.html").text == "乙/附表.txt"


def test_evidence_that_begins_with_an_empty_cell_can_be_reached() -> None:
    """The sign between two cells is not shown; a link to it leads to the cell behind it."""
    line = "\t\t标题"
    evidence = Evidence(location=locate(2, 1, len(line)), text="标题", role="", path="")
    finding = make_finding(SUM, evidence=(evidence,))

    page = read_document(make_audit(lines=(*LINES[:1], line, *LINES[2:]), findings=(finding,)))

    assert page.find_all("a", href="#P2-1")
    assert [each for each in page.elements if each.attributes.get("id") == "P2-1"]


def test_evidence_in_a_document_of_the_same_folder_is_linked() -> None:
    """Where the other document has a page beside this one, its line is a link away."""
    run = make_run(make_audit(findings=(REVIEW,)))

    page = read_page(render_html(run, pages={"乙/附表.txt": "附表 #1.html"}))

    assert page.find("a", href="%E9%99%84%E8%A1%A8%20%231.html#L3").text == "乙/附表.txt:3"
