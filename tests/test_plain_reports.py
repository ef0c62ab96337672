"""Reports that programs and memos take in: complete, escaped, and the same at every run."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_audits import (
    COVERAGE,
    CRASHED,
    MISTAKE,
    REVIEW,
    SUM,
    TAIL,
    UNREADABLE,
    make_audit,
    make_finding,
    make_run,
)
from markdown_it import MarkdownIt

from auditor.finding import Bilingual, Waiver
from auditor.location import Location
from auditor.report.escaping import is_hidden
from auditor.report.github import render_command, render_github
from auditor.report.junit import render_junit
from auditor.report.lines import render_lines
from auditor.report.markdown import render_markdown
from auditor.report.markdown_text import escape_markdown, escape_start, render_code
from auditor.report.rendering import FORMATS, render_report
from auditor.report.run import Run, RunSettings

PLAIN = ("terminal", "json", "lines", "markdown", "sarif", "junit", "github")
FORMATS_BY_LINES = {"lines": 6, "github": 3}  # with their lines for one finding
WAIVER = Waiver(
    source="waiver",
    reason="上级批复在案",
    approver="王审计",
    expires="2032-06-30",
    path="豁免/waivers.yaml",
    line=7,
)
WAIVED = make_finding(SUM, fingerprint="f1:aaaaaaaaaaaaaaaa", waiver=WAIVER)
INCOMPLETE = make_audit(
    status="incomplete",
    reason=Bilingual("第 2 页无法读取", "page 2 cannot be read"),
    rule_failures=(CRASHED,),
)
HOSTILE = (
    "a|b\n# 题\r\n- `c` ``d`` <script>x</script> <!-- [点](javascript:x) ![图](http://x.cn) ]]> "
    "::error::x %0A\x1b[31m\u202e倒\x00\ufffe @someone #1 https://e.cn www.e.cn *b* _i_ $x$ ~~s~~"
)


def make_hostile_run() -> Run:
    """Make a run in which every text that is not ours tries to be more than text."""
    both = Bilingual(HOSTILE, HOSTILE)
    place = SUM.place._replace(title=HOSTILE, row=HOSTILE, column=HOSTILE)
    outcome = SUM._replace(place=place, found=HOSTILE, expected=HOSTILE, suggestion=HOSTILE)
    waiver = WAIVER._replace(reason=HOSTILE, approver=HOSTILE, path="a`b\n.yaml")
    evidence = REVIEW.evidence[0]._replace(text=HOSTILE, role=HOSTILE, path=HOSTILE)
    finding = make_finding(outcome, title=both, message=both, cause=both, evidence=(evidence,))
    waived = make_finding(outcome, title=both, message=both, waiver=waiver)
    table = COVERAGE.unrecognised[0]._replace(title=HOSTILE)
    unchecked = COVERAGE.unchecked[0]._replace(text=HOSTILE, reason=both)
    audit = make_audit(
        path="坏 100%:,名\n::error::x\u202e|`.txt",
        status="incomplete",
        reason=both,
        issuer=HOSTILE,
        findings=(finding, waived),
        coverage=COVERAGE._replace(unrecognised=(table,), unchecked=(unchecked,)),
        rule_failures=(CRASHED._replace(reason=HOSTILE),),
        not_applied=(("three-publics", both),),
        packs_chosen=(("cn-test", both),),
    )
    return make_run(audit, UNREADABLE, coverage=True)


@pytest.fixture
def mixed_run() -> Run:
    """A run over an incomplete document, an unreadable one, one without findings; a bad rule."""
    clean = make_audit(path="丁.txt", findings=(), outcomes=(("row-total", TAIL),))
    return make_run(INCOMPLETE, UNREADABLE, clean, mistakes=(MISTAKE,), exit_status=2)


def test_formats_are_registered() -> None:
    """Every report tested here can be asked for."""
    assert set(PLAIN) <= set(FORMATS)


def test_lines_of_a_document() -> None:
    """Each finding is a line that editors read; what was not judged has the same form."""
    report = render_lines(make_run())

    assert report == (
        "甲/预算.txt:5:10: error: 甲类支出：合计与各列之和相差 100.00 (建议改为: 1,800.00)"
        " [row-total]\n"
        "甲/预算.txt:6:10: info: 金额空白 [no-blank]\n"
        "甲/预算.txt:9:1: warning: 未识别的表：怪表，12 个数字未核对 [unrecognised-table]\n"
        "甲/预算.txt:1:1: note: 未理解的行：2, 7 [not-understood]\n"
        "甲/预算.txt:1:1: note: 共 4 个数字：已核对 3，仅受上下限约束 0，未核对 1"
        " [coverage]\n"
        "甲/预算.txt:1:1: note: 1 条规则从未适用：three-publics [not-applied]\n"
        "甲/预算.txt:1:1: note: 错误 1 处，警告 0 处，提示 1 处。 [verdict]\n"
    )


def test_lines_waived() -> None:
    """A waived finding is a note that says why, by whom and until when."""
    report = render_lines(make_run(make_audit(findings=(WAIVED,))))

    assert report.startswith(
        "甲/预算.txt:5:10: note: 已豁免 (error): 甲类支出：合计与各列之和相差 100.00 "
        "(建议改为: 1,800.00) — 上级批复在案 · 王审计 · 有效期至 2032-06-30 [row-total]\n"
    )
    assert "错误 0 处，警告 0 处，提示 0 处。另有已豁免 1 处。" in report


def test_github_commands() -> None:
    """A finding is a command with its span; what is only to be known is one notice."""
    commands = render_github(make_run(make_audit(findings=(make_finding(),)))).splitlines()

    assert "\n".join(commands) == (
        "::error file=甲/预算.txt,line=5,col=10,endLine=5,endColumn=18,"
        "title=row-total%3A 每行合计等于各列之和::"
        "甲类支出：合计与各列之和相差 100.00%0A"
        "T3 部门支出总表 · 行 甲类支出 · 列 合计%0A"
        "应为 1,800.00   实为 1,900.00   相差 100.00   容差 0   单位 元%0A"
        "可能原因: 录入时一位数字有误%0A建议改为: 1,800.00\n"
        "::warning file=甲/预算.txt,line=9,title=有表格未能识别::"
        "未识别的表：怪表，12 个数字未核对\n"
        "::notice file=甲/预算.txt,title=结论::错误 1 处，警告 0 处，提示 0 处。%0A"
        "未理解的行：2, 7%0A共 4 个数字：已核对 3，仅受上下限约束 0，未核对 1%0A"
        "1 条规则从未适用：three-publics"
    )


def test_github_escapes_what_ends_a_part() -> None:
    """Per cent, line ends, and in properties colon and comma, never stand as they are."""
    command = render_command("error", {"file": "a,b:c%.txt", "title": ""}, "50%\r\n::error::x")

    assert command == "::error file=a%2Cb%3Ac%25.txt::50%25%0A::error::x"


def test_github_span_over_lines_has_no_columns() -> None:
    """GitHub refuses columns of a span over several lines."""
    place = SUM.place._replace(location=Location(5, 10, 6, 3))
    report = render_github(
        make_run(make_audit(findings=(make_finding(SUM._replace(place=place)),)))
    )

    assert "line=5,endLine=6,title=" in report
    assert "col=10" not in report


def test_github_waived_is_a_notice() -> None:
    """A waived finding stops nobody."""
    report = render_github(make_run(make_audit(findings=(WAIVED,))))

    assert "::error" not in report
    assert "title=已豁免%3A row-total" in report
    assert "豁免: 上级批复在案 · 王审计 · 有效期至 2032-06-30" in report


def read_junit(run: Run) -> ET.Element:
    """Read the JUnit report back."""
    return ET.fromstring(render_junit(run))  # noqa: S314 - our own report


def cases_of(root: ET.Element, number: int = 0) -> dict[str, str]:
    """Return the marks of a suite's cases."""
    suite = root.findall("testsuite")[number]
    return {
        case.attrib["name"]: "".join(mark.tag for mark in case) for case in suite.iter("testcase")
    }


