"""Small rule packs, written to a folder for a test."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from auditor.errors import RulePackError
from auditor.rulepack import RulePack, load_packs

HEAD = "name: {name}\nversion: 1.0.0\n"
TABLES = """\
支出表:
  number: X1
  titles: [支出表]
  columns:
    合计: {headers: [合计, 总计], role: total}
    基本: {role: part}
    项目: {role: part}
  total: [合计]
收支表:
  number: X2
  titles: ["[财务]收支表"]
  rows: two-sided
  sides:
    收入:
      columns: {预算数: }
      rows: {拨款: [财政拨款]}
      total: [收入总计]
    支出:
      columns: {预算数: }
      codes: functional
      set: 支出类
      total: [支出总计]
"""
RULE = """\
row-total:
  kind: equation
  in: 支出表
  equation: 合计 = 基本 + 项目
"""


def write_pack(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a pack with the tables above; `files` come on top, or instead."""
    head = HEAD.format(name=folder.name)
    for name, content in {"pack.yaml": head, "tables.yaml": TABLES, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def write_own_pack(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a pack that extends the shipped one and has no tables of its own."""
    head = HEAD.format(name=folder.name) + "extends: [cn-shanghai]\n"
    return write_pack(folder, {"pack.yaml": head, "tables.yaml": "", **files})


@cache
def load_shanghai() -> RulePack:
    """Load the shipped pack once."""
    return load_packs(["cn-shanghai"])


def list_mistakes(*folders: Path) -> list[str]:
    """Load packs and return their mistakes, with paths from the first pack's parent."""
    try:
        mistakes = load_packs([str(folder) for folder in folders]).mistakes
    except RulePackError as error:
        mistakes = error.mistakes
    start = f"{folders[0].parent.as_posix()}/"
    return [str(mistake).removeprefix(start) for mistake in mistakes]
