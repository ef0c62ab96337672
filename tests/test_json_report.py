"""The JSON report keeps its contract: every field, in order, null where nothing applies."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_audits import (
    CRASHED,
    MISTAKE,
    NOTHING,
    UNREADABLE,
    make_audit,
    make_finding,
    make_run,
)

import auditor.report
from auditor.cli.main import run_command
from auditor.finding import Bilingual
from auditor.report.json_report import render_json
from auditor.report.json_text import render_json_text
from auditor.report.run import Run, RunSettings

FINDING_FIELDS = (
    "fingerprint rule kind severity outcome title message line column end_line end_column page "
    "sheet table row column_name expected found difference unit tolerance cause suggestion "
    "inferred evidence failed"
).split()
DOCUMENT_FIELDS = (
    "path sha256 status reason issuer year kind role packs_chosen findings outcomes rule_errors "
    "not_applied coverage"
).split()
COVERAGE_FIELDS = (
    "figures checked bounded unchecked tables unrecognised_tables forms lines_not_understood"
).split()


@cache
def load_schema() -> Any:
    """Load the schema from where it travels in the wheel."""
    folder = Path(auditor.report.__file__).parent / "schema"
    return json.loads((folder / "audit-1.schema.json").read_text(encoding="utf-8"))


def render(run: Run) -> Any:
    """Render, validate against the schema, and read back."""
    report = json.loads(render_json(run))
    jsonschema.Draft202012Validator(load_schema()).validate(report)
    return report


def test_schema_is_a_schema() -> None:
    """The schema itself is valid."""
    jsonschema.Draft202012Validator.check_schema(load_schema())


def test_fields_and_their_order() -> None:
    """Every field is there, in the order of the contract."""
    report = render(make_run())

    document = report["documents"][0]
    assert list(report) == ["schema", "exit", "settings", "tool", "documents"]
    assert list(document) == DOCUMENT_FIELDS
    assert list(document["findings"][0]) == FINDING_FIELDS
    assert list(document["findings"][0]["evidence"][0]) == (
        ["path", "line", "column", "page", "text", "role"]
    )
    assert list(document["coverage"]) == COVERAGE_FIELDS
    assert list(report["tool"]) == ["name", "version", "libraries", "packs"]


def test_whole_finding() -> None:
    """A finding carries place, amounts, cause and evidence."""
    found = render(make_run())["documents"][0]["findings"][0]

    assert found == {
        "fingerprint": "f1:0123456789abcdef",
        "rule": "row-total",
        "kind": "equation",
        "severity": "error",
        "outcome": "fail",
        "title": "每行合计等于各列之和",
        "message": "甲类支出：合计与各列之和相差 100.00",
        "line": 5,
        "column": 10,
        "end_line": 5,
        "end_column": 18,
        "page": None,
        "sheet": None,
        "table": "T3",
        "row": "甲类支出",
        "column_name": "合计",
        "expected": "1,800.00",
        "found": "1,900.00",
        "difference": "100.00",
        "unit": "元",
        "tolerance": "0",
        "cause": "录入时一位数字有误",
        "suggestion": "1,800.00",
        "inferred": False,
        "evidence": [
            {
                "path": None,
                "line": 5,
                "column": 19,
                "page": None,
                "text": "1,000.00",
                "role": "基本支出",
            }
        ],
        "failed": ["row-total@5:10"],
    }


def test_null_where_nothing_applies() -> None:
    """Empty words become null, never an empty string."""
    found = render(make_run())["documents"][0]["findings"][1]

    empty = "column_name expected found difference unit tolerance cause suggestion page sheet"
    assert {found[name] for name in empty.split()} == {None}
    assert found["evidence"][0]["path"] == "乙/附表.txt"


def test_pages_and_sheets_of_lines() -> None:
    """Page and sheet are those of the finding's own line."""
    audit = make_audit(pages=(1, 1, 1, 1, 2, 2), sheets=("", "", "", "", "表三", "表三"))
    found = render(make_run(audit))["documents"][0]["findings"][0]

    assert (found["page"], found["sheet"], found["evidence"][0]["page"]) == (2, "表三", 2)


def test_language() -> None:
    """`--lang en` speaks English everywhere."""
    settings = RunSettings(packs=("cn-test",), language="en")
    document = render(make_run(settings=settings))["documents"][0]

    assert document["findings"][0]["title"] == "Each row adds up"
    assert document["packs_chosen"] == [{"name": "cn-test", "why": "given by --pack"}]
    assert document["not_applied"] == [{"rule": "three-publics", "reason": "no such table"}]
    assert document["coverage"]["unchecked"][0]["reason"] == "no rule uses it"


def test_unreadable_document_has_an_entry() -> None:
    """A file that cannot be read has every field, with zeros and empty lists."""
    document = render(make_run(UNREADABLE, exit_status=3))["documents"][0]

    assert (document["status"], document["reason"]) == ("unreadable", "文件已加密")
    assert document["sha256"] is None
    assert document["findings"] == []
    assert document["outcomes"] == dict.fromkeys(
        ("pass", "fail", "review", "not_applicable", "error", "waived"), 0
    )
    assert document["coverage"]["figures"] == 0
    assert document["coverage"]["tables"] == []


