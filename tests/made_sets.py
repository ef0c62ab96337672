"""Small sets of budgets, read and judged: what the tests of sets start from."""

import json
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reading_budgets import load_shipped_pack

from auditor.budget import Budget
from auditor.budget.facts import DocumentFacts
from auditor.engine import Settings
from auditor.engine.sets import judge_sets
from auditor.engine.sets.packing import pack_facts
from auditor.finding.set_verdicts import SetVerdicts
from auditor.interpreting import interpret_document
from auditor.parsing import parse_document

ROOT = Path(__file__).resolve().parent.parent
SET = ROOT / "samples" / "set"
SOUND = ROOT / "samples" / "sound-department.txt"
PACK = "cn-shanghai"

DEPARTMENT = """\
虹湾市文化局2025年部门预算
本部门中，行政单位1家，事业单位1家，具体包括：
1. 虹湾市文化局本部。
2. 虹湾市图书馆。

收入预算90.00万元，其中：财政拨款收入90.00万元，比2024年预算增加10.00万元。

2025年部门支出预算总表
单位：元
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
207\t\t\t文化旅游体育与传媒支出\t900,000.00\t900,000.00\t
合计\t\t\t\t900,000.00\t900,000.00\t
"""
UNIT = """\
虹湾市图书馆2025年单位预算

2025年单位支出预算总表
单位：元
功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出
类\t款\t项\t\t\t\t
207\t\t\t文化旅游体育与传媒支出\t400,000.00\t400,000.00\t
合计\t\t\t\t400,000.00\t400,000.00\t
"""
BEFORE = """\
虹湾市文化局2024年部门预算

收入预算80.00万元，其中：财政拨款收入80.00万元，比2023年预算增加10.00万元。
"""


def read_budget(text: str) -> Budget:
    """Parse and interpret a text, sentences too."""
    pack = load_shipped_pack()
    return interpret_document(
        parse_document(text),
        pack.templates,
        pack.catalogues,
        statements=pack.statements,
        forms=pack.forms,
    )


def make_facts(text: str, path: str = "one.txt") -> DocumentFacts:
    """Read a text and pack what sets need of it; the path tells equal texts apart."""
    return pack_facts(read_budget(text), path, path, PACK)


def judge(*texts: str) -> list[SetVerdicts]:
    """Judge texts as a set; what is said of each, in their order."""
    documents = [make_facts(text, f"{number}.txt") for number, text in enumerate(texts)]
    verdicts = judge_sets(documents, lambda _: load_shipped_pack(), Settings())
    return [verdicts.get(number, SetVerdicts()) for number in range(len(texts))]


def list_found(verdicts: Sequence[SetVerdicts]) -> list[list[tuple[str, int]]]:
    """List rule and line of the findings of each document."""
    return [
        [(one.rule, one.outcome.place.location.line) for one in each.findings] for each in verdicts
    ]


@cache
def check(*words: str) -> tuple[int, Any, bytes]:
    """Run the program as a user does; return exit status, report, and the report's bytes."""
    command = [sys.executable, "-m", "auditor", "check", *words, "--format", "json"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return run.returncode, json.loads(run.stdout or b"null"), run.stdout


def list_set_findings(document: Any) -> list[tuple[str, int]]:
    """List rule and line of the findings of a document that the program itself makes."""
    found = document["findings"]
    return [(one["rule"], one["line"]) for one in found if one["kind"] == "set"]


def split_sound() -> tuple[str, str, str]:
    """Split the sound sample into narrative, tables and annex."""
    lines = SOUND.read_text(encoding="utf-8").split("\n")
    first = next(n for n, line in enumerate(lines) if line.endswith("财务收支预算总表") and n > 60)
    last = lines.index("其他相关情况说明")
    narrative, forms, is_form = lines[:first], list[str](), False
    for line in lines[last:]:
        if line.endswith("绩效目标申报表"):
            is_form = True
        elif line and "\t" not in line and not line.startswith("（2025"):
            is_form = False
        (forms if is_form else narrative).append(line)
    return "\n".join(narrative), "\n".join(lines[first:last]), "\n".join(forms)


def write_documents(folder: Path) -> None:
    """Write a department, and a file that the list does not name."""
    (folder / "a.txt").write_text(DEPARTMENT, encoding="utf-8")
    (folder / "b.txt").write_text(UNIT, encoding="utf-8")
