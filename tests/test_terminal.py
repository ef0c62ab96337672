"""The terminal report shows all, aligned, wrapped, and nothing that could mislead the eye."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_audits import (
    COVERAGE,
    CRASHED,
    LINES,
    MISTAKE,
    TAIL,
    UNREADABLE,
    WRONG,
    make_audit,
    make_finding,
    make_run,
)
from rich.cells import cell_len
from rich.text import Text

from auditor.finding import Bilingual, Evidence, Outcome, Place, Verdict
from auditor.report.escaping import escape_path, escape_text, is_hidden
from auditor.report.excerpt import render_excerpt
from auditor.report.run import RunSettings
from auditor.report.terminal import render_terminal
from auditor.report.wrapping import wrap_text

EXPECTED = """\
甲/预算.txt
  海湾区测试局 · 2031 · 预算 · 全文
  规则包 cn-test (由 --pack 指定)

错误  row-total  每行合计等于各列之和  (1)
  5:10 · T3 部门支出总表 · 行 甲类支出 · 列 合计
    甲类支出：合计与各列之和相差 100.00
    301 │ 甲类支出 │ 1,900.00 │ 1,000.00 │ 800.00
                     ^^^^^^^^
    应为 1,800.00   实为 1,900.00   相差 100.00   容差 0   单位 元
    可能原因: 录入时一位数字有误
    建议改为: 1,800.00
    依据:
      5:19  基本支出  1,000.00

提示  no-blank  不应空白  (1)
  6:10 · T3 部门支出总表 · 行 乙类支出
    金额空白
    302 │ 乙类支出 │  │  │
                     ^
    依据推断的关系，请人工核实
    依据:
      乙/附表.txt:3:1  另表

结论: 错误 1 处，警告 0 处，提示 1 处。
  规则执行结果: 通过 1, 未通过 1, 待复核 1, 不适用 0, 规则出错 0, 已豁免 0 (其中
    末位尾差 1 处)
  数字: 共 4 个：已核对 3，仅受上下限约束 0，未核对 1
  识别的表: 1 (T3 支出总表)
  未识别的表: 1 (第 9 行, 怪表, 12 个数字)
  绩效表: 1
  未理解的行: 2, 7
  从未适用的规则: 1 (three-publics)

退出码 1：有达到 --fail-on 级别的发现
"""
HOSTILE = "假\x1b[2J\x07\u202e倒\u2066\u200b\udc80[red]名[/red]"
SHOWN = "假⟨U+001B⟩[2J⟨U+0007⟩⟨U+202E⟩倒⟨U+2066⟩⟨U+200B⟩⟨U+DC80⟩[red]名[/red]"


def test_whole_report() -> None:
    """A small document's whole report."""
    assert render_terminal(make_run(), width=80) == EXPECTED


def test_english() -> None:
    """`--lang en` leaves only the document's own words in Chinese."""
    run = make_run(settings=RunSettings(language="en"))
    text = render_terminal(run, width=100)

    assert "error  row-total  Each row adds up  (1)" in text
    assert "expected 1,800.00   found 1,900.00   difference 100.00" in text
    assert "verdict: errors: 1, warnings: 0, infos: 1." in text


def test_findings_of_one_rule_are_one_block_and_all_listed() -> None:
    """A hundred findings of a rule stand under one title with their count; none is dropped."""
    findings = tuple(make_finding(fingerprint=f"f1:{number}") for number in range(100))
    text = render_terminal(make_run(make_audit(findings=findings)), width=80)

    assert text.count("每行合计等于各列之和") == 1
    assert "(100)" in text
    assert text.count("5:10 · T3") == 100


def test_incomplete_is_said_as_loudly() -> None:
    """What was not judged stands beside the verdict, crashed and broken rules are named."""
    audit = make_audit(
        status="incomplete",
        reason=Bilingual("第 2 页无法读取", "page 2"),
        rule_failures=(CRASHED,),
    )
    text = render_terminal(make_run(audit, UNREADABLE, mistakes=(MISTAKE,), exit_status=2))

    assert "审计不完整，未判断的内容不等于没有错误：第 2 页无法读取" in text
    assert "结论: 文件无法读取，没有审计：文件已加密" in text
    assert "出错的规则: row-total: units cannot be converted" in text
    assert "出错的规则: column-total: unknown name 合记" in text
    assert "共 2 份文件: 错误 1 处，警告 0 处，提示 1 处。" in text
    assert "不完整: 甲/预算.txt" in text
    assert "无法读取: 丙/坏.pdf" in text


def test_coverage_lists_unchecked_figures_and_reasons() -> None:
    """With --coverage every unchecked figure is listed, and why each rule never applied."""
    text = render_terminal(make_run(coverage=True))

    assert "1:7  2031  没有规则用到它" in text
    assert "three-publics: 没有这张表" in text


def test_nothing_judged_is_not_clean() -> None:
    """A document to which no rule applied gets no clean bill; one that passed does."""
    empty = render_terminal(make_run(make_audit(findings=(), outcomes=())))
    passed = render_terminal(make_run(make_audit(findings=(), outcomes=(("row-total", TAIL),))))

    assert "结论: 没有一条规则作出判断，不能视为无误。" in empty
    assert "结论: 没有发现不符，但有 1 个数字未核对。" in passed


def test_nothing_recognised_is_not_clean() -> None:
    """Rules that any text passes say nothing of a text in which no budget was found."""
    nothing = COVERAGE._replace(checked=0, tables=(), forms=(), unrecognised=())
    audit = make_audit(findings=(), outcomes=(("years", TAIL),), coverage=nothing)

    report = render_terminal(make_run(audit))

    assert "结论: 没有识别出预算表或绩效表，也没有核对任何数字，不能视为无误。" in report
    assert "没有发现不符" not in report