def test_junit_case_a_rule() -> None:
    """A rule with findings fails, one that never applied is skipped, the rest hold."""
    root = read_junit(make_run())

    assert cases_of(root) == {
        "document": "",
        "row-total": "failure",
        "no-blank": "",
        "three-publics": "skipped",
    }
    assert root.attrib == {
        "name": "auditor",
        "tests": "4",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
    }
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.attrib == {"message": "甲类支出：合计与各列之和相差 100.00", "type": "error"}


def test_junit_fails_what_the_exit_status_counts() -> None:
    """With --fail-on info a lesser finding fails, with never none does; waived ones never."""
    info = read_junit(make_run(settings=RunSettings(fail_on="info")))
    never = read_junit(make_run(settings=RunSettings(fail_on="never")))
    waived = read_junit(make_run(make_audit(findings=(WAIVED,))))

    assert cases_of(info)["no-blank"] == "failure"
    assert "failure" not in cases_of(never).values()
    assert "failure" not in cases_of(waived).values()
    assert cases_of(waived)["row-total"] == "skipped"
    assert "已豁免 (error)" in str(waived.findtext(".//system-out"))


def test_junit_names_the_finding_that_explains_a_failed_rule() -> None:
    """A rule whose failures another finding explains does not look as if it held."""
    finding = make_finding(failed=("row-total@5:10", "column-total@6:10"))
    outcomes = (("row-total", SUM), ("column-total", SUM))

    root = read_junit(make_run(make_audit(findings=(finding,), outcomes=outcomes)))

    assert cases_of(root)["column-total"] == "failure"
    messages = [failure.attrib["message"] for failure in root.iter("failure")]
    assert messages[1] == "由此说明：row-total@5:10"


