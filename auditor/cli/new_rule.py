# ruff: noqa: PLC0415 - a command imports only what it needs: the start is part of its price
"""`auditor rules new`: write a rule with comments and examples into a pack of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.errors import UsageError
from auditor.cli.names import KINDS
from auditor.cli.options import DEFAULT_PACKS
from auditor.cli.pack_writing import HEAD, write_new, write_pack_head, write_schemas
from auditor.cli.rules import write_lines
from auditor.cli.written_rules import read_rule_lines
from auditor.rulepack.entries import is_rule_id
from auditor.rulepack.new_rules import render_copied_rule, render_equation_rule
from auditor.rulepack.sample_tables import SampleTable, make_sample
from auditor.rulepack.sources import list_shipped_names

if TYPE_CHECKING:
    import argparse

    from auditor.cli.parts import Parts
    from auditor.rule import Rule
    from auditor.rulepack import RulePack

_NEXT = {
    "zh": "已写入 {path}\n下一步：auditor rules test {pack}\n"
    "然后：auditor check --pack {pack} 文件",
    "en": "written: {path}\nnext: auditor rules test {pack}\n"
    "then: auditor check --pack {pack} FILE",
}


def run_new(given: argparse.Namespace, parts: Parts) -> int:
    """Write the rule, and the pack's head if there is none; nothing is ever overwritten.

    Raises UsageError for a name that cannot be or is taken, RulePackError for a faulty pack.
    """
    if given.table and "#" in given.table:
        from auditor.cli.new_table import run_new_table

        return run_new_table(given, parts)
    if not given.id or not given.kind:
        message = "--id、--kind: 新建规则时必须给出 / are required for a new rule"
        raise UsageError(message)
    folder, path = Path(given.pack), Path(given.pack) / "rules" / f"{given.id}.yaml"
    is_new = not (folder / HEAD).exists()
    _check_names(given, path)
    rule_pack = parts.load_packs(DEFAULT_PACKS if is_new else [given.pack])
    if given.id in {*(rule.id for rule in rule_pack.rules), *rule_pack.switched_off}:
        message = f"--id: 已有这条规则 / there is such a rule already: {given.id}"
        raise UsageError(message)
    text = _render_rule(given, rule_pack)
    try:
        if is_new:
            write_pack_head(folder, given.lang)
        write_schemas(folder)
        write_new(path, text)
    except OSError as fault:
        message = f"--pack: {fault.filename}: {fault.strerror}"
        raise UsageError(message) from fault
    said = _NEXT[given.lang].format(path=path.as_posix(), pack=folder.as_posix())
    write_lines(said.split("\n"))
    return 0


def _check_names(given: argparse.Namespace, path: Path) -> None:
    if not is_rule_id(given.id):
        message = f"--id: 只能用字母、数字、- 和 . / letters, digits, - and . only: {given.id}"
        raise UsageError(message)
    if given.kind not in KINDS:
        message = f"--kind: 没有这个类别 / no such kind: {given.kind} ({', '.join(KINDS)})"
        raise UsageError(message)
    if given.table and given.kind != "equation":
        raise UsageError("--table: 只用于 equation / goes with --kind equation only")
    if given.pack in list_shipped_names():
        message = f"--pack: {given.pack} 是自带的规则包 / is a pack that comes with the program"
        raise UsageError(message)
    if path.exists():
        message = f"文件已存在，不会覆盖 / the file is there and stays: {path.as_posix()}"
        raise UsageError(message)


def _render_rule(given: argparse.Namespace, rule_pack: RulePack) -> str:
    if given.kind == "equation":
        table, sample = _find_sample(given.table, rule_pack)
        return render_equation_rule(given.id, table, sample, given.lang)
    model = _find_model(given.kind, rule_pack)
    lines = read_rule_lines(model)
    return render_copied_rule(given.id, model.id, given.kind, lines, given.lang)


def _find_sample(name: str | None, rule_pack: RulePack) -> tuple[str, SampleTable]:
    """Find the table, or else the first one whose figures add up. Raises UsageError."""
    templates = rule_pack.templates
    if name is not None and name not in templates:
        message = f"--table: 没有这张表 / no such table: {name} ({'、'.join(templates)})"
        raise UsageError(message)
    for table in templates if name is None else (name,):
        sample = make_sample(templates[table])
        if sample is not None:
            return table, sample
    message = f"--table: 表中没有可以相加的栏 / no columns that add up: {name or ''}"
    raise UsageError(message)


def _find_model(kind: str, rule_pack: RulePack) -> Rule:
    """Find the shortest rule of the kind that shows a pass and a failure. Raises UsageError."""
    models = [
        rule
        for rule in rule_pack.rules
        if rule.kind == kind
        and not rule.is_inferred
        and {"pass", "fail"} <= {example.expect for example in rule.examples}
    ]
    if not models:
        message = f"--kind: 没有可以照着写的规则 / no rule to start from: {kind}"
        raise UsageError(message)
    return min(models, key=lambda rule: (len(read_rule_lines(rule)), rule.id))
