"""`auditor explain`: everything about a rule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.names import find_rule
from auditor.cli.notes import write_mistakes
from auditor.cli.options import DEFAULT_PACKS
from auditor.cli.outputs import write_stdout
from auditor.report.rule_text import render_rule
from auditor.resources import find_rules_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.cli.parts import Parts
    from auditor.rule import Rule


def run_explain(name: str, packs: Sequence[str], language: str, parts: Parts) -> int:
    """Print a rule. Raises UsageError for an unknown name, RulePackError."""
    rule_pack = parts.load_packs(packs or DEFAULT_PACKS)
    write_mistakes(rule_pack.mistakes)
    rule = find_rule(name, rule_pack)
    write_stdout(render_rule(rule, _read_written_rule(rule), language))
    return 0


def _read_written_rule(rule: Rule) -> tuple[str, ...]:
    """Read the rule's own lines from its YAML file, without its examples; () if out of reach.

    The lines of an entry are those indented deeper than its first.
    """
    lines = _read_rule_file(rule.path)
    first = rule.line - 1
    if not 0 <= first < len(lines):
        return ()
    margin = _measure_indent(lines[first])
    written = [lines[first]]
    for line in lines[first + 1 :]:
        if line.strip() and _measure_indent(line) <= margin:
            break
        if line.strip() == "examples:":
            break
        written.append(line)
    while not written[-1].strip():
        written.pop()
    return tuple(written)


def _read_rule_file(path: str) -> list[str]:
    """Read the YAML file, named from here or from the folder of the packs that we ship."""
    for place in (Path(path), find_rules_folder() / path):
        try:
            return place.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
    return []


def _measure_indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