def test_junit_incomplete_is_an_error(mixed_run: Run) -> None:
    """What could not be read or run is an error, in the document's own case and the rule's."""
    root = read_junit(mixed_run)

    assert cases_of(root, 0)["document"] == "error"
    assert cases_of(root, 0)["row-total"] == "error"
    assert cases_of(root, 1) == {"document": "error"}
    assert cases_of(root, 2)["document"] == ""
    assert cases_of(root, 3) == {"column-total": "error"}


def test_junit_allowed_incomplete_is_skipped() -> None:
    """With --allow-incomplete the gap is said and fails nothing."""
    audit = make_audit(status="incomplete", reason=INCOMPLETE.reason)
    settings = RunSettings(allow_incomplete=True)

    assert cases_of(read_junit(make_run(audit, settings=settings)))["document"] == "skipped"


def render_html(text: str) -> str:
    """Render Markdown as hosts of code do, with tables, strike-through and raw HTML."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return str(reader.render(text))


def test_markdown_of_a_document() -> None:
    """The verdicts stand in a table, a finding with all that belongs to it beneath."""
    report = render_markdown(make_run(make_audit(findings=(make_finding(),))))

    assert report.splitlines()[:6] == [
        "# 预算审计报告",
        "",
        "| 文件 | 状态 | 错误 | 警告 | 提示 | 已豁免 | 数字 | 已核对 | 仅受约束 | 未核对 |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        "| `甲/预算.txt` | 完整 | 1 | 0 | 0 | 0 | 4 | 3 | 0 | 1 |",
        "",
    ]
    assert (
        "#### `row-total` 每行合计等于各列之和 (1)\n"
        "\n"
        "- **5:10** · T3 部门支出总表 · 行 甲类支出 · 列 合计\\\n"
        "  甲类支出：合计与各列之和相差 100.00\n"
        "  - 数额: 应为 1,800.00 · 实为 1,900.00 · 相差 100.00 · 容差 0 · 单位 元\n"
        "  - 可能原因: 录入时一位数字有误\n"
        "  - 建议改为: 1,800.00\n"
        "  - 依据:\n"
        "    - 5:19  基本支出  1,000.00\n"
    ) in report
    assert "- 退出码 1：有达到 --fail-on 级别的发现\n" in report


def test_markdown_waived_stand_apart() -> None:
    """Waived findings have a part of their own, with reason and place, and do not count."""
    report = render_markdown(make_run(make_audit(findings=(REVIEW, WAIVED))))

    assert report.index("### 提示 (1)") < report.index("### 已豁免的发现 (1)")
    assert (
        "  - 豁免: 上级批复在案 · 王审计 · 有效期至 2032-06-30 (`豁免/waivers.yaml`:7)\n" in report
    )
    assert "| `甲/预算.txt` | 完整 | 0 | 0 | 1 | 1 |" in report


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1,900.00 元 - 合计", "1,900.00 元 - 合计"),
        ("a|b", "a\\|b"),
        ("[x](y)", "\\[x\\](y)"),
        ("<b>&amp;", "\\<b\\>\\&amp;"),
        ("{#id}", "\\{\\#<!-- -->id\\}"),
        ("`*_~$^", "\\`\\*\\_\\~\\$\\^"),
        ("http://x", "http\\://x"),
        ("www.x.cn", "www\\.x.cn"),
        ("@name #1", "\\@<!-- -->name \\#<!-- -->1"),
        ("一\n二\t三", "一 二 │ 三"),
        ("\u202e", "⟨U+202E⟩"),
    ],
)
def test_markdown_escapes(text: str, escaped: str) -> None:
    """Only what Markdown or a host would take for more than text is changed."""
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize("text", ["- a", "+ a", "# a", "1. a", "12) a", "=== a", "--- a"])
def test_markdown_start_is_no_list_and_no_heading(text: str) -> None:
    """A text that begins a line is a paragraph that says the same."""
    html = render_html(escape_start(text))

    assert html == f"<p>{text}</p>\n"


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_markdown_shows_any_text(text: str) -> None:
    """Whatever a document prints, Markdown makes neither tags nor links of it."""
    html = render_html(f"- x {escape_markdown(text)} {render_code(text)}")

    tags = set(re.findall(r"</?(\w+)", html.replace("<!-- -->", "")))
    assert tags <= {"ul", "li", "code"}
    assert "href" not in re.sub(r"[^<]*(<[^>]*>)[^<]*", r"\1", html)


def test_markdown_hostile() -> None:
    """A hostile document gives no link, image, script, mention or heading of its own."""
    html = render_html(render_markdown(make_hostile_run()))

    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= set("h1 h2 h3 h4 p ul li strong code table thead tbody tr th td br".split())
    assert html.count("<h1>") == 1
    assert "@someone" not in re.sub(r"<code>.*?</code>", "", html)
    assert len(re.findall(r"<td", html)) == 20


@pytest.mark.parametrize("report_format", PLAIN)
def test_hostile_text_is_harmless(report_format: str) -> None:
    """No report for people holds a control, direction or half character of a document."""
    shown = render_report(make_hostile_run(), report_format).decode("utf-8")

    hidden = {character for character in shown if character != "\n" and is_hidden(character)}
    assert hidden == set()


def test_hostile_lines_stay_lines() -> None:
    """No document can add a line to the reports that are read by lines."""
    run = make_hostile_run()

    github = render_github(run).splitlines()
    lines = render_lines(run).splitlines()

    assert {line.split(" ")[0] for line in github} == {"::error", "::warning", "::notice"}
    assert all(re.match(r"^.+:\d+:\d+: (error|warning|info|note): ", line) for line in lines)
    assert read_junit(run).attrib["tests"] == "5"


@given(st.text(st.characters(), max_size=30))
def test_any_text_keeps_the_form(text: str) -> None:
    """Whatever a document is called and says, lines stay lines and the XML can be read."""
    both = Bilingual(text, text)
    outcome = SUM._replace(found=text, expected=text, suggestion=text)
    finding = make_finding(outcome, title=both, message=both, cause=both)
    run = make_run(make_audit(path=f"a{text}", issuer=text, findings=(finding,)))

    reports = {name: render_report(run, name).decode("utf-8") for name in FORMATS_BY_LINES}

    assert {name: report.count("\n") for name, report in reports.items()} == FORMATS_BY_LINES
    assert len(read_junit(run)) == 1


@pytest.mark.parametrize("report_format", ["lines", "github", "markdown", "junit"])
def test_nothing_is_silent(report_format: str, mixed_run: Run) -> None:
    """Each report states what was not read, run, recognised, checked, or never applied."""
    report = render_report(mixed_run, report_format).decode("utf-8")

    for said in (
        "文件已加密",
        "第 2 页无法读取",
        "units cannot be converted",
        "unknown name 合记",
        "未识别的表：怪表，12 个数字未核对",
        "未理解的行：2, 7",
        "未核对 1",
        "1 条规则从未适用：three-publics",
    ):
        assert said in report, said


@pytest.mark.parametrize("report_format", ["lines", "github", "markdown", "junit"])
def test_coverage_lists_every_figure(report_format: str) -> None:
    """With --coverage each unchecked figure is named with its reason."""
    report = render_report(make_run(coverage=True), report_format).decode("utf-8")

    assert "未核对：2031（没有规则用到它）" in report
    assert "three-publics: 没有这张表" in report


@pytest.mark.parametrize("report_format", ["lines", "github", "markdown", "junit"])
def test_nothing_judged_is_said(report_format: str) -> None:
    """Where no rule judged anything the absence of findings is no clean bill."""
    audit = make_audit(findings=(), outcomes=())

    report = render_report(make_run(audit, exit_status=0), report_format).decode("utf-8")

    assert "没有一条规则作出判断，不能视为无误" in report


@pytest.mark.parametrize("report_format", PLAIN)
def test_english_leaves_no_chinese_of_ours(report_format: str) -> None:
    """`--lang en` speaks English everywhere: only the document's own words stay."""
    place = SUM.place._replace(title="table", row="row", column="total")
    finding = make_finding(
        SUM._replace(place=place, unit="yuan", operands=()),
        message=Bilingual("错", "wrong"),
        evidence=(),
        waiver=WAIVER._replace(reason="agreed", approver="W.", path="waivers.yaml"),
    )
    coverage = COVERAGE._replace(
        tables=(), forms=(), unrecognised=(COVERAGE.unrecognised[0]._replace(title=""),)
    )
    audit = make_audit(
        path="a.txt", issuer="", kind="", findings=(finding,), coverage=coverage, lines=()
    )
    settings = RunSettings(packs=("cn-test",), language="en")

    report = render_report(make_run(audit, settings=settings), report_format).decode("utf-8")

    assert re.findall("[\u4e00-\u9fff]+", report) == []


@pytest.mark.parametrize("report_format", ["lines", "github", "markdown", "junit", "sarif"])
def test_same_run_same_bytes(report_format: str) -> None:
    """A report is a function of the run."""
    assert render_report(make_run(), report_format) == render_report(make_run(), report_format)


def test_many_findings_are_all_written() -> None:
    """A thousand findings are written by every report, none dropped."""
    findings = tuple(make_finding(fingerprint=f"f1:{number}") for number in range(1000))
    run = make_run(make_audit(findings=findings))

    assert render_lines(run).count("[row-total]") == 1000
    assert render_github(run).count("::error ") == 1000
    assert render_markdown(run).count("**5:10**") == 1000
    assert render_junit(run).count("5:10: error") == 2000
