"""Waived findings stay in every report, counted apart; common ones are named once."""

import json
from typing import Any

from made_audits import UNREADABLE, make_audit, make_finding, make_run
from test_plain_reports import WAIVED, WAIVER

from auditor.finding import Audit
from auditor.report.common import CommonRule, find_common_rules
from auditor.report.json_report import render_json
from auditor.report.markdown import render_markdown
from auditor.report.terminal import render_terminal

WAIVED_TEXT = """\
已豁免  row-total  每行合计等于各列之和  (1)
  5:10 · T3 部门支出总表 · 行 甲类支出 · 列 合计
    甲类支出：合计与各列之和相差 100.00
    豁免: 上级批复在案 · 王审计 · 有效期至 2032-06-30  (豁免/waivers.yaml:7)
"""


def make_audits(*firing: bool, **fields: Any) -> tuple[Audit, ...]:
    """Make a document a flag; the rule `row-total` fires where it is set."""
    finding = make_finding(**fields)
    return tuple(
        make_audit(path=f"{number}.txt", findings=(finding,) if fires else ())
        for number, fires in enumerate(firing)
    )


def test_terminal_shows_waived_apart() -> None:
    """Waived findings stand after the others, with reason, approver, expiry and place."""
    report = render_terminal(make_run(make_audit(findings=(WAIVED, make_finding()))))

    assert WAIVED_TEXT in report
    assert report.index("错误  row-total") < report.index("已豁免  row-total")
    assert "结论: 错误 1 处，警告 0 处，提示 0 处。另有已豁免 1 处。" in report


def test_terminal_with_nothing_but_waived() -> None:
    """A document whose findings are all waived is not said to have none."""
    report = render_terminal(make_run(make_audit(findings=(WAIVED,))))

    assert "结论: 错误 0 处，警告 0 处，提示 0 处。另有已豁免 1 处。" in report
    assert "没有发现不符" not in report


def test_json_waiver_is_evidence() -> None:
    """In JSON the outcome is `waived` and the waiver one more piece of evidence."""
    report = json.loads(render_json(make_run(make_audit(findings=(WAIVED,)))))

    finding = report["documents"][0]["findings"][0]
    assert finding["outcome"] == "waived"
    assert finding["evidence"][-1] == {
        "path": "豁免/waivers.yaml",
        "line": 7,
        "column": 1,
        "page": None,
        "text": "上级批复在案 · 王审计 · 有效期至 2032-06-30",
        "role": "waiver",
    }


def test_json_baseline_without_a_file() -> None:
    """A known finding says that the baseline held it, also where no place is known."""
    waiver = WAIVER._replace(
        source="baseline", reason="", approver="", expires="", path="", line=0
    )
    report = json.loads(render_json(make_run(make_audit(findings=(make_finding(waiver=waiver),)))))

    evidence = report["documents"][0]["findings"][0]["evidence"][-1]
    assert (evidence["path"], evidence["line"], evidence["text"]) == (None, 1, "基线中已有")


def test_rule_in_over_a_third_of_the_documents_is_common() -> None:
    """Three of eight documents are over a third."""
    audits = make_audits(*[True] * 3, *[False] * 5)

    assert find_common_rules(audits) == (
        CommonRule(
            rule="row-total",
            title=make_finding().title,
            severity="error",
            documents=3,
            read=8,
            findings=3,
        ),
    )


def test_a_third_is_not_over_a_third() -> None:
    """Three of nine documents are no custom, nor are two of five."""
    assert find_common_rules(make_audits(*[True] * 3, *[False] * 6)) == ()
    assert find_common_rules(make_audits(*[True] * 2, *[False] * 3)) == ()


def test_few_documents_have_nothing_in_common() -> None:
    """Four documents with the same fault are four documents with a fault."""
    assert find_common_rules(make_audits(*[True] * 4)) == ()
    assert len(find_common_rules(make_audits(*[True] * 5))) == 1


def test_unreadable_documents_and_waived_findings_do_not_count() -> None:
    """Only what was read is counted, and only what nobody has accepted."""
    read = make_audits(*[True] * 3, *[False] * 5)

    assert find_common_rules((*read, UNREADABLE, UNREADABLE))[0].read == 8
    assert find_common_rules(make_audits(*[True] * 8, waiver=WAIVER)) == ()


def test_common_rules_are_in_a_stable_order() -> None:
    """Most documents first, then by name."""
    findings = [make_finding(rule=name) for name in "bca"]
    audits = [make_audit(findings=tuple(findings)) for _ in range(5)]
    audits.append(make_audit(findings=(make_finding(rule="z"),)))

    assert [rule.rule for rule in find_common_rules(audits)] == ["a", "b", "c"]


def test_terminal_and_markdown_name_common_rules_once() -> None:
    """The run's end names the rule and in how many documents it fires; none loses a finding."""
    run = make_run(*make_audits(*[True] * 6))
    said = "6 份文件中有 6 份共有（共 6 处）"

    terminal, markdown = render_terminal(run), render_markdown(run)

    assert f"    row-total  每行合计等于各列之和: {said}\n" in terminal
    assert f"- `row-total` 每行合计等于各列之和: {said}\n" in markdown
    assert terminal.count(said) == markdown.count(said) == 1
    assert terminal.count("错误  row-total") == 6
