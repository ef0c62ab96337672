"""Audits made by hand for the report tests: one of each thing that a report must show."""

from decimal import Decimal

from auditor.errors import Mistake
from auditor.finding import (
    Audit,
    Bilingual,
    Coverage,
    Evidence,
    Finding,
    Operand,
    Outcome,
    Place,
    RuleFailure,
    TableSummary,
    Unchecked,
    Verdict,
)
from auditor.location import locate
from auditor.report.run import PackVersion, Run, RunSettings, Tool

NOTHING = Bilingual("", "")
LINES = (
    "海湾区测试局2031年部门预算",
    "",
    "部门支出总表",
    "项目\t合计\t基本支出\t项目支出",
    "301\t甲类支出\t1,900.00\t1,000.00\t800.00",
    "302\t乙类支出\t\t\t",
)
WRONG = Place(
    location=locate(5, 10, 8),
    table="T3",
    title="部门支出总表",
    row="甲类支出",
    key="301",
    column="合计",
)
SUM = Outcome(
    verdict=Verdict.FAIL,
    place=WRONG,
    operands=(Operand(place=WRONG, text="1,900.00", value=Decimal(1900), unit="元", role="合计"),),
    expected="1,800.00",
    found="1,900.00",
    difference="100.00",
    unit="元",
    tolerance="0",
    suggestion="1,800.00",
)
BLANK = Outcome(
    verdict=Verdict.REVIEW,
    place=Place(location=locate(6, 10, 0), table="T3", title="部门支出总表", row="乙类支出"),
)
TAIL = Outcome(verdict=Verdict.PASS, place=WRONG, tail=True)


def make_finding(outcome: Outcome = SUM, **fields: object) -> Finding:
    """Make a finding about a row that does not add up."""
    made: dict[str, object] = {
        "fingerprint": "f1:0123456789abcdef",
        "rule": "row-total",
        "kind": "equation",
        "severity": "error",
        "outcome": outcome,
        "title": Bilingual("每行合计等于各列之和", "Each row adds up"),
        "message": Bilingual("甲类支出：合计与各列之和相差 100.00", "甲类支出 is off by 100.00"),
        "cause": Bilingual("录入时一位数字有误", "one digit mistyped"),
        "evidence": (Evidence(location=locate(5, 19, 8), text="1,000.00", role="基本支出"),),
        "failed": ("row-total@5:10",),
    }
    return Finding(**{**made, **fields})  # type: ignore[arg-type]  # a test may set any field


REVIEW = make_finding(
    BLANK,
    fingerprint="f1:fedcba9876543210",
    rule="no-blank",
    kind="present",
    severity="info",
    title=Bilingual("不应空白", "Not blank"),
    message=Bilingual("金额空白", "the amount is blank"),
    cause=NOTHING,
    evidence=(Evidence(location=locate(3, 1, 4), text="另表", role="", path="乙/附表.txt"),),
    failed=(),
    inferred=True,
)
COVERAGE = Coverage(
    figures=4,
    checked=3,
    bounded=0,
    unchecked=(
        Unchecked(
            location=locate(1, 7, 4),
            text="2031",
            reason=Bilingual("没有规则用到它", "no rule uses it"),
        ),
    ),
    tables=(
        TableSummary(
            id="T3", title="部门支出总表", line=3, template="支出总表", rows=2, figures=3
        ),
    ),
    unrecognised=(TableSummary(id="", title="怪表", line=9, template="", figures=12),),
    forms=(TableSummary(id="F1", title="绩效目标表", line=20, template="", project="道路养护"),),
    lines_not_understood=(2, 7),
)


def make_audit(**fields: object) -> Audit:
    """Make the audit of a small document with two findings."""
    made: dict[str, object] = {
        "path": "甲/预算.txt",
        "sha256": "ab" * 32,
        "status": "complete",
        "reason": NOTHING,
        "issuer": "海湾区测试局",
        "year": 2031,
        "kind": "预算",
        "role": "whole",
        "packs_chosen": (("cn-test", Bilingual("由 --pack 指定", "given by --pack")),),
        "findings": (make_finding(), REVIEW),
        "outcomes": (("row-total", SUM), ("row-total", TAIL), ("no-blank", BLANK)),
        "not_applied": (("three-publics", Bilingual("没有这张表", "no such table")),),
        "coverage": COVERAGE,
        "lines": LINES,
    }
    return Audit(**{**made, **fields})  # type: ignore[arg-type]  # a test may set any field


UNREADABLE = Audit(
    path="丙/坏.pdf",
    sha256="",
    status="unreadable",
    reason=Bilingual("文件已加密", "the file is encrypted"),
)
CRASHED = RuleFailure(rule="row-total", reason="units cannot be converted", line=12, column=5)
MISTAKE = Mistake("rules/a.yaml", 3, 7, "unknown name 合记", rule="column-total")
TOOL = Tool(
    name="auditor",
    version="9.9.9",
    libraries=(("lark", "1.0"), ("PyYAML", "2.0"), ("rich", "3.0")),
    packs=(PackVersion(name="cn-test", version="1.0.0", sha256="cd" * 32),),
)


def make_run(*audits: Audit, **fields: object) -> Run:
    """Make a run over the audits, with the exit status of one that found something."""
    made: dict[str, object] = {
        "audits": audits or (make_audit(),),
        "exit_status": 1,
        "settings": RunSettings(packs=("cn-test",)),
        "tool": TOOL,
    }
    return Run(**{**made, **fields})  # type: ignore[arg-type]  # a test may set any field