def test_bound_is_no_expected_figure_and_a_blank_is_said() -> None:
    """An inequality has a limit; a blank that took part is not left to be guessed."""
    blank = Evidence(location=WRONG.location, text="", role="基本支出")
    outcome = Outcome(
        verdict=Verdict.FAIL, place=WRONG, expected="1,800.00", found="1,900.00", bounded=True
    )

    report = render_terminal(
        make_run(make_audit(findings=(make_finding(outcome, evidence=(blank,)),)))
    )

    assert "    界限 1,800.00   实为 1,900.00\n" in report
    assert "      5:10  基本支出  （空）\n" in report


def test_what_the_document_lacks_marks_no_line() -> None:
    """A missing table stands at the start of the document; its first line is not at fault."""
    lacking = Outcome(verdict=Verdict.FAIL, place=Place(), expected="支出总表")

    report = render_terminal(make_run(make_audit(findings=(make_finding(lacking),))))

    assert "  1:1\n" in report
    assert "^" not in report


def test_page_and_sheet_are_named() -> None:
    """A finding on a page or sheet says so."""
    audit = make_audit(pages=(1, 1, 1, 1, 2, 2), sheets=("", "", "", "", "表三", "表三"))

    assert "列 合计 · 页 2 · 工作表 表三" in render_terminal(make_run(audit))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Long messages, long lines and long names are wrapped or cut around the figure."""
    line = "甲类支出说明" * 60 + "1,900.00" + "后面还有很多很多的话" * 60
    outcome = Outcome(verdict=Verdict.FAIL, place=WRONG, found="1,900.00")
    finding = make_finding(
        outcome, message=Bilingual("长" * 300, ""), failed=("row-total@5:10",) * 40
    )
    audit = make_audit(path="很长的文件名/" * 20, findings=(finding,), lines=(line,) * 6)
    text = render_terminal(make_run(audit), width=width)

    assert max(map(cell_len, text.splitlines())) <= width


def test_hostile_document_is_shown_harmless() -> None:
    """Control, direction and markup in file names, documents and wording stay text."""
    lines = tuple(f"{line}{HOSTILE}" for line in LINES)
    finding = make_finding(
        title=Bilingual(HOSTILE, ""),
        message=Bilingual(HOSTILE, ""),
        cause=Bilingual(HOSTILE, ""),
    )
    audit = make_audit(path=HOSTILE, issuer=HOSTILE, lines=lines, findings=(finding,))
    text = render_terminal(make_run(audit), width=200)

    assert not any(map(is_hidden, text.replace("\n", "")))
    assert text.count(SHOWN) >= 6


def test_colours_only_when_asked_for() -> None:
    """With colour the same words stand in the report; without, not one escape code."""
    coloured = render_terminal(make_run(), width=80, colour=True)
    plain = render_terminal(make_run(), width=80)

    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert coloured != plain


def test_excerpt_is_cut_around_the_figure() -> None:
    """A long line keeps the figure, with … where something was left out."""
    line = "前" * 50 + "\t" + "1,234.00" + "\t" + "后" * 50
    excerpt = render_excerpt(line, 52, 60, 40)

    assert excerpt.text == "…前前前前前前 │ 1,234.00 │ 后后后后后后…"
    assert excerpt.marks == " " * 16 + "^" * 8


@given(
    st.text(st.characters(), max_size=60),
    st.integers(min_value=0, max_value=70),
    st.integers(min_value=0, max_value=20),
    st.integers(min_value=40, max_value=200),
)
def test_marks_stand_under_the_figure(line: str, column: int, length: int, width: int) -> None:
    """Whatever the characters, the marks are as wide as the figure and start where it does."""
    excerpt = render_excerpt(line, column, column + length, width)
    start = len(excerpt.marks) - len(excerpt.marks.lstrip())
    pieces = [" │ " if char == "\t" else escape_text(char) for char in line]
    figure = "".join(pieces[max(column, 1) - 1 : max(column + length, column, 1) - 1])

    assert cell_len(excerpt.text) <= width
    if cell_len(figure) <= width - 2 and figure:
        assert figure in _list_ends(excerpt.text, start, len(figure))


def _list_ends(text: str, cells: int, length: int) -> list[str]:
    """List what stands where the first characters take up just the cells."""
    starts = [index for index in range(len(text)) if cell_len(text[:index]) == cells]
    return [text[index : index + length] for index in starts]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.integers(8, 60))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    """Wrapped lines fit, and put together are the text, blanks at the breaks aside."""
    lines = [line.plain for line in wrap_text(Text(text), width)]

    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(st.characters()))
def test_escaped_text_hides_nothing(text: str) -> None:
    """After escaping, no character is hidden, and harmless text is left alone."""
    escaped = escape_text(text)

    assert not any(map(is_hidden, escaped))
    assert escape_text(escaped) == escaped


def test_paths_have_forward_slashes() -> None:
    """A path is shown as given."""
    assert escape_path("甲/乙\u202e.txt") == "甲/乙⟨U+202E⟩.txt"


def test_finding_beyond_the_text_has_no_excerpt() -> None:
    """A finding about something absent at line 1 of an empty text does not break the report."""
    text = render_terminal(make_run(make_audit(lines=())))

    assert "5:10 · T3" in text
    assert "^" not in text


def test_report_in_a_pipe_does_not_pay_for_the_console() -> None:
    """rich.console, the slow half of rich, is imported only for colours."""
    code = (
        "import sys, auditor.report.terminal\n"
        "print('rich.console' in sys.modules, 'rich.text' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.split() == ["False", "True"]
