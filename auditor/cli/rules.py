"""`auditor rules`: list the rules of packs, find mistakes in them, run their examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.cli.notes import write_mistakes
from auditor.cli.options import DEFAULT_PACKS
from auditor.cli.outputs import write_stdout
from auditor.report.escaping import escape_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.parts import Parts
    from auditor.rulepack import RulePack


def run_rules(action: str, packs: Sequence[str], language: str, parts: Parts) -> int:
    """List, lint or test; 2 where a rule has a mistake, 1 where an example fails.

    Raises RulePackError.
    """
    rule_pack = parts.load_packs(packs or DEFAULT_PACKS)
    write_mistakes(rule_pack.mistakes)
    actions = {"list": _list_rules, "lint": _lint_rules, "test": _test_rules}
    failed = actions[action](rule_pack, language, parts)
    if rule_pack.mistakes:
        return 2
    return 1 if failed else 0


def _list_rules(rule_pack: RulePack, language: str, parts: Parts) -> bool:  # noqa: ARG001
    rules = sorted(rule_pack.rules, key=lambda rule: rule.id)
    width = max((len(rule.id) for rule in rules), default=0)
    lines = [
        f"{rule.id:<{width}}  {rule.severity:<7}  {rule.kind:<10}  {rule.title.speak(language)}"
        for rule in rules
    ]
    _write_lines(lines)
    return False


def _lint_rules(rule_pack: RulePack, language: str, parts: Parts) -> bool:  # noqa: ARG001
    rules, mistakes = len(rule_pack.rules), len(rule_pack.mistakes)
    if language == "zh":
        _write_lines([f"规则 {rules} 条，错误 {mistakes} 处"])
    else:
        _write_lines([f"{rules} rules, {mistakes} mistakes"])
    return False


def _test_rules(rule_pack: RulePack, language: str, parts: Parts) -> bool:
    results = parts.run_examples(rule_pack)
    failures = [result for result in results if not result.is_met]
    lines = [f"{result.rule}: {result.example}: {result.reason}" for result in failures]
    if language == "zh":
        lines.append(f"例子 {len(results)} 个，未通过 {len(failures)} 个")
    else:
        lines.append(f"{len(results)} examples, {len(failures)} failed")
    _write_lines(lines)
    return bool(failures)


def _write_lines(lines: Sequence[str]) -> None:
    write_stdout("".join(f"{escape_text(line)}\n" for line in lines))
