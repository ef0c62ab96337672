"""`auditor explain`: everything about a rule."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from auditor.cli.names import find_rule
from auditor.cli.notes import write_mistakes
from auditor.cli.options import DEFAULT_PACKS
from auditor.cli.outputs import write_stdout
from auditor.cli.shelf import PackShelf
from auditor.cli.written_rules import read_rule_lines
from auditor.report.rule_text import render_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.parts import Parts
    from auditor.rule import Rule
    from auditor.rulepack import RulePack


def run_explain(name: str, packs: Sequence[str], language: str, parts: Parts) -> int:
    """Print a rule. Raises UsageError for an unknown name, RulePackError."""
    rule_pack = _load_packs(name, packs, parts)
    write_mistakes(rule_pack.mistakes, language)
    rule = find_rule(name, rule_pack)
    write_stdout(render_rule(rule, _read_demand(rule), language))
    return 0


def _load_packs(name: str, packs: Sequence[str], parts: Parts) -> RulePack:
    """Load the given packs, else the one that knows the rule: the usual, or any shipped."""
    rule_pack = parts.load_packs(packs or DEFAULT_PACKS)
    known = {rule.id for rule in rule_pack.rules}
    if packs or name in known.union(*(rule.replaces for rule in rule_pack.rules)):
        return rule_pack
    return PackShelf(parts, (), examples=True).load_known()


def _read_demand(rule: Rule) -> tuple[str, ...]:
    """Read the rule's own lines from its YAML file, without its examples."""
    lines = read_rule_lines(rule)
    return tuple(takewhile(lambda line: line.strip() != "examples:", lines))
