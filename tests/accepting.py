"""A small pack, a document with known faults, and runs that accept some of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.cli.main import run_command

PACK = {
    "pack.yaml": "name: mini\nversion: 0.1.0\nmin-version: 0.1.0\n",
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
  replaces: [old-row-total]
small-parts:
  title: {zh: 项目支出不超过基本支出, en: Projects are no larger}
  kind: equation
  in: [支出总表]
  equation: 项目支出 <= 基本支出
  source: 测试办法 第二条
  severity: warning
  waivable: false
title-years:
  title: {zh: 年度一致, en: Years agree}
  kind: years
  source: 测试办法 第三条
""",
}
DOCUMENT = """\
海湾区测试局2031年部门预算

2031年部门支出总表
编制部门：海湾区测试局\t单位：元
项目\t合计\t基本支出\t项目支出
甲类\t1,900.00\t1,000.00\t800.00
乙类\t70.00\t30.00\t40.00
丙类\t55.00\t30.00\t20.00
"""
SOUND = DOCUMENT.replace("1,900.00", "1,800.00").replace("55.00", "50.00")
APPROVED = "  reason: 已核实\n  approved_by: 王某\n  expires: 2031-12-31\n"
TODAY = ("--today", "2031-06-30")
Capture = pytest.CaptureFixture[bytes]


def write_files(folder: Path, **documents: str) -> None:
    """Write the pack and documents (name → text) into a folder."""
    for name, text in PACK.items():
        place = folder / "pack" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for name, text in documents.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


class Bench:
    """A folder in which runs are made; each gives its status, report and standard error."""

    def __init__(self, capture: Capture) -> None:
        """Take the capture of what the runs print."""
        self._capture = capture

    def check(self, *words: str, form: str = "json") -> tuple[int, Any, str]:
        """Audit; the report is the JSON, or the text of another format."""
        status = run_command(["check", "--format", form, *words, "--pack", "pack"])
        captured = self._capture.readouterr()
        out = captured.out.decode()
        report = json.loads(out) if form == "json" and out else out
        return status, report, captured.err.decode()

    def run(self, *words: str) -> tuple[int, str, str]:
        """Run any command."""
        status = run_command(words)
        captured = self._capture.readouterr()
        return status, captured.out.decode(), captured.err.decode()

    def find_fingerprints(self, name: str = "甲.txt") -> dict[str, str]:
        """Return the fingerprints of a document's findings by rule and row."""
        findings = self.check(name)[1]["documents"][0]["findings"]
        return {f"{one['rule']} {one['row']}": one["fingerprint"] for one in findings}


def summarize(report: Any, document: int = 0) -> list[tuple[str, str | None, str]]:
    """Return rule, row and outcome of each finding."""
    findings = report["documents"][document]["findings"]
    return [(one["rule"], one["row"], one["outcome"]) for one in findings]


def write_waivers(text: str, name: str = "豁免.yaml") -> str:
    """Write a waiver file."""
    Path(name).write_text(text, encoding="utf-8")
    return name