def test_outcomes_are_counted_by_verdict() -> None:
    """Outcomes are counts, in the order of the verdicts."""
    outcomes = render(make_run())["documents"][0]["outcomes"]

    assert outcomes == {
        "pass": 1,
        "fail": 1,
        "review": 1,
        "not_applicable": 0,
        "error": 0,
        "waived": 0,
    }


def test_rule_errors_name_broken_and_crashed_rules() -> None:
    """A rule left out and a rule that crashed are both named, with their place in the YAML."""
    run = make_run(make_audit(rule_failures=(CRASHED,)), mistakes=(MISTAKE,), exit_status=2)

    assert render(run)["documents"][0]["rule_errors"] == [
        {"rule": "column-total", "reason": "unknown name 合记", "line": 3, "column": 7},
        {"rule": "row-total", "reason": "units cannot be converted", "line": 12, "column": 5},
    ]


def test_coverage() -> None:
    """The ledger is printed as the contract says."""
    coverage = render(make_run())["documents"][0]["coverage"]

    assert coverage == {
        "figures": 4,
        "checked": 3,
        "bounded": 0,
        "unchecked": [{"line": 1, "column": 7, "text": "2031", "reason": "没有规则用到它"}],
        "tables": [
            {
                "id": "T3",
                "title": "部门支出总表",
                "line": 3,
                "template": "支出总表",
                "rows": 2,
                "figures": 3,
            }
        ],
        "unrecognised_tables": [{"title": "怪表", "line": 9, "figures": 12}],
        "forms": [{"title": "绩效目标表", "project": "道路养护", "line": 20, "template": None}],
        "lines_not_understood": [2, 7],
    }


MINI_PACK = {
    "pack.yaml": """\
name: mini
version: 0.1.0
min-version: 0.1.0
for: {titles: ["部门预算"], years: {from: 2020}}
""",
    "tables.yaml": """\
支出总表:
  number: T3
  titles: ["[{year}年]部门支出[预算]总表"]
  rows: items
  columns:
    合计:     {headers: [合计], role: total}
    基本支出: {headers: [基本支出]}
    项目支出: {headers: [项目支出]}
  total: [合计, 总计]
""",
    "rules/tables.yaml": """\
row-total:
  title: {zh: 每行合计等于各列之和, en: Each row adds up}
  kind: equation
  in: [支出总表]
  equation: 合计 = 基本支出 + 项目支出
  source: 测试办法 第一条
bad-rule: {kind: nonsense}
""",
}
DOCUMENT = """\
部门支出总表
单位：元
项目\t合计\t基本支出\t项目支出
甲类\t1,900.00\t1,000.00\t800.00

杂项统计表
项目\t数量
乙类\t12.00
"""


def test_report_of_a_real_audit_keeps_the_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The whole program's own output is valid, with a finding, a broken rule, a bad file."""
    monkeypatch.chdir(tmp_path)
    for name, text in {**MINI_PACK, "../预算.txt": DOCUMENT}.items():
        place = tmp_path / "pack" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    status = run_command("check 预算.txt 没有.txt --pack pack --format json".split())

    report = json.loads(capsysbinary.readouterr().out)
    jsonschema.Draft202012Validator(load_schema()).validate(report)
    assert status == report["exit"] == 2
    audited, missing = report["documents"]
    assert [finding["line"] for finding in audited["findings"]] == [4]
    assert audited["rule_errors"][0]["rule"] == "bad-rule"
    assert audited["status"] == "incomplete"
    assert missing["status"] == "unreadable"


def test_schema_refuses_what_is_not_promised() -> None:
    """The guard bites: one unknown field, or one missing, and the report is invalid."""
    report = json.loads(render_json(make_run()))
    report["documents"][0]["findings"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.Draft202012Validator(load_schema()).validate(report)

    del report["documents"][0]["findings"][0]["colour"]
    del report["documents"][0]["sha256"]
    with pytest.raises(jsonschema.ValidationError, match="sha256"):
        jsonschema.Draft202012Validator(load_schema()).validate(report)


def test_same_run_same_bytes_in_utf8() -> None:
    """Chinese is printed as it is, the text ends with one line end and is stable."""
    text = render_json(make_run())

    assert text == render_json(make_run())
    assert "海湾区测试局" in text
    assert text.endswith("}\n")


@given(st.text(st.characters()))
def test_any_text_survives(text: str) -> None:
    """What a document prints comes back to the reader unchanged, and is UTF-8."""
    finding = make_finding(message=Bilingual(text, text), cause=NOTHING)
    rendered = render_json(make_run(make_audit(findings=(finding,)))).encode("utf-8")

    assert json.loads(rendered)["documents"][0]["findings"][0]["message"] == text


def test_hostile_characters_are_escapes() -> None:
    """Neither control, direction nor half characters stand in the report themselves."""
    hostile = "a\x1b[31m\x9b\u202e\u2066\ufeff\u200b\udc80z"
    text = render_json_text({"text": hostile})

    assert text.isascii()
    assert json.loads(text) == {"text": hostile}
